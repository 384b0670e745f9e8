"""How the fate of a change comes back to the screen that made it."""

from __future__ import annotations

from textual.message import Message
from textual.message_pump import MessagePump

from align.errors import TifaError
from tui.session import Change
from tui.steps import Outcome
from tui.store_thread import outlasting


class Saved(Message):
    """A change was stored."""

    def __init__(self, change: Change, outcome: Outcome) -> None:
        super().__init__()
        self.change = change
        self.outcome = outcome


class NotSaved(Message):
    """A change was not stored; nothing was written."""

    def __init__(self, change: Change, error: TifaError) -> None:
        super().__init__()
        self.change = change
        self.error = error


async def report(change: Change, screen: MessagePump) -> None:
    """Wait for a change and post its fate; cancelling this does not cancel the change."""
    try:
        saved = await outlasting(change.saved)
    except TifaError as error:
        screen.post_message(NotSaved(change, error))
    else:
        screen.post_message(Saved(change, saved))
