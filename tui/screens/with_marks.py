"""Marking several concepts of the queue."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.queue_screen import QueueScreen
from tui.session import ReviewSession


class WithMarks(QueueScreen):
    """Marks concepts, one by one or in ranges; decisions are about what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark, and go on", show=False, id="queue.mark"),
        Binding("shift+down", "mark_to(1)", "Mark downwards", show=False, id="queue.mark_down"),
        Binding("shift+up", "mark_to(-1)", "Mark upwards", show=False, id="queue.mark_up"),
        Binding(
            "V", "mark_range", "Mark from the last mark to here", show=False, id="queue.mark_range"
        ),
        Binding("ctrl+a", "mark_all", "Mark all that is shown", show=False, id="queue.mark_all"),
        Binding("escape", "unmark", "Take all marks away", show=False),
    ]

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(session)
        self._anchor: tuple[str, int, frozenset[str]] | None = None  # where marking began

    def action_mark(self) -> None:
        row = self.list.cursor
        if row is not None:
            self._session.queue.toggle(row)
            self._anchor = (self._session.queue[row].id, row, frozenset())
            self._marked()
            self.list.action_move(1)

    def action_mark_to(self, step: int) -> None:
        """Move, and mark from where this began to where the cursor stands, no further."""
        queue, row = self._session.queue, self.list.cursor
        if row is None:
            return
        if self._anchor is None or self._anchor[1] != row:
            self._anchor = (queue[row].id, row, frozenset(queue.marked))
        begun, _, before = self._anchor
        self.list.action_move(step)
        here = self.list.cursor or 0
        queue.marked = set(before)
        start = queue.row_of(begun)
        start = row if start is None else start
        queue.mark(range(min(start, here), max(start, here) + 1))
        self._anchor = (begun, here, before)
        self._marked()

    def action_mark_range(self) -> None:
        queue, here = self._session.queue, self.list.cursor
        if here is None:
            return
        start = None if self._anchor is None else queue.row_of(self._anchor[0])
        start = here if start is None else start
        queue.mark(range(min(start, here), max(start, here) + 1))
        self._marked()

    def action_mark_all(self) -> None:
        self._session.queue.mark(range(len(self._session.queue)))
        self._marked()

    def action_unmark(self) -> None:
        self._session.queue.marked.clear()
        self._anchor = None
        self._marked()

    def _marked(self) -> None:
        self.list.refresh()
        self.refresh_counts()
