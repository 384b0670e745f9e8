"""Word documents whose text stands in tables with the original beside its translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from align.bitexts.columns import has_several, units
from align.bitexts.model import Unit
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.word import opened
from align.model import Language
from align.remarks import Remarks

_MOST = 0.5  #: share of a document's characters that the columns must hold


def read(stream: BinaryIO, remarks: Remarks, said: Sequence[Language] = ()) -> Iterator[Unit]:
    """A unit a row of the tables; none where most of the document stands elsewhere.

    Units are named by the row, and by the table where there are several: "table 2, row 3".
    """
    from align.formats.word.blocks import rows

    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller documents")
    document = opened(data)
    remarks.losses.extend(document.losses)
    found: list[Unit] = []
    tables = list(rows(document.blocks))
    for number, table in enumerate(tables, 1):
        if len(said) > 1 or has_several([row for _, row in table]):
            own = units(table, remarks, said)
            found += own if len(tables) == 1 else (_of_table(number, unit) for unit in own)
    inside = sum(len(text) for unit in found for text in unit.texts.values())
    if inside > _MOST * sum(len(block.text) for block in document.blocks):
        yield from found


def _of_table(number: int, unit: Unit) -> Unit:
    return replace(unit, name=f"table {number}, {unit.name}")
