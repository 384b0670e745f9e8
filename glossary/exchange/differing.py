"""Two states of a glossary, or two glossaries, entry by entry: what was added, removed, changed.

Entries are matched by their ids and, where a side has none or others, by their first terms. Where
files carry some fields only, those are compared that both carry.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from glossary.exchange.incoming import Line
from glossary.exchange.overlay import overlay
from glossary.model import Concept, languages_of
from glossary.model.changes import Difference, differences, name, shown_term
from glossary.model.fields import Field, fields_of
from glossary.model.keys import key


class EntryFate(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """An entry that two glossaries do not share, or have otherwise.

    Attributes:
        differences: of one that changed, field by field.
    """

    fate: EntryFate
    concept: Concept
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """What to call the entry: its terms to use in its first two languages."""
        return name(self.concept)


def entry_differences(before: Iterable[Line], after: Iterable[Line]) -> Iterator[EntryDifference]:
    """What led from the entries before to those after, in the order of these; removed ones last.

    Raises:
        TifaError: that of the first line that holds no concept but should.
    """
    old = list(_entries(before))
    by_id = {concept.id: (concept, line) for concept, line in old if concept.id}
    met: set[int] = set()
    new = list(_entries(after))
    named = {concept.id for concept, _ in new if concept.id in by_id}
    by_name: dict[str, deque[tuple[Concept, Line]]] = {}
    for concept, line in old:
        if concept.id not in named:
            by_name.setdefault(_called(concept), deque()).append((concept, line))
    for concept, line in new:
        was = by_id.get(concept.id)
        if was is None and (alike := by_name.get(_called(concept))):
            was = alike.popleft()
        if was is None:
            yield EntryDifference(EntryFate.ADDED, concept)
            continue
        met.add(id(was[0]))
        if found := tuple(_differences(*was, concept, line)):
            yield EntryDifference(EntryFate.CHANGED, concept, found)
    for concept, _ in old:
        if id(concept) not in met:
            yield EntryDifference(EntryFate.REMOVED, concept)


def _entries(lines: Iterable[Line]) -> Iterator[tuple[Concept, Line]]:
    for line in lines:
        if line.fault is not None:
            raise line.fault
        if line.concept is not None and not line.removed:
            yield line.concept, line


def _called(concept: Concept) -> str:
    """The key of the term that stands for a concept in its first language."""
    for language in languages_of(concept.terms):
        if term := shown_term(concept, language):
            return key(term.text, language)
    return ""


def _differences(old: Concept, of_old: Line, new: Concept, of_new: Line) -> Iterator[Difference]:
    """What differs in the fields that both sides carry."""
    after = overlay(old, new, _carried(new, of_new), of_new.languages)
    before = overlay(after, old, _carried(old, of_old), of_old.languages)
    return differences(before, after)


def _carried(concept: Concept, line: Line) -> frozenset[Field]:
    """The fields that an entry says anything of; others' files say nothing by an empty cell."""
    if concept.id:
        return line.carried
    return line.carried & {Field.OTHER_TERMS, *fields_of(concept)}
