"""Between the rows of the tables and the objects of the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from align.errors import GlossaryError, InputError, NotFoundError
from align.model import Language
from glossary.language.chinese.pinyin import spell
from glossary.language.spelling import spelled
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Origin,
    Relation,
    RelationKind,
    RelationStatus,
    Revision,
    Side,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.conditions import condition_of
from glossary.model.keys import key
from glossary.model.serial import from_json
from glossary.store.database import schema
from glossary.store.database.damage import REMEDY, columns_of, note, sound_rows

Values = dict[str, Any]
CHUNK = 500  #: ids in one statement; SQLite of old takes 999 variables
LAST = "\U0010ffff"  #: behind all texts, and before bytes, which are none
_BATCH = 5_000  #: terms that are read at a time; some megabytes
EVIDENCE_FIELD = (
    "evidence"  #: in the history's JSON objects the one name that is not of the concept
)


def concepts_of(connection: Connection, rows: Sequence[Row[Any]]) -> list[Concept]:
    """The concepts of rows of the table `concept`, in their order.

    What is damaged of them is left out and noted (`glossary.store.database.damage`): a part, or a
    concept that has no name without it.
    """
    rows = list(sound_rows(connection, rows, _CONCEPT, _named, lambda row: row.id))
    ids = [row.id for row in rows]
    terms = _parts(connection, schema.term, ids)
    definitions = _parts(connection, schema.definition, ids)
    contexts = _parts(connection, schema.context, ids)
    for row in rows:
        if not terms[row.id]:
            note(connection, f"{_named(row)} is damaged: it has no term", row.id)
    return [
        Concept(
            id=row.id,
            terms=_terms(terms[row.id]),
            definitions=tuple(map(_definition, definitions[row.id])),
            contexts=tuple(map(_context, contexts[row.id])),
            kind=Kind(row.kind),
            subject=row.subject,
            note=row.note,
            status=ConceptStatus(row.status),
            score=row.score,
            frequency=row.frequency,
            revision=row.revision,
            relations=relations_of(row.relations),
        )
        for row in rows
        if terms[row.id]
    ]


def _named(row: Row[Any]) -> str:
    return f"the concept {row.id}"


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Concept]:
    """The concepts with these ids, as many as there are."""
    found = {}
    for part in chunks(list(dict.fromkeys(ids))):
        rows = connection.execute(select(schema.concept).where(schema.concept.c.id.in_(part)))
        found.update({concept.id: concept for concept in concepts_of(connection, rows.all())})
    return found


def concept_with(connection: Connection, concept_id: str) -> Concept:
    """The concept with this id.

    Raises:
        NotFoundError: there is none.
    """
    found = by_id(connection, [concept_id])
    if not found:
        raise NotFoundError(f"no concept has the id {concept_id}", "look it up by a term")
    return found[concept_id]


def batches(
    connection: Connection, column: ColumnElement[str]
) -> Iterator[list[tuple[int, str, str]]]:
    """Id, language and a text column of every term of a glossary, few in memory at a time."""
    term = schema.term.c
    query = select(term.id, term.language, column).where(column < LAST).order_by(term.id)
    last = -1
    while rows := connection.execute(query.where(term.id > last).limit(_BATCH)).all():
        yield [(number, language, text) for number, language, text in rows]
        last = rows[-1].id


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in parts that fit into one statement."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _parts(connection: Connection, table: Any, ids: list[str]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in of_concepts(connection, table, ids):
        found[row.concept_id].append(row)
    return found


def of_concepts(connection: Connection, table: Any, ids: Sequence[str]) -> Iterator[Row[Any]]:
    """The sound rows of a table of parts of concepts, those of a concept in their order."""
    called, columns = _PARTS[table]
    order = table.c.get("position", table.c.concept_id)
    for part in chunks(ids):
        query = select(table).where(table.c.concept_id.in_(part))
        yield from sound_rows(
            connection,
            connection.execute(query.order_by(table.c.concept_id, order)),
            columns,
            lambda row: f"{called} of the concept {row.concept_id}",
            lambda row: row.concept_id,
        )


def _terms(rows: Iterable[Row[Any]]) -> tuple[Term, ...]:
    """The terms of a concept. Those that older programs stored with and without a line end, say,
    are one."""
    found: dict[tuple[Language, str], Term] = {}
    for term in map(_term, rows):
        name = term.language, term.text
        first = found.setdefault(name, term)
        if first is not term:
            found[name] = replace(first, frequency=first.frequency + term.frequency)
    return tuple(found.values())


def _term(row: Row[Any]) -> Term:
    return Term(
        language=Language(row.language),
        text=row.text,
        status=TermStatus(row.status),
        type=TermType(row.type),
        frequency=row.frequency,
        inconsistency=row.inconsistency,
        source=row.source,
        note=row.note,
        conditions=tuple(map(condition_of, row.conditions)),
    )


def _definition(row: Row[Any]) -> Definition:
    return Definition(
        language=Language(row.language),
        text=row.text,
        source=row.source,
        segment=row.segment,
        start=row.start,
        end=row.end,
        origin=Origin(row.origin),
        members=tuple(row.members),
        score=row.score,
    )


def _context(row: Row[Any]) -> Context:
    return Context(
        sides=tuple(
            Side(
                Language(language),
                text,
                tuple((start, end) for start, end in spans),
                tuple(segments),
            )
            for language, text, spans, segments in row.sides
        ),
        source=row.source,
    )


def revision_of(row: Row[Any], fields: Set[str] | None = None) -> Revision:
    """The entry of the history in a row of the table `revision`.

    Args:
        fields: those of the concepts that are read, the others being as if nobody had said them;
            None: all. Reading all contexts takes most of the time.

    Raises:
        GlossaryError: it is damaged.
    """
    fault = _REVISION.fault(row)
    if fault is not None:
        raise GlossaryError(f"revision {row.number} is damaged: {fault}", REMEDY)
    try:
        return _revision_of(row, fields)
    except InputError as error:
        raise GlossaryError(f"revision {row.number} is damaged: {error.what}", REMEDY) from error


def _revision_of(row: Row[Any], fields: Set[str] | None) -> Revision:
    before, after = (
        None if state is None else _state(state, fields) for state in (row.before, row.after)
    )
    return Revision(
        number=row.number,
        concept_id=row.concept_id,
        when=utc(row.time),
        who=row.who,
        action=row.action,
        why=row.why,
        before=before,
        after=None if after is None else replace(after, revision=row.number),
        change_set=row.change_set,
    )


def revisions_of(
    connection: Connection,
    concept_id: str,
    *which: ColumnElement[bool],
    fields: Set[str] | None = None,
) -> list[Revision]:
    """The revisions of a concept of which all this holds, oldest first; none where it never was.

    Args:
        fields: as of `revision_of`.
    """
    table = schema.revision
    query = select(table).where(table.c.concept_id == concept_id, *which).order_by(table.c.number)
    return list(sound_revisions(connection, connection.execute(query), fields))


def sound_revisions(
    connection: Connection, rows: Iterable[Row[Any]], fields: Set[str] | None = None
) -> Iterator[Revision]:
    """The entries of the history in these rows; those that are damaged are noted."""
    for row in rows:
        try:
            yield revision_of(row, fields)
        except GlossaryError as error:
            note(connection, error.what)


def counted_statuses(
    connection: Connection, *which: ColumnElement[bool]
) -> dict[ConceptStatus, int]:
    """How many concepts of which all this holds have each status; every status is there."""
    status = schema.concept.c.status
    query = select(status, func.count()).where(*which).group_by(status)
    return status_counts(connection.execute(query))


def status_counts(rows: Iterable[Any]) -> dict[ConceptStatus, int]:
    """Rows of a status and a number of concepts by status; every status is there."""
    found = {row[0]: row[1] for row in rows}
    return {status: found.get(status.value, 0) for status in ConceptStatus}


def _state(data: Mapping[str, Any], fields: Set[str] | None) -> Concept:
    return from_json(
        {
            name: value
            for name, value in data.items()
            if name != EVIDENCE_FIELD and (fields is None or name in fields)
        }
    )


def utc(time: datetime) -> datetime:
    """The time with its zone, which SQLite does not keep."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


