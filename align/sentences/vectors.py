"""Vectors of runs of consecutive sentences, centred, made when they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder, Runs, Vectors, runs
from align.progress import Progress

#: Sentences handed to the encoder at once, and rows that go through its head at once.
_CHUNK = 1_024
_ROWS = 4_096


class SideVectors:
    """One document of a pair as its sentences' vectors and lengths.

    Vectors are centred: the mean over the document's sentences, which says what the document is
    about and in which language, is subtracted, and the rest brought back to length one.

    Attributes:
        characters: characters of each sentence, shape (n,).
        count: the number of sentences.
    """

    def __init__(self, parts: Runs, characters: NDArray[np.float64]) -> None:
        self.characters = characters
        self.count = len(characters)
        self._parts = parts
        self._singles = self._alone()
        self._mean: Vectors = self._singles.mean(axis=0)
        for row in range(0, self.count, _ROWS):
            some = slice(row, row + _ROWS)
            self._singles[some] = _centred(self._singles[some], self._mean)
        self._cache: dict[int, Vectors] = {}

    def reader(self) -> SideVectors:
        """The same document for one who goes through its runs beside others, in another thread."""
        other = copy(self)
        other._cache = {}
        return other

    def singles(self) -> Vectors:
        """Vectors of the sentences, shape (n, d)."""
        return self._singles

    def runs(self, start: int, stop: int, longest: int) -> Vectors:
        """Vectors of the runs that begin at start..stop-1, shape (stop-start, longest, d).

        Rows are zeros where a run would begin before the first sentence or end after the last.
        Those of the last call are reused: callers move forward through the document.
        """
        first, last = max(start, 0), max(min(stop, self.count), max(start, 0))
        rows: Vectors = np.zeros((stop - start, longest, self._singles.shape[1]), dtype=np.float32)
        kept = {
            key: row
            for key, row in self._cache.items()
            if first <= key < last and len(row) == longest
        }
        missing = [key for key in range(first, last) if key not in kept]
        if missing:
            low, high = missing[0], missing[-1] + 1
            kept |= dict(zip(range(low, high), self._fresh(low, high, longest), strict=True))
        self._cache = kept
        for key, row in kept.items():
            rows[key - start] = row
        return rows

    def _alone(self) -> Vectors:
        """Vectors of the sentences as they are, a part at a time: there are as many as sums."""
        singles: Vectors | None = None
        for row in range(0, self.count, _ROWS):
            some = slice(row, min(row + _ROWS, self.count))
            found = self._parts.head(*self._sums(some.start, some.stop, 1))
            if singles is None:
                singles = np.empty((self.count, found.shape[1]), dtype=np.float32)
            singles[some] = found
        if singles is None:
            raise ValueError("a side without texts")
        return singles

    def _fresh(self, start: int, stop: int, longest: int) -> Vectors:
        rows = np.zeros((stop - start, longest, self._singles.shape[1]), dtype=np.float32)
        rows[:, 0] = self._singles[start:stop]
        ends = [
            (length, end)
            for length in range(2, longest + 1)
            if (end := min(stop, self.count - length + 1)) > start
        ]
        if ends:
            sums = [self._sums(start, end, length) for length, end in ends]
            heads = self._parts.head(*(np.concatenate(part) for part in zip(*sums, strict=True)))
            heads = _centred(heads, self._mean)
            first = 0
            for length, end in ends:
                rows[: end - start, length - 1] = heads[first : first + end - start]
                first += end - start
        return rows

    def _sums(self, start: int, stop: int, length: int) -> tuple[Vectors, Vectors]:
        """Sums and lengths of the runs of `length` sentences that begin at start..stop-1."""
        parts = self._parts
        sums = parts.inner[start:stop].copy()
        lengths = parts.lengths[start:stop].copy()
        for step in range(1, length):
            sums += parts.inner[start + step : stop + step]
            lengths += parts.lengths[start + step : stop + step]
        if parts.begin is not None:
            sums += parts.begin[start:stop]
        if parts.end is not None:
            sums += parts.end[start + length - 1 : stop + length - 1]
        return sums, lengths


def _centred(rows: Vectors, mean: Vectors) -> Vectors:
    rows = rows - mean
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # A document of one sentence, or of one sentence repeated, is its own mean.
    rows /= np.where(norms > 1e-3, norms, np.float32(np.inf))[:, None]
    return rows


def sides(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, progress: Progress
) -> tuple[SideVectors, SideVectors]:
    """Both documents' sides; none of the texts may be blank."""
    total = len(source) + len(target)
    return (
        _side(source, encoder, progress, 0, total),
        _side(target, encoder, progress, len(source), total),
    )


def _side(
    texts: Sequence[str], encoder: Encoder, progress: Progress, done: int, total: int
) -> SideVectors:
    whole: Runs | None = None
    for start in range(0, len(texts), _CHUNK):
        progress("encoding", done + start, total)
        part = runs(encoder, texts[start : start + _CHUNK])
        if whole is None:
            whole = _room(part, len(texts))
        rows = slice(start, start + len(part.lengths))
        whole.inner[rows], whole.lengths[rows] = part.inner, part.lengths
        for all_, some in ((whole.begin, part.begin), (whole.end, part.end)):
            if all_ is not None and some is not None:
                all_[rows] = some
    progress("encoding", done + len(texts), total)
    if whole is None:
        raise ValueError("a side without texts")
    return SideVectors(whole, np.array([len(text) for text in texts], dtype=np.float64))


def _room(part: Runs, count: int) -> Runs:
    """Sums of the same kind for `count` sentences, to be filled.

    They are one block of memory, which the system has back as soon as it is freed.
    """
    kinds = [part.inner, part.begin, part.end]
    width = part.inner.shape[1]
    room = np.empty((sum(kind is not None for kind in kinds), count, width), dtype=np.float32)
    rows = iter(room)
    inner, begin, end = (None if kind is None else next(rows) for kind in kinds)
    assert inner is not None
    return Runs(inner, begin, end, np.empty(count, dtype=np.float32), part.head)
