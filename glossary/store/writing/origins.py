"""Which parts of a concept people have written or approved, and which documents brought the others.

The history tells: a term that an addition brought comes from the documents that were added then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, func, select

from align.errors import GlossaryError
from align.model import Language
from glossary.model import Concept, ConceptStatus
from glossary.store.database import schema
from glossary.store.database.damage import note
from glossary.store.database.rows import chunks, revision_of
from glossary.store.writing.counted import Form
from glossary.store.writing.evidence import recorded_evidence

#: What programs do to concepts; a merge joins what is there, and writes nothing.
PROGRAM = frozenset({"add", "withdraw"})


@dataclass(slots=True)
class Origins:
    """Where the parts of one concept come from.

    Attributes:
        is_touched: whether a person has done anything to it.
        forms: terms that a person wrote, changed or approved.
        definitions: texts of definitions that a person approved.
        brought: the documents with whose addition a term came.
        worth: score, kind and subject that an addition gave it, with the documents that were added.
    """

    is_touched: bool = False
    forms: set[Form] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    brought: dict[Form, set[int]] = field(default_factory=lambda: defaultdict(set))
    worth: list[tuple[tuple[float, str, str], frozenset[int]]] = field(default_factory=list)


def touched(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these concepts that a person has done anything to."""
    table = schema.revision
    found: set[str] = set()
    for part in chunks(ids):
        query = select(table.c.concept_id).where(
            table.c.concept_id.in_(part), table.c.action.not_in(PROGRAM)
        )
        found.update(connection.execute(query.distinct()).scalars())
    return found


def touched_by_people(connection: Connection) -> list[str]:
    """All concepts of a glossary that a person has done anything to."""
    table, concept = schema.revision, schema.concept
    query = (
        select(concept.c.id)
        .where(concept.c.id.in_(select(table.c.concept_id).where(table.c.action.not_in(PROGRAM))))
        .order_by(concept.c.score.desc(), concept.c.id)
    )
    return list(connection.execute(query).scalars())


def as_people_left(connection: Connection) -> dict[str, Concept]:
    """The concepts that programs changed since a person last did, as they were then.

    Those whose history is damaged are left out, and that is noted.
    """
    table, concept = schema.revision.c, schema.concept.c
    last = (
        select(table.concept_id, func.max(table.number).label("number"))
        .where(table.action.not_in(PROGRAM))
        .group_by(table.concept_id)
        .subquery()
    )
    query = (
        select(schema.revision)
        .join(last, last.c.number == table.number)
        .join(schema.concept, and_(concept.id == table.concept_id, concept.revision > table.number))
    )
    found = {}
    for row in connection.execute(query):
        try:
            revision = revision_of(row)
        except GlossaryError as error:
            note(connection, error.what, row.concept_id)
            continue
        if revision.after is not None:
            found[revision.concept_id] = revision.after
    return found


def origins(connection: Connection, ids: Sequence[str]) -> dict[str, Origins]:
    """Where the parts of these concepts come from; every id has an entry."""
    table, joint = schema.revision, schema.document_revision.c.change_set
    programs = set(connection.execute(select(joint).where(joint.is_not(None))).scalars())
    found = {concept_id: Origins() for concept_id in ids}
    for part in chunks(ids):
        query = select(table).where(table.c.concept_id.in_(part)).order_by(table.c.number)
        for row in connection.execute(query):
            revision_of(row)  # which raises where it is damaged
            is_program = row.action in PROGRAM or row.change_set in programs
            _learn(found[row.concept_id], row, is_program=is_program)
    return found


def _learn(known: Origins, row: Any, *, is_program: bool) -> None:
    before, after = (_terms(state) for state in (row.before, row.after))
    if is_program:
        if row.action == "add" and row.after and _worth(row.after) != _worth(row.before):
            known.worth.append((_worth(row.after), frozenset(recorded_evidence(row.after))))
        for form in (after.keys() - before.keys()) if row.action == "add" else ():
            known.brought[form].update(recorded_evidence(row.after))
        return
    known.is_touched = True
    if row.action != "merge":
        known.forms |= {form for form, term in after.items() if before.get(form) != term}
    if row.after and row.after.get("status") == ConceptStatus.APPROVED.value:
        known.forms |= after.keys()
        known.definitions |= {each["text"] for each in row.after.get("definitions", ())}


def _worth(state: Mapping[str, Any] | None) -> tuple[float, str, str]:
    given = state or {}
    return given.get("score", 1.0), given.get("kind", ""), given.get("subject", "")


def _terms(state: Mapping[str, Any] | None) -> dict[Form, Mapping[str, Any]]:
    """The terms of a state in the history, without their counts."""
    return {
        (Language(term["language"]), term["text"]): {**term, "frequency": 0}
        for term in (state or {}).get("terms", ())
    }
