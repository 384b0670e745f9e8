"""What becomes of one line of a file that is taken in: see `glossary.store.changing.importing`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from sqlalchemy import Connection, select

from glossary.exchange.incoming import Line
from glossary.exchange.overlay import joined, overlay
from glossary.model import Concept, ConceptStatus, Revision
from glossary.model.changes import differences
from glossary.model.combining import DivergedError, combined, torn
from glossary.model.fields import Field
from glossary.store.database import schema
from glossary.store.database.rows import chunks, revision_of
from glossary.store.writing.concepts import conflict


class Fate(StrEnum):
    """What becomes of a line."""

    ADDITION = "addition"
    CHANGE = "change"
    CONFLICT = "conflict"
    DELETION = "missing from the file"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the glossary knows of the concepts of some lines.

    Attributes:
        known: those that are there, as the lines before left them.
        gone: the last revisions of those that were there once.
        bases: the revisions that older lines name.
    """

    known: dict[str, Concept]
    gone: dict[str, Revision]
    bases: dict[tuple[str, int], Revision]

    @classmethod
    def of(
        cls,
        connection: Connection,
        lines: Iterable[tuple[Line, Concept]],
        known: dict[str, Concept],
    ) -> Self:
        """What is known of the concepts of these lines."""
        said = list(lines)
        return cls(
            known,
            _gone(connection, [concept.id for _, concept in said if concept.id not in known]),
            _bases(
                connection, [concept for line, concept in said if _is_stale(line, concept, known)]
            ),
        )


Judged = tuple[Fate | None, Concept, tuple[str, ...]]


def judged(connection: Connection, line: Line, said: Concept, facts: Facts) -> Judged:
    """What becomes of a line (None: nothing), the concept then, and what to say of that."""
    current = facts.known.get(said.id)
    if line.removed:
        return _removed(connection, said, current)
    if current is None:
        last = facts.gone.get(said.id)
        if last is None:
            return Fate.ADDITION, said, ()
        if said.status is ConceptStatus.REJECTED:
            return None, said, ()  # nobody is to use it, here and there
        told = f"revision {last.number} took it out ({last.action} by {last.who})"
        return Fate.CONFLICT, said, (told,)
    if _is_nameless(line):
        return _edited(current, joined(current, said))
    if line.base is None and not _is_stale(line, said, facts.known):
        return _edited(current, overlay(current, said, line.carried, line.languages))
    found = facts.bases.get((said.id, said.revision))
    base = line.base or (found.after if found else None)
    mine = overlay(base or current, said, line.carried, line.languages)
    if _content(mine) == _content(current) or (base and _content(mine) == _content(base)):
        return None, current, ()
    if base is None:
        told = (
            f"the {line.unit}'s revision, {said.revision or 'none'}, is not one of this glossary's"
        )
        return Fate.CONFLICT, said, (told,)
    try:
        both = combined(base, mine, current)
    except DivergedError:
        both = None
    if both is None or not both.terms or torn(current, both):
        return Fate.CONFLICT, said, (conflict(connection, mine, current).what,)
    return _edited(current, both)


def _edited(current: Concept, mine: Concept) -> Judged:
    if _content(mine) == _content(current):
        return None, current, ()
    return (
        Fate.CHANGE,
        replace(mine, revision=current.revision),
        tuple(map(str, differences(current, mine))),
    )


def _removed(connection: Connection, said: Concept, current: Concept | None) -> Judged:
    """A concept whose line was taken out of a file that had it."""
    if current is None or current.status is ConceptStatus.REJECTED:
        return None, said, ()
    if current.revision != said.revision:
        told = conflict(connection, replace(current, revision=said.revision), current).what
        return Fate.CONFLICT, current, (f"it was taken out of the file, but {told}",)
    return Fate.DELETION, replace(current, status=ConceptStatus.REJECTED), ()


def _is_nameless(line: Line) -> bool:
    return line.concept is not None and not line.concept.id


def _is_stale(line: Line, said: Concept, known: dict[str, Concept]) -> bool:
    """Whether a line names another revision than the newest."""
    current = known.get(said.id)
    named = Field.REVISION in line.carried and not _is_nameless(line) and not line.removed
    return named and current is not None and current.revision != said.revision


def _content(concept: Concept) -> Concept:
    return replace(concept, revision=0)


def _gone(connection: Connection, ids: list[str]) -> dict[str, Revision]:
    """The last revision of each concept that was in the glossary once."""
    table = schema.revision
    last = {}
    for part in chunks(ids):
        query = select(table).where(table.c.concept_id.in_(part)).order_by(table.c.number)
        last.update({row.concept_id: row for row in connection.execute(query)})
    return {concept_id: revision_of(row) for concept_id, row in last.items()}


def _bases(connection: Connection, concepts: list[Concept]) -> dict[tuple[str, int], Revision]:
    """The revisions that the concepts name, where they are theirs."""
    table = schema.revision
    wanted = {(concept.id, concept.revision) for concept in concepts}
    found = {}
    for part in chunks(sorted({number for _, number in wanted})):
        for row in connection.execute(select(table).where(table.c.number.in_(part))):
            if (row.concept_id, row.number) in wanted:
                found[row.concept_id, row.number] = revision_of(row)
    return found
