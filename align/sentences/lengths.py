"""How unlike runs of sentences are in length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.sentences.band import Ints

#: Half a sentence of a side, in characters, keeps short sentences from extreme ratios.
_SOFT = 6.0
#: How far the documents' ratio may lie from that of sentences that match, and how much more
#: sentences than the other a document may seem to have, as logarithms: beyond that they say which
#: part is missing, and not how translations are.
_APART = 0.8
_SKEW = 0.7


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters before each sentence, in units in which both documents are equally long.

    Attributes:
        source: shape (n + 1,).
        target: shape (m + 1,).
        skew: the logarithm of target sentences for each source sentence.
    """

    source: NDArray[np.float64]
    target: NDArray[np.float64]
    skew: float

    @staticmethod
    def of(
        source: NDArray[np.float64],
        target: NDArray[np.float64],
        matches: Sequence[tuple[int, int]],
    ) -> Lengths:
        """From the characters of each sentence of both documents.

        Args:
            matches: sentences that probably translate each other. Where only an excerpt of one
                document is in the other, they say how long translations are.
        """
        before = np.concatenate([[0], np.cumsum(source)])
        after = np.concatenate([[0], np.cumsum(target)])
        ratio = float(np.log(max(after[-1], 1) / max(before[-1], 1)))
        if matches:
            rows, columns = np.array(matches).T
            typical = float(np.median(np.log((target[columns] + _SOFT) / (source[rows] + _SOFT))))
            ratio = ratio if abs(ratio - typical) <= _APART else typical
        skew = float(np.log(len(target) / len(source)))
        skew = skew if abs(skew) <= _SKEW else 0.0
        unit = np.exp(ratio / 2)
        return Lengths(before * unit, after / unit, skew)

    def of_runs(
        self, i: Ints, j: Ints, ends_i: Ints, ends_j: Ints
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How unlike the sides are in length: by ratio, and by difference over its variance."""
        last_i, last_j = len(self.source) - 1, len(self.target) - 1
        one = self.source[np.minimum(ends_i, last_i)] - self.source[i]
        other = self.target[np.minimum(ends_j, last_j)] - self.target[j]
        ratio = np.abs(np.log((other + _SOFT) / (one + _SOFT)))
        return ratio, np.minimum((other - one) ** 2 / (10 * (one + other + 1)), 3.0)
