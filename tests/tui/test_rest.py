"""When an application counts as at rest: not when the processor has no time for it."""

from __future__ import annotations

import asyncio

import pytest
from driving import settled
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

STEPS = 500


class Slow(Screen[None]):
    """A screen that comes about step by step, as one does that reads what it shows."""

    def compose(self) -> ComposeResult:
        yield Static("not yet")

    async def on_mount(self) -> None:
        self.call_later(self.step, 0)

    async def step(self, number: int) -> None:
        await asyncio.sleep(0)
        if number < STEPS:
            self.call_later(self.step, number + 1)
        else:
            self.query_one(Static).update("done")


async def test_a_screen_is_waited_for_though_the_process_looks_idle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def at_once(min_sleep: float = 0, max_sleep: float = 1) -> None:
        """What waiting for idleness comes to where other processes have the processor."""

    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", at_once)
    async with App[None]().run_test(size=(40, 3)) as pilot:
        pilot.app.push_screen(Slow())
        await settled(pilot)
        text = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "done" in text
