"""The kinds of beads by how many source and target sentences they hold."""

from __future__ import annotations

from typing import Final

import numpy as np

#: Sentences in a bead at most, both sides together.
MOST: Final = 8

#: (source, target) counts of each kind: 1-0 and 0-1 first, then those with both sides.
KINDS: Final[tuple[tuple[int, int], ...]] = (
    (1, 0),
    (0, 1),
    *((a, b) for a in range(1, MOST) for b in range(1, MOST) if a + b <= MOST),
)
#: The number of kinds with an empty side; they come first.
EMPTY: Final = 2

SOURCE: Final = np.array([a for a, _ in KINDS], dtype=np.int64)
TARGET: Final = np.array([b for _, b in KINDS], dtype=np.int64)


def label(a: int, b: int) -> str:
    """The name of a kind in the weights, the same for both directions ("1-2")."""
    return f"{min(a, b)}-{max(a, b)}"
