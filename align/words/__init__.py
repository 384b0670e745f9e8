"""Word alignment: which words of a sentence and its translation translate each other."""

from __future__ import annotations

from align.words.aligner import align_tokens
from align.words.types import Link, Links, Pair, Word, WordAlignment

__all__ = ["Link", "Links", "Pair", "Word", "WordAlignment", "align_tokens"]
