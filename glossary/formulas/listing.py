"""A list in a passage, as it was found: what parts its items, and what was left out of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.formulas.passage import Span


class Build(StrEnum):
    """What parts the items of a list."""

    RUN = "run"  #: A、B和C
    MIXED = "mixed"  #: A、B，以及C、D
    CLAUSES = "clauses"
    GROUPS = "groups"  #: between semicolons
    SENTENCES = "sentences"
    HEADED = "headed"  #: each from the counted word to the next
    MARKED = "marked"  #: 一是…二是…, First, …


class Cut(StrEnum):
    """What was left out of the items of a list."""

    NONE = "none"
    EDGES = "edges"  #: of the first or the last: the words around the list
    CLAUSE = "clause"  #: of each: all but the first clause
    HEAD_CLAUSE = "head clause"  #: of each: all but the clause with the counted word
    FROM_HEAD = "from head"  #: of each: what stands before the counted word
    TO_HEAD = "to head"  #: of each: what stands after it
    LEAD = "lead"  #: of each: the words of grammar that begin all
    REMARK = "remark"  #: of each: from a word that all share, or a figure


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in a passage.

    Attributes:
        items: the span of each item in the passage, in order.
        whole: the same before anything was cut from the first and the last.
        start: where the first item's mark stands, or the first item.
        before, after: the pieces that stand next to it in a longer row of such pieces.
    """

    items: tuple[Span, ...]
    whole: tuple[Span, ...]
    build: Build
    cut: Cut
    start: int
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        return self.items[-1][1]
