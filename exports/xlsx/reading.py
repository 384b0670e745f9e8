"""Workbooks read as entries: our own with all that people may edit in them, and those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from align.errors import InputError
from align.tables import TableRemark
from align.workbooks import Sheet, Workbook, opened
from align.workbooks.sheets import HIDDEN
from exports.xlsx.own import OWN_SHEETS, is_own, read_own
from glossary.exchange.columns import PLAIN, Layout, no_columns, shown_titles
from glossary.exchange.headers import Header
from glossary.exchange.incoming import Line
from glossary.exchange.tables import begin
from glossary.exchange.tables import read as read_table

NAME = "the workbook"
NO_TABLE = "no columns of terms, not read"


def read(stream: BinaryIO, layout: Layout = PLAIN) -> Iterator[Line]:
    """The rows of a workbook.

    One that we exported gives the rows of Glossary with what Renderings says of their terms, and
    then what was taken out of it since; where a sheet or columns are named, and for others, the
    rows of all sheets with terms (`glossary.exchange.headers`) that are not hidden.

    Raises:
        InputError: it is no workbook, could do harm, or has no such sheet.
    """
    with opened(stream, NAME) as workbook:
        if not layout.columns and layout.sheet is None and is_own(workbook):
            others = [sheet for sheet in workbook.sheets if sheet.name not in OWN_SHEETS]
            said = [
                TableRemark("not of the export, not read", f"sheet {each.name}") for each in others
            ]
            yield from _beginning_with(said, read_own(workbook))
        else:
            yield from _read_tables(workbook, layout)


def _read_tables(workbook: Workbook, layout: Layout) -> Iterator[Line]:
    found: list[tuple[Sheet, Header]] = []
    seen, said = [], []
    for sheet in _wanted(workbook, layout):
        table, head = begin(sheet.rows(), layout)
        if table is not None:
            found.append((sheet, table.header))
        elif head:
            shown = shown_titles(row.cells for row in head)
            seen.append(f"sheet {sheet.name}: {shown}")
            said.append(TableRemark(NO_TABLE, f"sheet {sheet.name} ({shown})"))
    if any(header.is_sure for _, header in found):
        unsure = [sheet for sheet, header in found if not header.is_sure]
        said += [TableRemark(NO_TABLE, f"sheet {sheet.name}") for sheet in unsure]
        found = [(sheet, header) for sheet, header in found if header.is_sure]
    hidden = (
        [] if layout.sheet is not None else [each for each in workbook.sheets if each.is_hidden]
    )
    if not found:
        seen += [f"sheet {sheet.name} is hidden" for sheet in hidden]
        raise no_columns(NAME, seen, layout)
    said += [
        TableRemark(HIDDEN, f"sheet {each.name}")
        for each in hidden
        if any(True for _ in each.rows())
    ]
    sheets = [sheet for sheet, _ in found]
    tables = (_lines(sheet, layout, named=len(sheets) > 1) for sheet in sheets)
    yield from _beginning_with(said, chain.from_iterable(tables))


def _wanted(workbook: Workbook, layout: Layout) -> list[Sheet]:
    if layout.sheet is None:
        return [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    sheet = workbook.sheet(layout.sheet)
    if sheet is None:
        names = ", ".join(workbook.names)
        raise InputError(f"{NAME} has no sheet {layout.sheet}", f"its sheets: {names}")
    return [sheet]


def _lines(sheet: Sheet, layout: Layout, *, named: bool) -> Iterator[Line]:
    table, _ = begin(sheet.rows(), layout)
    if table is not None:
        yield from read_table(table, layout, name=f"sheet {sheet.name}" if named else "")


def _beginning_with(remarks: Iterable[TableRemark], lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what is said of all of them on the first."""
    remarks = tuple(remarks)
    for line in lines:
        yield replace(line, remarks=(*remarks, *line.remarks)) if remarks else line
        remarks = ()
    if remarks:
        yield Line(0, None, unit="row", remarks=remarks)
