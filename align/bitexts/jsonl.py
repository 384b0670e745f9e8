"""Beads as `tifa align` writes them in JSON Lines: an object with the texts of one bead a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from align.bitexts.model import Unit
from align.errors import InputError
from align.formats import MAX_BYTES
from align.model import Language
from align.remarks import Remarks

_LONGEST = 2**24  #: bytes of a line


def read(stream: BinaryIO, remarks: Remarks, said: Sequence[Language] = ()) -> Iterator[Unit]:
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
        said: dict[str, str] = {Language(code): text for code, text in texts.items()}
        are_texts = all(isinstance(each, str) for each in said.values())
        if len(said) > 1 and are_texts and 0 <= score <= 1:
            return Unit(said, score)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        pass
    raise InputError(
        f"line {number:,}: no bead as tifa align writes them", "give a file of tifa align"
    )
