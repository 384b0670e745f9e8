"""The About sheet: when the workbook was made, and what each sheet and column means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from exports.xlsx.cells import text_cell
from exports.xlsx.columns import DOCUMENTS, Sheet
from exports.xlsx.sheets import BOLD, TOP, header_cell, height_of, set_up_page

WIDTHS = (18, 22, 80)


def write_about(
    sheet: WriteOnlyWorksheet, own: Sequence[Sheet[Any]], *, made: datetime, concepts: int
) -> None:
    """Fill the sheet.

    Args:
        own: the sheets of the workbook beside this one and Documents.
        made: when the workbook was made, in UTC.
        concepts: how many it holds.
    """
    set_up_page(sheet)
    for letter, width in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([header_cell(sheet, title) for title in ("Sheet", "Column", "Meaning")])
    lines = [
        ("", "", f"{concepts:,} concepts, exported by tifa {version('tifa-glossary')}"),
        ("", "", f"on {made:%Y-%m-%d at %H:%M} UTC"),
    ]
    for each in (*own, DOCUMENTS):
        lines.append((each.title, "", each.meaning))
        lines += [("", column.title, column.meaning) for column in each.columns]
    for row, line in enumerate(lines, 2):
        cells = [text_cell(sheet, text) for text in line]
        for cell in cells:
            cell.alignment = TOP
        if line[0]:
            cells[0].font = cells[2].font = BOLD
        sheet.row_dimensions[row].height = height_of(line, WIDTHS)
        sheet.append(cells)
