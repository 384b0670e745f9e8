"""The queue as rows of a virtual list."""

from __future__ import annotations

from align.model import Language
from glossary.changes import shown_term
from glossary.model import Concept
from tui.queue import OPEN, Queue
from tui.widgets.detail import SIGNS
from tui.widgets.virtual_list import Column, Row, VirtualList

COLUMNS = (
    Column("", 1),
    Column("Chinese", 8, share=3),
    Column("English", 12, share=5),
    Column("Kind", 11, above=74),
    Column("Uses", 4, right=True, above=40),
    Column("Score", 5, right=True, above=48),
)


class QueueRows:
    """Draws the concepts of a queue; what is decided is dimmed."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def __len__(self) -> int:
        return len(self._queue)

    def row(self, index: int) -> Row:
        concept = self._queue[index]
        return Row(
            (
                SIGNS[concept.status],
                _shown(concept, Language.ZH),
                _shown(concept, Language.EN),
                concept.kind,
                str(concept.frequency),
                f"{concept.score:.2f}",
            ),
            dim=concept.status not in OPEN,
        )


def queue_list(queue: Queue) -> VirtualList:
    """The list that shows a queue."""
    return VirtualList(COLUMNS, QueueRows(queue), id="queue")


def _shown(concept: Concept, language: Language) -> str:
    term = shown_term(concept, language)
    return "" if term is None else term.text
