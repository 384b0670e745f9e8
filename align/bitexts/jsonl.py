"""Beads as `tifa align` writes them in JSON Lines: an object with the texts of one bead a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from align.bitexts.model import Unit
from align.errors import InputError
from align.formats import MAX_BYTES
from align.remarks import Remarks

_LONGEST = 2**24  #: bytes of a line


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """A unit a line."""
    remarks.is_ours = True
    size, number = 0, 0
    while line := stream.readline(_LONGEST + 1):
        number, size = number + 1, size + len(line)
        if len(line) > _LONGEST or size > MAX_BYTES:
            raise InputError(f"line {number:,}: the file is too large", "split it")
        if line.strip():
            yield _unit(line, number)


def _unit(line: bytes, number: int) -> Unit:
    try:
        bead = json.loads(line)
        texts, score = bead["texts"], float(bead["score"])
        zh, en = texts["zh"], texts["en"]
        if isinstance(zh, str) and isinstance(en, str) and 0 <= score <= 1:
            return Unit(zh, en, score)
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        pass
    raise InputError(
        f"line {number:,}: no bead as tifa align writes them", "give a file of tifa align"
    )
