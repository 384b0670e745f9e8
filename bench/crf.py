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
from align.sentences.types import EMPTY, KINDS, SOURCE, TARGET
from bench.pairs import Pair

#: Source sentences in a stretch, about.
STRETCH = 24
#: Stands for the logarithm of nothing: infinities cannot be subtracted.
NOTHING = np.float32(-1e4)

Floats = NDArray[Any]
_GAP_SOURCE = KINDS.index((1, 0))
_GAP_TARGET = KINDS.index((0, 1))
_FULL = range(EMPTY, len(KINDS))


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

    @property
    def openings(self) -> int:
        """Rows of beads with an empty side."""
        empty = [kind < EMPTY for _, _, kind in self.beads]
        return sum(now and not before for before, now in zip([False, *empty], empty, strict=False))


def stretches(gold: Sequence[Pair]) -> list[Stretch]:
    """The parts of a gold alignment that a monotone path of small beads can follow.

    Beads that cross others or hold more sentences than the model allows are left out.
    """
    found: list[Stretch] = []
    for run in _monotone_runs(gold):
        first = 0
        while first < len(run):
            last = first + STRETCH
            while last < len(run) and run[last][2] < EMPTY:
                last += 1  # a row of beads with an empty side is not cut
            part = run[first:last]
            i, j, kind = part[-1]
            stop = i + int(SOURCE[kind]), j + int(TARGET[kind])
            found.append(Stretch(part[0][:2], stop, tuple(part)))
            first = last
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


#: A stretch with the band, features (cells, kinds, f) and validity of its text.
Part = tuple[Stretch, Band, Floats, NDArray[np.bool_]]
_TOGETHER = 48


class Batch:
    """Stretches of several documents laid side by side on grids of one size.

    Attributes:
        values: features of all their possible beads, shape (beads, features).
        kinds: the kinds of these beads, shape (beads,).
    """

    def __init__(self, parts: Sequence[Part]) -> None:
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
        self._openings = sum(part.openings for part, *_ in parts)

    def loss(self, scores: Floats, opening: float) -> tuple[float, Floats, float]:
        """Minus the log-likelihood of the gold paths, and its slopes.

        Args:
            scores: of each possible bead.
            opening: the score of each row of beads with an empty side.

        Returns:
            The loss, and its slopes by the scores and by the opening.
        """
        single = np.float32(opening)
        grid = np.full(self._shape, NOTHING, dtype=np.float32)
        grid.reshape(-1)[self._places] = scores
        before, before_gap, fresh = self._before(grid, single)
        after, after_gap = self._after(grid, single)
        totals = after[0, :, 0].astype(np.float64)
        own = totals[self._parts]
        logs = np.where(
            self.kinds < EMPTY,
            before_gap.reshape(-1)[self._starts] + after_gap.reshape(-1)[self._stops],
            before.reshape(-1)[self._starts] + after.reshape(-1)[self._stops],
        )
        slope = np.exp(np.minimum(logs + scores - own, 0)).astype(np.float32)
        slope[self._gold] -= 1
        gap = self.kinds < EMPTY
        logs = fresh.reshape(-1)[self._starts[gap]] + after_gap.reshape(-1)[self._stops[gap]]
        openings = np.exp(np.minimum(logs + scores[gap] + single - own[gap], 0)).sum()
        gold = scores[self._gold].sum(dtype=np.float64) + self._openings * float(single)
        return float(totals.sum() - gold), slope, float(openings) - self._openings

    def _before(self, grid: Floats, opening: np.float32) -> tuple[Floats, Floats, Floats]:
        """What all paths from the start to each position amount to, (rows, parts, columns) each.

        They are the values before a bead with both sides, before one with an empty side, and of
        paths that end in a bead with both sides.
        """
        _, rows, count, columns = self._shape
        value, in_gap, fresh = np.full((3, rows, count, columns), NOTHING, dtype=np.float32)
        for row in range(rows):
            steps = [kind for kind in _FULL if SOURCE[kind] <= row and TARGET[kind] < columns]
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
            full = _log_sum(found)
            inside = np.full_like(full, NOTHING)
            if row:
                inside = in_gap[row - 1] + grid[_GAP_SOURCE, row - 1]
            gaps = grid[_GAP_TARGET, row, :, :-1].astype(np.float64)
            walked = np.concatenate([np.zeros((count, 1)), np.cumsum(gaps, axis=1)], axis=1)
            inside[:, 1:] = np.logaddexp(inside[:, 1:], full[:, :-1] + opening + gaps)
            inside = np.logaddexp.accumulate(inside - walked, axis=1) + walked
            fresh[row] = full
            value[row] = np.maximum(np.logaddexp(full, inside), NOTHING)
            in_gap[row] = np.maximum(np.logaddexp(full + opening, inside), NOTHING)
        return value, in_gap, fresh

    def _after(self, grid: Floats, opening: np.float32) -> tuple[Floats, Floats]:
        """What all paths from each position to the end amount to, likewise.

        They are the values after a bead with both sides, and after one with an empty side.
        """
        _, rows, count, columns = self._shape
        value, in_gap = np.full((2, rows, count, columns), NOTHING, dtype=np.float32)
        for row in reversed(range(rows)):
            steps = [kind for kind in _FULL if row + SOURCE[kind] < rows and TARGET[kind] < columns]
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
            full = _log_sum(found)
            down = np.full_like(full, NOTHING)
            if row + 1 < rows:
                down = in_gap[row + 1] + grid[_GAP_SOURCE, row]
            gaps = grid[_GAP_TARGET, row, :, :-1].astype(np.float64)
            walked = np.concatenate([np.zeros((count, 1)), np.cumsum(gaps, axis=1)], axis=1)
            inside = (np.logaddexp(full, down) + walked)[:, ::-1]
            inside = np.logaddexp.accumulate(inside, axis=1)[:, ::-1] - walked
            in_gap[row] = np.maximum(inside, NOTHING)
            down[:, :-1] = np.logaddexp(down[:, :-1], gaps + inside[:, 1:])
            value[row] = np.maximum(np.logaddexp(full, down + opening), NOTHING)
        return value, in_gap


def batches(parts: Sequence[Part]) -> list[Batch]:
    """Batches of stretches of like size, as a batch's grids are as large as its largest."""
    order = sorted(parts, key=lambda part: part[0].stop[1] - part[0].start[1])
    return [Batch(order[start : start + _TOGETHER]) for start in range(0, len(order), _TOGETHER)]


def _log_sum(found: Floats) -> Floats:
    top = found.max(axis=0)
    found -= top
    np.exp(found, out=found)
    total: Floats = np.log(found.sum(axis=0)) + top
    return total
