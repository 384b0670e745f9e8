"""A view of rows, one below the other, with a cursor on one of them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.scroll_view import ScrollView


class WithCursor(ScrollView, inherit_bindings=False):
    """Moves a cursor over rows and keeps it in sight; views extend it and draw the rows.

    Attributes:
        lines: those that a row takes.
        above: lines over the rows, which stay where they are.
    """

    lines: ClassVar[int] = 1
    above: ClassVar[int] = 0
    _cursor = 0

    @property
    def count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def moved(self, before: int) -> None:
        """The cursor has come from another row."""
        raise NotImplementedError

    def action_select(self) -> None:
        """Open the row under the cursor."""
        raise NotImplementedError

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest that there is."""
        row = max(0, min(row, self.count - 1))
        if row != self._cursor:
            before, self._cursor = self._cursor, row
            self.moved(before)

    def action_move(self, step: int) -> None:
        self.move_to(self._cursor + step)

    def action_page(self, pages: int) -> None:
        self.move_to(self._cursor + pages * max(1, self._sight))

    def action_first(self) -> None:
        self.move_to(0)

    def action_last(self) -> None:
        self.move_to(self.count - 1)

    def on_click(self, event: events.Click) -> None:
        row = (self.scroll_offset.y + event.y - self.above) // self.lines
        if event.y >= self.above and row < self.count:
            self.move_to(row)
            if event.chain == 2:
                self.action_select()

    @property
    def _room(self) -> int:
        """Lines of rows that fit on the screen."""
        return self.scrollable_content_region.height - self.above

    @property
    def _sight(self) -> int:
        """Rows that fit on the screen."""
        return self._room // self.lines

    def _keep_in_sight(self) -> None:
        top, at = self.scroll_offset.y, self.lines * self._cursor
        if self._room < 1:
            return
        if at < top:
            self.scroll_to(y=at, animate=False, force=True)
        elif at + self.lines > top + self._room:
            self.scroll_to(y=at + self.lines - self._room, animate=False, force=True)
