"""Beads as JSON Lines: indices, score and texts of one bead a line.

    {"source": [0], "target": [0, 1], "score": 0.93, "texts": {"zh": "…", "en": "…"}}

Of several translations "targets" says the indices, by language, in the place of "target".
Indices count the sentences of each document from 0; white space inside a text is one space.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from align.model import Aligned, Bitext
from exports.beads import bead_texts


def write(texts: Aligned, stream: BinaryIO) -> None:
    """Write one bead a line, in the order of the source."""
    languages = [str(side.language) for side in texts.sides]
    for bead in texts.beads:
        source, *targets = bead.indices
        of_targets: dict[str, object] = (
            {"target": targets[0]}
            if isinstance(texts, Bitext)
            else {"targets": dict(zip(languages[1:], targets, strict=True))}
        )
        line = json.dumps(
            {
                "source": source,
                **of_targets,
                "score": round(bead.score, 4),
                "texts": dict(zip(languages, bead_texts(texts, bead), strict=True)),
            },
            ensure_ascii=False,
        )
        # A lone surrogate, which UTF-8 cannot hold, becomes its escape, which JSON can.
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
