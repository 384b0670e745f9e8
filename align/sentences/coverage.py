"""What one document says of the other, by words or by tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.sentences.types import MOST

Floats = NDArray[np.float32]

_TYPICAL = 0.6


class Weighed(Protocol):
    """The words of a document."""

    @property
    def total(self) -> NDArray[np.float64]:
        """The weight of the words before each sentence, shape (n + 1,)."""
        ...


class Coverage(Protocol):
    """The words of two documents, and how far each is found on the other side."""

    @property
    def source(self) -> Weighed: ...

    @property
    def target(self) -> Weighed: ...

    def covered(self, i0: int, i1: int, j0: int, j1: int) -> tuple[Floats, Floats]:
        """The weight of the words of each run that the run on the other side says.

        Runs begin at source sentences i0..i1-1 and target sentences j0..j1-1, which may lie outside
        of the documents.

        Returns:
            For the source's and the target's words, by source start, source count - 1, target
            start and target count - 1, shape (i1-i0, MOST, j1-j0, MOST).
        """
        ...


def scale_to_typical(values: Sequence[float]) -> float:
    """What brings the likeness of sentences that match to what is typical, as models differ in it.

    Args:
        values: how like matching sentences are.
    """
    median = float(np.median(values)) if len(values) else 0.0
    return _TYPICAL / median if median > 0 else 1.0


def over_starts(single: Floats) -> Floats:
    """Sums for runs of sentences from those for single ones, shape (own, MOST, across, MOST).

    Args:
        single: by sentence, start and count - 1 of the run on the other side.
    """
    rows, columns, _ = single.shape
    result = np.zeros((rows, MOST, columns, MOST), dtype=np.float32)
    result[:, 0] = single
    for more in range(1, MOST):
        stop = max(rows - more, 0)
        result[:stop, more] = result[:stop, more - 1] + single[more:]
    return result
