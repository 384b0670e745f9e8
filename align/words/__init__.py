"""Word alignment: which words of a sentence and its translation translate each other."""

from __future__ import annotations

from align.words.aligner import align_tokens, believe_tokens
from align.words.beads import align_beads
from align.words.types import Link, Links, Pair, WordAlignment

__all__ = [
    "Link",
    "Links",
    "Pair",
    "WordAlignment",
    "align_beads",
    "align_tokens",
    "believe_tokens",
]
