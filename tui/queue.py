"""The reviewer's queue: a summary of every concept in memory, and which of them are shown.

Knows no widget and no store. A concept has a place, which stays as long as the glossary is not read
again; rows are what the filter lets through, in the order of a column.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nsmallest
from itertools import chain

from align.languages import Language, languages
from align.model import CHINESE_ENGLISH
from glossary.model import EVERY_DOCUMENT, ConceptStatus, DocumentFilter, Kind
from glossary.store.reading.summaries import Attestation, Summary
from tui.filtering import Query, fold, folded, parse
from tui.sorting import Order, Sort, key_of

#: The statuses that still wait for a decision.
OPEN = frozenset({ConceptStatus.PROPOSED, ConceptStatus.IN_REVIEW})
_UNRANKED = 9  #: the authority of what no ranked document attests


class Show(StrEnum):
    """Which concepts the queue shows."""

    ALL = "all"
    PROPOSED = "proposed"
    DEFERRED = "in review"
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
            case _:
                return frozenset({ConceptStatus(self.value)})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A glossary as it was read, in the order in which concepts deserve a decision.

    Attributes:
        folded, spelled: the terms of each as the filter compares them, and their pinyin; beside
            the entries, since to reach into each of those takes longer than to compare.
        places: the place of each id.
        counts: how many concepts of each status there are, which may be more than were read.
        touched: the ids of those that people have changed.
    """

    entries: list[Summary]
    folded: list[str]
    spelled: list[str]
    places: dict[str, int]
    counts: Mapping[ConceptStatus, int]
    documents: tuple[Attestation, ...] = ()
    touched: frozenset[str] = frozenset()


def loaded(
    entries: Iterable[Summary],
    documents: Sequence[Attestation] = (),
    counts: Mapping[ConceptStatus, int] | None = None,
    touched: Iterable[str] = (),
) -> Loaded:
    """Make ready what was read; takes long for many, so call it off the event loop.

    The order: how sure extraction is, to the hundredth that is shown; how often the concept is
    used; the authority of the best document that attests it; then the exact score.
    """
    ranks: dict[str, int] = {}
    for document, concepts in documents:
        if document.authority is not None:
            rank = document.authority.rank
            ranks.update((each, min(rank, ranks.get(each, rank))) for each in concepts)

    def worth(each: Summary) -> tuple[int, int, int, float, str]:
        rank = ranks.get(each.id, _UNRANKED)
        return -round(each.score * 100), -each.frequency, rank, -each.score, each.id

    ordered = sorted(entries, key=worth)
    return Loaded(
        ordered,
        folded([each.texts for each in ordered]),
        [each.spelling for each in ordered],
        {each.id: place for place, each in enumerate(ordered)},
        counts or Counter(each.status for each in ordered),
        tuple(documents),
        frozenset(touched),
    )


@dataclass(slots=True)
class _Order:
    """Places in the order of a column, and where each place stands in it."""

    places: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)


