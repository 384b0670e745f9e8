"""Rows of text between delimiters, written and read: what `csv` and `tsv` share.

A cell that a spreadsheet could run is written after an apostrophe, which reading takes off again:
see `exports.running`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from align.delimited import DELIMITERS, MOST_CHARACTERS, Dialect, dialect_of, said_delimiter
from align.delimited import rows as rows_of
from align.errors import InputError
from align.formats import MAX_BYTES, UnreadableError
from align.formats.encodings import decode
from align.languages import CHINESE_ENGLISH, Language, languages
from align.tables import Row, TableRemark
from align.text import storable
from exports.derived import Derived
from exports.running import guarded, unguarded
from exports.xlsx.columns import Column, glossary_sheet
from exports.xlsx.listed import Listed
from glossary.exchange.columns import NO_TITLES, PLAIN, Columns, Layout, no_columns, shown_titles
from glossary.exchange.entry_rows import RowReader
from glossary.exchange.headers import HEAD, find_header
from glossary.exchange.incoming import Line
from glossary.exchange.tables import begin
from glossary.exchange.tables import read as read_table
from glossary.model import Concept, Term
from glossary.model.attested import Material
from glossary.model.conditions import conditions_of, written
from glossary.model.fields import Field

CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.TERM_CONDITIONS,
        Field.DEFINITION,
        Field.DEFINITION_SOURCE,
        Field.MEMBERS,
        Field.KIND,
        Field.SUBJECT,
        Field.NOTE,
        Field.STATUS,
        Field.SCORE,
        Field.FREQUENCY,
        Field.REVISION,
    }
)
READS = CARRIES - {Field.SCORE, Field.FREQUENCY}

_NUMBER = re.compile(r"^\d+\. ")
_START = 200_000  #: bytes from which the encoding of a long table is told
_MARKS = "quotation marks enclose no cells and are text"


def write_rows(material: Material, path: Path, *, delimiter: str, encoding: str) -> None:
    """Write the titles and a row a concept, in memory of one row."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        columns = _columns(material.columns)
        writer.writerow(column.title for column in columns)
        for entry in material.entries:
            row = Listed(entry, material.documents, derived=Derived.of(entry))
            values = (column.value(row) for column in columns)
            writer.writerow(
                guarded(storable("" if value is None else str(value))) for value in values
            )


def read(stream: BinaryIO, layout: Layout = PLAIN) -> Iterator[Line]:
    """The entries of a table in any encoding that documents may have.

    How it is written is told by all of it (`align.delimited`), and by a first line "sep=;", as
    Excel has it.

    Raises:
        InputError: it is no text, too large, no table, or has no columns of terms.
    """
    text = _text(stream)
    try:
        dialect, skipped = _dialect(text, layout)
        table, head = begin(_rows(text, dialect, skipped), layout)
        if table is None:
            raise no_columns("the table", [shown_titles(row.cells for row in head)], layout)
        place = table.header.place
        if replace(layout, delimiter=None) == PLAIN and place >= 0 and _are_own(head[place].cells):
            rows = chain(head[place + 1 :], table.rest)
            yield from _own(rows, head[place].cells, table.header.columns)
        else:
            yield from read_table(table, layout)
    finally:
        if isinstance(text, io.TextIOWrapper):
            text.detach()


def _are_own(titles: Sequence[str]) -> bool:
    """Whether a table that we wrote has these titles."""
    spoken = tuple(each for each in languages() if each in CHINESE_ENGLISH or each.label in titles)
    ours = [column.title for column in _columns(spoken)]
    return list(titles) in (ours, ours[: -len(_MORE)])


def _own(rows: Iterable[Row], titles: Sequence[str], columns: Columns) -> Iterator[Line]:
    """The entries of a table that we wrote."""
    members = titles.index("Members")
    conditions = titles.index(_USED.title) if _USED.title in titles else None
    reader = RowReader(columns, Layout(split="\n", ours=True))
    for row in rows:
        if not any(map(str.strip, row.cells)):
            continue
        if len(row.cells) != len(titles):
            fault = _short(row.cells, len(titles))
            yield Line(row.number, None, fault, carried=READS, unit="row")
            continue
        line = reader.line(row.number, row.cells, remarks=row.remarks)
        line = replace(_with_members(line, row.cells[members]), ignored=())
        yield line if conditions is None else _with_conditions(line, row.cells[conditions])


def _with_members(line: Line, numbered: str) -> Line:
    """The members of a numeric formula, which stand one a line with their numbers."""
    concept, carried = line.concept, line.carried | {Field.MEMBERS}
    if concept is None or not concept.definitions:
        return replace(line, carried=carried)
    lines = filter(None, storable(numbered).split("\n"))
    members = tuple(_NUMBER.sub("", each, count=1) for each in lines)
    first = replace(concept.definitions[0], members=members)
    definitions = (first, *concept.definitions[1:])
    return replace(line, concept=replace(concept, definitions=definitions), carried=carried)


def _with_conditions(line: Line, said: str) -> Line:
    """The conditions of terms, one of these a line."""
    line = replace(line, carried=line.carried | {Field.TERM_CONDITIONS})
    concept = line.concept
    if concept is None or not said.strip():
        return line
    try:
        terms = _conditioned(concept.terms, storable(said).split("\n"))
    except InputError as error:
        return replace(line, concept=None, fault=error)
    return replace(line, concept=replace(concept, terms=terms))


