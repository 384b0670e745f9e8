"""The queue as rows of a virtual list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len

from tui.queue import OPEN, Queue, Sort
from tui.widgets.detail import SIGNS
from tui.widgets.virtual_list import ListColumn, Row, VirtualList

#: What each column is in order of when it is sorted by, and the column.
COLUMNS = (
    (Sort.STATUS, ListColumn("", 1)),
    (Sort.ZH, ListColumn("Chinese", 11, share=3)),
    (Sort.EN, ListColumn("English", 12, share=5)),
    (Sort.KIND, ListColumn("Kind", 7, share=2, above=50, most=11)),
    (Sort.SUBJECT, ListColumn("Subject", 9, share=1, above=96)),
    (Sort.USES, ListColumn("Uses", 4, right=True, above=36)),
    (Sort.SCORE, ListColumn("Score", 5, right=True, above=42)),
)
_ARROWS = {False: "▾", True: "▴"}


class QueueRows:
    """Draws the concepts of a queue; what is decided is dimmed."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def __len__(self) -> int:
        return len(self._queue)

    def row(self, index: int) -> Row:
        entry = self._queue[index]
        return Row(
            (
                SIGNS[entry.status],
                entry.zh,
                entry.en,
                entry.kind,
                entry.subject,
                str(entry.frequency),
                f"{entry.score:.2f}",
            ),
            dim=entry.status not in OPEN,
            marked=entry.id in self._queue.marked,
        )


def queue_list(queue: Queue) -> VirtualList:
    """The list that shows a queue."""
    return VirtualList(tuple(columns(queue)), QueueRows(queue), id="queue")


def columns(queue: Queue) -> Iterator[ListColumn]:
    """The columns; an arrow stands beside the one that the rows are in order of.

    It points down where the first row is the one to look at first: the most uses, the best score,
    the first in the alphabet.
    """
    for sort, column in COLUMNS:
        arrow = _ARROWS[queue.reverse] if queue.sort is sort else ""
        label = column.label + arrow
        yield replace(column, label=label, width=max(column.width, cell_len(label)))


def next_sort(queue: Queue, shown: VirtualList) -> Sort:
    """The order by the column after the one in force; after the last, by what deserves it."""
    total = shown.scrollable_content_region.width - 1
    sorts = [Sort.WORTH, *(sort for sort, column in COLUMNS if column.above <= total)]
    place = sorts.index(queue.sort) if queue.sort in sorts else 0
    return sorts[(place + 1) % len(sorts)]
