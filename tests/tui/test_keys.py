"""Keys that the configuration gives to actions in the place of ours."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from desks import Desk, Drafts, Opened, Plain, Stored
from textual.widgets import Static
from textual.widgets._footer import FooterKey

from align.errors import SettingsError
from tui.app import ReviewApp
from tui.keymap import SCREENS, keymap, listed

TUI = Path(__file__).parents[2] / "tui"


def ours() -> dict[str, str]:
    """What is listed, as the configuration would say it."""
    screens = tomllib.loads("\n".join(listed()))["keys"]
    return {
        f"{screen}.{each}": keys for screen in screens for each, keys in screens[screen].items()
    }


async def test_an_own_key_acts_and_is_shown_wherever_the_key_is_named(
    opened: Opened, drafts: Drafts, plain: Plain, stored: Stored
) -> None:
    with opened() as glossary:
        for name in ("a", "b"):
            glossary.save(plain(name, f"三{name}", f"three {name}"), who="tests")
    keys = keymap({"queue.approve": "y, f6", "queue.undo": "z", "editor.preferred": "f12"})
    app = ReviewApp(opened, "Ana", drafts(), keys=keys)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        desk = Desk(pilot, app)
        await desk.settle()
        assert "y Approve" in desk.lines[-1]
        await desk.press("a")
        assert stored("a").status == "proposed"
        await desk.press("ctrl+a", "y")
        assert {stored(name).status for name in ("a", "b")} == {"approved"}
        assert any("z undoes" in notice for notice in desk.notices)
        await desk.press("z", "question_mark")
        help_text = str(desk.app.screen.query_one("#help-body Static", Static).content)
        assert "y, f6             Approve" in help_text
        await desk.press("escape", "e")
        assert "f12 preferred" in desk.text


async def test_own_keys_stand_where_ours_would_in_the_footer(
    opened: Opened, drafts: Drafts, plain: Plain
) -> None:
    with opened() as glossary:
        glossary.save(plain("a", "三首", "three firsts"), who="tests")

    async def footer(**keys: str) -> list[str]:
        app = ReviewApp(opened, "Ana", drafts(), keys=keymap(keys))
        async with app.run_test(size=(120, 36)) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            return [each.description for each in app.screen.query(FooterKey)]

    assert await footer(**{"queue.approve": "y, f6", "queue.undo": "z"}) == await footer()


def test_what_is_listed_can_be_given_as_it_is() -> None:
    assert keymap(ours()).keys() == ours().keys()
    assert {each.partition(".")[0] for each in ours()} == SCREENS.keys()


def test_two_actions_change_their_keys() -> None:
    assert keymap({"queue.approve": "r", "queue.reject": "a"})["queue.approve"] == "r"


@pytest.mark.parametrize(
    ("action", "keys", "said"),
    [
        ("queue.aprove", "y", "did you mean approve"),
        ("stack.approve", "y", "there is no screen 'stack'; use queue, editor"),
        ("queue.approve", "nonsense", "there is no key 'nonsense'"),
        ("queue.approve", "ctrl+Y", "there is no key 'ctrl+Y'"),
        ("queue.approve", "y,", "there is no key ''"),
        ("queue.approve", "r", "r is the key of queue.reject already"),
        ("queue.approve", "down", 'down always means "Next row" there'),
        ("queue.approve", "ctrl+p", 'ctrl+p always means "Commands" there'),
        ("reader.join", "?", 'question_mark always means "Help" there'),
        ("editor.save", "s", "s is typed into fields there"),
    ],
)
def test_a_key_or_an_action_that_cannot_be_is_said_in_a_line(
    action: str, keys: str, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        keymap({action: keys})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_keys_in_texts_are_those_of_the_bindings() -> None:
    """`shown_key` is told our key beside the id: the two say the same."""
    named: dict[str, str] = {}
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "shown_key":
                action, key = node.args[1:]
                if isinstance(action, ast.Constant) and isinstance(key, ast.Constant):
                    named[str(action.value)] = str(key.value)
    assert "queue.undo" in named
    for name, pressed in named.items():
        assert keymap({name: pressed})[name] == keymap({name: ours()[name]})[name]
