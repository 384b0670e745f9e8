"""Spreadsheets (Office Open XML, ISO/IEC 29500): all sheets with both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from align import tables
from align.bitexts.columns import units
from align.bitexts.model import Unit
from align.remarks import Remarks
from align.workbooks import Sheet, opened
from align.workbooks.sheets import HIDDEN


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a row, of the columns with Chinese and English of every sheet that is not hidden."""
    said = tables.TableRemarks()
    with opened(stream, "the workbook") as workbook:
        several = sum(not sheet.is_hidden for sheet in workbook.sheets) > 1
        for sheet in workbook.sheets:
            name = f"sheet {sheet.name}"
            if sheet.is_hidden:
                said.add([tables.TableRemark(HIDDEN, name)])
                continue
            found = units(_rows(sheet, name if several else "", said), remarks)
            first = next(found, None)
            if first is not None:
                yield from chain([first], found)
            elif several:
                said.add(
                    [tables.TableRemark("no columns with Chinese and English, not read", name)]
                )
    (remarks.losses if said.lost else remarks.said).extend(said.lines)


def _rows(sheet: Sheet, name: str, said: tables.TableRemarks) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet with their numbers; what has nothing to be read is left out and said."""
    for row in sheet.rows():
        unreadable = (
            tables.TableRemark(
                f"{what}, not read", f"{tables.letters(place)}{row.number}", lost=True
            )
            for place, what in row.faults.items()
        )
        for remark in (*row.remarks, *unreadable):
            place = f"{name}, {remark.place}".removeprefix(", ")
            said.add([remark._replace(place=place)])
        if row.cells:
            cells = enumerate(row.cells)
            yield row.number, ["" if place in row.faults else cell for place, cell in cells]
