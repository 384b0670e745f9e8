"""Undo a revision by a new one: every part that it changed goes back to what it was before.

What later revisions changed elsewhere in the concept stays, as in a three-way merge of the state
after the revision (the base), the state before it and the state now. Counts go back by the
difference, since others may have counted on. What documents say (the tables `evidence` and
`rendering`) goes back together with the concept, so that adding the document again brings back what
was undone; to be rid of a term for good, reject it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from align.errors import GlossaryError, NotFoundError
from glossary.model import (
    Concept,
    Revision,
)
from glossary.model.changes import name, same
from glossary.model.combining import DivergedError, combined, torn
from glossary.store.database import schema
from glossary.store.database.rows import by_id, revision_of
from glossary.store.documents.records import bring_back
from glossary.store.glossary import Glossary
from glossary.store.writing.concepts import (
    Attribution,
    Change,
    conflict,
    in_new_change_set,
    put,
    sources_of,
)
from glossary.store.writing.evidence import (
    Evidence,
    evidence_of,
    recorded_evidence,
    replace_evidence,
    stored_only,
)

#: Actions whose revisions are undone together: what they moved between concepts goes back whole.
_UNDIVIDED = frozenset({"merge", "split", "withdraw", "undo"})


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did to one concept: before and after, as in `Revision`."""

    concept_id: str
    before: Concept | None
    after: Concept | None


def undo(
    glossary: Glossary, number: int, *, who: str, why: str = "", exactly: bool = False
) -> list[Undone]:
    """Undo a revision, and with it those that belong to it.

    A merge and a split have one of each concept, a withdrawal one of every concept that the
    documents had evidence for; these come back with it.

    A revision that made a concept is undone by taking the concept out of the glossary; one that
    took it out, by putting it back. An undo can be undone.

    Args:
        exactly: all that was done at one go with it is undone, be it to concepts that have nothing
            to do with each other, and only where each is as it was left then.

    Raises:
        NotFoundError: there is no such revision.
        ConceptConflictError: a concept is not what it was left as, and that was asked for.
        GlossaryError: a later revision changed the same, or the glossary cannot be written.
    """
    with glossary.writing() as connection:
        rows = _together(connection, number, whole=exactly)
        if exactly:
            _require_as_left(connection, rows)
        reason = f"undo of revision {number}" + (f": {why}" if why else "")
        attribution = in_new_change_set(connection, Attribution(who=who, action="undo", why=reason))
        bring_back(connection, rows[0], attribution)
        changes = [_reversed(connection, row) for row in rows]
        _require_sound(changes)
        stored = put(connection, changes, attribution)
        for change in changes:
            if change.after is not None:
                replace_evidence(connection, change.concept_id, change.lost, change.gained)
        after = {concept.id: concept for concept in stored}
    return [
        Undone(change.concept_id, change.before, after.get(change.concept_id)) for change in changes
    ]


def _together(connection: Connection, number: int, *, whole: bool) -> Sequence[Row[Any]]:
    """The rows of a revision and of those that are undone with it."""
    table = schema.revision
    row = connection.execute(select(table).where(table.c.number == number)).first()
    if row is None:
        raise NotFoundError(f"there is no revision {number}", "see: tifa history TERM")
    united = row.action == "add" and row.why  # which says what concepts are one now
    if not (whole or united or row.action in _UNDIVIDED):
        return [row]
    same = select(table).where(table.c.change_set == row.change_set)
    return connection.execute(same.order_by(table.c.number)).all()


def _require_as_left(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """Find what was done to concepts since, unless it was put back."""
    known = by_id(connection, [row.concept_id for row in rows])
    for revision in map(revision_of, rows):
        current = known.get(revision.concept_id)
        left = current and replace(current, revision=revision.number)
        if left != revision.after and (mine := left or revision.after):
            raise conflict(connection, mine, current)


def _reversed(connection: Connection, row: Row[Any]) -> Change:
    """The change that undoes a revision."""
    revision = revision_of(row)
    try:
        return _reversal(
            connection, revision, recorded_evidence(row.before), recorded_evidence(row.after)
        )
    except DivergedError:
        raise _refused(connection, revision) from None


def _reversal(connection: Connection, revision: Revision, old: Evidence, made: Evidence) -> Change:
    concept_id = revision.concept_id
    current = by_id(connection, [concept_id]).get(concept_id)
    back = stored_only(connection, old)
    if current is None:
        return Change(
            None, _departed(revision), _documents(connection, back), lost=made, gained=back
        )
    now = evidence_of(connection, [concept_id])[concept_id]
    touched = old.keys() | made.keys()
    if any(now.get(document) != made.get(document) for document in touched):
        raise DivergedError
    after = _state_back(revision, current)
    sources = sources_of(connection, concept_id) | _documents(connection, back)
    return Change(current, after, sources, lost=made, gained=back)


def _departed(revision: Revision) -> Concept:
    """What a concept was that a revision took out, and that is not there now."""
    if revision.after is not None or revision.before is None:
        raise DivergedError
    return revision.before


def _state_back(revision: Revision, current: Concept) -> Concept | None:
    """What `current` becomes when a revision is undone; None: it goes.

    Raises:
        DivergedError: what the revision changed has been changed since.
    """
    if revision.after is None:
        raise DivergedError
    if revision.before is not None:
        return combined(revision.after, revision.before, current)
    if not same(revision.after, current):
        raise DivergedError
    return None


def _documents(connection: Connection, evidence: Evidence) -> dict[str, int]:
    table = schema.document
    query = select(table.c.source, table.c.id).where(table.c.id.in_(sorted(evidence)))
    return {row.source: row.id for row in connection.execute(query.order_by(table.c.id))}


def _require_sound(changes: Iterable[Change]) -> None:
    """Parts that go back one by one may not fit together any more."""
    for change in changes:
        if change.after is None:
            continue
        if not change.after.terms:
            raise GlossaryError(
                f"undoing leaves {change.concept_id} without a term", "add another term first"
            )
        before = change.before or change.after
        for language in torn(before, change.after):
            raise GlossaryError(
                f"undoing leaves {name(change.after)} with several preferred"
                f" {language.label} terms",
                "edit the concept instead",
            )


def _refused(connection: Connection, revision: Revision) -> GlossaryError:
    """Say which later revision stands in the way."""
    table = schema.revision
    later = connection.execute(
        select(table)
        .where(table.c.concept_id == revision.concept_id, table.c.number > revision.number)
        .order_by(table.c.number)
    )
    concept = revision.after or revision.before
    called = name(concept) if concept else revision.concept_id
    what = f"revision {revision.number} of {called} cannot be undone"
    culprit = next(
        (each for each in map(revision_of, later) if _stands_in_the_way(each, revision)), None
    )
    if culprit is None:
        return GlossaryError(
            f"{what}: what documents say of it has changed since", "edit the concept instead"
        )
    return GlossaryError(
        f"{what}: revision {culprit.number} ({culprit.action} by {culprit.who}) changed the same",
        f"undo that first: tifa undo {culprit.number}",
    )


def _stands_in_the_way(later: Revision, revision: Revision) -> bool:
    if later.after is None:
        return True
    try:
        _state_back(revision, later.after)
    except DivergedError:
        return True
    return False
