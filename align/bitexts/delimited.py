"""Tables between tabs, commas, semicolons or bars, in any encoding that texts may have."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from align.bitexts.columns import pair, units
from align.bitexts.model import Unit
from align.delimited import Dialect, Row, dialect_of, rows, usual
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.encodings import decoded
from align.remarks import Remarks
from align.text import numbered

#: How the tables begin that `tifa align` writes: nothing of them has to be guessed.
_OURS = (b"score\tzh\ten\n", b"score\ten\tzh\n")


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a row, of the columns with Chinese and English."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller files")
    ours = data.startswith(_OURS)
    found = None if ours else decoded(data)
    text = io.StringIO(data.decode("utf-8") if found is None else found.text, newline="")
    remarks.losses.extend(found.losses if found is not None else ())
    likely = usual(PurePath(str(getattr(stream, "name", ""))).suffix.lower())
    dialect = Dialect("\t", quoted=False) if ours else dialect_of(text, _fits)
    if dialect != likely and not ours:
        remarks.said.append(f"read as {dialect}")
    bad: list[int] = []
    yield from units(_cells(rows(text, dialect), bad), remarks)
    if bad:
        where = numbered(bad, "row")
        remarks.said.append(f"quotation marks enclose no cells in {where}, and are text there")


def _cells(found: Iterator[Row], bad: list[int]) -> Iterator[tuple[int, list[str]]]:
    for row in found:
        if row.is_bad:
            bad.append(row.number)
        yield row.number, row.cells


def _fits(head: Sequence[Sequence[str]]) -> int:
    return pair(head) is not None
