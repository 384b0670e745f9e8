"""Take in a glossary that people have edited as a file, or that others made.

A line with an id counts as an edit of the revision that it names, or of the newest where its file
names none. Where the glossary has a later one, both have changed: what the line changed is done to
the newest too, unless that has changed the same, which is a conflict and not applied. A line that
says what its own revision said has not been edited, whatever happened since.
What a file cannot carry stays as it was (`glossary.exchange.overlay`).

A line without an id is an entry of somebody else. Where one concept has the same Chinese term (the
same English one, where the line has no Chinese), the line adds to it; otherwise it is a new
concept, whose id is made from its terms, so that importing the file again changes nothing. Entries
that their file keeps apart stay apart (`glossary.store.changing.identifying`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, func, select

from align.errors import InputError, TifaError
from align.tables import TableRemarks
from glossary.exchange.incoming import Line, limited
from glossary.exchange.labels import meant
from glossary.model import Concept
from glossary.model.changes import name
from glossary.store.changing.identifying import Identifier
from glossary.store.changing.judging import Facts, Fate, judged
from glossary.store.changing.linking import Linker
from glossary.store.database import schema
from glossary.store.database.rows import CHUNK
from glossary.store.documents.records import last_revision
from glossary.store.glossary import Glossary
from glossary.store.writing.concepts import (
    Attribution,
    Change,
    checked,
    in_new_change_set,
    labelled,
    put,
    sources_of,
)

_MOST_FAULTS = 20  #: bad lines that an error names


class BadLinesError(InputError):
    """Lines that hold no concept; nothing was imported.

    Attributes:
        lines: up to twenty of them, each with its file, its number and what is wrong.
    """

    def __init__(self, source: str, faults: list[str], unit: str) -> None:
        number = f"1 bad {unit}" if len(faults) == 1 else f"{len(faults)} bad {_plural(unit)}"
        super().__init__(
            f"{source}: {number}", "correct what is bad, or use --skip-bad; nothing was imported"
        )
        self.lines = tuple(faults[:_MOST_FAULTS])


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is not what the glossary has.

    Attributes:
        place: where it stands in the file, for people; "" for one that is no longer there.
        clauses: what it changes, or why it conflicts.
    """

    fate: Fate
    place: str
    concept_id: str
    name: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing did, or would do.

    Attributes:
        items: the conflicts, and the deletions where they were not asked for; of a dry run the
            additions, changes and deletions as well, in their order.
        unchanged: lines that say what the glossary has, or have not been edited.
        replaced: characters that no database can hold, stored as U+FFFD.
        deletions: concepts whose lines were taken out of the file; they are rejected where that was
            asked for.
        faults: what is wrong with the lines that were skipped, one each.
        skipped: the places of these.
        ignored: what the file says that a glossary has no place for, with the number of lines.
        remarks: what of the file was left out, or how it was taken, a line each kind.
        in_part: something of it may have been lost.
    """

    items: tuple[Item, ...]
    added: int
    changed: int
    conflicts: int
    unchanged: int
    replaced: int
    deletions: int = 0
    faults: tuple[str, ...] = ()
    skipped: frozenset[str] = frozenset()
    ignored: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()
    in_part: bool = False


@dataclass(slots=True)
class _Import:
    """An import under way."""

    attribution: Attribution
    source: str
    dry_run: bool
    skip_bad: bool
    delete: bool
    seen: dict[str, str] = field(default_factory=dict)
    identifier: Identifier = field(default_factory=Identifier)
    linker: Linker = field(default_factory=Linker)
    planned: dict[str, Concept] = field(default_factory=dict)  #: what a dry run would have made
    unit: str = "line"
    faults: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    items: list[Item] = field(default_factory=list)
    counts: Counter[Fate | None] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    remarks: TableRemarks = field(default_factory=TableRemarks)
    replaced: int = 0
    numbers: set[int] | None = None  #: those in use where all are chosen here; None: they are not
    highest: int = 0  #: of `numbers`

    @property
    def stopped(self) -> bool:
        """Whether nothing is to be written any more."""
        return self.dry_run or bool(self.faults and not self.skip_bad)

    def bad(self, line: Line, error: TifaError) -> None:
        self.unit = line.unit
        self.faults.append(f"{self.source}, {line.place}: {error}")
        self.skipped.add(line.place)

    def note(self, line: Line, fate: Fate | None, concept: Concept, clauses: Iterable[str]) -> None:
        self.counts[fate] += 1
        if fate is None:
            return
        told = fate is Fate.CONFLICT or (fate is Fate.DELETION and not self.delete)
        if told or self.dry_run:
            self.items.append(Item(fate, line.place, concept.id, name(concept), tuple(clauses)))

    def next_number(self, wanted: int) -> int | None:
        """The number of a new concept's revision: the one it was exported with, if that can be."""
        if self.numbers is None:
            return None
        number = wanted if wanted and wanted not in self.numbers else self.highest + 1
        self.numbers.add(number)
        self.highest = max(self.highest, number)
        return number


