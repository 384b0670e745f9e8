"""The numeric formulas among the concepts of a glossary."""

from __future__ import annotations

from sqlalchemy import Connection, Text, cast, or_, select

from glossary.formulas.known import is_formula
from glossary.model import LIVE, Concept, Kind
from glossary.store.database import schema
from glossary.store.database.rows import concepts_of


def formulas_in(connection: Connection) -> list[Concept]:
    """The concepts that count members, best score first; rejected ones are left out."""
    table, definition = schema.concept, schema.definition
    listing = select(definition.c.concept_id).where(cast(definition.c.members, Text) != "[]")
    query = (
        select(table)
        .where(table.c.status.in_([status.value for status in LIVE]))
        .where(or_(table.c.kind == Kind.NUMERIC.value, table.c.id.in_(listing)))
        .order_by(table.c.score.desc(), table.c.id)
    )
    found = concepts_of(connection, connection.execute(query).all())
    return [concept for concept in found if is_formula(concept)]
