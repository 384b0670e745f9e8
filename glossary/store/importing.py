"""Take back a glossary that people have edited as JSON Lines.

A line counts as an edit of the revision that it names. Where the glossary has a later one, both
have changed: the line is a conflict and is not applied. A line that says what its own revision said
has not been edited, whatever happened since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from sqlalchemy import Connection, func, select

from align.errors import InputError, TifaError
from glossary.changes import differences, name
from glossary.incoming import Line
from glossary.model import Concept, Revision
from glossary.store import schema
from glossary.store.glossary import Glossary
from glossary.store.records import last_revision
from glossary.store.rows import CHUNK, by_id, chunks, revision_of
from glossary.store.writing import Change, Deed, checked, conflict, put, sources_of

_MOST_FAULTS = 20  #: bad lines that an error names


class BadLinesError(InputError):
    """Lines that hold no concept; nothing was imported.

    Attributes:
        lines: up to twenty of them, each with its file, its number and what is wrong.
    """

    def __init__(self, source: str, faults: list[str]) -> None:
        number = "1 bad line" if len(faults) == 1 else f"{len(faults)} bad lines"
        super().__init__(f"{source}: {number}", "correct them; nothing was imported")
        self.lines = tuple(faults[:_MOST_FAULTS])


class Fate(StrEnum):
    """What becomes of a line."""

    ADDITION = "addition"
    CHANGE = "change"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is not what the glossary has.

    Attributes:
        line: its number.
        clauses: what it changes, or why it conflicts.
    """

    fate: Fate
    line: int
    concept_id: str
    name: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing did, or would do.

    Attributes:
        items: the conflicts; of a dry run the additions and changes as well, in their order.
        unchanged: lines that say what the glossary has, or have not been edited.
        replaced: characters that no database can hold, stored as U+FFFD.
    """

    items: tuple[Item, ...]
    added: int
    changed: int
    conflicts: int
    unchanged: int
    replaced: int


@dataclass(slots=True)
class _Import:
    """An import under way."""

    deed: Deed
    source: str
    dry_run: bool
    seen: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    counts: Counter[Fate | None] = field(default_factory=Counter)
    replaced: int = 0
    numbers: set[int] | None = None  #: those in use where all are chosen here; None: they are not
    highest: int = 0  #: of `numbers`

    def bad(self, line: Line, error: TifaError) -> None:
        self.faults.append(f"{self.source}, line {line.number}: {error}")

    def next_number(self, wanted: int) -> int | None:
        """The number of a new concept's revision: the one it was exported with, if that can be."""
        if self.numbers is None:
            return None
        number = wanted if wanted and wanted not in self.numbers else self.highest + 1
        self.numbers.add(number)
        self.highest = max(self.highest, number)
        return number


def import_lines(
    glossary: Glossary, lines: Iterable[Line], *, who: str, source: str, dry_run: bool = False
) -> ImportReport:
    """Add and change concepts as the lines say, all in one transaction.

    In a glossary without history concepts keep the numbers of their revisions, so that an export of
    it gives the same lines again.

    Args:
        source: what to call the file.
        dry_run: change nothing.

    Raises:
        BadLinesError: lines are bad; nothing is changed.
        GlossaryError: the glossary cannot be read or written.
    """
    under_way = _Import(Deed(who, "import", f"from {source}"), source, dry_run)
    opened: AbstractContextManager[Connection] = (
        glossary.reading() if dry_run else glossary.writing()
    )
    with opened as connection:
        under_way.numbers = None if last_revision(connection) else set()
        source_of_lines = iter(lines)
        while part := list(islice(source_of_lines, CHUNK)):
            _take(connection, part, under_way)
        if under_way.faults:
            raise BadLinesError(source, under_way.faults)
        if not dry_run and under_way.numbers:
            _go_on_from(connection, under_way.highest)
    counts = under_way.counts
    return ImportReport(
        items=tuple(under_way.items),
        added=counts[Fate.ADDITION],
        changed=counts[Fate.CHANGE],
        conflicts=counts[Fate.CONFLICT],
        unchanged=counts[None],
        replaced=under_way.replaced,
    )


def _take(connection: Connection, lines: list[Line], under_way: _Import) -> None:
    good = list(_good(lines, under_way))
    known = by_id(connection, [concept.id for _, concept in good])
    gone = _gone(connection, [concept.id for _, concept in good if concept.id not in known])
    stale = [
        concept
        for _, concept in good
        if (current := known.get(concept.id)) and current.revision != concept.revision
    ]
    bases = _bases(connection, stale)
    changes = []
    for line, concept in good:
        current = known.get(concept.id)
        fate, clauses = _judged(connection, concept, current, gone, bases)
        under_way.counts[fate] += 1
        if fate is Fate.CONFLICT or (fate and under_way.dry_run):
            item = Item(fate, line.number, concept.id, name(concept), clauses)
            under_way.items.append(item)
        if fate in (Fate.ADDITION, Fate.CHANGE) and not (under_way.dry_run or under_way.faults):
            documents = sources_of(connection, concept.id) if current else {}
            number = under_way.next_number(concept.revision)
            changes.append(Change(current, concept, documents, number=number))
    put(connection, changes, under_way.deed)


def _good(lines: list[Line], under_way: _Import) -> Iterator[tuple[Line, Concept]]:
    """The lines with concepts that can be stored; the others are noted."""
    for line in lines:
        under_way.replaced += line.replaced
        try:
            if line.fault is not None:
                raise line.fault
            if line.concept is not None:
                concept = checked(line.concept)
                first = under_way.seen.setdefault(concept.id, line.number)
                if first != line.number:
                    raise InputError(f"the id {concept.id} stands in line {first} too", "keep one")
                yield line, concept
        except TifaError as error:
            under_way.bad(line, error)


def _judged(
    connection: Connection,
    concept: Concept,
    current: Concept | None,
    gone: dict[str, Revision],
    bases: dict[tuple[str, int], Revision],
) -> tuple[Fate | None, tuple[str, ...]]:
    """What becomes of a concept, and what to say of that; None where nothing does."""
    if current is None:
        last = gone.get(concept.id)
        if last is None:
            return Fate.ADDITION, ()
        said = f"revision {last.number} took it out ({last.action} by {last.who})"
        return Fate.CONFLICT, (said,)
    if _content(concept) == _content(current):
        return None, ()
    if concept.revision == current.revision:
        return Fate.CHANGE, tuple(map(str, differences(current, concept)))
    base = bases.get((concept.id, concept.revision))
    if base is None or base.after is None:
        said = f"the line's revision, {concept.revision or 'none'}, is not one of this glossary's"
        return Fate.CONFLICT, (said,)
    if _content(concept) == _content(base.after):
        return None, ()
    return Fate.CONFLICT, (conflict(connection, concept, current).what,)


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


def _go_on_from(connection: Connection, number: int) -> None:
    """Let the next revision have the next number; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(schema.revision.name, schema.revision.c.number.name)
        connection.execute(select(func.setval(sequence, number)))
