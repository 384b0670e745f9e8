"""What a Word document is read as: paragraphs and the cells that they stand in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from align.formats import raised
from align.formats.breaks import unbroken

#: Written where a new page or column begins: whatever stands there, no line goes on over it.
NEW_PAGE = "\f"

#: Characters in a row that are read as raised; more are no call of a note.
_MOST_RAISED = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, all counted from 0 in the document."""

    table: int
    row: int
    column: int


#: An element of text (w:t) by its number in the part, and a character in it, both from 0.
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that stand in a row in one element of text.

    Attributes:
        start, end: in the text of a block.
        spot: where the first of them stands.
    """

    start: int
    end: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that has text, or the beginning of a cell.

    Attributes:
        text: "" of a cell's beginning.
        cell: the innermost cell that it stands in; None outside tables.
        stretches: where its characters stand, in their order, where that was asked for; blanks and
            what stands in no element of text, as a tab, have no place.
        note: the kind and id of the note that it is of, "w:footnote 2"; "" for none.
    """

    text: str
    cell: Cell | None = None
    stretches: tuple[Stretch, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Paragraph:
    """One that is open, with the text boxes and notes that belong to it."""

    text: io.StringIO = field(default_factory=io.StringIO)
    raised: str = ""  # what is raised at its end, which may go on
    stretches: list[Stretch] = field(default_factory=list)  # of what was written
    of_raised: list[Stretch] = field(default_factory=list)
    style: str = ""
    lists_contents: bool = False
    mark_gone: bool = False
    inner: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def write(self, text: str, *, is_raised: bool, at: Spot | None = None) -> None:
        """Add some text; `at` is where it stands, where that is asked for."""
        if is_raised and len(self.raised) <= _MOST_RAISED:
            if at is not None:
                start = len(self.raised)
                self.of_raised.append(Stretch(start, start + len(text), at))
            self.raised += text
        else:
            self._lower()
            if at is not None:
                start = self.text.tell()
                self.stretches.append(Stretch(start, start + len(text), at))
            self.text.write(text)

    def lines(self) -> str:
        """Its text, a line for each that its author wants."""
        self._lower()
        parts = self.text.getvalue().split(NEW_PAGE)
        return "\n".join(filter(None, (unbroken(part.split("\n")) for part in parts)))

    def places(self, lines: str) -> tuple[Stretch, ...]:
        """Where the characters of its lines stand, where that was asked for."""
        if not self.stretches:
            return ()
        return tuple(moved(self.stretches, followed(self.text.getvalue(), lines)))

    def _lower(self) -> None:
        if self.raised:
            end = self.text.tell()
            self.text.seek(max(0, end - raised.REACH))
            before = self.text.read()
            plain = raised.plain(self.raised, before)
            self.text.write(plain)
            if plain:  # character by character
                self.stretches += [
                    Stretch(end + each.start, end + each.end, each.spot) for each in self.of_raised
                ]
            self.of_raised.clear()
            self.raised = ""


@dataclass(slots=True)
class Field:
    """A complex field: its instruction is being read, then its result."""

    instruction: io.StringIO = field(default_factory=io.StringIO)
    in_result: bool = False
    is_shown: bool = False


@dataclass(slots=True)
class Table:
    number: int
    row: int = -1
    column: int = -1
    span: int = 1


_SKIPPED = 12  #: characters that a text may leave out of another in one place


def followed(raw: str, made: str) -> list[int]:
    """The place in a text of each character of what was made of it by leaving some out.

    Blanks may stand for others; they, and what is not found, are at -1.
    """
    places, at = [], 0
    for character in made:
        found = -1 if character.isspace() else raw.find(character, at, at + _SKIPPED)
        if found < 0 and not character.isspace():  # more blanks stand there than usual
            while at < len(raw) and raw[at].isspace():
                at += 1
            found = raw.find(character, at, at + _SKIPPED)
        places.append(found)
        at = max(at, found + 1)
    return places


def moved(stretches: Sequence[Stretch], places: Sequence[int]) -> Iterator[Stretch]:
    """The stretches of a text as they are in another, given the place of each character in it."""
    start, end, spot = 0, 0, (-1, -1)
    number = 0
    for here, place in enumerate(places):
        while number < len(stretches) and stretches[number].end <= place:
            number += 1
        if place < 0 or number == len(stretches) or stretches[number].start > place:
            continue
        element, offset = stretches[number].spot
        found = element, offset + place - stretches[number].start
        if start < end == here and found == (spot[0], spot[1] + end - start):
            end += 1
            continue
        if start < end:
            yield Stretch(start, end, spot)
        start, end, spot = here, here + 1, found
    if start < end:
        yield Stretch(start, end, spot)


def rows(blocks: Iterable[Block]) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows of each table in which text stands: their numbers from 1, and the text of each cell.

    A cell has a line for each of its paragraphs; tables within it are left to themselves.
    """
    tables: dict[int, dict[int, dict[int, list[str]]]] = {}
    for block in blocks:
        if block.cell is not None:
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).extend([block.text] if block.text else ())
    for table in tables.values():
        yield [
            (number + 1, ["\n".join(row.get(column, ())) for column in range(max(row) + 1)])
            for number, row in sorted(table.items())
        ]
