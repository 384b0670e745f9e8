"""How likely each English word of a bead renders each Chinese word of it, by the word aligner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.encoders.token_vectors import TokenEncoder
from align.words import believe_tokens
from glossary.language.english.words import word_set
from glossary.pairing.beads import ReadBead
from glossary.ranking.vectors import WordSums

#: Log odds of links that say nothing.
_LEAST = -3.0
#: English words that render grammar rather than terms.
FUNCTION = word_set(
    "a an the of to in on at by for from with without into onto upon over under as and or but "
    "nor so yet if than that this these those it its they them their we us our you your he "
    "she his her him i my me who whom whose which what when where why how is are was were be "
    "been being am do does did done have has had having will would shall should can could may "
    "might must not no also all such there here ’s 's s through about between among more most "
    "very only just up out off down both each every any some other"
)


def linked(beads: Sequence[ReadBead], sums: WordSums) -> Iterator[NDArray[np.float32]]:
    """For each bead the probabilities of links between its English tokens and Chinese words.

    Args:
        sums: give the vectors of words, each encoded once.

    Returns:
        Of shape (tokens, Chinese words + 1); the last column is 0, for no word.
    """
    encoder = sums.encoder if isinstance(sums.encoder, TokenEncoder) else _Words(sums)
    pairs = ((bead.zh, [token.lower for token in bead.tokens]) for bead in beads)
    for bead, links in zip(beads, believe_tokens(pairs, encoder, _LEAST), strict=True):
        found = np.zeros((len(bead.tokens), len(bead.zh) + 1), dtype=np.float32)
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
