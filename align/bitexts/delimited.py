"""Tables between commas, semicolons or tabs (RFC 4180), in any encoding that texts may have."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from align.bitexts import Unit
from align.bitexts.columns import pair, units
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.encodings import decode

_DELIMITERS = "\t,;"
_SAMPLE = 200  #: rows from which the delimiter is told
_SAMPLE_CHARACTERS = 200_000


def read(stream: BinaryIO) -> Iterator[Unit]:
    """A unit a row, of the columns with Chinese and English."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller files")
    text = decode(data)
    try:
        yield from units(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise InputError(f"is no table ({error})", "save it again as CSV in UTF-8") from error


def _delimiter(text: str) -> str:
    """The delimiter that makes columns of Chinese and English in most rows."""
    sample = text[:_SAMPLE_CHARACTERS]

    def regular(delimiter: str) -> tuple[bool, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        rows = list(islice(reader, _SAMPLE))
        widths = [len(row) for row in rows if row]
        usual = max(widths, key=widths.count, default=0)
        return pair(rows) is not None, widths.count(usual) if usual > 1 else 0

    return max(_DELIMITERS, key=regular)
