"""What the parts of the main screen share: session, list and the concept under the cursor."""

from __future__ import annotations

from textual.notifications import SeverityLevel

from align.text import visible
from glossary.store.reading.summaries import Summary
from tui.ordered_keys import OrderedKeys
from tui.session import Change, ReviewSession
from tui.widgets.queue_list import QueueList


class QueueScreen(OrderedKeys[None]):
    """A screen with a queue; its parts extend this, each with the keys of one matter."""

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self._session = session

    @property
    def list(self) -> QueueList:
        """The rows."""
        return self.query_one(QueueList)

    @property
    def current(self) -> Summary | None:
        """The concept under the cursor."""
        row = self.list.cursor
        return None if row is None else self._session.queue[row]

    def follow(self, change: Change) -> None:
        """See what becomes of a change."""
        raise NotImplementedError

    def rows_changed(self, keep: Summary | None = None, row: int | None = None) -> None:
        """Draw the queue anew with the cursor on a concept, else on a row, else on the top."""
        raise NotImplementedError

    def refresh_counts(self) -> None:
        """Draw the counts anew."""
        raise NotImplementedError

    def say(self, text: str, severity: SeverityLevel = "information", *, title: str = "") -> None:
        """Tell the reviewer something, as it is."""
        self.notify(visible(text), title=title, severity=severity, markup=False)
