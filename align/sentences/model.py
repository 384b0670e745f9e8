"""A semi-Markov conditional random field over paths of beads (Sarawagi and Cohen 2004).

A path leads from (0, 0) to (n, m) through a band of positions; each step is a bead, and the path's
score is the sum of its beads' scores. Paths have probabilities proportional to the exponential of
their scores; forward-backward sums give each bead's posterior probability.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.sentences.band import Band, Ints
from align.sentences.types import EMPTY, KINDS, SOURCE, TARGET

Floats = NDArray[np.float64]
Scores = NDArray[np.float32]

_ROWS = 256
#: Beads less probable than this are taken only where no path does without.
_LEAST = 1e-6
_NEVER = 1e3
_GAP_SOURCE = KINDS.index((1, 0))
_GAP_TARGET = KINDS.index((0, 1))


@dataclass(frozen=True, slots=True)
class Step:
    """A bead on the best path: its kind begins at (source, target)."""

    source: int
    target: int
    kind: int
    posterior: float


def posteriors(band: Band, scores: Scores, opening: float) -> Scores:
    """The posterior probability of each bead, shape (band.size, kinds) as `scores`.

    Args:
        band: the positions.
        scores: of each bead, minus infinity where it cannot be.
        opening: what is added to the score of the first of a row of beads with an empty side, so
            that one long omission is more probable than many short ones.

    Raises:
        ValueError: no path has a finite score.
    """
    after, after_gap = _backward(band, scores, opening, _log_sum, np.logaddexp)
    before, before_gap = _forward(band, scores, opening)
    total = after[0]
    if not np.isfinite(total):
        raise ValueError("no path leads through the band")
    result = np.empty_like(scores)
    for rows in _chunks(band):
        cells = slice(int(band.offsets[rows.start]), int(band.offsets[rows.stop]))
        ends = _ends(band, rows)
        logs = scores[cells] - total
        logs[:, EMPTY:] += before[cells, None] + after[ends[:, EMPTY:]]
        logs[:, :EMPTY] += before_gap[cells, None] + after_gap[ends[:, :EMPTY]]
        result[cells] = np.exp(np.minimum(logs, 0))
    return result


def decode(band: Band, posterior: Scores, cost: float) -> Iterator[Step]:
    """The path with the greatest sum of posteriors, each less `cost`.

    With `cost` half of the F1 to be had this maximises expected F1 (Jansche 2007), where the path
    of the greatest score only makes a wholly right document most likely.
    """
    gains = posterior - np.float32(cost)
    gains[posterior < _LEAST] = -_NEVER
    best, _ = _backward(band, gains, 0.0, _maximum, np.maximum)
    i = j = 0
    last = (band.rows - 1, int(band.high[-1]))
    for rows in _chunks(band):
        ends = _ends(band, rows)
        origin = int(band.offsets[rows.start])
        while i in rows and (i, j) != last:
            here = int(band.offsets[i]) + j - int(band.low[i])
            kind = int(np.argmax(gains[here] + best[ends[here - origin]]))
            yield Step(i, j, kind, min(float(posterior[here, kind]), 1.0))
            i, j = i + int(SOURCE[kind]), j + int(TARGET[kind])


def _chunks(band: Band) -> Iterator[range]:
    """Rows in groups of bounded size."""
    start = 0
    for stop in range(1, band.rows + 1):
        wide = band.offsets[stop] - band.offsets[start] > 64 * _ROWS
        if wide or stop - start == _ROWS or stop == band.rows:
            yield range(start, stop)
            start = stop


def _positions(band: Band, rows: range) -> tuple[Ints, Ints]:
    low, high = band.low[rows.start : rows.stop], band.high[rows.start : rows.stop]
    widths = high - low + 1
    i = np.repeat(np.arange(rows.start, rows.stop), widths)
    first = np.repeat(np.cumsum(widths) - widths, widths)
    return i, np.arange(len(i)) - first + np.repeat(low, widths)


def _ends(band: Band, rows: range) -> Ints:
    """Where each bead ends that begins in the rows: numbers of positions, shape (c, kinds)."""
    i, j = _positions(band, rows)
    return band.number(i[:, None] + SOURCE, j[:, None] + TARGET)


def _starts(band: Band, rows: range) -> Ints:
    """Where each bead begins that ends in the rows."""
    i, j = _positions(band, rows)
    return band.number(i[:, None] - SOURCE, j[:, None] - TARGET)


def _log_sum(rows: Floats) -> Floats:
    top = rows.max(axis=1)
    top[~np.isfinite(top)] = 0
    with np.errstate(divide="ignore"):
        result: Floats = np.log(np.exp(rows - top[:, None]).sum(axis=1)) + top
    return result


def _maximum(rows: Floats) -> Floats:
    result: Floats = rows.max(axis=1)
    return result


def _walked(values: Floats, gaps: Floats, pair: np.ufunc) -> Floats:
    """What each place of a row amounts to with all that follow it, reached over the gaps between.

    Each stretch that gaps of a finite score connect is one accumulation.
    """
    result = np.empty_like(values)
    closed = np.flatnonzero(np.isneginf(gaps)) + 1
    for start, stop in pairwise([0, *closed, len(values)]):
        steps = np.concatenate([[0.0], np.cumsum(gaps[start : stop - 1])])
        result[start:stop] = pair.accumulate((values[start:stop] + steps)[::-1])[::-1] - steps
    return result


def _backward(
    band: Band, scores: Scores, opening: float, join: Callable[[Floats], Floats], pair: np.ufunc
) -> tuple[Floats, Floats]:
    """What all paths from each position to the end amount to; minus infinity outside the band.

    Returns:
        The values after a bead with both sides, and after one with an empty side.
    """
    value, in_gap = np.full((2, band.size + 1), -np.inf)
    for rows in reversed(list(_chunks(band))):
        ends = _ends(band, rows)
        origin = int(band.offsets[rows.start])
        for row in reversed(rows):
            cells = slice(int(band.offsets[row]), int(band.offsets[row + 1]))
            local = slice(cells.start - origin, cells.stop - origin)
            full = join(value[ends[local, EMPTY:]] + scores[cells, EMPTY:])
            if row == band.rows - 1:
                full[-1] = 0.0
            down = in_gap[ends[local, _GAP_SOURCE]] + scores[cells, _GAP_SOURCE]
            gaps = scores[cells, _GAP_TARGET][:-1].astype(np.float64)
            inside = in_gap[cells] = _walked(pair(full, down), gaps, pair)
            down[:-1] = pair(down[:-1], gaps + inside[1:])
            value[cells] = pair(full, down + opening)
    return value, in_gap


def _forward(band: Band, scores: Scores, opening: float) -> tuple[Floats, Floats]:
    """What all paths from the beginning to each position amount to.

    Returns:
        The values before a bead with both sides, and before one with an empty side.
    """
    value, before_gap = np.full((2, band.size + 1), -np.inf)
    for rows in _chunks(band):
        starts = _starts(band, rows)
        origin = int(band.offsets[rows.start])
        kinds = np.arange(len(KINDS))
        steps = np.where(starts < band.size, scores[np.minimum(starts, band.size - 1), kinds], 0)
        for row in rows:
            cells = slice(int(band.offsets[row]), int(band.offsets[row + 1]))
            local = slice(cells.start - origin, cells.stop - origin)
            full = _log_sum(value[starts[local, EMPTY:]] + steps[local, EMPTY:])
            if row == 0:
                full[0] = 0.0
            inside = before_gap[starts[local, _GAP_SOURCE]] + steps[local, _GAP_SOURCE]
            gaps = scores[cells, _GAP_TARGET][:-1].astype(np.float64)
            inside[1:] = np.logaddexp(inside[1:], full[:-1] + opening + gaps)
            inside = _walked(inside[::-1], gaps[::-1], np.logaddexp)[::-1]
            value[cells] = np.logaddexp(full, inside)
            before_gap[cells] = np.logaddexp(full + opening, inside)
    return value, before_gap
