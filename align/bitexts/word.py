"""Word documents whose text stands in tables with the original beside its translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from align.bitexts.columns import pair, units
from align.bitexts.model import Unit
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.word import opened
from align.remarks import Remarks

_MOST = 0.5  #: share of a document's characters that the two columns must hold


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a row of the tables; none where most of the document stands elsewhere."""
    from align.formats.word.blocks import rows

    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller documents")
    document = opened(data)
    remarks.losses.extend(document.losses)
    found: list[Unit] = []
    for table in rows(document.blocks):
        if pair([row for _, row in table]) is not None:
            found += units(table, remarks)
    inside = sum(len(unit.zh) + len(unit.en) for unit in found)
    if inside > _MOST * sum(len(block.text) for block in document.blocks):
        yield from found
