"""Find terms by their stored forms; the queries behind lookup."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from align.model import Language
from glossary.finding import Form, How, TermHit
from glossary.model import ConceptStatus, TermStatus
from glossary.store import schema

_LAST = "\U0010ffff"


def search(
    connection: Connection,
    form: Form,
    how: How,
    value: str,
    *,
    language: Language | None,
    statuses: Collection[ConceptStatus] | None,
    limit: int,
) -> list[TermHit]:
    """The terms one of whose forms is, begins with or holds a value; the shortest first."""
    column = schema.term.c[form.value]
    conditions = [_compared(column, how, value)]
    length = func.length(column)
    return _hits(connection, conditions, length, language, statuses, limit)


def of_length(
    connection: Connection,
    shortest: int,
    longest: int,
    *,
    language: Language | None,
    statuses: Collection[ConceptStatus] | None,
) -> list[TermHit]:
    """The terms whose keys have so many characters, for approximate comparison."""
    length = func.length(schema.term.c.key)
    return _hits(connection, [length.between(shortest, longest)], length, language, statuses, None)


def _hits(
    connection: Connection,
    conditions: list[ColumnElement[bool]],
    length: Any,
    language: Language | None,
    statuses: Collection[ConceptStatus] | None,
    limit: int | None,
) -> list[TermHit]:
    term, concept = schema.term, schema.concept
    if language is not None:
        conditions.append(term.c.language == language.value)
    if statuses is not None:
        # An expression, lest SQLite starts from the index of the status, which selects little.
        status = concept.c.status.concat("")
        conditions.append(status.in_([each.value for each in statuses]))
    query = (
        select(
            term.c.concept_id,
            term.c.position,
            term.c.language,
            term.c.text,
            term.c.key,
            length.label("length"),
            term.c.tones,
            term.c.status,
            concept.c.score,
        )
        .join(concept, concept.c.id == term.c.concept_id)
        .where(*conditions)
    )
    if limit is not None:
        query = query.order_by("length", concept.c.score.desc(), concept.c.id).limit(limit)
    return [
        TermHit(
            concept_id=row.concept_id,
            position=row.position,
            language=Language(row.language),
            text=row.text,
            key=row.key,
            length=row.length,
            tones=row.tones or "",
            status=TermStatus(row.status),
            score=row.score,
        )
        for row in connection.execute(query)
    ]


def _compared(column: ColumnElement[str], how: How, value: str) -> ColumnElement[bool]:
    if how is How.EQUAL:
        return column == value
    if how is How.PREFIX:  # a range, which an index answers on every database
        return and_(column >= value, column < value + _LAST)
    return column.contains(value, autoescape=True)
