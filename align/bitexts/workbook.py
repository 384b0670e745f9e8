"""Spreadsheets (Office Open XML, ISO/IEC 29500): the first sheet that has both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from align.bitexts.columns import units
from align.bitexts.model import Unit
from align.remarks import Remarks
from align.workbooks import opened, rows


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a row, of the columns with Chinese and English."""
    with opened(stream, "the workbook") as workbook:
        for sheet in workbook.worksheets:
            found = False
            for unit in units(rows(sheet), remarks):
                found = True
                yield unit
            if found:
                return
