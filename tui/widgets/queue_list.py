"""The queue as rows of a virtual list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from align.languages import Language
from tui.bidi import runs_right
from tui.queue import OPEN, Queue
from tui.sorting import Order, Sort
from tui.widgets.detail import SIGNS
from tui.widgets.virtual_list import ListColumn, Row, VirtualList

#: What each column is in order of when it is sorted by, and the column; languages come between.
_STATUS = (Sort.STATUS, ListColumn("", 1))
_OTHERS = (
    (Sort.KIND, ListColumn("Kind", 7, share=2, above=50, most=11)),
    (Sort.SUBJECT, ListColumn("Subject", 9, share=1, above=96)),
    (Sort.USES, ListColumn("Uses", 4, right=True, above=36)),
    (Sort.SCORE, ListColumn("Score", 5, right=True, above=42)),
)
_ARROWS = {False: "▾", True: "▴"}
_ROOM = 14  # cells that a language beyond two takes, which other columns must leave to it
_SPACIOUS = 90, 24  # cells from which a third language is shown that nobody chose, and each more


@dataclass(slots=True)
class Shown:
    """The languages that the rows are shown in.

    Attributes:
        is_chosen: whether the reviewer chose them: then all are shown, however narrow the list.
    """

    languages: tuple[Language, ...]
    is_chosen: bool = False


class QueueRows:
    """Draws the concepts of a queue; what is decided is dimmed."""

    def __init__(self, queue: Queue, shown: Shown) -> None:
        self._queue = queue
        self.shown = shown

    def __len__(self) -> int:
        return len(self._queue)

    def row(self, index: int) -> Row:
        entry = self._queue[index]
        return Row(
            (
                SIGNS[entry.status],
                *map(entry.term, self.shown.languages),
                entry.kind,
                entry.subject,
                str(entry.frequency),
                f"{entry.score:.2f}",
            ),
            dim=entry.status not in OPEN,
            marked=entry.id in self._queue.marked,
        )


class QueueList(VirtualList):
    """The list that shows a queue in some languages."""

    def __init__(self, queue: Queue, shown: Shown) -> None:
        self._queue = queue
        self._drawn = QueueRows(queue, shown)
        super().__init__(tuple(columns(queue, shown)), self._drawn, id="queue")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that it shows."""
        return self._drawn.shown.languages

    def show_in(self, shown: Shown) -> None:
        """Show other languages, or another order of the rows."""
        self._drawn.shown = shown
        self.put_columns(tuple(columns(self._queue, shown)))

    def order_of(self, column: int) -> Order:
        """What the rows are in order of when they are sorted by a column."""
        return _orders(self._drawn.shown)[column][0]

    def next_order(self) -> Order:
        """The order by the column after the one in force; after the last, by what deserves it."""
        total = self.scrollable_content_region.width - 1
        listed = _orders(self._drawn.shown)
        orders = [Sort.WORTH, *(order for order, column in listed if column.above <= total)]
        sort = self._queue.sort
        place = orders.index(sort) if sort in orders else 0
        return orders[(place + 1) % len(orders)]


def columns(queue: Queue, shown: Shown) -> Iterator[ListColumn]:
    """The columns; an arrow stands beside the one that the rows are in order of.

    It points down where the first row is the one to look at first: the most uses, the best score,
    the first in the alphabet.
    """
    for order, column in _orders(shown):
        arrow = _ARROWS[queue.reverse] if queue.sort is order else ""
        label = column.label + arrow
        yield replace(column, label=label, width=max(column.width, cell_len(label)))


def _orders(shown: Shown) -> Sequence[tuple[Order, ListColumn]]:
    more = max(0, len(shown.languages) - 2) * _ROOM if shown.is_chosen else 0
    return (
        _STATUS,
        *((each, _column(each, place, shown)) for place, each in enumerate(shown.languages)),
        *((sort, replace(column, above=column.above + more)) for sort, column in _OTHERS),
    )


def _column(language: Language, place: int, shown: Shown) -> ListColumn:
    """Terms of a language; what is written from the right stands at the right."""
    profile = language.profile
    width, share = (11, 3) if profile.cells == 2 else (12, 5)
    least, each = _SPACIOUS
    above = 0 if shown.is_chosen or place < 2 else least + each * (place - 2)
    right = runs_right(language)
    return ListColumn(language.label, width, share=share, right=right, above=above)
