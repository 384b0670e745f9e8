"""The rows of a sheet as a person sees them, streamed.

Cells come as their number formats show them, merged ones fill their range, and what is hidden or
struck through is left out and said. A formula gives the value that was stored with it. Memory
holds the texts that cells share and a piece of the sheet.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from align.errors import InputError
from align.tables import Row, TableRemark, letters, place_of
from align.workbooks.merged import Filling, ranges
from align.workbooks.parts import Style
from align.workbooks.shown import GENERAL, shown, shown_text
from align.workbooks.strings import RichText, Strings, pieces, unescaped

MOST_COLUMNS = 1_000  #: that are read
_MOST_ROWS = 1_048_576
_MOST_CELLS = 16_384  #: of a row
_MOST_DIGITS = 64  #: of a number

HIDDEN = "hidden, not read"
STRUCK = "struck through, left out"
BY_FORMAT = "hidden by its number format, not read"
NO_VALUE = "a formula without a value"


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Strings
    styles: tuple[Style, ...]
    since_1904: bool = False

    def style(self, number: str | None) -> Style:
        place = int(number) if number and number.isdigit() else 0
        return self.styles[place] if place < len(self.styles) else PLAIN


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        state: "visible", "hidden" or "veryHidden".
        open: gives the bytes of its XML from their beginning.
    """

    name: str
    state: str
    book: Book
    open: Callable[[], BinaryIO]

    @property
    def is_hidden(self) -> bool:
        return self.state != "visible"

    def rows(self, *, all_of_it: bool = False) -> Iterator[Row]:
        """The rows that hold anything, or of which something is to be said.

        Args:
            all_of_it: read what is hidden as well.

        Raises:
            InputError: the sheet is no well-formed XML, or larger than sheets are.
        """
        with self.open() as stream:
            merged = ranges(stream)
        target = _Rows(self.book, Filling.of(merged), all_of_it)
        with self.open() as stream:
            for _ in pieces(stream, target):
                while target.ready:
                    yield target.ready.popleft()


@dataclass(slots=True)
class _Cell:
    """The cell that is being read."""

    place: int = 0
    kind: str = "n"
    style: Style = PLAIN
    is_formula: bool = False
    has_value: bool = False


