"""The reviewer's queue: the concepts in memory, and which of them are shown.

Knows no widget and no store. Rows are positions in what is shown; concepts keep their order.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import chain, pairwise

from glossary.keys import simplified
from glossary.model import Concept, ConceptStatus


class Show(StrEnum):
    """Which concepts the queue shows."""

    ALL = "all"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"

    @property
    def statuses(self) -> frozenset[ConceptStatus]:
        """The statuses that it lets through; what is in review is still to be decided."""
        match self:
            case Show.ALL:
                return frozenset(ConceptStatus)
            case Show.PROPOSED:
                return OPEN
            case Show.APPROVED:
                return frozenset({ConceptStatus.APPROVED})
            case Show.REJECTED:
                return frozenset({ConceptStatus.REJECTED})


#: The statuses that still wait for a decision.
OPEN = frozenset({ConceptStatus.PROPOSED, ConceptStatus.IN_REVIEW})


def fold(text: str) -> str:
    """The form in which the filter compares: width, case and traditional forms do not matter."""
    return simplified(unicodedata.normalize("NFKC", text)).casefold()


class Queue:
    """Concepts in their order, best first, and the rows that the filter lets through."""

    def __init__(self) -> None:
        self._concepts: list[Concept] = []
        self._folded: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: list[int] = []
        self._counts: Counter[ConceptStatus] = Counter()
        self.show = Show.PROPOSED
        self._words: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Rows shown."""
        return len(self._rows)

    def __getitem__(self, row: int) -> Concept:
        return self._concepts[self._rows[row]]

    @property
    def total(self) -> int:
        """Concepts in all, shown or not."""
        return len(self._concepts)

    def get(self, concept_id: str) -> Concept | None:
        """The concept with that id as the reviewer sees it now."""
        place = self._places.get(concept_id)
        return None if place is None else self._concepts[place]

    def count(self, show: Show) -> int:
        """How many concepts have the statuses of `show`, whatever the text filter says."""
        return sum(self._counts[status] for status in show.statuses)

    def add(self, concepts: Iterable[Concept]) -> None:
        """Take in concepts as read; one known already is replaced by a later revision only."""
        first_new = self.total
        newer = []
        for concept in concepts:
            known = self.get(concept.id)
            if known is None:
                self._places[concept.id] = self.total
                self._concepts.append(concept)
                self._folded.append(_searchable(concept))
                self._counts[concept.status] += 1
            elif concept.revision > known.revision:
                newer.append(concept)
        # A glossary is read in its order: only what others added meanwhile stands elsewhere.
        scores = [concept.score for concept in self._concepts[max(0, first_new - 1) :]]
        if all(before >= after for before, after in pairwise(scores)):
            self._rows += filter(self._lets_through, range(first_new, self.total))
        else:
            self._sort()
            self._refilter()
        for concept in newer:
            self.put(concept)

    def put(self, concept: Concept) -> None:
        """Replace a known concept by its new state; its row appears or goes as the filter says."""
        self._put(concept)
        place = self._places[concept.id]
        at = bisect_left(self._rows, place)
        present = at < len(self._rows) and self._rows[at] == place
        if self._lets_through(place):
            if not present:
                self._rows.insert(at, place)
        elif present:
            del self._rows[at]

    def filter(self, *, show: Show | None = None, text: str | None = None) -> None:
        """Change what is shown; every word of `text` must occur in some term of the concept."""
        self.show = self.show if show is None else show
        if text is not None:
            self._words = tuple(fold(text).split())
        self._refilter()

    def row_of(self, concept_id: str) -> int | None:
        """The row of a concept, or None where it is not shown."""
        place = self._places.get(concept_id)
        if place is None:
            return None
        at = bisect_left(self._rows, place)
        return at if at < len(self._rows) and self._rows[at] == place else None

    def next_open(self, row: int) -> int | None:
        """The first row from `row` on, then from the top, that waits for a decision."""
        rows = chain(range(row, len(self)), range(min(row, len(self))))
        return next((row for row in rows if self[row].status in OPEN), None)

    def _put(self, concept: Concept) -> None:
        place = self._places[concept.id]
        self._counts[self._concepts[place].status] -= 1
        self._counts[concept.status] += 1
        self._concepts[place] = concept
        self._folded[place] = _searchable(concept)

    def _sort(self) -> None:
        order = sorted(range(self.total), key=lambda place: -self._concepts[place].score)
        self._concepts = [self._concepts[place] for place in order]
        self._folded = [self._folded[place] for place in order]
        self._places = {concept.id: place for place, concept in enumerate(self._concepts)}

    def _refilter(self) -> None:
        statuses = self.show.statuses
        rows = [place for place, concept in enumerate(self._concepts) if concept.status in statuses]
        for word in self._words:
            rows = [place for place in rows if word in self._folded[place]]
        self._rows = rows

    def _lets_through(self, place: int) -> bool:
        if self._concepts[place].status not in self.show.statuses:
            return False
        haystack = self._folded[place]
        return all(word in haystack for word in self._words)


def _searchable(concept: Concept) -> str:
    return fold("\n".join(term.text for term in concept.terms))
