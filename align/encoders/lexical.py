"""Vectors of single words, for which some encoders have a cheaper and better way than `encode`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from align.encoders.base import Encoder, Vectors


@runtime_checkable
class WordEncoder(Encoder, Protocol):
    """An encoder with a way of its own to encode single words."""

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of words, shape (len(words), k); k need not be `dimensions`.

        A word without visible characters has a row of zeros.
        """
        ...


def word_vectors(encoder: Encoder, words: Sequence[str]) -> Vectors:
    """Vectors of single words by any encoder."""
    if isinstance(encoder, WordEncoder):
        return encoder.encode_words(words)
    return encoder.encode(words)
