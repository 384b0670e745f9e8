"""Rows that hold what this program never writes: each is left out and told, and costs no other.

A disk, another program or a person with a database tool may have put anything into a column: SQLite
keeps bytes where numbers belong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, Row, Table, and_, or_, select

from align.errors import GlossaryError, InputError
from align.languages import languages
from glossary.model import (
    ConceptStatus,
    Kind,
    Origin,
    RelationKind,
    RelationStatus,
    TermStatus,
    TermType,
)
from glossary.model.authority import Authority
from glossary.model.conditions import conditions_of
from glossary.store.database import schema
from glossary.store.database.schema import Json, Moment

Test = Callable[[Any], bool]

REMEDY = "restore a backup of the glossary"
DAMAGE = "tifa_damage"  #: the execution option of a connection that says where damage is noted
_LARGEST = 2**31 - 1
_LANGUAGES = frozenset(map(str, languages()))
_KINDS = list(RelationKind)
_STANDINGS = list(RelationStatus)
_LONGEST = 60  #: characters of a value that are told


class Damage:
    """What was found to be damaged while a glossary was used.

    Attributes:
        lines: what is damaged and how, each once.
        concepts: the ids of concepts that lack something of what is stored of them.
    """

    def __init__(self) -> None:
        self.lines: dict[str, None] = {}
        self.concepts: set[object] = set()


def found_in(connection: Connection) -> Damage | None:
    """Where damage is noted that this connection meets; None where it is not to be met."""
    found: Damage | None = connection.get_execution_options().get(DAMAGE)
    return found


def note(connection: Connection, what: str, concept_id: object = None) -> None:
    """Note that something is left out for its damage.

    Raises:
        GlossaryError: the connection was opened by who wants to hear of it at once.
    """
    damage = found_in(connection)
    if damage is None:
        raise GlossaryError(what, REMEDY)
    damage.lines[what] = None
    if concept_id is not None:
        damage.concepts.add(concept_id)


def require_whole(connection: Connection, ids: Iterable[str]) -> None:
    """Refuse to write concepts that were not read in full: what is damaged may yet be saved.

    Raises:
        GlossaryError: something of one of them is damaged.
    """
    damage = found_in(connection)
    for concept_id in ids:
        if damage is not None and concept_id in damage.concepts:
            raise GlossaryError(f"the concept {concept_id} is damaged and was not changed", REMEDY)


class Columns:
    """What may stand in some columns, in their order; None passes over one."""

    def __init__(self, *columns: Column[Any] | None) -> None:
        self._places = [
            (place, column.name, *_expected(column))
            for place, column in enumerate(columns)
            if column is not None
        ]

    def fault(self, row: Row[Any]) -> str | None:
        """What is wrong with a row of these columns, as a clause; None where nothing is."""
        for place, name, types, test in self._places:
            value = row[place]
            if type(value) not in types or not (value is None or test is None or test(value)):
                return f"its {name.replace('_', ' ')} is {_shown(value)}"
        return None


def sound_rows(
    connection: Connection,
    rows: Iterable[Any],
    columns: Columns,
    named: Callable[[Any], str],
    concept: Callable[[Any], object] = lambda _: None,
) -> Iterator[Any]:
    """The rows that hold what they should; the others are noted.

    Args:
        named: what to call a row.
        concept: the id of the concept that is not whole without it.
    """
    for row in rows:
        fault = columns.fault(row)
        if fault is None:
            yield row
        else:
            note(connection, f"{named(row)} is damaged: {fault}", concept(row))


def note_lost_statuses(connection: Connection) -> None:
    """Note the concepts whose status is none, which no query by status finds.

    The gaps between the statuses are ranges of an index: it takes no time where there is nothing.
    """
    table = schema.concept
    known = sorted(status.value for status in ConceptStatus)
    gaps = [
        table.c.status < known[0],
        *(and_(table.c.status > low, table.c.status < high) for low, high in pairwise(known)),
        table.c.status > known[-1],
    ]
    for row in connection.execute(select(table.c.id, table.c.status).where(or_(*gaps)).limit(20)):
        said = f"the concept {row.id} is damaged: its status is {_shown(row.status)}"
        note(connection, said, row.id)


def _expected(column: Column[Any]) -> tuple[frozenset[type], Test | None]:
    """The types that a column's values may have, and what else they must pass."""
    test = _TESTS.get(column)
    kind = column.type
    usual: Test | None = None
    types: set[type]
    if isinstance(kind, Json):
        types = {dict if test is None else list}
    elif isinstance(kind, Moment):
        types = {datetime}
    elif isinstance(kind, Float):
        types, usual = {float, int}, _is_share
    elif isinstance(kind, Integer):
        types, usual = {int}, _is_count
    else:
        types = {str}
    return frozenset(types | {type(None)} if column.nullable else types), test or usual


