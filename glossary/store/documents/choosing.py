"""Which concepts a filter means, as the database is asked for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    UnaryExpression,
    bindparam,
    func,
    select,
)

from glossary.model import EVERY_DOCUMENT, ConceptFilter
from glossary.store.database import schema
from glossary.store.documents.records import stored_documents
from glossary.store.searching.queries import Statuses


def conditions(
    connection: Connection, wanted: ConceptFilter, statuses: Statuses = None
) -> list[ColumnElement[bool]]:
    """What holds of the rows of `concept` that are meant, of those with these statuses (None: all).

    Nothing where all concepts are meant.
    """
    concept = schema.concept.c
    found: list[ColumnElement[bool]] = []
    if statuses is not None:
        found.append(concept.status.in_([each.value for each in statuses]))
    if wanted.kinds:
        found.append(concept.kind.in_([each.value for each in wanted.kinds]))
    if wanted.least > 0:
        found.append(concept.score >= wanted.least)
    if wanted.documents != EVERY_DOCUMENT:
        found.append(_attested(connection, wanted))
    if wanted.ids is not None:
        found.append(concept.id.in_(_written("ids", sorted(wanted.ids))))
    if wanted.top is None:
        return found
    best = select(concept.id).where(*found).order_by(*by_worth()).limit(wanted.top)
    return [concept.id.in_(best.correlate(None))]


def by_worth() -> tuple[UnaryExpression[object] | ColumnElement[object], ...]:
    """The order of concepts by what they are worth: score to a hundredth, uses, exact score."""
    concept = schema.concept.c
    hundredths = func.round(concept.score * 100)
    return hundredths.desc(), concept.frequency.desc(), concept.score.desc(), concept.id


def _attested(connection: Connection, wanted: ConceptFilter) -> ColumnElement[bool]:
    takes = wanted.documents.takes
    numbers = [each.id for each in stored_documents(connection) if takes(each)]
    evidence = schema.evidence.c
    among = _written("documents", numbers)
    attested = select(evidence.concept_id).where(evidence.document_id.in_(among))
    return schema.concept.c.id.in_(attested.correlate(None))


def _written(name: str, values: list[Any]) -> BindParameter[Any]:
    """Values that are written into the statement: a database takes fewer parameters."""
    return bindparam(name, values, expanding=True, literal_execute=True, unique=True)
