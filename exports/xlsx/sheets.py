"""One sheet of the workbook as it is written, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.chart._chart import ChartBase
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from rich.cells import cell_len

from align.languages import Direction
from exports.xlsx.cells import Cutter, Value, rich_cell, text_cell
from exports.xlsx.columns import Column, Sheet

#: Excel's limit for the rows of one sheet, the header included.
MOST_ROWS = 1_048_576

#: Excel's limit for the links of one sheet is 65,530 (Excel specifications and limits).
MOST_LINKS = 65_000

PAPER_A4 = 9  # ST_PaperSize of ECMA-376
#: Points a line of the default font, Chinese included, and Excel's limit for a row.
LINE_HEIGHT = 16.5
TALLEST_ROW = 409.0

SHARE_FORMAT = "0.0%"

BOLD = Font(DEFAULT_FONT.name, DEFAULT_FONT.sz, b=True)
HEADER_FONT = Font(DEFAULT_FONT.name, DEFAULT_FONT.sz, b=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
TOP = Alignment(vertical="top", wrap_text=True)
RULE = Border(bottom=Side("hair", color="A6A6A6"))
TOP_CENTRE = Alignment(vertical="top", horizontal="center")
#: For text that runs from the right; 2 says so (ECMA-376, readingOrder).
TOP_RIGHT = Alignment(vertical="top", horizontal="right", wrap_text=True, readingOrder=2)


class SheetWriter:
    """Writes the rows that each concept, or what else a sheet lists, takes in it."""

    def __init__(self, workbook: Workbook, sheet: Sheet[Any], cutter: Cutter) -> None:
        self._sheet = sheet
        self._cutter = cutter
        self._worksheet: WriteOnlyWorksheet = workbook.create_sheet(sheet.title)
        self._rows = 1
        self._styles = {
            (alignment, quoted): _style(self._worksheet, alignment, quoted=quoted)
            for alignment in (TOP, TOP_CENTRE, TOP_RIGHT)
            for quoted in (False, True)
        }
        self._share = _style(self._worksheet, TOP_CENTRE, quoted=False, shown=SHARE_FORMAT)
        self._dropped = self._links = self._unlinked = 0
        # Everything that stands before the rows in the file has to be set before the first row.
        set_up_page(self._worksheet)
        self._worksheet.freeze_panes = "B2"
        for number, column in enumerate(sheet.columns, 1):
            dimension = self._worksheet.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.hidden = column.width, column.hidden
        self._worksheet.append([header_cell(self._worksheet, c.title) for c in sheet.columns])

    def add(self, listed: Any) -> None:
        """Write the rows of what is listed; those beyond Excel's limit are counted instead."""
        for row in self._sheet.rows(listed):
            if self._rows >= MOST_ROWS:
                self._dropped += 1
                continue
            values = [column.value(row) for column in self._sheet.columns]
            self._append(values)
            self._link(self._sheet.target(row), values)

    def finish(self) -> None:
        """Add what depends on the number of rows."""
        last = get_column_letter(len(self._sheet.columns))
        self._worksheet.auto_filter.ref = f"A1:{last}{self._rows}"
        if self._sheet.printed:
            last = get_column_letter(self._sheet.printed)
            self._worksheet.print_area = f"A1:{last}{self._rows}"
        for number, column in enumerate(self._sheet.columns, 1):
            if column.choices and self._rows > 1:
                self._offer(number, column)

    @property
    def worksheet(self) -> WriteOnlyWorksheet:
        """What it writes, for what refers to its cells."""
        return self._worksheet

    def draw(self, chart: ChartBase, cell: str) -> None:
        """Put a chart where its left upper corner lies in a cell."""
        self._worksheet.add_chart(chart, cell)

    @property
    def next_row(self) -> int:
        """The number of the row that comes next."""
        return self._rows + 1

    @property
    def losses(self) -> tuple[str, ...]:
        """A line each on the rows and links that Excel's limits left out."""
        title, lines = self._sheet.title, []
        if self._dropped:
            lines.append(f"{self._dropped:,} rows of {title} beyond Excel's {MOST_ROWS:,}")
        if self._unlinked:
            lines.append(f"{self._unlinked:,} links of {title} beyond Excel's {MOST_LINKS:,}")
        return tuple(lines)

    def _link(self, target: tuple[str, int] | None, values: list[Value]) -> None:
        """Lead from the first cell of the row that holds something to a row of another sheet.

        openpyxl takes the address of a link for the text of its cell where that is empty, and so
        would write it there when a person's script saves the workbook.
        """
        column = next((number for number, value in enumerate(values, 1) if value), None)
        if target is None or column is None or not 1 < target[1] <= MOST_ROWS:
            return
        if self._links >= MOST_LINKS:
            self._unlinked += 1
            return
        self._links += 1
        title, row = target
        link = Hyperlink(
            ref=f"{get_column_letter(column)}{self._rows}", location=f"'{title}'!A{row}"
        )
        self._worksheet._hyperlinks.append(link)

    def _append(self, values: list[Value]) -> None:
        self._rows += 1
        columns = self._sheet.columns
        height = height_of(values, [column.width for column in columns])
        if height is not None:
            self._worksheet.row_dimensions[self._rows].height = height
        self._worksheet.append(list(map(self._cell, values, columns)))
        # Kept, the heights of a hundred thousand rows would fill the memory.
        self._worksheet.row_dimensions.pop(self._rows, None)

    def _cell(self, value: Value, column: Column[Any]) -> Cell:
        if isinstance(value, tuple):
            text, spans = value
            cell = rich_cell(self._worksheet, self._cutter.fit(text), spans)
        elif isinstance(value, str):
            cell = text_cell(self._worksheet, self._cutter.fit(value))
        else:
            cell = WriteOnlyCell(self._worksheet, value=value)
        # Set one by one, a style is looked up for every cell; cells that are only written share it.
        style = self._styles[_alignment(value, column), cell.quotePrefix]
        cell._style = self._share if column.shares and type(value) in (int, float) else style
        return cell

    def _offer(self, number: int, column: Column[Any]) -> None:
        letter = get_column_letter(number)
        choice = DataValidation(
            type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=False
        )
        choice.error = f"Choose one of: {', '.join(column.choices)}"
        choice.errorTitle = column.title
        choice.showErrorMessage = True
        choice.add(f"{letter}2:{letter}{self._rows}")
        self._worksheet.data_validations.append(choice)


