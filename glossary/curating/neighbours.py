"""Terms of like meaning: pairs of near vectors among very many, without comparing all with all.

The vectors are divided among cells around centres (spherical k-means on a sample: an inverted file
as in Sivic and Zisserman 2003), and each is compared with those of the cells nearest to it. Few
vectors are compared with all. Products are made a block of rows at a time, so that memory holds
the vectors and one block.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit
from align.progress import Progress, silent

_FEW = 4_000  #: so many vectors are compared with all
_ROWS = 1_024  #: rows of a product at a time
_PROBES = 3  #: cells that a vector is compared with
_ROUNDS = 6  #: of k-means
_SAMPLE = 40  #: vectors for each centre that k-means sees


def near_pairs(
    vectors: Vectors, least: float, progress: Progress = silent
) -> Iterator[tuple[int, int, float]]:
    """The pairs of rows, each once, whose cosine is at least `least`.

    All of them where the vectors are few; nearly all where they are many.

    Args:
        vectors: unit rows, shape (n, d); rows of zeros are near to none.
    """
    everything = np.arange(len(vectors))
    cells = [(everything, everything)] if len(vectors) <= _FEW else _cells(vectors)
    seen: set[tuple[int, int]] = set()
    for number, (members, visitors) in enumerate(cells):
        progress("comparing vectors", number, len(cells))
        for pair in _between(vectors, members, visitors, least):
            if pair[:2] not in seen:
                seen.add(pair[:2])
                yield pair


def _cells(vectors: Vectors) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each centre the rows nearest to it, and those to which it is one of the nearest."""
    centres = _centres(vectors)
    nearest = np.concatenate(
        [_best(block @ centres.T) for block in np.array_split(vectors, -(-len(vectors) // _ROWS))]
    )
    return [
        (np.flatnonzero(nearest[:, 0] == cell), np.flatnonzero((nearest == cell).any(axis=1)))
        for cell in range(len(centres))
    ]


def _best(products: Vectors) -> NDArray[np.int64]:
    """The columns of the largest products in each row, the largest first."""
    some = np.argpartition(products, -_PROBES, axis=1)[:, -_PROBES:]
    order = np.argsort(-np.take_along_axis(products, some, axis=1), axis=1)
    return np.take_along_axis(some, order, axis=1)


def _centres(vectors: Vectors) -> Vectors:
    count = int(np.sqrt(len(vectors)))
    dice = np.random.default_rng(0)
    sample = vectors[dice.permutation(len(vectors))[: _SAMPLE * count]]
    centres = sample[:count]
    for _ in range(_ROUNDS):
        nearest = np.concatenate(
            [
                np.argmax(block @ centres.T, axis=1)
                for block in np.array_split(sample, -(-len(sample) // _ROWS))
            ]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, sample)
        counted = np.bincount(nearest, minlength=count)[:, None] > 0
        centres = unit(np.where(counted, sums, centres).astype(np.float32))
    return centres


def _between(
    vectors: Vectors, members: NDArray[np.int64], visitors: NDArray[np.int64], least: float
) -> Iterator[tuple[int, int, float]]:
    """The near pairs of a member and a visitor, the lower row first."""
    others = vectors[visitors]
    for start in range(0, len(members), _ROWS):
        rows = members[start : start + _ROWS]
        products = vectors[rows] @ others.T
        for row, column in np.argwhere(products >= least).tolist():
            one, other = int(rows[row]), int(visitors[column])
            if one < other:
                yield one, other, float(products[row, column])
            elif other < one:
                yield other, one, float(products[row, column])
