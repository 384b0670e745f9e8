"""Write concepts with their history; every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from align.detection import may_be_in
from align.errors import GlossaryError
from align.text import storable
from glossary.model import Concept, Revision
from glossary.model.serial import from_json, to_json
from glossary.store.database import schema
from glossary.store.database.damage import require_whole
from glossary.store.database.faults import ConceptConflictError, translating_damage
from glossary.store.database.rows import (
    Values,
    by_id,
    chunks,
    concept_values,
    context_values,
    definition_values,
    revision_of,
    term_values,
)
from glossary.store.searching import grams, other_spellings
from glossary.store.writing.evidence import Evidence, with_evidence

LONGEST_TERM = 500  #: characters; an index of PostgreSQL holds 2704 bytes
_FIELDS = (
    *("terms", "definitions", "contexts", "kind", "subject", "note", "status", "frequency"),
    "relations",
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who does what to concepts, and why.

    Attributes:
        change_set: the one that the revisions belong to; None: to one of their own.
    """

    who: str
    action: str
    why: str = ""
    change_set: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A concept before (None: it is new) and after (None: it goes).

    Attributes:
        documents: the ids of the stored documents that its evidence names, by their sources.
        lost, gained: what documents said of it before and say of it after, where that differs;
            for the history only, the caller writes it.
        number: the number that its revision is to have, which none has yet; None: the next one.
            Of the changes put at once, all have one or none.
    """

    before: Concept | None
    after: Concept | None
    documents: Mapping[str, int] = field(default_factory=dict)
    lost: Evidence = field(default_factory=dict)
    gained: Evidence = field(default_factory=dict)
    number: int | None = None

    @property
    def concept_id(self) -> str:
        concept = self.after or self.before
        if concept is None:
            raise ValueError("a change of no concept")
        return concept.id


def checked(concept: Concept) -> Concept:
    """The concept as the database can hold it.

    Raises:
        InputError: a value is of the wrong type or out of range.
        GlossaryError: it has no term, a term twice, or one that is too long.
    """
    read = from_json(to_json(concept))
    # An equal one is not kept beside it: those of many texts are large.
    concept = concept if read == concept else read
    if not concept.terms:
        raise GlossaryError("the concept has no term", "give it at least one")
    seen = set()
    for term in concept.terms:
        if len(term.text) > LONGEST_TERM:
            raise GlossaryError(
                f"the term {term.text[:30]}… has {len(term.text)} characters",
                f"the most is {LONGEST_TERM}",
            )
        if (term.language, term.text) in seen:
            raise GlossaryError(f"the term {term.text} stands twice", "keep one of them")
        seen.add((term.language, term.text))
    return concept


def labelled(concept: Concept, before: Concept | None = None) -> Concept:
    """The concept, if each term that it has not had before may be in its language.

    Raises:
        GlossaryError: one has letters, and none of its language.
    """
    had = {(term.language, term.text) for term in before.terms} if before else set()
    for term in concept.terms:
        new = (term.language, term.text) not in had
        if new and not may_be_in(term.text, term.language):
            name = term.language.label
            raise GlossaryError(
                f"the {name} term {term.text} has no {name} letter",
                "put it under its own language",
            )
    return concept


def in_new_change_set(connection: Connection, attribution: Attribution) -> Attribution:
    """The attribution of several calls of `put`: a change set that no revision has yet."""
    last = connection.execute(select(func.max(schema.revision.c.change_set))).scalar()
    return replace(attribution, change_set=(last or 0) + 1)


def put(
    connection: Connection, changes: Sequence[Change], attribution: Attribution
) -> list[Concept]:
    """Store the concepts and append a revision for each.

    Returned are those that stay, with their new revisions, in their order.

    Raises:
        ConceptConflictError: a concept is not what it was before.
        GlossaryError: one is damaged.
    """
    stored: list[Concept] = []
    if attribution.change_set is None:
        attribution = in_new_change_set(connection, attribution)
    require_whole(connection, (change.before.id for change in changes if change.before))
    for part in chunks(changes):
        now = datetime.now(UTC)
        values = [_revision_values(change, attribution, now) for change in part]
        numbered = [
            replace(change, after=change.after and replace(change.after, revision=number))
            for change, number in zip(part, _append(connection, values), strict=True)
        ]
        _insert_new([change for change in numbered if change.before is None], connection)
        for change in numbered:
            if change.before is not None:
                _update(connection, change, change.before)
        stored.extend(change.after for change in numbered if change.after is not None)
    return stored


def save_all(
    connection: Connection, offered: Sequence[Concept], attribution: Attribution
) -> list[Concept]:
    """Store what differs from what is there, or has a reason; see `Glossary.save`."""
    known = by_id(connection, [concept.id for concept in offered])
    changes = {}
    for concept in offered:
        current = known.get(concept.id)
        if (current.revision if current else 0) != concept.revision:
            raise conflict(connection, concept, current)
        if concept.id in changes:
            raise GlossaryError(
                f"two concepts have the id {concept.id}", "keep one, or give it another id"
            )
        if current != concept or attribution.why:
            labelled(concept, current)
            sources = sources_of(connection, concept.id) if current else {}
            changes[concept.id] = Change(current, concept, sources)
    stored = {
        concept.id: concept for concept in put(connection, list(changes.values()), attribution)
    }
    return [stored.get(concept.id, concept) for concept in offered]


def require_unchanged(connection: Connection, concepts: Sequence[Concept]) -> None:
    """Find what others did to concepts since these were read, before anything is written.

    Raises:
        ConceptConflictError: one was changed or is no longer there.
    """
    known = by_id(connection, [concept.id for concept in concepts])
    for concept in concepts:
        current = known.get(concept.id)
        if current is None or current.revision != concept.revision:
            raise conflict(connection, concept, current)


def sources_of(connection: Connection, concept_id: str) -> dict[str, int]:
    """The stored documents that a concept has evidence from, by their sources."""
    rows = connection.execute(
        select(schema.document.c.source, schema.document.c.id)
        .join(schema.evidence, schema.evidence.c.document_id == schema.document.c.id)
        .where(schema.evidence.c.concept_id == concept_id)
        .order_by(schema.document.c.id)
    )
    return {row.source: row.id for row in rows}


def conflict(connection: Connection, mine: Concept, current: Concept | None) -> GlossaryError:
    """Say who changed what of the concept since `mine` was read."""
    name = mine.terms[0].text if mine.terms else mine.id
    table = schema.revision
    rows = connection.execute(
        select(table).where(table.c.concept_id == mine.id).order_by(table.c.number.desc()).limit(1)
        if current is None
        else select(table)
        .where(table.c.concept_id == mine.id, table.c.number.in_((mine.revision, current.revision)))
        .order_by(table.c.number)
    ).all()
    last = revision_of(rows[-1]) if rows else None
    if current is None:
        told = f": {last.who} took it out {_at(last)} ({last.action})" if last else ""
        return ConceptConflictError(
            f"{name} is no longer in the glossary{told}",
            "read the glossary again, or save it as a new concept; nothing was saved",
            None,
        )
    base = next((revision_of(row).after for row in rows if row.number == mine.revision), None)
    if base is not None and base.terms:  # as it stood, not as an edit that was not saved calls it
        name = base.terms[0].text
    fields = [
        each for each in _FIELDS if base is None or getattr(base, each) != getattr(current, each)
    ]
    who = f" by {last.who} {_at(last)}" if last else ""
    what = f"{last.action}: " if last else ""
    return ConceptConflictError(
        f"{name} was changed{who} ({what}{', '.join(fields) or 'changed and changed back'})",
        "look at the change, then save again; nothing was saved",
        current,
    )


def _at(revision: Revision) -> str:
    return f"at {revision.when:%Y-%m-%d %H:%M} UTC"


def _append(connection: Connection, revisions: list[Values]) -> Sequence[int]:
    """Append to the history; returned are the numbers of the revisions."""
    table = schema.revision
    if all("number" in values for values in revisions):
        connection.execute(insert(table), revisions)
        return [values["number"] for values in revisions]
    query = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return connection.execute(query, revisions).scalars().all()


def _revision_values(change: Change, attribution: Attribution, now: datetime) -> Values:
    return {
        **({} if change.number is None else {"number": change.number}),
        "concept_id": change.concept_id,
        "time": now,
        "who": storable(attribution.who),
        "action": storable(attribution.action),
        "why": storable(attribution.why),
        "change_set": attribution.change_set,
        "before": _state(change.before, change.lost),
        "after": _state(change.after and replace(change.after, revision=0), change.gained),
    }


def _state(concept: Concept | None, evidence: Evidence) -> dict[str, object] | None:
    return None if concept is None else with_evidence(to_json(concept), evidence)


def _insert_new(changes: Sequence[Change], connection: Connection) -> None:
    _insert(
        connection,
        schema.concept,
        [
            {**concept_values(change.after), "revision": change.after.revision}
            for change in changes
            if change.after is not None
        ],
    )
    for table, values in _PARTS.values():
        _insert(connection, table, [row for change in changes for row in values(change)])


def _update(connection: Connection, change: Change, before: Concept) -> None:
    table, after = schema.concept, change.after
    same = (table.c.id == before.id, table.c.revision == before.revision)
    if after is None or after.terms != before.terms:
        grams.remove(connection, [before.id])
    done = connection.execute(
        delete(table).where(*same)
        if after is None
        else update(table).where(*same).values(**concept_values(after), revision=after.revision)
    )
    if done.rowcount != 1:
        raise conflict(connection, before, by_id(connection, [before.id]).get(before.id))
    for name, (part, values) in _PARTS.items():
        if after is not None and getattr(before, name) != getattr(after, name):
            known = _pointers(connection, part, getattr(before, name), before.id)
            connection.execute(delete(part).where(part.c.concept_id == before.id))
            rows = values(change)
            for row, item in zip(rows, getattr(after, name), strict=True):
                if known.get(item) is not None:
                    row["document_id"] = known[item]
            _insert(connection, part, rows)


def _pointers(
    connection: Connection, table: Any, parts: Sequence[Any], concept_id: str
) -> dict[Any, int | None]:
    """The documents that definitions or contexts point to.

    Two documents may have one source, when a file was changed and added again: what was drawn from
    the first keeps pointing to it.
    """
    if table is schema.term or not parts:
        return {}
    query = select(table.c.document_id).where(table.c.concept_id == concept_id)
    with translating_damage(f"the evidence of the concept {concept_id}"):
        numbers = connection.execute(query.order_by(table.c.position)).scalars()
        return dict(zip(parts, numbers, strict=True))


def _insert(connection: Connection, table: Any, values: list[Values]) -> None:
    if not values:
        return
    if table is not schema.term:
        connection.execute(insert(table), values)
        return
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    ids = connection.execute(made, values).scalars()
    numbered = list(zip(ids, values, strict=True))
    grams.add(connection, ((number, row["language"], row["key"]) for number, row in numbered))
    other_spellings.add(
        connection, ((number, row["language"], row["text"]) for number, row in numbered)
    )


_PARTS: dict[str, tuple[Any, Any]] = {
    "terms": (schema.term, lambda change: term_values(change.after)),
    "definitions": (
        schema.definition,
        lambda change: definition_values(change.after, change.documents),
    ),
    "contexts": (schema.context, lambda change: context_values(change.after, change.documents)),
}
