"""Workbooks read as entries: our own with all that people may edit in them, and those of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from align.errors import InputError
from align.workbooks import opened, rows
from exports.xlsx.own import is_own, read_own
from glossary.columns import (
    NO_TITLES,
    PLAIN,
    Layout,
    find_header,
    no_columns,
    read_rows,
    shown_titles,
)
from glossary.incoming import Line

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "the workbook"
_HEADER_WITHIN = 20


def read(stream: BinaryIO, layout: Layout = PLAIN) -> Iterator[Line]:
    """The rows of a workbook.

    One that we exported gives the rows of Glossary with what Renderings says of their terms, and
    then what was taken out of it since; where a sheet or columns are named, and for others, the
    rows of a sheet with titles of columns (`glossary.titles`).

    Raises:
        InputError: it is no workbook, could do harm, or has no such sheet.
    """
    with opened(stream, NAME) as workbook:
        if not layout.columns and layout.sheet is None and is_own(workbook):
            yield from read_own(workbook)
        else:
            yield from _read_table(workbook, layout)


def _read_table(workbook: Workbook, layout: Layout) -> Iterator[Line]:
    names = workbook.sheetnames
    if layout.sheet is not None and layout.sheet not in names:
        raise InputError(f"{NAME} has no sheet {layout.sheet}", f"its sheets: {', '.join(names)}")
    seen = []
    for name in [layout.sheet] if layout.sheet is not None else names:
        sheet = workbook[name]
        head = []
        for number, row in rows(sheet):
            head.append((number, row))
            if number >= _HEADER_WITHIN:
                break
        found = find_header((row for _, row in head), layout)
        if found is not None:
            place, columns = found
            first = 1 if place == NO_TITLES else head[place][0] + 1
            under = rows(sheet, first=first, columns=len(columns.roles))
            yield from read_rows(under, columns, layout)
            return
        seen.append(f"sheet {name}: {shown_titles(row for _, row in head)}")
    raise no_columns(NAME, seen, layout)
