"""Word documents whose text stands in tables with the original beside its translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from align.bitexts.columns import pair, units
from align.bitexts.model import Unit
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.word import WORD, opened, paragraphs
from align.remarks import Remarks

_MOST = 0.5  #: share of a document's characters that the two columns must hold


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a row of the tables; none where most of the document stands elsewhere."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller documents")
    body = opened(data).element.body
    found: list[Unit] = []
    for table in body.iter(f"{WORD}tbl"):
        rows = list(_rows(table))
        if pair(rows) is not None:
            found += units(enumerate(rows, 1), remarks)
    inside = sum(len(unit.zh) + len(unit.en) for unit in found)
    if inside > _MOST * sum(map(len, paragraphs(body))):
        yield from found


def _rows(table: Any) -> Iterator[Sequence[str]]:
    """The cells of each row of a table; tables within it are left to themselves."""
    for row in table.iterchildren(f"{WORD}tr"):
        cells = row.iterchildren(f"{WORD}tc")
        yield ["\n".join(paragraphs(cell, nested=False)) for cell in cells]
