"""Spreadsheets (Office Open XML, ISO/IEC 29500): all sheets with several languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from align import tables
from align.bitexts.columns import units
from align.bitexts.model import Unit
from align.model import Language
from align.remarks import Remarks
from align.workbooks import Sheet, opened
from align.workbooks.sheets import HIDDEN


def read(stream: BinaryIO, remarks: Remarks, said: Sequence[Language] = ()) -> Iterator[Unit]:
    """A unit a row, of the columns in several languages of every sheet that is not hidden."""
    told = tables.TableRemarks()
    with opened(stream, "the workbook") as workbook:
        several = sum(not sheet.is_hidden for sheet in workbook.sheets) > 1
        for sheet in workbook.sheets:
            name = f"sheet {sheet.name}"
            if sheet.is_hidden:
                told.add([tables.TableRemark(HIDDEN, name)])
                continue
            found = units(_rows(sheet, name if several else "", told), remarks, said)
            first = next(found, None)
            if first is not None:
                yield from chain([first], found)
            elif several:
                told.add([tables.TableRemark("no columns in two languages, not read", name)])
    (remarks.losses if told.lost else remarks.said).extend(told.lines)


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
