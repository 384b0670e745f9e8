"""What a Word document is read as: paragraphs and the cells that they stand in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that has text, or the beginning of a cell.

    Attributes:
        text: "" of a cell's beginning.
        cell: the innermost cell that it stands in; None outside tables.
    """

    text: str
    cell: Cell | None = None


@dataclass(slots=True)
class Paragraph:
    """One that is open, with the text boxes and notes that belong to it."""

    text: io.StringIO = field(default_factory=io.StringIO)
    raised: str = ""  # what is raised at its end, which may go on
    style: str = ""
    lists_contents: bool = False
    mark_gone: bool = False
    inner: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def write(self, text: str, *, is_raised: bool) -> None:
        if is_raised and len(self.raised) <= _MOST_RAISED:
            self.raised += text
        else:
            self._lower()
            self.text.write(text)

    def lines(self) -> str:
        """Its text, a line for each that its author wants."""
        self._lower()
        parts = self.text.getvalue().split(NEW_PAGE)
        return "\n".join(filter(None, (unbroken(part.split("\n")) for part in parts)))

    def _lower(self) -> None:
        if self.raised:
            end = self.text.tell()
            self.text.seek(max(0, end - raised.REACH))
            before = self.text.read()
            self.text.write(raised.plain(self.raised, before))
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
