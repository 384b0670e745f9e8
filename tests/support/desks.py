"""The review application at work, and what the fixtures of its tests give."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from driving import Driven
from textual import events
from textual.widget import Widget

from glossary.model import Concept
from glossary.store import Glossary
from tui.app import ReviewApp
from tui.drafts import DraftBox
from tui.widgets.detail import Detail


class Desk(Driven[ReviewApp]):
    """The review application at work."""

    async def paste(self, field: Widget, text: str) -> None:
        """What a terminal does with text from the clipboard, in the field that has the focus."""
        field.focus()
        await self.pilot.pause()
        self.app.post_message(events.Paste(text))
        await self.settle()

    @property
    def title(self) -> str:
        """The first line of the entry that is shown."""
        return self.app.query_one(Detail).text.split("\n")[0]


Start: TypeAlias = Callable[..., AbstractAsyncContextManager[Desk]]
Opened: TypeAlias = Callable[[], Glossary]
Drafts: TypeAlias = Callable[[], DraftBox]
Plain: TypeAlias = Callable[..., Concept]
Stored: TypeAlias = Callable[[str], Concept]
Actions: TypeAlias = Callable[[str], list[tuple[str, str, str]]]