def _is_share(value: float) -> bool:
    return 0 <= value <= 1


def _is_count(value: int) -> bool:
    return 0 <= value <= _LARGEST


def _all_texts(values: list[Any]) -> bool:
    return all(type(each) is str for each in values)


def _all_counts(values: list[Any]) -> bool:
    return all(type(each) is int and 0 <= each <= _LARGEST for each in values)


def _all_spans(values: list[Any]) -> bool:
    return all(type(each) is list and len(each) == 2 and _all_counts(each) for each in values)


def _all_sides(values: list[Any]) -> bool:
    languages = [each[0] for each in values if type(each) is list and len(each) == 4]
    return len(languages) == len(values) == len(set(map(str, languages))) and all(
        language in _LANGUAGES
        and type(text) is str
        and (type(spans) is list and _all_spans(spans))
        and (type(segments) is list and _all_counts(segments))
        for language, text, spans, segments in values
    )


def _all_relations(values: list[Any]) -> bool:
    known = [each for each in values if type(each) is list and len(each) == 3]
    return len(known) == len(values) and all(
        kind in _KINDS and type(target) is str and status in _STANDINGS
        for kind, target, status in values
    )


def _all_conditions(values: list[Any]) -> bool:
    try:
        return all(type(each) is str and len(conditions_of(each)) == 1 for each in values)
    except InputError:
        return False


def _is_even(values: list[Any]) -> bool:
    return len(values) % 2 == 0 and _all_counts(values)


def _is_rank(value: int) -> bool:
    return 1 <= value <= len(Authority)


def _is_number(value: float) -> bool:
    return abs(value) <= _LARGEST


_ENUMS: tuple[tuple[Iterable[str], tuple[Column[Any], ...]], ...] = (
    (Kind, (schema.concept.c.kind,)),
    (ConceptStatus, (schema.concept.c.status,)),
    (TermStatus, (schema.term.c.status,)),
    (TermType, (schema.term.c.type,)),
    (Origin, (schema.definition.c.origin,)),
    (
        languages(),
        tuple(
            table.c.language
            for table in (schema.document, schema.term, schema.definition, schema.rendering)
        ),
    ),
)
_TESTS: dict[Column[Any], Test] = {
    **{
        column: frozenset(map(str, kind)).__contains__
        for kind, columns in _ENUMS
        for column in columns
    },
    schema.document.c.authority: _is_rank,
    schema.bead.c.score: _is_number,
    schema.bead.c.original: _all_counts,
    schema.bead.c.translation: _all_counts,
    schema.segmentation.c.steps: _is_even,
    schema.definition.c.members: _all_texts,
    schema.context.c.sides: _all_sides,
    schema.concept.c.relations: _all_relations,
    schema.term.c.conditions: _all_conditions,
}


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    said = repr(value) if isinstance(value, str | bytes) else str(value)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def columns_of(table: Table) -> Columns:
    """What may stand in all columns of a table."""
    return Columns(*table.c)
