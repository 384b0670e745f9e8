"""Relations between the concepts of a glossary: those that people said, and those that it shows.

What shows one is read anew each time, so that it goes with the document or the term that showed it:
a concept with a term that a formula lists is a member of it; the note of a short form names its
full form (`glossary.extraction.short_forms`); a numeric formula supersedes another of the same unit
whose members are a part of its own and which documents used first; a concept whose Chinese term has
that of another as its head (`glossary.language.chinese.heads`) is a narrower one. "See also" is for
people to say: what stands together in a list is seldom more than a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, func, select

from align.model import Language
from glossary.formulas.known import MemberList, counting, member_lists
from glossary.language.chinese.heads import SHORTEST, heads
from glossary.model import (
    LIVE,
    Concept,
    Definition,
    Kind,
    Relation,
    RelationKind,
    RelationStatus,
    Term,
    TermType,
    in_language,
    preferred,
)
from glossary.model.documents import first_day, last_day
from glossary.model.keys import key
from glossary.model.proposals import note_of_short_form
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks

#: The kinds of concepts whose heads say what they are: 国家发改委 is no other thing than 发改委.
_WITH_HEADS = (Kind.CONCEPT, Kind.DOCTRINE, Kind.STRATEGY)
_NONE = "[]"  #: how JSON without anything is stored


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two concepts.

    Attributes:
        owner: the id of the concept that has it to the target.
    """

    owner: str
    relation: Relation

    @property
    def ends(self) -> tuple[str, RelationKind, str]:
        """What it is told from others by; "see also" is one in either direction."""
        kind, target = self.relation.kind, self.relation.target
        if kind is RelationKind.SEE_ALSO and target < self.owner:
            return target, kind, self.owner
        return self.owner, kind, target


def related_to(connection: Connection, concept_id: str) -> list[Concept]:
    """The concepts that people said to have a relation to this one, or to have none."""
    table = schema.concept
    query = select(table.c.id, table.c.relations).where(cast(table.c.relations, Text) != _NONE)
    ids = [row.id for row in connection.execute(query) if concept_id in targets_of(row.relations)]
    return list(by_id(connection, ids).values())


def targets_of(stored: object) -> list[str]:
    """The targets that the row of a concept names, as far as it is sound."""
    values = stored if isinstance(stored, list) else []
    named = (each[1] for each in values if isinstance(each, list) and len(each) == 3)
    return [each for each in named if isinstance(each, str)]


def links_of(connection: Connection, concept: Concept) -> list[Link]:
    """The relations of a concept and to it: what people said, then what the glossary shows.

    What people denied is among them; what they said is not proposed again.
    """
    said = [Link(concept.id, each) for each in concept.relations]
    said += [
        Link(other.id, each)
        for other in related_to(connection, concept.id)
        for each in other.relations
        if each.target == concept.id and other.id != concept.id
    ]
    found = (
        Link(owner, Relation(kind, target, RelationStatus.PROPOSED))
        for owner, kind, target in _found(connection, concept)
        if owner != target
    )
    links: dict[object, Link] = {}
    for each in (*said, *found):
        links.setdefault(each.ends, each)
    return list(links.values())


def _found(connection: Connection, concept: Concept) -> Iterator[tuple[str, RelationKind, str]]:
    """The relations of a concept and to it that the glossary shows, as owner, kind and target."""
    lists = _member_lists(connection)
    own = {_reading(term) for term in concept.terms}
    for formula, members in lists.items():
        if members & own:
            yield concept.id, RelationKind.MEMBER_OF, formula
    listed = lists.get(concept.id, frozenset())
    for member in _with_terms(connection, listed):
        yield member, RelationKind.MEMBER_OF, concept.id
    yield from _short_forms(connection, concept)
    if listed:
        yield from _successors(connection, concept, lists.keys() - {concept.id})
    if concept.kind in _WITH_HEADS:
        yield from _broader(connection, concept)


def _reading(term: Term) -> tuple[str, str]:
    return str(term.language), key(term.text, term.language)


def _member_lists(connection: Connection) -> dict[str, frozenset[tuple[str, str]]]:
    """How the members that definitions list read, by the ids of their concepts."""
    table, concept = schema.definition, schema.concept
    query = (
        select(table.c.concept_id, table.c.language, table.c.members)
        .join(concept, concept.c.id == table.c.concept_id)
        .where(cast(table.c.members, Text) != _NONE, concept.c.status.in_(list(map(str, LIVE))))
        .order_by(table.c.concept_id, table.c.position)
    )
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in connection.execute(query):
        if isinstance(row.members, list):
            language = Language(row.language)
            texts = (each for each in row.members if isinstance(each, str))
            found[row.concept_id].update((row.language, key(each, language)) for each in texts)
    return {concept_id: frozenset(members) for concept_id, members in found.items()}


def are_listed(definition: Definition, terms: Iterable[Term]) -> bool:
    """Whether a definition lists a member that reads like one of some terms."""
    language = definition.language
    listed = {(str(language), key(each, language)) for each in definition.members}
    return any(_reading(term) in listed for term in terms)


