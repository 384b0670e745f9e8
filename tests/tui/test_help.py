"""Help, the footer and the command palette say what the keys do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from desks import Start, Stored
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from glossary.model import Concept
from tui.screens.help import HelpScreen
from tui.screens.review import ReviewScreen
from tui.widgets.virtual_list import VirtualList


def described(bindings: Iterable[BindingType]) -> list[Binding]:
    return [each for each in Binding.make_bindings(bindings) if each.description]


async def test_help_lists_every_binding_of_the_screen_and_its_list(
    start: Start, five: Concept
) -> None:
    async with start(five) as desk:
        await desk.press("question_mark")
        help_text = str(desk.app.screen.query_one("#help-body Static", Static).content)
        for binding in described([*ReviewScreen.BINDINGS, *VirtualList.BINDINGS]):
            ending = f"  {binding.description}"
            line = next(line for line in help_text.split("\n") if line.endswith(ending))
            assert desk.app.get_key_display(binding) in line
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_the_page_of_the_application_names_every_key_of_the_queue(
    start: Start, five: Concept
) -> None:
    text = (Path(__file__).parents[2] / "docs/review.md").read_text("utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| `")]
    named = {key for row in rows for key in re.findall("`([^`]+)`", row.split(" | ")[0])}
    everywhere = {each.action for each in Binding.make_bindings(Screen.BINDINGS)}
    async with start(five) as desk:
        keys = {
            desk.app.get_key_display(active.binding).replace("^", "ctrl+")
            for active in desk.app.screen.active_bindings.values()
            if active.node is desk.app.screen and active.binding.action not in everywhere
        }
    assert "T" in keys
    assert keys <= named


async def test_help_in_the_editor_tells_the_keys_of_terms(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        await desk.press("e", "f1")
        assert isinstance(desk.app.screen, HelpScreen)
        for words in ("Save", "Add Chinese", "preferred", "deprecated", "remove"):
            assert words in str(desk.app.screen.query_one("#help-body Static", Static).content)
        await desk.press("f1")
        assert "Edit 五位一体" in desk.text


async def test_the_command_palette_offers_what_the_keys_do(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        commands = {
            command.title: command for command in desk.app.get_system_commands(desk.app.screen)
        }
        titles = {binding.description for binding in described(ReviewScreen.BINDINGS)}
        assert titles <= commands.keys()
        await desk.press("ctrl+p")
        await desk.write("approve")
        await desk.pilot.pause()
        await desk.press("enter", "enter")
    assert stored("five").status == "approved"


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_help_fits_the_screen(start: Start, five: Concept, size: tuple[int, int]) -> None:
    async with start(five, size=size) as desk:
        await desk.press("question_mark")
        assert "escape closes" in desk.text
        assert "Approve" in desk.text
