"""How unlike runs of sentences are in length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.sentences.band import Ints

#: Half a sentence of a side, in characters, keeps short sentences from extreme ratios.
_SOFT = 6.0
#: How far the logarithm of a stretch's ratio may lie from that of all: beyond that some of one side
#: is missing from the other, which says nothing of how translations are.
_APART = 0.6
#: How often the stretches are chosen anew by the ratio of those chosen.
_ROUNDS = 3


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
            matches: sentences that probably translate each other, in order. They say how long
                translations are where parts of either document are not in the other.
        """
        before = np.concatenate([[0], np.cumsum(source)])
        after = np.concatenate([[0], np.cumsum(target)])
        ratio, skew = _typical(before, after, matches)
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


def _typical(
    before: NDArray[np.float64], after: NDArray[np.float64], matches: Sequence[tuple[int, int]]
) -> tuple[float, float]:
    """The logarithms of target characters and of target sentences for one of the source.

    They are those of the stretches from a match to the next together, but for stretches in which
    one side has far more than the other: there a passage is missing.
    """
    if not matches:
        return float(np.log(max(after[-1], 1) / max(before[-1], 1))), 0.0
    rows, columns = np.array(matches).T
    one, other = before[rows + 1] - before[rows], after[columns + 1] - after[columns]
    ratio = float(np.median(np.log((other + _SOFT) / (one + _SOFT))))
    skew = 0.0
    rows, columns = np.append(rows, len(before) - 1), np.append(columns, len(after) - 1)
    one, other = np.diff(before[rows]), np.diff(after[columns])
    ratios = np.log((other + _SOFT) / (one + _SOFT))
    for _ in range(_ROUNDS):
        kept = np.abs(ratios - ratio) <= _APART
        if kept.any():
            ratio = float(np.log(other[kept].sum() / one[kept].sum()))
            skew = float(np.log(np.diff(columns)[kept].sum() / np.diff(rows)[kept].sum()))
    return ratio, skew