def _with_terms(connection: Connection, readings: Collection[tuple[str, str]]) -> list[str]:
    """The ids of the concepts that have a term which reads so."""
    table = schema.term
    found: dict[str, None] = {}
    for part in chunks(sorted({made for _, made in readings})):
        query = select(table.c.concept_id, table.c.language, table.c.key)
        for row in connection.execute(query.where(table.c.key.in_(part)).order_by(table.c.id)):
            if (row.language, row.key) in readings:
                found[row.concept_id] = None
    return list(found)


def _short_forms(
    connection: Connection, concept: Concept
) -> Iterator[tuple[str, RelationKind, str]]:
    table = schema.term
    for term in concept.terms:
        full = full_form(term)
        if full is not None:
            for other in _with_terms(connection, [(str(term.language), key(full, term.language))]):
                yield concept.id, RelationKind.SHORT_FOR, other
        query = select(table.c.concept_id).where(
            table.c.type == TermType.SHORT_FORM.value,
            table.c.language == str(term.language),
            table.c.note == note_of_short_form(term.text),
        )
        for other in connection.scalars(query.order_by(table.c.id)):
            yield other, RelationKind.SHORT_FOR, concept.id


def _broader(connection: Connection, concept: Concept) -> Iterator[tuple[str, RelationKind, str]]:
    """The concept that is the head of this one, and those of which this one is."""
    yield from ((concept.id, RelationKind.BROADER, each) for each in _heads_of(connection, concept))
    table, whole = schema.term, schema.concept
    language = Language.ZH
    for made in {key(each.text, language) for each in in_language(concept.terms, language)}:
        longer = (
            select(table.c.concept_id)
            .join(whole, whole.c.id == table.c.concept_id)
            .where(
                table.c.language == str(language),
                table.c.key.endswith(made, autoescape=True),
                table.c.key != made,
                whole.c.kind.in_(list(map(str, _WITH_HEADS))),
            )
            .distinct()
        )
        ids = sorted(connection.scalars(longer)) if len(made) >= SHORTEST else []
        for other in by_id(connection, ids).values():
            if concept.id in _heads_of(connection, other):
                yield other.id, RelationKind.BROADER, concept.id


def _heads_of(connection: Connection, concept: Concept) -> list[str]:
    """The ids of the concepts that the longest known head of the Chinese term to use names."""
    term = preferred(concept.terms, Language.ZH)
    for head in heads(term.text) if term else ():
        ids = _with_terms(connection, [(str(Language.ZH), key(head, Language.ZH))])
        found = [each for each in by_id(connection, ids).values() if each.status in LIVE]
        if found:
            return [each.id for each in found if each.kind in _WITH_HEADS]
    return []


def full_form(term: Term) -> str | None:
    """What a term is the short form of, as its note says it."""
    before = note_of_short_form("")
    if term.type is not TermType.SHORT_FORM or not term.note.startswith(before):
        return None
    return term.note.removeprefix(before) or None


def _successors(
    connection: Connection, concept: Concept, others: Collection[str]
) -> Iterator[tuple[str, RelationKind, str]]:
    """The formulas that grew out of a formula, and those that it grew out of."""
    own = _whole(concept)
    if own is None:
        return
    for other in by_id(connection, sorted(others)).values():
        its = _whole(other)
        if its is None or own.unit != its.unit:
            continue
        for small, large in ((own, its), (its, own)):
            if small.keys < large.keys and _before(connection, small.concept, large.concept):
                yield large.concept, RelationKind.SUPERSEDES, small.concept


@dataclass(frozen=True, slots=True)
class _Whole:
    """A formula with a list of all its members.

    Attributes:
        concept: its id.
        unit: what it counts, and in which language.
        keys: as in `MemberList`.
    """

    concept: str
    unit: tuple[Language, str]
    keys: frozenset[str]


def _whole(concept: Concept) -> _Whole | None:
    formula = counting(concept)
    if formula is None or len(formula.parts) > 1 or not formula.head:
        return None
    lists: Iterable[MemberList] = member_lists(concept)
    keys = (
        each.keys
        for each in lists
        if each.language is formula.language and each.count == formula.count
    )
    found = next(keys, None)
    return _Whole(concept.id, (formula.language, formula.head), found) if found else None


def _before(connection: Connection, first: str, second: str) -> bool:
    """Whether the documents of one concept begin before those of another."""
    ends = [_first_use(connection, each) for each in (first, second)]
    return all(ends) and last_day(ends[0]) < first_day(ends[1])


def _first_use(connection: Connection, concept_id: str) -> str:
    document, evidence = schema.document, schema.evidence
    query = (
        select(func.min(document.c.dated))
        .join(evidence, evidence.c.document_id == document.c.id)
        .where(
            evidence.c.concept_id == concept_id,
            document.c.dated != "",
            document.c.withdrawn.is_(None),
        )
    )
    return str(connection.scalar(query) or "")