def _alignment(value: Value, column: Column[Any]) -> Alignment:
    if type(value) in (int, float):
        return TOP_CENTRE
    return TOP_RIGHT if column.direction is Direction.RIGHT_TO_LEFT else TOP


def _style(
    worksheet: WriteOnlyWorksheet, alignment: Alignment, *, quoted: bool, shown: str = "General"
) -> StyleArray:
    cell = WriteOnlyCell(worksheet)
    cell.number_format = shown
    cell.alignment = alignment
    cell.border = RULE
    cell.quotePrefix = quoted
    return cell._style


def height_of(values: Sequence[Value], widths: Sequence[int]) -> float | None:
    """The height in points of a row with these values in columns of these widths.

    Excel fits rows to wrapped text only when a person edits them, so the height is set where it is
    more than one line; None where it is not.
    """
    lines = max(map(lines_in, values, widths))
    return min(lines * LINE_HEIGHT, TALLEST_ROW) if lines > 1 else None


def lines_in(value: Value, width: int) -> int:
    """The lines that a value takes in a column of so many units, where it is wrapped.

    A unit of width holds one terminal cell, and the padding takes one. Words that do not fit in the
    rest of a line leave it empty, for which a tenth of the width is allowed.
    """
    text = value[0] if isinstance(value, tuple) else value
    if not isinstance(text, str):
        return 1
    usable = max(width * 0.9, 1)
    lines = map(cell_len, text.split("\n"))
    return sum(1 if cells < width else ceil(cells / usable) for cells in lines)


def header_cell(worksheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell of the first row."""
    cell = text_cell(worksheet, text)
    cell.font = HEADER_FONT
    cell.fill = HEADER_FILL
    cell.alignment = TOP
    return cell


def set_up_page(worksheet: WriteOnlyWorksheet) -> None:
    """Print on landscape pages of A4, as wide as the page, the header on each."""
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = PAPER_A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_margins = PageMargins(0.4, 0.4, top=0.4, bottom=0.7, header=0.2, footer=0.3)
    worksheet.print_title_rows = "1:1"
    worksheet.oddFooter.center.text = "&A, page &P of &N"