@dataclass(slots=True)
class _Rows:
    """Listens to the parser, and makes rows of what it hears."""

    book: Book
    filling: Filling
    all_of_it: bool
    ready: deque[Row] = field(default_factory=deque)
    _names: dict[str, str] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _hidden: set[int] = field(default_factory=set)  #: columns, by their places
    _number: int = 0
    _row_hidden: bool = False
    _cells: list[str] = field(default_factory=list)
    _faults: dict[int, str] = field(default_factory=dict)
    _remarks: list[TableRemark] = field(default_factory=list)
    _texts: int = 0
    _bold: int = 0
    _place: int = -1
    _cell: _Cell = field(default_factory=_Cell)
    _value: list[str] = field(default_factory=list)
    _collects: bool = False
    _rich: RichText | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._collects = self._cell.has_value = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._cell.is_formula = True
        elif name == "is":
            self._rich = RichText()
        elif self._rich is not None:
            self._rich.start(name, attributes)
        elif name == "col":
            self._column(attributes)

    def data(self, data: str) -> None:
        if self._collects:
            self._value.append(data)
        elif self._rich is not None:
            self._rich.data(data)

    def end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "v":
            self._collects = False
        elif name == "c":
            self._end_cell()
            self._value.clear()
            self._rich = None
        elif name == "row":
            self._end_row()
        elif self._rich is not None:
            self._rich.end(name)

    def close(self) -> None:
        """Nothing is left to do."""

    def _column(self, attributes: Mapping[str, str]) -> None:
        hidden = _is_true(attributes.get("hidden")) or attributes.get("width") == "0"
        if hidden and not self.all_of_it:
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self._hidden.update(range(max(first, 0), min(last, MOST_COLUMNS)))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._number = int(float(number)) if number else self._number + 1
        hidden = _is_true(attributes.get("hidden")) or attributes.get("ht") == "0"
        self._row_hidden = hidden and not self.all_of_it
        self._cells, self._faults, self._remarks = [], {}, []
        self._texts = self._bold = 0
        self._place = -1

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        where = attributes.get("r")
        if where:
            name = where.rstrip("0123456789")
            place = self._places.get(name)
            if place is None:
                place = self._places[name] = place_of(name)
        else:
            place = self._place + 1
        if not 0 <= place < _MOST_CELLS:
            raise InputError(f"a cell stands in {str(where)[:20]}", "save the workbook again")
        self._place = place
        cell = self._cell
        cell.place, cell.kind = place, attributes.get("t", "n")
        cell.style = self.book.style(attributes.get("s"))
        cell.is_formula = cell.has_value = False

    def _end_cell(self) -> None:
        cell = self._cell
        if not (cell.has_value or cell.is_formula or self._rich is not None):
            return
        if cell.place >= MOST_COLUMNS:
            what = f"beyond the first {MOST_COLUMNS:,} columns, not read"
            self._remarks.append(TableRemark(what, self._called(), lost=True))
            return
        if cell.place in self._hidden:
            self._remarks.append(TableRemark(HIDDEN, f"column {letters(cell.place)}"))
            return
        text, struck = self._text(cell)
        if cell.style.struck and text:
            text, struck = "", text
        if struck:
            self._remarks.append(TableRemark(STRUCK, f"{self._called()} ({_short(struck)})"))
        if text:
            self._cells.extend([""] * (cell.place + 1 - len(self._cells)))
            self._cells[cell.place] = text
            self._texts += 1
            self._bold += cell.style.bold

    def _text(self, cell: _Cell) -> tuple[str, str]:
        """What the cell shows, and what of it is struck through."""
        value, kind, code = "".join(self._value), cell.kind, cell.style.code
        if kind == "s":
            place = _number(value)
            strings = self.book.strings
            text = strings.texts[int(place)] if 0 <= place < len(strings.texts) else ""
            struck = strings.struck.get(int(place), "") if strings.struck else ""
            return self._formatted(text, code), struck
        if kind == "inlineStr":
            text, struck = self._rich.taken() if self._rich is not None else ("", "")
            return self._formatted(text, code), struck
        if cell.is_formula and (not cell.has_value or (kind == "n" and not value.strip())):
            self._faults[cell.place] = NO_VALUE
            return NO_VALUE, ""
        if kind == "e":
            self._faults[cell.place] = value
            return value, ""
        if kind == "str":
            return self._formatted(unescaped(value), code), ""
        if kind == "b":
            return ("TRUE" if value.strip() not in {"0", "false"} else "FALSE"), ""
        if kind == "d":
            return _dated(value), ""
        return self._formatted_number(value, code), ""

    def _formatted(self, text: str, code: str) -> str:
        if code == GENERAL or not text:
            return text
        found = shown_text(text, code)
        if not found:
            self._remarks.append(TableRemark(BY_FORMAT, self._called()))
        return found

    def _formatted_number(self, value: str, code: str) -> str:
        if not value.strip():
            return ""
        found = shown(_number(value), code, since_1904=self.book.since_1904).strip()
        if not found:
            self._remarks.append(TableRemark(BY_FORMAT, self._called()))
        return found

    def _called(self) -> str:
        return f"{letters(self._cell.place)}{self._number}"

    def _end_row(self) -> None:
        has_own = self._texts > 0
        joined = self.filling.fill(self._number, self._cells, self._faults, MOST_COLUMNS)
        if not 0 < self._number <= _MOST_ROWS:
            if has_own:
                what = f"beyond the {_MOST_ROWS:,} rows of a sheet, not read"
                self.ready.append(
                    Row(_MOST_ROWS, (), remarks=(TableRemark(what, "the rest", lost=True),))
                )
        elif self._row_hidden:
            if has_own:
                self.ready.append(
                    Row(self._number, (), remarks=(TableRemark(HIDDEN, f"row {self._number}"),))
                )
        elif has_own or self._remarks:
            self.ready.append(
                Row(
                    self._number,
                    self._cells if has_own else (),
                    self._faults,
                    joined,
                    has_own and self._bold == self._texts,
                    tuple(self._remarks),
                )
            )


def _is_true(value: str | None) -> bool:
    return value is not None and value.lower() in {"1", "true", "on"}


def _number(value: str) -> float | int:
    """A number as XML has it.

    Raises:
        ValueError: it is none.
    """
    value = value.strip()
    if len(value) > _MOST_DIGITS:
        raise ValueError("a number of many digits")
    return int(value) if value.lstrip("-").isdigit() else float(value)


def _dated(value: str) -> str:
    """A date that is written as text (ISO 8601)."""
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return value
    return found.date().isoformat() if found.time() == datetime.min.time() else found.isoformat(" ")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
