"""Tables between delimiters, read as they are written.

Files called CSV and TSV come in two ways. In the one, quotation marks enclose cells that hold a
delimiter, a line end or a quotation mark (RFC 4180); in the other delimiters divide and nothing
else means anything, so that a text may begin with a quotation mark. Nothing in a file says which
it is: `dialect_of` looks at all of it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

DELIMITERS = "\t,;|"
MOST_CHARACTERS = 2**24  #: of a cell
_MOST_LINES = 200  #: of a row: what encloses more was never closed
_SAMPLE = 200  #: lines from which the delimiter is told
_DIRECTIVE = re.compile(rf'\ufeff?"?sep=([{DELIMITERS}])"?', re.IGNORECASE)
_LONGEST_DIRECTIVE = 10  #: characters, with its end
_FEW_ODD = 0.1  #: cells whose marks are misplaced, of those that are enclosed
_FEW_COMMAS = 3  #: cells that are enclosed for a comma, from which that is no accident
_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}

#: Told the first rows; how well they suit what is to be read from them, more being better.
Fits = Callable[[Sequence[Sequence[str]]], int]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes:
        delimiter: one of `DELIMITERS`.
        quoted: quotation marks enclose cells; else they are characters as any other.
    """

    delimiter: str
    quoted: bool

    def __str__(self) -> str:
        marks = "enclose cells" if self.quoted else "are text"
        return f"cells between {_NAMES[self.delimiter]}, quotation marks {marks}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        number: its place among the rows, from 1, empty ones counted.
        line: the line with which it begins, from 1.
        cells: none for an empty line.
        is_bad: its quotation marks do not enclose cells, in a table where they do; they were taken
            for characters, and the row for a line.
    """

    number: int
    line: int
    cells: list[str]
    is_bad: bool = False


def usual(suffix: str) -> Dialect:
    """How files with a suffix are written where nothing in them speaks against it."""
    return Dialect("\t", quoted=False) if suffix == ".tsv" else Dialect(",", quoted=True)


def dialect_of(text: TextIO, fits: Fits, delimiter: str | None = None) -> Dialect:
    """How a table is written, told by all of it; the text is left at its beginning.

    The delimiter is the one whose rows fit best and are most regular. Quotation marks enclose cells
    between commas, semicolons and bars, and between tabs are characters, unless the file shows that
    it is otherwise.

    Args:
        text: one that can be sought in, with its line ends as they stand (newline="").
        delimiter: the one that it has; None: to be told.
    """
    if delimiter is None:
        start = "".join(islice(text, _SAMPLE))
        delimiter = max(DELIMITERS, key=lambda each: _rank(start, each, fits))
    text.seek(0)
    quoted = _is_quoted(text, delimiter)
    text.seek(0)
    return Dialect(delimiter, quoted)


def said_delimiter(text: TextIO) -> str | None:
    """What a first line "sep=;" says, as Excel has it; the text is left at its beginning."""
    said = _DIRECTIVE.fullmatch(text.readline(_LONGEST_DIRECTIVE).rstrip("\r\n"))
    text.seek(0)
    return said[1] if said else None


def rows(text: Iterable[str], dialect: Dialect) -> Iterator[Row]:
    """The rows of a table.

    Args:
        text: its lines with their ends, as a text file opened with newline="" gives them.
    """
    if dialect.quoted:
        return _quoted_rows(text, dialect.delimiter)
    return _plain_rows(text, dialect.delimiter)


def _plain_rows(text: Iterable[str], delimiter: str) -> Iterator[Row]:
    for number, line in enumerate(text, 1):
        bare = line.rstrip("\r\n")
        yield Row(number, number, bare.split(delimiter) if bare else [])


def _quoted_rows(text: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Rows as `csv` reads them; a line that it cannot read is divided by its delimiters alone."""
    lines = _Lines(text)
    number, line = 0, 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number, line = number + 1, line + len(lines.taken)
        lines.taken.clear()
        limit = csv.field_size_limit(MOST_CHARACTERS)
        try:
            cells, is_bad = next(reader), False
        except StopIteration:
            return
        except csv.Error:
            cells, is_bad = lines.taken[0].rstrip("\r\n").split(delimiter), True
            lines.give_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        finally:
            csv.field_size_limit(limit)
        yield Row(number, line, cells, is_bad)


