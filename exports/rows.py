"""Rows of text between delimiters, written and read: what `csv` and `tsv` share.

A cell that a spreadsheet could run (it begins with = + - @, a tab or a carriage return) is written
after an apostrophe; so is one that begins with an apostrophe, so that reading takes off exactly
what writing added. Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from align.errors import InputError
from align.text import storable
from exports.xlsx.columns import GLOSSARY
from exports.xlsx.listed import Listed
from glossary.attested import Material
from glossary.columns import PLAIN, Layout, find_header, no_columns, read_rows, shown_titles
from glossary.fields import Field
from glossary.incoming import Line

CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.DEFINITION,
        Field.DEFINITION_SOURCE,
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

_GUARDED = tuple("=+-@\t\r'")
_TITLES = [column.title for column in GLOSSARY.columns]
_HEAD = 20  #: rows that are searched for the titles


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """The cell that `guarded` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_GUARDED) else text


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
    """The entries of a table in UTF-8, its delimiter told by its first line.

    Raises:
        InputError: it is not UTF-8, no table, or has no columns of terms.
    """
    first = stream.readline(1_000_000).decode("utf-8-sig", "replace")
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    rows = _rows(text, max("\t,;", key=first.count))
    try:
        head = list(islice(rows, _HEAD))
        found = find_header((row for _, row in head), layout)
        if found is None:
            first_row = next((row for _, row in head if any(map(str.strip, row))), [])
            raise no_columns("the table", [shown_titles(first_row)], layout)
        place, columns = found
        under = chain(head[place + 1 :], rows)
        if head[place][1] != _TITLES or layout != PLAIN:
            yield from read_rows(under, columns, layout)
            return
        ours = Layout(split="\n", ours=True)
        for number, row in under:
            if 0 < len(row) < len(_TITLES):
                yield Line(number, None, _short(row), unit="row")
            else:
                yield from read_rows([(number, row)], columns, ours)
    finally:
        text.detach()


def _short(row: list[str]) -> InputError:
    return InputError(
        f"{len(row)} of {len(_TITLES)} cells; the file may be cut off", "export it again"
    )


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, row in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            yield number, [unguarded(cell) for cell in row]
    except UnicodeDecodeError as error:
        raise InputError("the table is not UTF-8", "save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"the table cannot be read: {error}", "save it again as CSV") from error
