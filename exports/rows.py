"""Rows of text between delimiters, written and read: what `csv` and `tsv` share.

A cell that a spreadsheet could run is written after an apostrophe, which reading takes off again:
see `exports.running`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from align.errors import InputError
from align.formats import MAX_BYTES, UnreadableError
from align.formats.encodings import decode
from align.text import storable
from exports.running import guarded, unguarded
from exports.xlsx.columns import GLOSSARY
from exports.xlsx.listed import Listed
from glossary.attested import Material
from glossary.columns import (
    NO_TITLES,
    PLAIN,
    Columns,
    Layout,
    find_header,
    no_columns,
    read_rows,
    shown_titles,
)
from glossary.fields import Field
from glossary.incoming import Line

CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
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

MOST_CHARACTERS = 2**24  #: of a cell that is read
_TITLES = [column.title for column in GLOSSARY.columns]
_MEMBERS = _TITLES.index("Members")
_NUMBER = re.compile(r"^\d+\. ")
_HEAD = 20  #: rows that are searched for the titles
_START = 200_000  #: bytes from which the encoding of a long table is told
_SAMPLE = 100_000  #: characters from which its delimiter is told
_DELIMITERS = "\t,;"


def write_rows(material: Material, path: Path, *, delimiter: str, encoding: str) -> None:
    """Write the titles and a row a concept, in memory of one row."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(_TITLES)
        for entry in material.entries:
            row = Listed(entry, material.documents, 0, 0)
            values = (column.value(row) for column in GLOSSARY.columns)
            writer.writerow(
                guarded(storable("" if value is None else str(value))) for value in values
            )


def read(stream: BinaryIO, layout: Layout = PLAIN) -> Iterator[Line]:
    """The entries of a table in any encoding that documents may have.

    The delimiter is the one of , ; and tab by which the first rows hold titles.

    Raises:
        InputError: it is no text, too large, no table, or has no columns of terms.
    """
    text = _text(stream)
    limit = csv.field_size_limit(MOST_CHARACTERS)
    try:
        rows = _rows(text, _delimiter(text, layout))
        head = list(islice(rows, _HEAD))
        found = find_header((row for _, row in head), layout)
        if found is None:
            raise no_columns("the table", [shown_titles(row for _, row in head)], layout)
        place, columns = found
        under = chain(head[place + 1 :], rows)
        if layout == PLAIN and head[place][1] == _TITLES:
            yield from _own(under, columns)
        else:
            bare = ((number, [unguarded(cell) for cell in row]) for number, row in under)
            yield from read_rows(bare, columns, layout)
    finally:
        csv.field_size_limit(limit)
        if isinstance(text, io.TextIOWrapper):
            text.detach()


def _own(rows: Iterable[tuple[int, list[str]]], columns: Columns) -> Iterator[Line]:
    """The entries of a table that we wrote."""
    ours = Layout(split="\n", ours=True)
    for number, row in rows:
        if 0 < len(row) < len(_TITLES):
            yield Line(number, None, _short(row), carried=READS, unit="row")
            continue
        cells = [unguarded(cell) for cell in row]
        for line in read_rows([(number, cells)], columns, ours):
            yield replace(_with_members(line, cells[_MEMBERS]), ignored=())


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


def _short(row: list[str]) -> InputError:
    return InputError(
        f"{len(row)} of {len(_TITLES)} cells; the file may be cut off", "export it again"
    )


def _text(stream: BinaryIO) -> TextIO:
    """A long table in UTF-8 is read bit by bit; another encoding is told from all of it."""
    start = stream.read(_START)
    stream.seek(0)
    if len(start) == _START and _is_utf_8(start):
        return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the table is larger than {MAX_BYTES // 2**20} MB and not UTF-8", "save it as UTF-8"
        )
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


def _delimiter(text: TextIO, layout: Layout) -> str:
    """The delimiter that makes titles of one of the first rows.

    Without titles it is the one that makes columns of terms, most evenly; tabs seldom stand in
    terms. Else it is the most frequent one.
    """
    sample = text.read(_SAMPLE)
    text.seek(0)
    untitled: list[tuple[bool, int, bool, int, str]] = []
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        head = list(islice(rows, _HEAD))
        found = find_header(head, layout)
        if found is not None and found[0] != NO_TITLES:
            return delimiter
        if found is not None:
            widths = len({len(row) for row in head if row})
            times = sample.count(delimiter)
            untitled.append((times > 0, -widths, delimiter == "\t", times, delimiter))
    return max(untitled)[-1] if untitled else max(_DELIMITERS, key=sample.count)


def _rows(text: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1)
    except UnicodeDecodeError as error:
        raise InputError("the table is not UTF-8 throughout", "save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"the table cannot be read: {error}", "save it again as CSV") from error
