"""A running application: its keys, what its screen shows, and when it has come to rest."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

AnApp = TypeVar("AnApp", bound=App[Any], covariant=True)

NAMES = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma", "/": "slash"}


#: Times in a row that nothing else waits for its turn before the event loop counts as at rest.
_STILL = 3


async def at_rest() -> None:
    """Wait until nothing in the event loop is left to do but to wait for threads, files and time.

    Pilot takes the application for idle once the process uses little of the processor; beside
    other load it uses little because it gets little, and then half a screen is looked at.
    """
    loop: Any = asyncio.get_running_loop()
    still = 0
    while still < _STILL:
        await asyncio.sleep(0)
        still = 0 if loop._ready else still + 1


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or written any more and every message of it is handled and shown.

    A worker whose place a newer one has taken, or that ends with the application, counts as
    ended. What a message starts is waited for in turn.
    """
    workers = pilot.app.workers
    while True:
        for worker in list(workers):
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause()
        await at_rest()
        if all(worker.is_finished for worker in workers) and not _is_to_be_drawn(pilot.app):
            return


def _is_to_be_drawn(app: App[Any]) -> bool:
    """Whether the screen is not yet shown as it is; the end of an application draws nothing."""
    if not app.is_running or not app.screen_stack:
        return False
    screen = app.screen
    return not screen.is_mounted or bool(
        screen._layout_required or screen._dirty_widgets or screen._callbacks
    )


class Driven(Generic[AnApp]):
    """A running application and what tests ask of it."""

    def __init__(self, pilot: Pilot[Any], app: AnApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press one key after the other, each once the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text at once; Pilot knows the keys of some characters by name only."""
        await self.pilot.press(*(NAMES.get(char, char) for char in text))
        await self.settle()

    async def settle(self) -> None:
        """Until every reading and writing has ended and its messages are handled."""
        await settled(self.pilot)

    @property
    def lines(self) -> list[str]:
        """The screen, a string a line."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def notices(self) -> list[str]:
        return [notice.message for notice in self.app._notifications]
