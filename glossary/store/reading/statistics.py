"""Counts of a glossary, made by the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from glossary.model import EVERY_CONCEPT, ConceptFilter, ConceptStatus, DocumentFilter
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.database.rows import counted_statuses, status_counts, utc
from glossary.store.documents.choosing import conditions
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary

Counts = Mapping[ConceptStatus, int]
_Which = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many concepts of each status have something in common.

    Attributes:
        name: the kind, the subject ("" for none), or the document's source.
        title: the document's title, or "".
    """

    name: str
    counts: Counts
    title: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What a person did.

    Attributes:
        actions: how many revisions of each action, most frequent first.
        concepts: how many concepts these changed.
        last: when the last one was made.
    """

    name: str
    actions: Mapping[str, int]
    concepts: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Statistics:
    """A glossary in numbers; tallies are in order of their totals, the largest first."""

    statuses: Counts
    kinds: tuple[Tally, ...]
    subjects: tuple[Tally, ...]
    documents: tuple[Tally, ...]
    reviewers: tuple[Reviewer, ...]


def statistics(glossary: Glossary, wanted: ConceptFilter = EVERY_CONCEPT) -> Statistics:
    """Count concepts by status, kind, subject and document, and revisions by person.

    Of the concepts that are wanted; only documents that are wanted are listed. A document counts
    the concepts that it gave evidence for.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    concept = schema.concept
    with glossary.reading() as connection:
        which = conditions(connection, wanted)
        return Statistics(
            statuses=counted_statuses(connection, *which),
            kinds=_tallies(connection, concept.c.kind, which),
            subjects=_tallies(connection, concept.c.subject, which),
            documents=_documents(connection, which, wanted.documents),
            reviewers=_reviewers(connection, which),
        )


def _tallies(connection: Connection, column: Any, which: _Which) -> tuple[Tally, ...]:
    status = schema.concept.c.status
    query = select(column, status, func.count()).where(*which).group_by(column, status)
    said = f"the {column.name} of some concepts"
    rows = sound_rows(
        connection, connection.execute(query), Columns(column, status), lambda _: said
    )
    groups = _grouped(rows)
    return _ordered(Tally(name, status_counts(rows)) for name, rows in groups.items())


def _grouped(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    """The rows without their first column, by it."""
    groups: dict[Any, list[Any]] = {}
    for first, *rest in rows:
        groups.setdefault(first, []).append(rest)
    return groups


def _ordered(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda each: (-each.total, each.name)))


def _documents(connection: Connection, which: _Which, wanted: DocumentFilter) -> tuple[Tally, ...]:
    evidence, concept = schema.evidence, schema.concept
    named = filter(wanted.takes, stored_documents(connection))
    query = (
        select(evidence.c.document_id, concept.c.status, func.count())
        .join(concept, concept.c.id == evidence.c.concept_id)
        .where(*which)
        .group_by(evidence.c.document_id, concept.c.status)
    )
    groups = _grouped(connection.execute(query))
    return _ordered(
        Tally(row.source, status_counts(groups.get(row.id, ())), row.title) for row in named
    )


def _reviewers(connection: Connection, which: _Which) -> tuple[Reviewer, ...]:
    table = schema.revision
    chosen = select(schema.concept.c.id).where(*which)
    of_these = [table.c.concept_id.in_(chosen)] if which else []
    actions: dict[str, dict[str, int]] = {}
    counted = select(table.c.who, table.c.action, func.count().label("made"))
    counted = counted.where(*of_these).group_by(table.c.who, table.c.action)
    rows = connection.execute(counted.order_by(func.count().desc(), table.c.action))
    said = "the history"
    for who, action, made in sound_rows(connection, rows, _ACTION, lambda _: said):
        actions.setdefault(who, {})[action] = made
    people = connection.execute(
        select(
            table.c.who,
            func.count(table.c.concept_id.distinct()),
            func.max(table.c.time),
        )
        .where(*of_these)
        .group_by(table.c.who)
        .order_by(func.count().desc(), table.c.who)
    )
    return tuple(
        Reviewer(who, actions[who], concepts, utc(last))
        for who, concepts, last in sound_rows(connection, people, _LAST, lambda _: said)
        if who in actions
    )


_ACTION = Columns(schema.revision.c.who, schema.revision.c.action)
_LAST = Columns(schema.revision.c.who, None, schema.revision.c.time)
