"""Beads as indices, the form in which the field's scorers read alignments.

One bead a line: `[0,1]:[0]:0.93`; indices count from 0, an empty side is `[]`. Each translation
of several has a list of its own: `[0]:[0,1]:[0]:0.93`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from align.model import Aligned


def write(texts: Aligned, stream: BinaryIO) -> None:
    """Write one bead a line, in the order of the source."""
    for bead in texts.beads:
        line = f"{':'.join(map(_list, bead.indices))}:{bead.score:.4f}\n"
        stream.write(line.encode("ascii"))


def _list(indices: Sequence[int]) -> str:
    return f"[{','.join(map(str, indices))}]"
