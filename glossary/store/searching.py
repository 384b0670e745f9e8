"""Find terms by their stored forms; the queries behind lookup."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from align.model import Language
from glossary.model import ConceptStatus

from . import schema

_LAST = "\U0010ffff"


class Form(StrEnum):
    """The stored forms of a term that can be searched."""

    TEXT = "text"
    KEY = "key"
    PINYIN = "pinyin"
    INITIALS = "initials"


class How(StrEnum):
    """How a stored form relates to what is searched."""

    EQUAL = "equal"
    PREFIX = "prefix"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term that was found.

    Attributes:
        position: index among the terms of its concept.
        length: of the form that was compared, in characters.
        tones: as in `glossary.pinyin.Spelling`; "" for English.
    """

    concept_id: str
    position: int
    key: str
    length: int
    tones: str
    status: ConceptStatus
    score: float


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
        conditions.append(concept.c.status.in_([status.value for status in statuses]))
    query = (
        select(
            term.c.concept_id,
            term.c.position,
            term.c.key,
            length.label("length"),
            term.c.tones,
            concept.c.status,
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
            key=row.key,
            length=row.length,
            tones=row.tones or "",
            status=ConceptStatus(row.status),
            score=row.score,
        )
        for row in connection.execute(query)
    ]


def _compared(column: Any, how: How, value: str) -> ColumnElement[bool]:
    if how is How.EQUAL:
        return or_(column == value)
    if how is How.PREFIX:  # a range, which an index answers on every database
        return (column >= value) & (column < value + _LAST)
    return or_(column.contains(value, autoescape=True))
