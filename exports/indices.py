"""Beads as indices, the form in which the field's scorers read alignments.

One bead a line: `[0,1]:[0]:0.93`; indices count from 0, an empty side is `[]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from align.model import Bitext


def write(bitext: Bitext, stream: BinaryIO) -> None:
    """Write one bead a line, in the order of the source."""
    for bead in bitext.beads:
        line = f"{_list(bead.source)}:{_list(bead.target)}:{bead.score:.4f}\n"
        stream.write(line.encode("ascii"))


def _list(indices: Sequence[int]) -> str:
    return f"[{','.join(map(str, indices))}]"
