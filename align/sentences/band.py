"""Which pairs of positions the aligner looks at: a band around a path found from coarse to fine.

A full comparison of n source with m target sentences is quadratic. As in Vecalign (Thompson and
Koehn 2019) the documents are halved by joining neighbours until they are short; there the best
path is found among all pairs, and at each finer level only near the path of the coarser one. The
path at each level is, as in the first pass of Bertalign (Liu and Zhu 2022), of 1-1 matches and
gaps among the nearest neighbours of each sentence. Time and memory are linear in n + m.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders import Vectors

Ints = NDArray[np.int64]

#: Documents of at most so many sentences are compared in full.
_SHORT = 400
#: Half the width of the band around a coarser level's path, and of the last band.
_WIDE = 24
_NARROW = 6
#: A rectangle between two matches goes into the band whole up to this many cells.
_GAP = 2_500
#: Rows compared at once.
_ROWS = 128
#: Neighbours of a sentence on the other side that may be its match.
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Positions (i, j), with i source and j target sentences before them, that paths may visit.

    Row i holds j from low[i] to high[i], both included; neither ever decreases, and (0, 0) and
    (n, m) are in. Positions are numbered row by row.

    Attributes:
        low: shape (n + 1,).
        high: shape (n + 1,).
        offsets: the number of the first position of each row, then the number of all: (n + 2,).
    """

    low: Ints
    high: Ints
    offsets: Ints

    @property
    def size(self) -> int:
        return int(self.offsets[-1])

    @property
    def rows(self) -> int:
        return len(self.low)

    def number(self, i: Ints, j: Ints) -> Ints:
        """The number of each position, or `size` for those outside of the band."""
        row = np.clip(i, 0, self.rows - 1)
        inside = (i == row) & (j >= self.low[row]) & (j <= self.high[row])
        return np.where(inside, self.offsets[row] + j - self.low[row], self.size)


def _band(low: Ints, high: Ints, margin: int, columns: int) -> Band:
    """The band around a monotone path, wider by `margin` in both directions."""
    last = len(low) - 1
    rows = np.arange(last + 1)
    low = np.maximum(low[np.maximum(rows - margin, 0)] - margin, 0)
    high = np.minimum(high[np.minimum(rows + margin, last)] + margin, columns)
    low[0], high[last] = 0, columns
    offsets = np.concatenate([[0], np.cumsum(high - low + 1)])
    return Band(low, high, offsets)


def find_band(source: Vectors, target: Vectors) -> tuple[Band, list[tuple[int, int]]]:
    """The band for two documents' sentence vectors, shapes (n, d) and (m, d), both n, m > 0.

    Returns:
        The band, and the 1-1 matches on the path that it goes around, in order.
    """
    levels = [(source, target)]
    while max(len(levels[-1][0]), len(levels[-1][1])) > _SHORT:
        levels.append((_halved(levels[-1][0]), _halved(levels[-1][1])))
    rows, columns = len(levels[-1][0]), len(levels[-1][1])
    everything = np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64)
    band = _band(*everything, 0, columns)
    for number in range(len(levels) - 1, -1, -1):
        rows, columns = len(levels[number][0]), len(levels[number][1])
        matches = _matches(*levels[number], band)
        low, high = _corridor(matches, rows, columns)
        if number == 0:
            return _band(low, high, _NARROW, columns), matches
        finer = levels[number - 1]
        low, high = _doubled(low, high, finer, levels[number])
        band = _band(low, high, _WIDE, len(finer[1]))
    raise AssertionError("there is always a level 0")


