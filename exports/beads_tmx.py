"""Aligned texts as a translation memory (TMX 1.4b), one unit a bead.

A unit has a variant a language. Beads of one side are left out: a translation unit needs two. The
score of a bead is kept in a `prop` of type `x-score`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from align.model import Aligned
from exports.beads import bead_texts
from exports.tmx import Unit, write_units


def write(texts: Aligned, stream: BinaryIO) -> None:
    """Write one translation unit a bead, in the order of the source."""
    write_units(_units(texts), texts.sides[0].language, stream)


def _units(texts: Aligned) -> Iterator[Unit]:
    languages = [side.language for side in texts.sides]
    for bead in texts.beads:
        said = zip(languages, bead_texts(texts, bead), strict=True)
        variants = tuple((language, text) for language, text in said if text)
        if len(variants) > 1:
            yield Unit(variants, (("x-score", f"{bead.score:.4f}"),))
