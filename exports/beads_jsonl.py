"""Beads as JSON Lines: indices, score and texts of one bead a line.

    {"source": [0], "target": [0, 1], "score": 0.93, "texts": {"zh": "…", "en": "…"}}

Indices count the sentences of each document from 0; white space inside a text is one space.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from align.model import Bitext
from exports.beads import bead_texts


def write(bitext: Bitext, stream: BinaryIO) -> None:
    """Write one bead a line, in the order of the source."""
    languages = str(bitext.source.language), str(bitext.target.language)
    for bead in bitext.beads:
        line = json.dumps(
            {
                "source": bead.source,
                "target": bead.target,
                "score": round(bead.score, 4),
                "texts": dict(zip(languages, bead_texts(bitext, bead), strict=True)),
            },
            ensure_ascii=False,
        )
        # A lone surrogate, which UTF-8 cannot hold, becomes its escape, which JSON can.
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
