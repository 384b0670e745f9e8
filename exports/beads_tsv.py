"""Beads as tab-separated values: score and the text of each side, the source first.

White space inside a text is one space, so that a bead is one line and each side is one field.
Nothing else is changed: quotation marks are characters. What cannot be kept becomes U+FFFD.
"""

from __future__ import annotations

from typing import BinaryIO

from align.model import Aligned
from align.text import storable
from exports.beads import bead_texts


def write(texts: Aligned, stream: BinaryIO) -> None:
    """Write a header line and one bead a line, in the order of the source."""
    stream.write(_line("score", *(side.language for side in texts.sides)))
    for bead in texts.beads:
        stream.write(_line(f"{bead.score:.4f}", *map(storable, bead_texts(texts, bead))))


def _line(*fields: str) -> bytes:
    return ("\t".join(fields) + "\n").encode("utf-8")