class _Lines:
    """Lines that can be given back, and that end within a row that has too many.

    Attributes:
        taken: the lines of the row that is being read.
    """

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES:
            raise csv.Error("a quotation mark is not closed")
        line = self._back.popleft() if self._back else next(self._text)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Give back the lines of the row but for its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _rank(start: str, delimiter: str, fits: Fits) -> tuple[int, int]:
    """How well the rows that a delimiter makes fit, and how many of them are alike."""
    if delimiter not in start:
        return 0, 0
    ranks = []
    for quoted in (True, False) if '"' in start else (False,):
        lines = io.StringIO(start, newline="")
        head = [row.cells for row in rows(lines, Dialect(delimiter, quoted))]
        ranks.append((fits(head), _most(map(len, head))[1]))
    return max(ranks)


@dataclass(slots=True)
class _Marks:
    """What the lines of a table say of its quotation marks.

    Attributes:
        enclosed: cells that quotation marks enclose as RFC 4180 has it.
        odd: cells with quotation marks in another place.
        doubled: enclosed cells with quotation marks within.
        commas: enclosed cells with a comma.
        bare: whether a cell without quotation marks holds letters.
        bare_comma: whether one holds a comma.
    """

    enclosed: int = 0
    odd: int = 0
    doubled: int = 0
    commas: int = 0
    bare: bool = False
    bare_comma: bool = False

    @property
    def is_evident(self) -> bool:
        """Whether what marks enclose cannot be quotations.

        They enclose all cells; or those with a quotation mark of their own, which is doubled then;
        or, as Excel writes text between tabs, those with a comma and no others.
        """
        if not self.enclosed or self.odd > _FEW_ODD * self.enclosed:
            return False
        for_commas = self.commas == self.enclosed >= _FEW_COMMAS and not self.bare_comma
        return bool(self.doubled) or not self.bare or for_commas


_ENCLOSED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_LETTER = re.compile(r"[^\W\d_]")


def _is_quoted(text: TextIO, delimiter: str) -> bool:
    """Whether quotation marks enclose cells."""
    marks, usually = _Marks(), delimiter != "\t"
    widths: list[int] = []  # of the lines, divided by their delimiters alone
    for line in text:
        cells = line.rstrip("\r\n").split(delimiter)
        widths.append(len(cells) if cells != [""] else 0)
        if '"' in line or not (marks.bare and marks.bare_comma):
            _count(cells, marks)
    if not marks.enclosed and not marks.odd:
        return usually
    if marks.is_evident:
        return True
    width, alike = _most(filter(None, widths))
    plainly = sum(map(bool, widths)) - alike
    if not plainly and not usually:
        return False  # no other reading could be more regular
    text.seek(0)
    found = list(_quoted_rows(text, delimiter))
    if len(found) == len(widths) and not any(row.is_bad for row in found):
        return usually  # each line is a row in either way, and so are its cells
    ends = [row.line for row in found[1:]] + [len(widths) + 1]
    # A quotation that goes on in the next row takes whole rows for one cell.
    good = [
        len(row.cells)
        for row, end in zip(found, ends, strict=True)
        if not row.is_bad and (end - row.line == 1 or {*widths[row.line - 1 : end - 1]} != {width})
    ]
    odd = sum(bool(row.cells) for row in found) - _most(filter(None, good))[1]
    return odd < plainly or (odd == plainly and usually)


def _most(widths: Iterable[int]) -> tuple[int, int]:
    """The width that most rows have, and how many; one cell is no row of a table."""
    counts = Counter(width for width in widths if width > 1)
    return max(counts.items(), key=lambda each: each[::-1], default=(0, 0))


def _count(cells: Sequence[str], marks: _Marks) -> None:
    for cell in cells:
        if '"' not in cell:
            marks.bare = marks.bare or _LETTER.search(cell) is not None
            marks.bare_comma = marks.bare_comma or "," in cell
        elif enclosed := _ENCLOSED.fullmatch(cell):
            marks.enclosed += 1
            marks.doubled += '""' in enclosed[1]
            marks.commas += "," in enclosed[1]
        else:
            marks.odd += 1
