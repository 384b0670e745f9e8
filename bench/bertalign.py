"""Bertalign's algorithm, from its paper, to compare with on the same vectors.

Lei Liu and Min Zhu: Bertalign: Improved word embedding-based sentence alignment for Chinese-English
parallel corpora of literary texts. Digital Scholarship in the Humanities, 2022. A first pass finds
the best path of 1-1, 1-0 and 0-1 beads, where a sentence may only match one of its nearest
neighbours. A second pass allows beads of up to five sentences near that path; a bead's score is its
cosine less that with the sentences around it, times a penalty for unlike lengths.

What the paper leaves open is set here: the width of the second pass's path, and lengths in
characters, brought to one scale by the documents' ratio (the paper counts bytes, which for a
ratio is much the same).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.encoders import Vectors
from align.sentences.vectors import SideVectors
from bench.pairs import Pair
from bench.texts import Count, Text

#: Targets that a source sentence may match in the first pass.
NEAREST = 3
#: Half of the first pass's window: at least so many sentences, and this share of the document.
WINDOW, WINDOW_SHARE = 250, 0.06
#: Half of the second pass's window around the first pass's path.
WIDTH = 6
#: Sentences in a bead at most.
MOST = 5
#: The score of a bead with an empty side in the second pass.
SKIP = -0.1

KINDS = (
    (1, 0),
    (0, 1),
    *((a, b) for a in range(1, MOST) for b in range(1, MOST) if a + b <= MOST),
)
Ints = NDArray[np.int64]
Grid = NDArray[np.floating]


def measure(text: Text, margin: bool = True) -> Count:
    """How many beads of a text Bertalign's algorithm finds."""
    count = Count()
    count.add(text.gold, align(text.view.source, text.view.target, margin))
    return count


def align(source: SideVectors, target: SideVectors, margin: bool = True) -> list[Pair]:
    """The beads of two documents, in order.

    Args:
        source: a document.
        target: the other.
        margin: whether a cosine counts less that with the sentences around, as in the paper.
    """
    matches = _first_pass(source.singles(), target.singles())
    low, high = _path(matches, source.count, target.count)
    scores = _scores(source, target, margin)
    best = np.full((source.count + 1, target.count + 1), -np.inf)
    taken = np.zeros(best.shape, dtype=np.int64)
    for i in range(source.count + 1):
        columns = np.arange(low[i], high[i] + 1)
        found = np.full((len(KINDS), len(columns)), -np.inf)
        for kind, (a, b) in enumerate(KINDS):
            if a and i >= a:
                inside = columns[columns >= b]
                steps = SKIP if not b else scores[a, b][i - a, inside - b]
                found[kind, columns >= b] = best[i - a, inside - b] + steps
        here, kinds = found.max(axis=0), found.argmax(axis=0)
        if i == 0:
            here[0] = 0.0
        for place in range(1, len(columns)):
            if here[place - 1] + SKIP > here[place]:
                here[place], kinds[place] = here[place - 1] + SKIP, KINDS.index((0, 1))
        best[i, columns], taken[i, columns] = here, kinds
    return _trace(taken)


def _trace(taken: Ints) -> list[Pair]:
    i, j = taken.shape[0] - 1, taken.shape[1] - 1
    beads: list[Pair] = []
    while i or j:
        a, b = KINDS[taken[i, j]]
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    beads.reverse()
    return beads


def _first_pass(source: Vectors, target: Vectors) -> list[tuple[int, int]]:
    """The 1-1 matches on the path with the greatest sum of cosines."""
    rows, columns = len(source), len(target)
    scores = (source @ target.T).astype(np.float64)
    middle = np.arange(rows)[:, None] * columns / rows
    scores[np.abs(np.arange(columns) - middle) > max(WINDOW, WINDOW_SHARE * columns)] = -np.inf
    nearest = np.argsort(-scores, axis=1)[:, :NEAREST]
    allowed = np.full(scores.shape, -np.inf)
    np.put_along_axis(allowed, nearest, np.take_along_axis(scores, nearest, axis=1), axis=1)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        matched = np.maximum(best[i, 1:], best[i, :-1] + allowed[i])
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(matched, 0))
    i, j = rows, columns
    matches = []
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            matches.append((i, j))
    matches.reverse()
    return matches


def _path(matches: list[tuple[int, int]], rows: int, columns: int) -> tuple[Ints, Ints]:
    """The first and last column of each row of the second pass's narrow path."""
    low, high = np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64)
    bounds = [(-1, -1), *matches, (rows, columns)]
    for (i0, j0), (i1, j1) in pairwise(bounds):
        low[i0 + 1 : i1 + 1] = max(j0 + 1 - WIDTH, 0)
        high[i0 + 1 : i1 + 1] = min(j1 + WIDTH, columns)
    low[0], high[rows] = 0, columns
    return low, high


def _scores(source: SideVectors, target: SideVectors, margin: bool) -> dict[tuple[int, int], Grid]:
    """The score of each bead with both sides by its counts and where it begins, shape (n, m)."""
    left = source.reader().runs(0, source.count, MOST)
    right = target.reader().runs(0, target.count, MOST)
    lengths = (
        _lengths(source.characters, 1.0),
        _lengths(target.characters, source.characters.sum() / target.characters.sum()),
    )
    found: dict[tuple[int, int], Grid] = {}
    for a, b in KINDS:
        if a and b:
            one, other = lengths[0][a - 1][:, None], lengths[1][b - 1]
            penalty = np.log2(1 + np.minimum(one, other) / np.maximum(one, other))
            cosine = left[:, a - 1] @ right[:, b - 1].T
            if margin:
                around = _around(left[:, a - 1] @ right[:, 0].T, b)
                around += _around(right[:, b - 1] @ left[:, 0].T, a).T
                cosine = cosine - around / 2
            found[a, b] = cosine * penalty
    return found


def _lengths(characters: Grid, scale: float) -> list[Grid]:
    """Characters of the runs of 1 to `MOST` sentences from each sentence on."""
    before = np.concatenate([[0], np.cumsum(characters * scale)])
    last = len(characters)
    starts = np.arange(last)
    return [
        np.maximum(before[np.minimum(starts + count, last)] - before[:-1], 1e-6)
        for count in range(1, MOST)
    ]


def _around(cosines: Vectors, count: int) -> Grid:
    """The mean cosine with the sentences before and after each run of `count` columns."""
    padded = np.pad(cosines.astype(np.float64), ((0, 0), (1, count)))
    known = np.pad(np.ones(cosines.shape[1]), (1, count))
    before, after = slice(0, cosines.shape[1]), slice(count + 1, None)
    total = padded[:, before] + padded[:, after]
    return total / np.maximum(known[before] + known[after], 1)
