"""Training of the aligner's weights: the field's likelihood over many stretches of text at once.

The package's own forward-backward pass goes through one document row by row. Training repeats it
hundreds of times, so here gold paths are cut into short stretches between known positions, which
are computed side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.sentences.band import Band
from align.sentences.types import KINDS, SOURCE, TARGET

#: Source sentences in a stretch, about.
STRETCH = 24
#: Stands for the logarithm of nothing: infinities cannot be subtracted.
NOTHING = np.float32(-1e4)

Floats = NDArray[Any]
_GAP = KINDS.index((0, 1))
_OVER_ROWS = [kind for kind, (a, _) in enumerate(KINDS) if a]

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document pair between two positions that the gold path visits.

    Attributes:
        start, stop: positions (source, target) before and after it.
        beads: positions and kinds of its gold beads.
    """

    start: tuple[int, int]
    stop: tuple[int, int]
    beads: tuple[tuple[int, int, int], ...]


def stretches(gold: Sequence[Pair]) -> list[Stretch]:
    """The parts of a gold alignment that a monotone path of small beads can follow.

    Beads that cross others or hold more sentences than the model allows are left out.
    """
    found: list[Stretch] = []
    for run in _monotone_runs(gold):
        for first in range(0, len(run), STRETCH):
            part = run[first : first + STRETCH]
            i, j, kind = part[-1]
            stop = i + int(SOURCE[kind]), j + int(TARGET[kind])
            found.append(Stretch(part[0][:2], stop, tuple(part)))
    return found


def _monotone_runs(gold: Sequence[Pair]) -> list[list[tuple[int, int, int]]]:
    kinds = {counts: number for number, counts in enumerate(KINDS)}
    runs: list[list[tuple[int, int, int]]] = [[]]
    sources: set[int] = set()
    targets: set[int] = set()
    pending: list[Pair] = []
    for bead in gold:
        i, j = len(sources), len(targets)
        pending.append(bead)
        sources |= set(bead[0])
        targets |= set(bead[1])
        if (sources and max(sources) >= len(sources)) or (targets and max(targets) >= len(targets)):
            continue  # something before this bead comes later: not a position on the path
        kind = kinds.get((len(bead[0]), len(bead[1])))
        if len(pending) == 1 and kind is not None:
            runs[-1].append((i, j, kind))
        else:
            runs.append([])
        pending = []
    return [run for run in runs if run]


