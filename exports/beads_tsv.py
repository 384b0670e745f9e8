"""Beads as tab-separated values: score, source text, target text.

White space inside a text is one space, so that a bead is one line and its fields are three. Nothing
else is changed: quotation marks are characters. What cannot be kept becomes U+FFFD.
"""

from __future__ import annotations

from typing import BinaryIO

from align.model import Bitext
from align.text import storable
from exports.beads import bead_texts


def write(bitext: Bitext, stream: BinaryIO) -> None:
    """Write a header line and one bead a line, in the order of the source."""
    header = f"score\t{bitext.source.language}\t{bitext.target.language}\n"
    stream.write(header.encode("utf-8"))
    for bead in bitext.beads:
        source, target = map(storable, bead_texts(bitext, bead))
        stream.write(f"{bead.score:.4f}\t{source}\t{target}\n".encode())
