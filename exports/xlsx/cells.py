"""Cells that hold text as text.

Text that a spreadsheet could run (see `exports.running`) is written with the data type string and
the quote prefix, with which Excel and LibreOffice keep it as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from align.text import clean
from exports.running import runs_as_formula

#: Excel's limit for the text of one cell.
MOST_CHARACTERS = 32_767

#: The font of the cell, in bold: what a run of rich text does not name itself is no part of it.
_BOLD = InlineFont(
    rFont=DEFAULT_FONT.name,
    sz=DEFAULT_FONT.sz,
    family=DEFAULT_FONT.family,
    scheme=DEFAULT_FONT.scheme,
    b=True,
)

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

#: What a cell holds: nothing, a number, or text with the spans to print in bold.
Value = None | int | float | str | tuple[str, tuple[tuple[int, int], ...]]


@dataclass(slots=True)
class Cutter:
    """Cuts text to what a cell holds, and counts what it cut and replaced."""

    cut: int = 0
    replaced: int = 0

    def fit(self, text: str) -> str:
        """The text with what XML cannot hold replaced by U+FFFD, at most `MOST_CHARACTERS` long.

        Excel counts UTF-16 units, so a character outside the basic plane counts twice.
        """
        text, replaced = clean(text)
        self.replaced += replaced
        units = len(text.encode("utf-16-le")) // 2
        if units <= MOST_CHARACTERS:
            return text
        self.cut += 1
        kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
        return kept.decode("utf-16-le", errors="ignore") + "…"

    @property
    def losses(self) -> tuple[str, ...]:
        lines = []
        if self.cut:
            lines.append(f"{self.cut} cells were cut to {MOST_CHARACTERS:,} characters")
        if self.replaced:
            lines.append(f"{self.replaced} characters that XML cannot hold became U+FFFD")
        return tuple(lines)


def escaped(text: str) -> str:
    """The text as Excel shows it: _xHHHH_ stands for a character (ECMA-376, ST_Xstring)."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell that shows the text and never runs it; an empty one for no text."""
    if not text:
        return WriteOnlyCell(sheet)
    cell = WriteOnlyCell(sheet, value=escaped(text))
    # openpyxl takes a leading = for a formula and "#N/A" for an error; here both are text.
    cell.data_type = "s"
    if runs_as_formula(text):
        cell.quotePrefix = True
    return cell


def rich_cell(sheet: WriteOnlyWorksheet, text: str, spans: tuple[tuple[int, int], ...]) -> Cell:
    """A cell whose text is bold within the spans; they may be in any order and may overlap."""
    runs: list[str | TextBlock] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start >= min(end, len(text)):
            continue
        if start > at:
            runs.append(escaped(text[at:start]))
        runs.append(TextBlock(_BOLD, escaped(text[start:end])))
        at = min(end, len(text))
    if not runs:
        return text_cell(sheet, text)
    if at < len(text):
        runs.append(escaped(text[at:]))
    cell = WriteOnlyCell(sheet, value=CellRichText(*runs))
    if runs_as_formula(text):
        cell.quotePrefix = True
    return cell