class Batch:
    """Stretches of several documents laid side by side on grids of one size.

    Attributes:
        values: features of all their possible beads, shape (beads, features).
        kinds: the kinds of these beads, shape (beads,).
    """

    def __init__(self, parts: Sequence[tuple[Stretch, Band, np.ndarray, np.ndarray]]) -> None:
        """From stretches with the band, features (cells, kinds, f) and validity of their texts."""
        count = len(parts)
        rows = max(part.stop[0] - part.start[0] for part, *_ in parts) + 1
        columns = max(part.stop[1] - part.start[1] for part, *_ in parts) + 1
        size = rows * count * columns
        values, places, kind_of, gold, ends = [], [], [], [], []
        starts, stops, owners = [], [], []
        total = 0
        for number, (part, band, features, valid) in enumerate(parts):
            i, j = np.meshgrid(
                np.arange(part.start[0], part.stop[0] + 1),
                np.arange(part.start[1], part.stop[1] + 1),
                indexing="ij",
            )
            cells = band.number(i.ravel(), j.ravel())
            inside = cells < band.size
            i, j, cells = i.ravel()[inside], j.ravel()[inside], cells[inside]
            stop_i, stop_j = i[:, None] + SOURCE, j[:, None] + TARGET
            fits = (stop_i <= part.stop[0]) & (stop_j <= part.stop[1]) & valid[cells]
            fits &= band.number(stop_i, stop_j) < band.size
            cell, kind = np.nonzero(fits)
            place = ((i - part.start[0]) * count + number) * columns + j - part.start[1]
            values.append(features[cells[cell], kind])
            places.append(kind * size + place[cell])
            starts.append(place[cell])
            stops.append(place[cell] + SOURCE[kind] * count * columns + TARGET[kind])
            kind_of.append(kind)
            owners.append(np.full(len(cell), number))
            wanted = [
                k * size + ((a - part.start[0]) * count + number) * columns + b - part.start[1]
                for a, b, k in part.beads
            ]
            hit = np.isin(places[-1], wanted)
            if hit.sum() != len(part.beads):
                raise ValueError("a gold bead lies outside the band")
            gold.append(np.nonzero(hit)[0] + total)
            total += len(cell)
            ends.append((part.stop[0] - part.start[0], part.stop[1] - part.start[1]))
        self._shape = len(KINDS), rows, count, columns
        self.values = np.concatenate(values)
        self.kinds = np.concatenate(kind_of)
        self._places = np.concatenate(places)
        self._starts = np.concatenate(starts)
        self._stops = np.concatenate(stops)
        self._parts = np.concatenate(owners)
        self._gold = np.concatenate(gold)
        self._ends = np.array(ends)

    def loss(self, scores: Floats) -> tuple[float, Floats]:
        """Minus the log-likelihood of the gold paths, and its slope by the score of each bead."""
        grid = np.full(self._shape, NOTHING, dtype=np.float32)
        grid.reshape(-1)[self._places] = scores
        before, after = self._before(grid), self._after(grid)
        totals = after[0, :, 0].astype(np.float64)
        flat_before, flat_after = before.reshape(-1), after.reshape(-1)
        logs = flat_before[self._starts] + scores + flat_after[self._stops]
        slope = np.exp(np.minimum(logs - totals[self._parts], 0)).astype(np.float32)
        slope[self._gold] -= 1
        return float(totals.sum() - scores[self._gold].sum(dtype=np.float64)), slope

    def _before(self, grid: Floats) -> Floats:
        """What all paths from the start to each position amount to, (rows, parts, columns)."""
        _, rows, count, columns = self._shape
        value = np.full((rows, count, columns), NOTHING, dtype=np.float32)
        gaps = np.zeros((count, columns))
        for row in range(rows):
            steps = [kind for kind in _OVER_ROWS if SOURCE[kind] <= row and TARGET[kind] < columns]
            found = np.full((len(steps) + 1, count, columns), NOTHING, dtype=np.float32)
            if row == 0:
                found[-1, :, 0] = 0
            for number, kind in enumerate(steps):
                a, b = KINDS[kind]
                np.add(
                    value[row - a, :, : columns - b],
                    grid[kind, row - a, :, : columns - b],
                    out=found[number, :, b:],
                )
            gaps[:, 1:] = np.cumsum(grid[_GAP, row, :, :-1], axis=1, dtype=np.float64)
            joined = np.logaddexp.accumulate(_log_sum(found) - gaps, axis=1) + gaps
            value[row] = np.maximum(joined, NOTHING)
        return value

    def _after(self, grid: Floats) -> Floats:
        """What all paths from each position to the end amount to, likewise."""
        _, rows, count, columns = self._shape
        value = np.full((rows, count, columns), NOTHING, dtype=np.float32)
        gaps = np.zeros((count, columns))
        for row in reversed(range(rows)):
            steps = [
                kind for kind in _OVER_ROWS if row + SOURCE[kind] < rows and TARGET[kind] < columns
            ]
            found = np.full((len(steps) + 1, count, columns), NOTHING, dtype=np.float32)
            ending = np.nonzero(self._ends[:, 0] == row)[0]
            found[-1, ending, self._ends[ending, 1]] = 0
            for number, kind in enumerate(steps):
                a, b = KINDS[kind]
                np.add(
                    value[row + a, :, b:],
                    grid[kind, row, :, : columns - b],
                    out=found[number, :, : columns - b],
                )
            gaps[:, 1:] = np.cumsum(grid[_GAP, row, :, :-1], axis=1, dtype=np.float64)
            joined = (_log_sum(found) + gaps)[:, ::-1]
            joined = np.logaddexp.accumulate(joined, axis=1)[:, ::-1] - gaps
            value[row] = np.maximum(joined, NOTHING)
        return value


def _log_sum(found: Floats) -> Floats:
    top = found.max(axis=0)
    found -= top
    np.exp(found, out=found)
    return np.log(found.sum(axis=0)) + top
