"""What stored documents of one time say otherwise than those of another: renderings and members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from align.model import Language
from glossary.corpora.association import log_likelihood
from glossary.model import Concept, DocumentFilter, preferred
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.rows import by_id
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary

#: A language and a form, with how many documents have it.
_Counts = dict[tuple[str, Language], Counter[str]]


@dataclass(frozen=True, slots=True)
class ChangedRendering:
    """A concept whose most used rendering is another in the later documents.

    Attributes:
        name: the concept's Chinese term, or the first that it has.
        before, after: the documents of either set that have each form, the most used first.
        strength: `log_likelihood` of the later form in the later documents.
    """

    concept: str
    name: str
    language: Language
    before: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, int], ...]
    strength: float


@dataclass(frozen=True, slots=True)
class ChangedMembers:
    """A numeric formula whose members are others in the later documents, in one language."""

    concept: str
    name: str
    language: Language
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is said otherwise, the most telling renderings first."""

    renderings: tuple[ChangedRendering, ...]
    members: tuple[ChangedMembers, ...]


def said_otherwise(glossary: Glossary, old: DocumentFilter, new: DocumentFilter) -> Otherwise:
    """The concepts that two sets of documents render otherwise, or give other members.

    Args:
        old, new: which documents are the earlier and which the later; one that is in both counts as
            earlier.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        sides: dict[int, bool] = {}
        for each in stored_documents(connection):
            if old.takes(each):
                sides[each.id] = False
            elif new.takes(each):
                sides[each.id] = True
        forms = _forms(connection, sides)
        members = _members(connection, sides)
        changed = {concept for concept, _ in (*_turned(*forms), *_turned_members(*members))}
        concepts = by_id(connection, sorted(changed))
    renderings = sorted(_renderings(*forms, concepts), key=lambda each: (-each.strength, each.name))
    others = sorted(_others(*members, concepts), key=lambda each: each.name)
    return Otherwise(tuple(renderings), tuple(others))


def _forms(connection: Connection, sides: dict[int, bool]) -> tuple[_Counts, _Counts]:
    """By concept and language, in how many documents of either set each form stands."""
    table = schema.rendering
    found: tuple[_Counts, _Counts] = defaultdict(Counter), defaultdict(Counter)
    columns = table.c.concept_id, table.c.document_id, table.c.language, table.c.text
    query = select(*columns).where(table.c.frequency > 0, table.c.language != Language.ZH.value)
    for row in connection.execute(query):
        if row.document_id in sides:
            place = row.concept_id, Language(row.language)
            found[sides[row.document_id]][place][row.text] += 1
    return found


def _turned(before: _Counts, after: _Counts) -> Iterator[tuple[str, Language]]:
    """The places whose most used form is another; of several on a par none is the same."""
    for place in before.keys() & after.keys():
        old, new = (_on_top(counts[place], place[1]) for counts in (before, after))
        if old.isdisjoint(new):
            yield place


def _on_top(counts: Counter[str], language: Language) -> set[str]:
    """The keys of the forms that none is used more than."""
    most = max(counts.values())
    return {key(form, language) for form, count in counts.items() if count == most}


def _most(counts: Counter[str]) -> tuple[str, int]:
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def _renderings(
    before: _Counts, after: _Counts, concepts: dict[str, Concept]
) -> Iterator[ChangedRendering]:
    for place in _turned(before, after):
        if place[0] not in concepts:
            continue
        new, there = _most(after[place])
        old_size, new_size = before[place].total(), after[place].total()
        every = there + before[place][new]
        yield ChangedRendering(
            place[0],
            _name(concepts[place[0]]),
            place[1],
            tuple(before[place].most_common()),
            tuple(after[place].most_common()),
            log_likelihood(there, every, new_size, old_size + new_size),
        )


#: By concept and language, the members that the first definition of a set of documents counts.
_Members = dict[tuple[str, Language], tuple[str, ...]]


def _members(connection: Connection, sides: dict[int, bool]) -> tuple[_Members, _Members]:
    table = schema.definition
    found: tuple[_Members, _Members] = {}, {}
    columns = table.c.concept_id, table.c.document_id, table.c.language, table.c.members
    for row in connection.execute(select(*columns).order_by(table.c.concept_id, table.c.position)):
        if row.document_id in sides and isinstance(row.members, list) and row.members:
            own = found[sides[row.document_id]]
            own.setdefault((row.concept_id, Language(row.language)), tuple(map(str, row.members)))
    return found


def _turned_members(before: _Members, after: _Members) -> Iterator[tuple[str, Language]]:
    for place in before.keys() & after.keys():
        old, new = ({key(each, place[1]) for each in side[place]} for side in (before, after))
        if old != new:
            yield place


def _others(
    before: _Members, after: _Members, concepts: dict[str, Concept]
) -> Iterator[ChangedMembers]:
    for place in _turned_members(before, after):
        if place[0] in concepts:
            name = _name(concepts[place[0]])
            yield ChangedMembers(place[0], name, place[1], before[place], after[place])


def _name(concept: Concept) -> str:
    return (preferred(concept.terms, Language.ZH) or concept.terms[0]).text
