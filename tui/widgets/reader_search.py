"""Where one types what to search a text for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.fields import Line
from tui.widgets.reader_view import ReaderView


class SearchLine(Line):
    """What to search for; it hands the keyboard back to the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the text", show=False)
    ]
    BINDING_GROUP_TITLE = "Search"

    def action_leave(self) -> None:
        self.display = False
        self.screen.query_one(ReaderView).focus()
