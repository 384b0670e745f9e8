"""The relations that a glossary shows of all its concepts at once, for files of it.

It is what `glossary.store.searching.relations` finds of one concept, with each table and each
sentence read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, select

from align.model import Language
from glossary.model import LIVE, Kind, RelationKind, Term, TermStatus, TermType, preferred
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.rows import by_id, relations_of
from glossary.store.searching.company import all_company
from glossary.store.searching.links import Ends, Link, joined
from glossary.store.searching.relations import (
    NOTHING,
    WITH_HEADS,
    apart,
    full_form,
    heads_among,
    listed_members,
    targets_of,
)
from glossary.store.searching.said import all_said
from glossary.store.searching.successors import successors_among


def all_links(connection: Connection) -> dict[str, list[Link]]:
    """The relations of all concepts by their owners' ids: what people said, then what is shown.

    What people denied is among them.
    """
    found = [Link.proposed(*ends) for ends in _found(connection) if ends[0] != ends[2]]
    links = joined([*_said(connection), *found, *all_said(connection)])
    owned: dict[str, list[Link]] = defaultdict(list)
    for each in (*links, *apart(all_company(connection), links)):
        owned[each.owner].append(each)
    return owned


def _said(connection: Connection) -> Iterator[Link]:
    table = schema.concept
    query = select(table.c.id, table.c.relations).where(cast(table.c.relations, Text) != NOTHING)
    for owner, stored in connection.execute(query):
        if targets_of(stored):
            yield from (Link(owner, each) for each in relations_of(stored))


@dataclass(frozen=True, slots=True)
class _Named:
    """The terms of a live concept."""

    kind: Kind
    terms: list[Term]


def _found(connection: Connection) -> Iterator[Ends]:
    concepts = _named(connection)
    readings: dict[tuple[Language, str], dict[str, Kind]] = defaultdict(dict)
    for concept_id, own in concepts.items():
        for term in own.terms:
            readings[term.language, key(term.text, term.language)][concept_id] = own.kind

    def named(text: str) -> list[tuple[str, Kind]]:
        return list(readings.get((Language.ZH, key(text, Language.ZH)), {}).items())

    lists = listed_members(connection)
    for formula, members in lists.items():
        for language, made in members:
            for member in readings.get((Language(language), made), ()):
                yield member, RelationKind.MEMBER_OF, formula
    for link in successors_among(connection, by_id(connection, sorted(lists)).values()):
        yield link.ends
    for concept_id, own in concepts.items():
        for term in own.terms:
            full = full_form(term) or ""
            for other in readings.get((term.language, key(full, term.language)), ()):
                yield concept_id, RelationKind.SHORT_FOR, other
        used = preferred(tuple(own.terms), Language.ZH) if own.kind in WITH_HEADS else None
        for other in heads_among(used.text, named) if used else ():
            yield concept_id, RelationKind.BROADER, other


def _named(connection: Connection) -> dict[str, _Named]:
    term, concept = schema.term, schema.concept
    columns = term.c.language, term.c.text, term.c.status, term.c.type, term.c.note
    query = (
        select(concept.c.id, concept.c.kind, *columns)
        .join(concept, concept.c.id == term.c.concept_id)
        .where(concept.c.status.in_(list(map(str, LIVE))))
        .order_by(term.c.concept_id, term.c.position)
    )
    found: dict[str, _Named] = {}
    for concept_id, kind, language, text, status, type_, note in connection.execute(query):
        own = found.setdefault(concept_id, _Named(Kind(kind), []))
        own.terms.append(
            Term(Language(language), text, TermStatus(status), TermType(type_), note=note)
        )
    return found