_CONCEPT, _REVISION = map(columns_of, (schema.concept, schema.revision))
#: What to call a row of a table of parts of concepts, and what it may hold.
_PARTS = {
    table: (called, columns_of(table))
    for table, called in (
        (schema.term, "a term"),
        (schema.definition, "a definition"),
        (schema.context, "a context"),
        (schema.evidence, "the evidence"),
        (schema.rendering, "a counted form"),
    )
}


def concept_values(concept: Concept) -> Values:
    """The row of a concept, without revision."""
    return {
        "id": concept.id,
        "kind": concept.kind.value,
        "subject": concept.subject,
        "note": concept.note,
        "status": concept.status.value,
        "score": concept.score,
        "frequency": concept.frequency,
        "relations": [
            [each.kind.value, each.target, each.status.value] for each in concept.relations
        ],
    }


def relations_of(values: Sequence[tuple[str, str, str]]) -> tuple[Relation, ...]:
    """The relations that a row of a concept holds."""
    return tuple(
        Relation(RelationKind(kind), target, RelationStatus(status))
        for kind, target, status in values
    )


def term_values(concept: Concept) -> list[Values]:
    """The rows of a concept's terms, with what lookup finds them by."""
    return [
        {
            "concept_id": concept.id,
            "position": position,
            "language": term.language.value,
            "text": term.text,
            "status": term.status.value,
            "type": term.type.value,
            "frequency": term.frequency,
            "inconsistency": term.inconsistency,
            "source": term.source,
            "note": term.note,
            "conditions": list(map(str, term.conditions)),
            "key": key(term.text, term.language),
            **_spelled(term),
        }
        for position, term in enumerate(concept.terms)
    ]


def _spelled(term: Term) -> Values:
    if term.language is not Language.ZH:
        made = spelled(key(term.text, term.language), term.language)
        return {"pinyin": made, "tones": None, "initials": None}
    spelling = spell(term.text)
    return {"pinyin": spelling.plain, "tones": spelling.tones, "initials": spelling.initials}


def definition_values(concept: Concept, documents: Mapping[str, int]) -> list[Values]:
    """The rows of a concept's definitions; `documents` are the ids of sources that are stored."""
    return [
        {
            "concept_id": concept.id,
            "position": position,
            "language": definition.language.value,
            "text": definition.text,
            "source": definition.source,
            "segment": definition.segment,
            "start": definition.start,
            "end": definition.end,
            "origin": definition.origin.value,
            "members": list(definition.members),
            "score": definition.score,
            "document_id": documents.get(definition.source),
        }
        for position, definition in enumerate(concept.definitions)
    ]


def context_values(concept: Concept, documents: Mapping[str, int]) -> list[Values]:
    """The rows of a concept's contexts; `documents` are the ids of sources that are stored."""
    return [
        {
            "concept_id": concept.id,
            "position": position,
            "sides": [
                [
                    side.language.value,
                    side.text,
                    [list(span) for span in side.spans],
                    list(side.segments),
                ]
                for side in context.sides
            ],
            "source": context.source,
            "document_id": documents.get(context.source),
        }
        for position, context in enumerate(concept.contexts)
    ]