def _conditioned(terms: Iterable[Term], lines: Iterable[str]) -> tuple[Term, ...]:
    """The terms with the conditions that stand behind their names.

    Raises:
        InputError: a line says none, or names no term.
    """
    made = {_name(term): term for term in terms}
    for line in filter(None, map(str.strip, lines)):
        name = max(filter(line.startswith, made), key=len, default=None)
        if name is None:
            raise InputError(
                f"the condition is of no term of the row: {line[:60]}",
                "write: LANGUAGE TERM: after WORD",
            )
        made[name] = replace(made[name], conditions=conditions_of(line.removeprefix(name)))
    return tuple(made.values())


def _name(term: Term) -> str:
    """What stands before the conditions of a term."""
    return f"{term.language} {storable(term.text)}: "


def _conditions(concept: Concept) -> str:
    return "\n".join(
        f"{_name(term)}{written(term.conditions)}" for term in concept.terms if term.conditions
    )


def _columns(spoken: Sequence[Language]) -> tuple[Column[Listed], ...]:
    """The columns of a table with terms of these languages."""
    return (*glossary_sheet(spoken).columns, *_MORE)


_USED: Column[Listed] = Column(
    "Conditions",
    "Where terms are used, as people say, one term a line.",
    30,
    lambda row: _conditions(row.concept),
)
_SHOWN: Column[Listed] = Column(
    "Conditions shown",
    "Where their contexts show that terms are used, one a line.",
    30,
    lambda row: "\n".join(
        f"{_name(term)}{said}"
        for term in row.concept.terms
        for said in row.derived.conditions(term)
    ),
)
_RELIABLE: Column[Listed] = Column(
    "Reliability",
    "How reliable documents and decisions make terms, one a line.",
    30,
    lambda row: "\n".join(
        f"{_name(term)}{said}"
        for term in row.concept.terms
        if (said := row.derived.reliability(term))
    ),
)
#: What the workbook has in a sheet of its own; tables that older programs wrote lack it.
_MORE = (_USED, _SHOWN, _RELIABLE)


def _short(row: Sequence[str], width: int) -> InputError:
    if len(row) > width:
        return InputError(
            f"{len(row)} cells under {width} titles", "put quotation marks around a comma"
        )
    return InputError(f"{len(row)} of {width} cells; the file may be cut off", "export it again")


def _text(stream: BinaryIO) -> TextIO:
    """A long table in UTF-8 is read bit by bit; another encoding is told from all of it."""
    start = stream.read(_START)
    stream.seek(0)
    if len(start) == _START and _is_utf_8(start):
        return _Bounded(stream, encoding="utf-8-sig", newline="")
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the table is larger than {MAX_BYTES // 2**20} MB and not UTF-8", "save it as UTF-8"
        )
    if _is_utf_8(data) and b"\0" not in data:  # as it stands, zero-width characters too
        return io.StringIO(data.decode("utf-8-sig"), newline="")
    try:
        return io.StringIO(decode(data), newline="")
    except UnreadableError as error:
        raise InputError(f"the table: {error.what}", "save it as CSV in UTF-8") from error


def _is_utf_8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


class _Bounded(io.TextIOWrapper):
    """A text whose lines have an end: one that has none would fill the memory."""

    def __next__(self) -> str:  # type: ignore[override]  # of typeshed's base, not of Python's
        try:
            line = self.readline(MOST_CHARACTERS + 1)
        except UnicodeDecodeError as error:
            raise InputError("the table is not UTF-8 throughout", "save it as UTF-8") from error
        if len(line) > MOST_CHARACTERS:
            raise InputError(
                f"the table cannot be read: a line has more than {MOST_CHARACTERS:,} characters",
                "look whether it is a table",
            )
        if not line:
            raise StopIteration
        return line


def _dialect(text: TextIO, layout: Layout) -> tuple[Dialect, int]:
    """How a table is written, and how many lines before its rows say that."""
    first = next(iter(text), "").rstrip("\r\n")
    text.seek(0)
    for ours in DELIMITERS:
        if _are_own(first.split(ours)):
            return Dialect(ours, quoted=True), 0
    said = said_delimiter(text)

    def fit(head: Sequence[Sequence[str]]) -> int:
        rows = [Row(number, cells) for number, cells in enumerate(head[:HEAD], 1)]
        header = find_header(rows, layout)
        return 0 if header is None else 1 if header.place == NO_TITLES else 2

    return dialect_of(text, fit, layout.delimiter or said), int(said is not None)


def _rows(text: TextIO, dialect: Dialect, skipped: int) -> Iterator[Row]:
    for row in islice(rows_of(text, dialect), skipped, None):
        if any(len(cell) > MOST_CHARACTERS for cell in row.cells):
            raise InputError(
                f"the table cannot be read: row {row.number} has a cell of more than"
                f" {MOST_CHARACTERS:,} characters",
                "look whether a quotation mark is missing",
            )
        remarks = (TableRemark(_MARKS, f"row {row.number}"),) if row.is_bad else ()
        yield Row(row.number, list(map(unguarded, row.cells)), remarks=remarks)
