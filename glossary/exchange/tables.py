"""Tables of terms that others made, as entries; spreadsheets, CSV and TSV give their rows.

The titles say what each column holds (`glossary.exchange.titles`), or a mapping does, or what the
columns hold (`glossary.exchange.contents`). What is no entry and what was not read is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from align.numbers.chinese import NUMERALS
from align.tables import Row, TableRemark, letters, shortened
from glossary.exchange.columns import NO_TITLES, PLAIN, Columns, Layout
from glossary.exchange.entry_rows import UNIT, RowReader
from glossary.exchange.headers import HEAD, Header, find_header
from glossary.exchange.incoming import Line
from glossary.exchange.titles import Role, plain

__all__ = ["HEAD", "Table", "begin", "read"]

HEADING = "headings, no entries"
AGAIN = "titles again, no entries"
COMMENT = "comments, no entries"
LONGER = "more cells than titles, not read"
NO_TERMS = "rows without terms, not read"
_USUAL = 0.3  #: share of entries with a number before them from which it makes no heading

_HEADING = re.compile(
    rf"第[{NUMERALS}\d]+(?:章|节|篇|编|讲|卷|部分|单元|类)"
    rf"|[{NUMERALS}]{{1,3}}[、.．：: ]"
    rf"|[（(][{NUMERALS}\d]{{1,3}}[）)]"
    r"|\d{1,2}(?:\.\d{1,2})*[、.．)）](?!\d)\s*\D|\d{1,2}(?:\.\d{1,2})+\s+\D"
    r"|[IVX]{1,5}[、.．)）]\s*\D|[A-Z][、.．)）]\s*\D"
    r"|[A-Za-z]$|附录|附表"
    r"|(?:Part|Chapter|Section|Unit|Appendix|Annex)\s+(?:[IVXLC]+|\d+|[A-Z]|[A-Z][a-z]+)\b",
)
_COLON = re.compile("[:：]$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known, with the rest of its rows."""

    head: Sequence[Row]
    rest: Iterator[Row]
    header: Header


def begin(rows: Iterable[Row], layout: Layout = PLAIN) -> tuple[Table | None, list[Row]]:
    """The table that rows make, and the first of them; None where they make none."""
    rest = iter(rows)
    head = list(islice(rest, HEAD))
    header = find_header(head, layout)
    return (None if header is None else Table(head, rest, header)), head


def read(table: Table, layout: Layout = PLAIN, *, name: str = "") -> Iterator[Line]:
    """The entries of a table.

    Args:
        name: which of the tables of its file it is; "" for the only one.
    """
    header = _widened(table)
    reader = RowReader(header.columns, layout, name)
    judge = _Judge(header, name)
    judge.look_at(table.head[header.place + 1 :])
    above = (remark for row in table.head[: header.place + 1] for remark in row.remarks)
    waiting = [_within(remark, name) for remark in chain(header.remarks, above)]
    held: Line | None = None
    last = 0
    for row in chain(table.head[header.place + 1 :], table.rest):
        last = row.number
        if row.remarks:
            waiting += [_within(remark, name) for remark in row.remarks]
        if not any(map(str.strip, row.cells)):
            continue
        said = judge.other_than_entry(row)
        if said is not None:
            waiting.append(said)
            continue
        waiting += judge.beyond(row)
        if held is not None:
            yield held
        held = reader.line(row.number, row.cells, faults=row.faults, remarks=tuple(waiting))
        waiting.clear()
    if held is not None:
        yield replace(held, remarks=(*held.remarks, *waiting)) if waiting else held
    elif waiting:
        yield Line(last, None, unit=UNIT, table=name, remarks=tuple(waiting))


def _within(remark: TableRemark, name: str) -> TableRemark:
    return remark._replace(place=f"{name}, {remark.place}") if name else remark


def _widened(table: Table) -> Header:
    """The header with all columns of a table without titles, so that none is left out unsaid."""
    header = table.header
    if header.place != NO_TITLES:
        return header
    columns = header.columns
    width = max((len(row.cells) for row in table.head), default=0)
    more = range(len(columns.roles), width)
    wide = Columns(
        (*columns.roles, *(None for _ in more)),
        (*columns.titles, *map(letters, more)),
        columns.tagged,
    )
    return replace(header, columns=wide)