def _halved(rows: Vectors) -> Vectors:
    """Neighbours joined in twos, unless there are few."""
    if len(rows) <= _SHORT // 2:
        return rows
    sums = rows[: len(rows) // 2 * 2 : 2] + rows[1::2]
    if len(rows) % 2:
        sums = np.concatenate([sums, rows[-1:]])
    sums /= np.maximum(np.sqrt(np.einsum("ij,ij->i", sums, sums)), 1e-6)[:, None]
    return sums


def _doubled(
    low: Ints, high: Ints, finer: tuple[Vectors, Vectors], coarser: tuple[Vectors, Vectors]
) -> tuple[Ints, Ints]:
    """A corridor of the coarser level in positions of the finer one."""
    rows, columns = len(finer[0]), len(finer[1])
    across = 1 if len(coarser[1]) == columns else 2
    if len(coarser[0]) == rows:
        return np.minimum(low * across, columns), np.minimum(high * across, columns)
    row = np.arange(rows + 1)
    low, high = low[row // 2] * across, high[(row + 1) // 2] * across
    return np.minimum(low, columns), np.minimum(high, columns)


def _similarities(source: Vectors, target: Vectors, band: Band) -> Iterator[Vectors]:
    """For each source row its similarity to the targets low[i]..high[i]-1, weak ones zero.

    Kept are the nearest targets of each source and the nearest sources of each target, so that
    documents given the other way round have the same.
    """
    least = np.zeros((_NEAREST, len(target)), dtype=np.float32)
    for _, low, scores in _compared(source, target, band):
        columns = slice(low, low + scores.shape[1])
        both = np.concatenate([least[:, columns], scores])
        least[:, columns] = np.partition(both, len(both) - _NEAREST, axis=0)[-_NEAREST:]
    for start, low, scores in _compared(source, target, band):
        weak = scores < least[0, low : low + scores.shape[1]]
        if scores.shape[1] > _NEAREST:
            rank = scores.shape[1] - _NEAREST
            weak &= scores < np.partition(scores, rank, axis=1)[:, rank, None]
        scores[weak] = 0
        for row in range(start, start + len(scores)):
            yield scores[row - start, int(band.low[row]) - low : int(band.high[row]) - low]


def _compared(source: Vectors, target: Vectors, band: Band) -> Iterator[tuple[int, int, Vectors]]:
    """Some source rows' similarities, zero outside of the band and where negative.

    With them come the first row and the first column.
    """
    for start in range(0, len(source), _ROWS):
        stop = min(start + _ROWS, len(source))
        low, high = int(band.low[start]), int(band.high[stop - 1])
        scores = source[start:stop] @ target[low:high].T
        columns = np.arange(low, high)
        outside = (columns < band.low[start:stop, None]) | (columns >= band.high[start:stop, None])
        scores[outside] = 0
        yield start, low, np.maximum(scores, 0, out=scores)


def _matches(source: Vectors, target: Vectors, band: Band) -> list[tuple[int, int]]:
    """The 1-1 matches of the best monotone path, in order."""
    best = np.zeros(band.size, dtype=np.float32)
    taken = np.zeros(band.size, dtype=bool)
    low, high, offsets = band.low.tolist(), band.high.tolist(), band.offsets.tolist()
    for row, scores in enumerate(_similarities(source, target, band)):
        above = best[offsets[row] : offsets[row + 1]]
        here = best[offsets[row + 1] : offsets[row + 2]]
        # Columns of this row are shift.. of the row above, which may end earlier.
        shift, width = low[row + 1] - low[row], high[row + 1] - low[row + 1] + 1
        down = above[shift : shift + width]
        here[: len(down)] = down
        skip = max(shift - 1, 0)
        place = low[row] + skip + 1 - low[row + 1]
        matched = (above[:-1] + scores)[skip : skip + width - place]
        field = here[place : place + len(matched)]
        better = matched > field
        taken[offsets[row + 1] + place : offsets[row + 1] + place + len(matched)] = better
        np.maximum(field, matched, out=field)
        np.maximum.accumulate(here, out=here)
    return _trace(best, taken, band)


def _trace(
    best: NDArray[np.float32], taken: NDArray[np.bool_], band: Band
) -> list[tuple[int, int]]:
    low, offsets = band.low.tolist(), band.offsets.tolist()
    i, j = band.rows - 1, int(band.high[-1])
    found = []
    while i > 0 and j > 0:
        here = offsets[i] + j - low[i]
        if j > low[i] and best[here] == best[here - 1]:
            j -= 1
        elif taken[here]:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            i -= 1
    found.reverse()
    return found


def _corridor(matches: list[tuple[int, int]], rows: int, columns: int) -> tuple[Ints, Ints]:
    """The first and last column of each position row on a path through the matches.

    Between two matches it is the rectangle between them where that is small, and else its diagonal.
    """
    low = np.zeros(rows + 1, dtype=np.int64)
    high = np.zeros(rows + 1, dtype=np.int64)
    i0 = j0 = 0
    for i1, j1 in [*matches, (rows, columns)]:
        if (i1 - i0) * (j1 - j0) <= _GAP:
            low[i0 : i1 + 1], high[i0 : i1 + 1] = j0, j1
        else:
            across = j0 + (np.arange(i1 - i0 + 2) * (j1 - j0)) // (i1 - i0 + 1)
            low[i0 : i1 + 1], high[i0 : i1 + 1] = across[:-1], across[1:]
        i0, j0 = i1 + 1, j1 + 1
    return low, high
