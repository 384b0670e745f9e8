"""The sheet as an Excel workbook, set up to be printed: two columns, large type, A4 upright."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Border, Font, Side
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from align.languages import CHINESE_ENGLISH, Direction, Language
from exports.pairs import Left, Pair, left_out
from exports.sheet import BETWEEN, CARRIES, SheetEntry, by_subject
from exports.xlsx.cells import Cutter, text_cell
from exports.xlsx.sheets import MOST_ROWS, PAPER_A4, TALLEST_ROW, TOP, TOP_RIGHT, lines_in
from glossary.model.attested import Material

__all__ = ["CARRIES", "write"]

_SIZE, _SUBJECT_SIZE = 16, 22  #: points
#: Of the two columns, in Excel's units: characters of the default font, of which one of `_SIZE` is
#: as many as it is larger.
_WIDTHS = (38, 50)
_LINE = 1.35  #: the height of a line in sizes of its font
_MOST_BREAKS = 1_023  #: Excel's limit of page breaks in a sheet

_FONT = Font(DEFAULT_FONT.name, _SIZE)
_SUBJECT = Font(DEFAULT_FONT.name, _SUBJECT_SIZE, b=True)
_RULE = Border(bottom=Side("hair"))


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write a page a subject, in memory of the terms."""
    groups, left = by_subject(material.concepts, pair)
    workbook = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = workbook.create_sheet("Terms")
    _set_up(sheet)
    cutter = Cutter()
    row = dropped = breaks = 0
    for subject, entries in groups:
        if row and breaks < _MOST_BREAKS:
            sheet.row_breaks.append(Break(id=row))
            breaks += 1
        row += 1
        _add_subject(sheet, row, cutter.fit(subject))
        for each in entries:
            if row >= MOST_ROWS - len(groups):
                dropped += 1
                continue
            row += 1
            _add(sheet, row, each, pair, cutter)
    workbook.save(path)
    lines = (*left.lines, *left_out(dropped, "entries beyond the rows of a sheet"), *cutter.losses)
    return Left(left.concepts + dropped, lines)


def _set_up(sheet: WriteOnlyWorksheet) -> None:
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(0.5, 0.5, top=0.5, bottom=0.6, header=0.2, footer=0.3)
    sheet.oddFooter.right.text = "&P / &N"


def _add_subject(sheet: WriteOnlyWorksheet, row: int, subject: str) -> None:
    cell = text_cell(sheet, subject)
    cell.font = _SUBJECT
    sheet.row_dimensions[row].height = _SUBJECT_SIZE * _LINE * 1.2
    sheet.append([cell])


def _add(sheet: WriteOnlyWorksheet, row: int, each: SheetEntry, pair: Pair, cutter: Cutter) -> None:
    texts = []
    for language, terms in zip(pair, (each.source, each.target), strict=True):
        reading = f"\n{each.reading}" if language is Language.ZH else ""
        texts.append(cutter.fit(BETWEEN.join(terms) + reading))
    cells = [_cell(sheet, text, language) for text, language in zip(texts, pair, strict=True)]
    sheet.row_dimensions[row].height = min(TALLEST_ROW, _lines(texts) * _SIZE * _LINE)
    sheet.append(cells)


def _cell(sheet: WriteOnlyWorksheet, text: str, language: Language) -> Cell:
    cell = text_cell(sheet, text)
    cell.font, cell.border = _FONT, _RULE
    is_turned = language.profile.direction is Direction.RIGHT_TO_LEFT
    cell.alignment = TOP_RIGHT if is_turned else TOP
    return cell


def _lines(texts: Sequence[str]) -> int:
    """How many lines the taller of two cells has, of characters larger than the default font's."""
    larger = _SIZE / float(DEFAULT_FONT.sz)
    widths = (int(width / larger) for width in _WIDTHS)
    return max(map(lines_in, texts, widths))