@dataclass(slots=True)
class _Judge:
    """Tells rows that are no entries from those that are."""

    header: Header
    name: str
    _numbered_usual: bool = False
    _bold_usual: bool = False
    _known: frozenset[int] = field(init=False)
    _both: bool = field(init=False)

    def __post_init__(self) -> None:
        columns = self.header.columns
        tags = {tag for _, tag in columns.tagged}
        beside = (None, Role.ID, Role.STATUS, Role.KIND, Role.SUBJECT)
        places = {place for place, role in enumerate(columns.roles) if role not in beside}
        self._known = frozenset(places | {place for place, _ in columns.tagged} - tags)
        self._both = len({columns.roles[place] for place in columns.of_terms}) > 1

    def look_at(self, rows: Sequence[Row]) -> None:
        """Learn what entries of the table look like from the first of them."""
        entries = [row for row in rows if self._sides(row) > 1]
        numbered = sum(
            bool(_HEADING.match(next(filter(None, map(str.strip, row.cells))))) for row in entries
        )
        self._numbered_usual = numbered > _USUAL * len(entries)
        self._bold_usual = sum(row.set_off for row in entries) > _USUAL * len(entries)

    def _sides(self, row: Row) -> int:
        """How many columns of terms have text."""
        of_terms = self.header.columns.of_terms
        return sum(place < len(row.cells) and bool(row.cells[place].strip()) for place in of_terms)

    def other_than_entry(self, row: Row) -> TableRemark | None:
        """What a row is that is no entry; None for one that is."""
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        shown = shortened(" ".join(dict.fromkeys(filled)), 40)
        place = f"{self.name}, {UNIT} {row.number}".removeprefix(", ")
        if filled[0].startswith("#") and (len(filled) == 1 or filled[0][1:2].isspace()):
            return TableRemark(COMMENT, f"{place} ({shown})")
        if self._is_titles(row):
            return TableRemark(AGAIN, place)
        if not self.header.columns.of_terms:
            return None
        if self._is_heading(row, filled):
            return TableRemark(HEADING, f"{place} ({shown})")
        if not row.faults and not any(
            place < len(row.cells) and row.cells[place].strip() for place in self._known
        ):
            return TableRemark(NO_TERMS, f"{place} ({shown})", lost=True)
        return None

    def _is_titles(self, row: Row) -> bool:
        if not self.header.titles:
            return False
        cells = tuple(map(plain, row.cells))
        of_terms = self.header.columns.of_terms
        for titles in self.header.titles:
            if all(_at(cells, place) == _at(titles, place) for place in of_terms) and any(
                _at(titles, place) for place in of_terms
            ):
                return True
        return False

    def _is_heading(self, row: Row, filled: list[str]) -> bool:
        """Whether a row says what the entries under it are about.

        It has one text, which is numbered as headings are, ends with a colon, stands in one cell
        across the columns of terms, or is in bold where entries are not.
        """
        of_terms = self.header.columns.of_terms
        if not self._both:
            return False
        across = any(
            sum(first <= place <= last for place in of_terms) > 1
            and len({self.header.columns.roles[p] for p in of_terms if first <= p <= last}) > 1
            for first, last in row.joined
        )
        if across:
            return len({*filled}) == 1 or self._has_one_text(row)
        if not self._has_one_text(row):
            return False
        text = " ".join(filled)
        numbered = _HEADING.match(text) is not None and not self._numbered_usual
        return numbered or bool(_COLON.search(text)) or (row.set_off and not self._bold_usual)

    def _has_one_text(self, row: Row) -> bool:
        """Whether a row holds one text, or one with its number in the cell before."""
        texts = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
        return len(texts) == 1 or (len(texts) == 2 and len(texts[0]) <= 4 and self._sides(row) == 1)

    def beyond(self, row: Row) -> list[TableRemark]:
        """What stands right of the last title."""
        width = len(self.header.columns.roles)
        extra = [cell.strip() for cell in row.cells[width:] if cell.strip()]
        if not extra:
            return []
        place = f"{self.name}, {UNIT} {row.number}".removeprefix(", ")
        return [TableRemark(LONGER, f"{place} ({shortened(', '.join(extra), 40)})", lost=True)]


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
