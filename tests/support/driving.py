"""A running application: its keys, what its screen shows, and when it has come to rest."""

from __future__ import annotations

from contextlib import suppress

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

NAMES = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma", "/": "slash"}


async def settled(pilot: Pilot[object]) -> None:
    """Wait until nothing is read or written any more and every message of it is handled.

    A worker whose place a newer one has taken, or that ends with the application, counts as
    ended. What a message starts is waited for in turn.
    """
    workers = pilot.app.workers
    while True:
        for worker in list(workers):
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause()
        if all(worker.is_finished for worker in workers):
            return


class Driven:
    """A running application and what tests ask of it."""

    def __init__(self, pilot: Pilot[object]) -> None:
        self.pilot = pilot
        self.app: App[object] = pilot.app

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