class Queue:
    """What is known of every concept, the rows that the filter lets through, and the marks.

    Attributes:
        show: which statuses are shown, unless the filter names some.
        sort, reverse: the order of the rows.
        marked: the ids of the concepts that are marked, shown or not.
        left_out: how many the filter's `top` leaves out, all of them proposals that nobody touched.
    """

    def __init__(self) -> None:
        self.show = Show.PROPOSED
        self.sort: Order = Sort.WORTH
        self.reverse = False
        self.marked: set[str] = set()
        self._data = Loaded([], [], [], {}, {})
        self._order = _Order()
        self._rows: list[int] = []
        self._counts: Counter[ConceptStatus] = Counter()
        self._query = Query()
        self._gone: set[str] = set()
        self._languages: set[Language] = set()
        self._touched: set[str] = set()
        self._last = math.inf  # place of the last proposal that `top` leaves
        self.left_out = 0

    def __len__(self) -> int:
        """Rows shown."""
        return len(self._rows)

    def __getitem__(self, row: int) -> Summary:
        return self._data.entries[self._rows[row]]

    @property
    def total(self) -> int:
        """Concepts in all, shown or not."""
        return sum(self._counts.values())

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that there are terms in; Chinese and English where there is no other."""
        found = self._languages if self._languages - set(CHINESE_ENGLISH) else CHINESE_ENGLISH
        return tuple(each for each in languages() if each in found)

    @property
    def documents(self) -> tuple[Attestation, ...]:
        """The documents, with what they attest."""
        return self._data.documents

    @property
    def subjects(self) -> list[str]:
        """The subjects that there are, the most frequent first."""
        found = Counter(each.subject for each in self._data.entries if each.subject)
        return [subject for subject, _ in found.most_common()]

    def get(self, concept_id: str) -> Summary | None:
        """The concept with that id as the reviewer sees it now."""
        place = self._data.places.get(concept_id)
        return None if place is None or concept_id in self._gone else self._data.entries[place]

    def count(self, show: Show) -> int:
        """How many concepts have the statuses of `show`, whatever the text filter says."""
        return sum(self._counts[status] for status in show.statuses)

    def load(self, data: Loaded, keep: Callable[[str], bool] = lambda _: False) -> None:
        """Take in the glossary as it was read.

        Args:
            keep: whether the state known of a concept stays, whatever was read; a later revision
                stays in any case.
        """
        known, self._data = self._data, data
        self._touched = set(data.touched)
        self._counts = Counter(data.counts)
        self._languages = set().union(*(each.shown for each in data.entries))
        for entry in known.entries:
            read = self.get(entry.id)
            if read is None:
                if keep(entry.id) and entry.id not in self._gone:
                    self._append(entry)
            elif entry.revision > read.revision or keep(entry.id):
                self._change(entry)
        for concept_id in self._gone & data.places.keys():
            self._counts[data.entries[data.places[concept_id]].status] -= 1
        self.marked &= data.places.keys()
        self._sort()
        self._refilter()

    def put(self, entry: Summary) -> None:
        """Note the new state of a concept; its row appears or goes as the filter says."""
        place = self._data.places.get(entry.id)
        if place is None:
            self._append(entry)
            self._order.ranks.append(len(self._order.places))
            self._order.places.append(self._data.places[entry.id])
        else:
            if entry.id in self._gone:
                self._gone.remove(entry.id)
                self._counts[self._data.entries[place].status] += 1
            self._change(entry)
        self._place(entry.id)

    def remove(self, concept_id: str) -> None:
        """Note that a concept is no longer in the glossary."""
        entry = self.get(concept_id)
        if entry is not None:
            self._counts[entry.status] -= 1
            self._gone.add(concept_id)
            self.marked.discard(concept_id)
            self._place(concept_id)

    def filter(self, *, show: Show | None = None, text: str | None = None) -> None:
        """Change what is shown; see `tui.filtering` for what can be typed."""
        self.show = self.show if show is None else show
        if text is not None:
            self._query = parse(text)
        self._refilter()

    def sort_by(self, sort: Order, *, reverse: bool = False) -> None:
        """Put the rows in another order. A changed concept keeps its row until the next time."""
        self.sort, self.reverse = sort, reverse
        self._sort()
        self._refilter()

    def row_of(self, concept_id: str) -> int | None:
        """The row of a concept, or None where it is not shown."""
        place = self._data.places.get(concept_id)
        if place is None:
            return None
        at = self._at(place)
        return at if at < len(self._rows) and self._rows[at] == place else None

    def next_open(self, row: int) -> int | None:
        """The first row from `row` on, then from the top, that waits for a decision."""
        rows = chain(range(row, len(self)), range(min(row, len(self))))
        return next((row for row in rows if self[row].status in OPEN), None)

    def found(self, text: str, limit: int) -> list[Summary]:
        """Concepts, shown or not, whose terms hold what was typed, those with that term first."""
        wanted, entries, terms = fold(text.strip()), self._data.entries, self._data.folded
        places: Sequence[int] = range(len(entries))
        for word in parse(text).words:
            places = self._holding(places, word.text, word.pinyin)
        ranked = (
            (wanted not in terms[place].split("\n"), len(terms[place]), entries[place].id, place)
            for place in places
            if entries[place].id not in self._gone
        )
        return [entries[place] for *_, place in nsmallest(limit, ranked)]

    def toggle(self, row: int) -> None:
        """Mark the concept of a row, or take its mark away."""
        self.marked ^= {self[row].id}

    def mark(self, rows: Iterable[int]) -> None:
        """Mark the concepts of some rows."""
        self.marked.update(self[row].id for row in rows)

    def marked_entries(self) -> list[Summary]:
        """What is marked, shown or not, in order."""
        places = sorted(
            (self._data.places[each] for each in self.marked if self.get(each)),
            key=self._order.ranks.__getitem__,
        )
        return [self._data.entries[place] for place in places]

    def marked_hidden(self) -> int:
        """How many of the marked concepts are not shown."""
        return sum(self.row_of(each) is None for each in self.marked)

    def _append(self, entry: Summary) -> None:
        data = self._data
        self._touched.add(entry.id)
        data.places[entry.id] = len(data.entries)
        data.entries.append(entry)
        data.folded.append(fold(entry.texts))
        data.spelled.append(entry.spelling)
        self._languages.update(entry.shown)
        self._counts[entry.status] += 1

    def _change(self, entry: Summary) -> None:
        place = self._data.places[entry.id]
        before = self._data.entries[place]
        self._counts[before.status] -= 1
        self._counts[entry.status] += 1
        self._data.entries[place] = entry
        self._languages.update(entry.shown)
        if entry.texts != before.texts:
            self._data.folded[place] = fold(entry.texts)
            self._data.spelled[place] = entry.spelling

    def _place(self, concept_id: str) -> None:
        """Put a concept's row in or take it out, as the filter says."""
        place = self._data.places[concept_id]
        at = self._at(place)
        present = at < len(self._rows) and self._rows[at] == place
        shown = bool(self._let_through([place])) and self._in_top(place)
        if shown and not present:
            self._rows.insert(at, place)
        elif present and not shown:
            del self._rows[at]

    def _at(self, place: int) -> int:
        ranks = self._order.ranks
        return bisect_left(self._rows, ranks[place], key=ranks.__getitem__)

    def _sort(self) -> None:
        entries = self._data.entries
        places = list(range(len(entries)))
        if self.sort is not Sort.WORTH:
            key = key_of(self.sort)
            keys = [key(entry) for entry in entries]
            places.sort(key=keys.__getitem__, reverse=self.reverse)
        elif self.reverse:
            places.reverse()
        ranks = [0] * len(places)
        for rank, place in enumerate(places):
            ranks[place] = rank
        self._order = _Order(places, ranks)

    def _refilter(self) -> None:
        rows, top = self._let_through(self._order.places), self._query.top()
        limited = [place for place in rows if self._is_limited(place)] if top else []
        self._rows, self._last = rows, math.inf
        if top and len(limited) > top:
            self._last = nsmallest(top, limited)[-1]
            self._rows = [place for place in rows if self._in_top(place)]
        self.left_out = len(rows) - len(self._rows)

    def _in_top(self, place: int) -> bool:
        return place <= self._last or not self._is_limited(place)

    def _is_limited(self, place: int) -> bool:
        """Whether `top` counts a concept: one that people neither decided on nor changed."""
        entry = self._data.entries[place]
        return entry.status in OPEN and entry.id not in self._touched

    def _let_through(self, places: Sequence[int]) -> list[int]:
        """Of these places those that the filter and the statuses shown let through."""
        entries, query = self._data.entries, self._query
        named = query.statuses()
        statuses = self.show.statuses if named is None else named
        if len(statuses) < len(ConceptStatus):
            places = [place for place in places if entries[place].status in statuses]
        for word in query.words:
            places = self._holding(places, word.text, word.pinyin)
        kinds: Collection[Kind] | None = query.kinds()
        if kinds is not None:
            places = [place for place in places if entries[place].kind in kinds]
        has, lacks = query.languages("in"), query.languages("lacks")
        if has is not None:
            places = [place for place in places if not has.isdisjoint(entries[place].shown)]
        if lacks is not None:
            places = [place for place in places if lacks.isdisjoint(entries[place].shown)]
        if "subject" in query.fields:
            chosen = self._subjects(query.fields["subject"])
            places = [place for place in places if entries[place].subject in chosen]
        least, documents = query.least(), query.documents()
        if least:
            places = [place for place in places if entries[place].score >= least]
        if "doc" in query.fields or documents != EVERY_DOCUMENT:
            shown = self._in_documents(query.fields.get("doc", ()), documents)
            places = [place for place in places if entries[place].id in shown]
        if self._gone:
            places = [place for place in places if entries[place].id not in self._gone]
        return list(places)

    def _holding(self, places: Sequence[int], text: str, pinyin: str) -> list[int]:
        terms, spelled = self._data.folded, self._data.spelled
        if not pinyin:
            return [place for place in places if text in terms[place]]
        return [place for place in places if text in terms[place] or pinyin in spelled[place]]

    def _subjects(self, given: Sequence[str]) -> set[str]:
        found = {each.subject for each in self._data.entries}
        return {each for each in found if any(one in fold(each) for one in given)}

    def _in_documents(self, given: tuple[str, ...], wanted: DocumentFilter) -> set[str]:
        """The ids of what documents attest whose name or title holds a value, or whose number it
        is, of those that are wanted."""
        named = DocumentFilter(sources=given)
        found: set[str] = set()
        for document, concepts in self._data.documents:
            is_named = str(document.id) in given or named.takes(document)
            if is_named and wanted.takes(document):
                found |= concepts
        return found
