"""Relations between the concepts of a glossary: those that people said, and those that it shows.

What shows one is read anew each time, so that it goes with the document or the term that showed it:
a concept with a term that a formula lists is a member of it; the note of a short form names its
full form (`glossary.extraction.short_forms`); a numeric formula supersedes another of the same unit
whose members are a part of its own and which documents used first (`successors`); a concept whose
Chinese term has that of another as its head (`glossary.language.chinese.heads`) is a narrower one;
sentences say that one is a kind of another or came in its place (`said`); what keeps company is to
be seen as well (`company`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, Text, cast, select

from align.model import Language
from glossary.language.chinese.heads import SHORTEST, heads
from glossary.model import (
    LIVE,
    Concept,
    Definition,
    Kind,
    RelationKind,
    Term,
    TermType,
    in_language,
    preferred,
)
from glossary.model.keys import key
from glossary.model.proposals import note_of_short_form
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks
from glossary.store.searching.company import company_of
from glossary.store.searching.links import Ends, Link, joined
from glossary.store.searching.said import said_of
from glossary.store.searching.successors import successors_among

#: The kinds of concepts whose heads say what they are: 国家发改委 is no other thing than 发改委.
WITH_HEADS = (Kind.CONCEPT, Kind.DOCTRINE, Kind.STRATEGY)
NOTHING = "[]"  #: how JSON without anything is stored


def related_to(connection: Connection, concept_id: str) -> list[Concept]:
    """The concepts that people said to have a relation to this one, or to have none."""
    table = schema.concept
    query = select(table.c.id, table.c.relations).where(cast(table.c.relations, Text) != NOTHING)
    ids = [row.id for row in connection.execute(query) if concept_id in targets_of(row.relations)]
    return list(by_id(connection, ids).values())


def targets_of(stored: object) -> list[str]:
    """The targets that the row of a concept names, as far as it is sound."""
    values = stored if isinstance(stored, list) else []
    named = (each[1] for each in values if isinstance(each, list) and len(each) == 3)
    return [each for each in named if isinstance(each, str)]


def links_of(connection: Connection, concept: Concept, *, texts: bool = True) -> list[Link]:
    """The relations of a concept and to it: what people said, then what the glossary shows.

    What people denied is among them; what they said is not proposed again.

    Args:
        texts: whether what stored texts say and their company show is looked for, which takes as
            long as to search them all; else only what entries show.
    """
    said = [Link(concept.id, each) for each in concept.relations]
    said += [
        Link(other.id, each)
        for other in related_to(connection, concept.id)
        for each in other.relations
        if each.target == concept.id and other.id != concept.id
    ]
    found = [
        Link.proposed(owner, kind, target)
        for owner, kind, target in _found(connection, concept)
        if owner != target
    ]
    if not texts:
        return joined([*said, *found])
    links = joined([*said, *found, *said_of(connection, concept)])
    return [*links, *apart(company_of(connection, concept), links)]


def apart(company: Iterable[Link], links: Iterable[Link]) -> Iterator[Link]:
    """The company between concepts that have no other relation and of which nobody denied one."""
    related = {each.pair for each in links}
    return (each for each in company if each.pair not in related)


def _found(connection: Connection, concept: Concept) -> Iterator[Ends]:
    """The relations of a concept and to it that the glossary shows."""
    lists = listed_members(connection)
    own = {_reading(term) for term in concept.terms}
    for formula, members in lists.items():
        if members & own:
            yield concept.id, RelationKind.MEMBER_OF, formula
    listed = lists.get(concept.id, frozenset())
    for member in _with_terms(connection, listed):
        yield member, RelationKind.MEMBER_OF, concept.id
    yield from _short_forms(connection, concept)
    if listed:
        formulas = by_id(connection, sorted(lists)).values()
        successors = successors_among(connection, formulas)
        yield from (each.ends for each in successors if concept.id in each.pair)
    if concept.kind in WITH_HEADS:
        yield from _broader(connection, concept)


def _reading(term: Term) -> tuple[str, str]:
    return str(term.language), key(term.text, term.language)


def listed_members(connection: Connection) -> dict[str, frozenset[tuple[str, str]]]:
    """How the members that definitions list read, by the ids of their concepts."""
    table, concept = schema.definition, schema.concept
    query = (
        select(table.c.concept_id, table.c.language, table.c.members)
        .join(concept, concept.c.id == table.c.concept_id)
        .where(cast(table.c.members, Text) != NOTHING, concept.c.status.in_(list(map(str, LIVE))))
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


def _short_forms(connection: Connection, concept: Concept) -> Iterator[Ends]:
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


def _broader(connection: Connection, concept: Concept) -> Iterator[Ends]:
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
                whole.c.kind.in_(list(map(str, WITH_HEADS))),
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

    def named(head: str) -> list[tuple[str, Kind]]:
        ids = _with_terms(connection, [(str(Language.ZH), key(head, Language.ZH))])
        found = by_id(connection, ids).values()
        return [(each.id, each.kind) for each in found if each.status in LIVE]

    return heads_among(term.text, named) if term else []


def heads_among(term: str, named: Callable[[str], Sequence[tuple[str, Kind]]]) -> list[str]:
    """The ids of the concepts that the longest known head of a Chinese term names.

    Args:
        named: the ids and kinds of the concepts with a term.
    """
    found = next(filter(None, map(named, heads(term))), ())
    return [concept_id for concept_id, kind in found if kind in WITH_HEADS]


def full_form(term: Term) -> str | None:
    """What a term is the short form of, as its note says it."""
    before = note_of_short_form("")
    if term.type is not TermType.SHORT_FORM or not term.note.startswith(before):
        return None
    return term.note.removeprefix(before) or None
