"""An aligned pair as a translation memory (TMX 1.4b), one unit a bead.

Beads with an empty side are left out: a translation unit needs both. The score of a bead is kept in
a `prop` of type `x-score`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from align.model import Bitext
from exports.beads import bead_texts
from exports.tmx import Unit, write_units


def write(bitext: Bitext, stream: BinaryIO) -> None:
    """Write one translation unit a bead, in the order of the source."""
    write_units(_units(bitext), bitext.source.language, stream)


def _units(bitext: Bitext) -> Iterator[Unit]:
    for bead in bitext.beads:
        source, target = bead_texts(bitext, bead)
        if source and target:
            texts = ((bitext.source.language, source), (bitext.target.language, target))
            yield Unit(texts, (("x-score", f"{bead.score:.4f}"),))
