"""How likely each word of a translation renders each Chinese word of a bead, by the aligner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.encoders.token_vectors import TokenEncoder
from align.model import CHINESE_ENGLISH, Language
from align.words import Pair, believe_tokens
from glossary.pairing.beads import ReadBead
from glossary.ranking.vectors import WordSums

#: Log odds of links that say nothing.
_LEAST = -3.0


def linked(beads: Sequence[ReadBead], sums: WordSums) -> Iterator[NDArray[np.float32]]:
    """For each bead the probabilities of links between its tokens and the words of the original.

    Args:
        sums: give the vectors of words, each encoded once.

    Returns:
        Of shape (tokens, words + 1); the last column is 0, for no word.
    """
    pairs = [(bead.own, [token.lower for token in bead.tokens]) for bead in beads]
    return believed(pairs, sums, beads[0].languages if beads else CHINESE_ENGLISH)


def believed(
    pairs: Sequence[Pair], sums: WordSums, languages: tuple[Language, Language]
) -> Iterator[NDArray[np.float32]]:
    """For each pair of sentences the probabilities of links between their words.

    Args:
        pairs: words of a sentence and of its translation.
        sums: as for `linked`.
        languages: of both.

    Returns:
        Of shape (words of the second, words of the first + 1), as `linked` does.
    """
    encoder = sums.encoder if isinstance(sums.encoder, TokenEncoder) else _Words(sums)
    links_of = believe_tokens(pairs, encoder, _LEAST, languages)
    for (ours, theirs), links in zip(pairs, links_of, strict=True):
        found = np.zeros((len(theirs), len(ours) + 1), dtype=np.float32)
        found[links.en, links.zh] = links.probability
        yield found


class _Words:
    """An encoder for words that asks for none that it has."""

    def __init__(self, sums: WordSums) -> None:
        self._sums = sums
        self.name, self.dimensions = sums.encoder.name, sums.encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._sums.encoder.encode(texts)

    def encode_words(self, words: Sequence[str]) -> Vectors:
        return self._sums.vectors([[word] for word in words])