def import_lines(
    glossary: Glossary,
    lines: Iterable[Line],
    *,
    who: str,
    source: str,
    dry_run: bool = False,
    skip_bad: bool = False,
    delete: bool = False,
) -> ImportReport:
    """Add and change concepts as the lines say, all in one transaction.

    In a glossary without history concepts keep the numbers of their revisions, so that an export of
    it gives the same lines again.

    Args:
        source: what to call the file.
        dry_run: change nothing.
        skip_bad: import the rest where lines are bad.
        delete: reject the concepts whose lines were taken out of the file.

    Raises:
        BadLinesError: lines are bad; nothing is changed.
        InputError: the file cannot be read to its end; nothing is changed.
        GlossaryError: the glossary cannot be read or written.
    """
    attribution = Attribution(who, "import", f"from {source}")
    opened = glossary.reading() if dry_run else glossary.writing()
    with opened as connection:
        attribution = in_new_change_set(connection, attribution)
        under_way = _Import(attribution, source, dry_run, skip_bad, delete)
        under_way.numbers = None if last_revision(connection) else set()
        rest = limited(lines, source)
        while part := list(islice(rest, CHUNK)):
            _take(connection, part, under_way)
        if under_way.faults and not skip_bad:
            raise BadLinesError(source, under_way.faults, under_way.unit)
        if not dry_run and under_way.numbers:
            _go_on_from(connection, under_way.highest)
        lost = under_way.linker.missing(connection, under_way.planned.values())
        under_way.ignored.update({f"{each} to no entry": lost[each] for each in lost})
        if not dry_run:
            under_way.linker.link(connection, attribution)
    counts = under_way.counts
    return ImportReport(
        items=tuple(under_way.items),
        added=counts[Fate.ADDITION],
        changed=counts[Fate.CHANGE],
        conflicts=counts[Fate.CONFLICT],
        unchanged=counts[None],
        replaced=under_way.replaced,
        deletions=counts[Fate.DELETION],
        faults=tuple(under_way.faults),
        skipped=frozenset(under_way.skipped),
        ignored=tuple(under_way.ignored.most_common()),
        remarks=under_way.remarks.lines,
        in_part=under_way.remarks.lost,
    )


def _take(connection: Connection, lines: list[Line], under_way: _Import) -> None:
    good = list(_good(connection, lines, under_way))
    stored = under_way.identifier.stored(connection, [concept.id for _, concept in good])
    known = stored | {
        concept.id: under_way.planned[concept.id]
        for _, concept in good
        if concept.id in under_way.planned
    }
    facts = Facts.of(connection, good, known)
    after: dict[str, Concept] = {}
    for line, said in good:
        fate, concept, clauses = judged(connection, line, said, facts)
        under_way.note(line, fate, concept, clauses)
        if fate in (Fate.ADDITION, Fate.CHANGE) or (fate is Fate.DELETION and under_way.delete):
            after[concept.id] = known[concept.id] = concept
    if under_way.dry_run:
        under_way.planned.update(after)
    elif not under_way.stopped:
        changes = [
            _change(connection, stored.get(each.id), each, under_way) for each in after.values()
        ]
        put(connection, changes, under_way.attribution)


def _change(
    connection: Connection, before: Concept | None, after: Concept, under_way: _Import
) -> Change:
    documents = sources_of(connection, after.id) if before else {}
    return Change(before, after, documents, number=under_way.next_number(after.revision))


def _good(
    connection: Connection, lines: list[Line], under_way: _Import
) -> Iterator[tuple[Line, Concept]]:
    """The lines with concepts that can be stored, with ids; the others are noted."""
    lines = list(map(meant, lines))
    nameless = [line.concept for line in lines if line.concept and not line.concept.id]
    under_way.identifier.look_up(connection, nameless)
    for line in lines:
        under_way.replaced += line.replaced
        under_way.ignored.update(line.ignored)
        under_way.remarks.add(line.remarks)
        try:
            if line.fault is not None:
                raise line.fault
            if line.concept is None:
                continue
            if line.removed:
                yield line, line.concept
            elif not line.concept.id:
                identified = under_way.identifier.identified(line.concept, apart=line.apart)
                under_way.linker.note(line, identified.id)
                yield line, labelled(checked(identified))
            else:
                concept = labelled(checked(line.concept))
                first = under_way.seen.setdefault(concept.id, line.place)
                if first != line.place:
                    said = f"the id {concept.id} stands in {first} too"
                    raise InputError(said, "keep one")
                under_way.linker.note(line, concept.id)
                yield line, concept
        except TifaError as error:
            under_way.bad(line, error)


def _go_on_from(connection: Connection, number: int) -> None:
    """Let the next revision have the next number; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(schema.revision.name, schema.revision.c.number.name)
        connection.execute(select(func.setval(sequence, number)))


def _plural(unit: str) -> str:
    return unit[:-1] + "ies" if unit.endswith("y") else unit + "s"
