"""The queue as rows of a virtual list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rich.cells import cell_len

from align.languages import Language
from glossary.store.reading.summaries import Summary
from tui.bidi import runs_right
from tui.queue import OPEN, Queue
from tui.sorting import Order, Sort
from tui.views import Columns
from tui.widgets.detail import SIGNS
from tui.widgets.virtual_list import ListColumn, Row, VirtualList

_LEAST, _FEW = 56, 70  # cells between which a list has few columns, so that terms are read whole
_DENSE, _ALPHABETIC = (11, 3), (12, 5)  # cells and share of a language's column
_DENSE_OF_FEW = 25, 1  # twelve characters
_STATUS = ListColumn("", 1)
#: The columns beside those of languages, by what they are in order of.
_OTHERS: Mapping[Sort, ListColumn] = {
    Sort.KIND: ListColumn("Kind", 7, share=2, above=_FEW, most=11),
    Sort.SUBJECT: ListColumn("Subject", 9, share=1, above=96),
    Sort.USES: ListColumn("Uses", 4, right=True, above=36),
    Sort.SCORE: ListColumn("Score", 5, right=True, above=42),
}
_ARROWS = {False: "▾", True: "▴"}
_ROOM = 14  # cells that a language beyond two takes, which other columns must leave to it
_SPACIOUS = 90, 24  # cells from which a third language is shown that nobody chose, and each more


@dataclass(slots=True)
class Shown:
    """What of the rows is shown.

    Attributes:
        languages: those that there is a column for.
        is_chosen: whether the reviewer chose them: then all are shown, however narrow the list.
        columns: which are hidden and how wide they are.
    """

    languages: tuple[Language, ...]
    is_chosen: bool = False
    columns: Columns = field(default_factory=Columns)


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
            tuple(self._cells(entry)),
            dim=entry.status not in OPEN,
            marked=entry.id in self._queue.marked,
        )

    def _cells(self, entry: Summary) -> Iterator[str]:
        """Where no language that is seen has a term, the first one shows another's, and whose."""
        every = orders(self.shown)
        spoken = [each for each in every if isinstance(each, Language)]
        seen = spoken if self.shown.is_chosen else spoken[:2]
        is_seen = not seen or any(map(entry.term, seen))
        other = None if is_seen else next(iter(entry.shown), None)
        for order in every:
            if other is not None and order is spoken[0]:
                yield f"{entry.term(other)} ({other})"
            else:
                yield _cell(entry, order)


def _cell(entry: Summary, order: Order) -> str:
    match order:
        case Sort.STATUS:
            return SIGNS[entry.status]
        case Sort.KIND:
            return entry.kind
        case Sort.SUBJECT:
            return entry.subject
        case Sort.USES:
            return str(entry.frequency)
        case Language():
            return entry.term(order)
        case _:
            return f"{entry.score:.2f}"


class QueueList(VirtualList):
    """The list that shows a queue in some languages."""

    def __init__(self, queue: Queue, shown: Shown) -> None:
        self._queue = queue
        self._drawn = QueueRows(queue, shown)
        super().__init__(tuple(columns(queue, shown, _FEW)), self._drawn, id="queue")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that it shows."""
        return self._drawn.shown.languages

    def show_in(self, shown: Shown) -> None:
        """Show other languages or columns, or another order of the rows."""
        self._drawn.shown = shown
        self.put_columns(tuple(columns(self._queue, shown, self._total)))

    def on_resize(self) -> None:
        super().on_resize()
        self.show_in(self._drawn.shown)

    def order_of(self, column: int) -> Order:
        """What the rows are in order of when they are sorted by a column."""
        return orders(self._drawn.shown)[column]

    def next_order(self) -> Order:
        """The order by the column after the one in force; after the last, by what deserves it."""
        total = self._total
        shown = self._drawn.shown
        listed = zip(orders(shown), _columns(shown, total), strict=True)
        found = [Sort.WORTH, *(order for order, column in listed if column.above <= total)]
        sort = self._queue.sort
        place = found.index(sort) if sort in found else 0
        return found[(place + 1) % len(found)]

    @property
    def _total(self) -> int:
        return self.scrollable_content_region.width - 1


def columns(queue: Queue, shown: Shown, total: int) -> Iterator[ListColumn]:
    """The columns; an arrow stands beside the one that the rows are in order of.

    It points down where the first row is the one to look at first: the most uses, the best score,
    the first in the alphabet.

    Args:
        total: cells of the list.
    """
    for order, column in zip(orders(shown), _columns(shown, total), strict=True):
        arrow = _ARROWS[queue.reverse] if queue.sort is order else ""
        label = column.label + arrow
        yield replace(column, label=label, width=max(column.width, cell_len(label)))


def orders(shown: Shown, *, hidden: bool = False) -> tuple[Order, ...]:
    """The columns from left to right, by what they are in order of.

    Args:
        hidden: those too that are hidden.
    """
    every: tuple[Order, ...] = (Sort.STATUS, *shown.languages, *_OTHERS)
    return tuple(each for each in every if hidden or str(each) not in shown.columns.hidden)


def _columns(shown: Shown, total: int) -> Iterator[ListColumn]:
    more = max(0, len(shown.languages) - 2) * _ROOM if shown.is_chosen else 0
    for order in orders(shown):
        if isinstance(order, Language):
            column = _column(order, shown, total)
        elif order is Sort.STATUS:
            column = _STATUS
        else:
            column = replace(_OTHERS[order], above=_OTHERS[order].above + more)
        extra = shown.columns.wider.get(str(order), 0)
        yield replace(
            column,
            width=max(1, column.width + extra),
            most=max(1, column.most + extra) if column.most else 0,
        )


def _column(language: Language, shown: Shown, total: int) -> ListColumn:
    """Terms of a language; what is written from the right stands at the right."""
    place = shown.languages.index(language)
    dense = [each for each in shown.languages if each.profile.cells == 2]
    width, share = _DENSE if language in dense else _ALPHABETIC
    if dense == [language] and len(shown.languages) == 2 and _LEAST <= total < _FEW:
        width, share = _DENSE_OF_FEW
    least, each = _SPACIOUS
    above = 0 if shown.is_chosen or place < 2 else least + each * (place - 2)
    right = runs_right(language)
    return ListColumn(language.label, width, share=share, right=right, above=above)
