"""What the aligner knows of each possible bead, as numbers that weights turn into a score.

All features are symmetric: a pair of documents given the other way round has the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from align.encoders import Vectors
from align.sentences.band import Band, Ints
from align.sentences.coverage import Coverage
from align.sentences.lengths import Lengths
from align.sentences.types import EMPTY, KINDS, MOST, SOURCE, TARGET
from align.sentences.vectors import SideVectors

#: The features of beads with both sides and of those with an empty side: of the texts, and of what
#: each view adds.
_TEXTS: Final = ("length", "length*large", "length-variance", "skew")
_EMPTY: Final = ("empty",)
_VIEW: Final = (
    "cosine", "cosine*size", "neighbours", "extended", "reduced", "words-share", "words-left"
)  # fmt: skip
_VIEW_EMPTY: Final = ("empty-cosine", "empty-words")
#: What the names of a view's features begin with.
_VIEWS: Final = ("", "second-")

Features = tuple[NDArray[Any], ...]

#: Rows and columns of positions looked at together.
_ROWS = 48
_COLUMNS = 512
_FLOOR = -0.3
#: The weight of words is given in units of this.
_WORD = 10.0


def names(views: int) -> tuple[str, ...]:
    """The features in the order of a block's values, those of beads with an empty side last."""
    seen = _VIEWS[:views]
    full = [prefix + name for prefix in seen for name in _VIEW]
    return (*_TEXTS, *full, *_EMPTY, *(prefix + name for prefix in seen for name in _VIEW_EMPTY))


@dataclass(frozen=True, slots=True)
class View:
    """Two documents as an encoder sees them.

    Attributes:
        source: the vectors of one document.
        target: those of the other.
        words: how far each says what the other says.
        scale: what cosines are multiplied by, as encoders differ in how near translations are.
    """

    source: SideVectors
    target: SideVectors
    words: Coverage
    scale: float = 1.0

    def reader(self) -> View:
        """The same for a thread of its own."""
        return replace(self, source=self.source.reader(), target=self.target.reader())


@dataclass(frozen=True, slots=True)
class Block:
    """The features of the beads that begin at some positions of a band.

    Attributes:
        cells: the numbers of the positions, shape (c,).
        values: shape (features, len(KINDS), c); of no meaning where not `valid`.
        valid: which beads lie within both documents, shape (len(KINDS), c).
    """

    cells: Ints
    values: NDArray[np.float32]
    valid: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents as the aligner sees them.

    Attributes:
        views: one or two.
        lengths: of their sentences.
        band: the positions that it looks at.
    """

    views: tuple[View, ...]
    lengths: Lengths
    band: Band


def blocks(pair: Pair, rows: range | None = None) -> Iterator[Block]:
    """The features of all beads of a band, a part of it at a time, in order of the rows.

    Args:
        pair: the documents.
        rows: those of the band that are wanted, or None for all. Several threads may each go
            through rows of their own.
    """
    band, views = pair.band, tuple(view.reader() for view in pair.views)
    wanted = range(band.rows) if rows is None else rows
    for start in range(wanted.start, wanted.stop, _ROWS):
        part = np.arange(start, min(start + _ROWS, wanted.stop))
        low, high = int(band.low[part[0]]), int(band.high[part[-1]])
        for column in range(low, high + 1, _COLUMNS):
            stop = min(column + _COLUMNS, high + 1)
            columns = np.arange(column, stop)
            i, j = np.meshgrid(part, columns, indexing="ij")
            numbers = band.number(i.ravel(), j.ravel())
            inside = numbers < band.size
            if inside.any():
                i, j = i.ravel()[inside], j.ravel()[inside]
                yield _block(views, pair.lengths, i, j, numbers[inside])


def _block(views: Sequence[View], lengths: Lengths, i: Ints, j: Ints, cells: Ints) -> Block:
    grid = _Grid.of(i, j)
    ends_i, ends_j = i + SOURCE[:, None], j + TARGET[:, None]
    valid = (ends_i <= views[0].source.count) & (ends_j <= views[0].target.count)
    count, full = len(names(len(views))), slice(EMPTY, None)
    values = np.zeros((count, len(KINDS), len(cells)), dtype=np.float32)
    large = (SOURCE + TARGET > 2)[full, None]
    length, variance = lengths.of_runs(i, j, ends_i, ends_j)
    skew = lengths.skew * (TARGET - SOURCE)[full, None]
    values[0, full], values[1, full] = length[full], length[full] * large
    values[2, full], values[3, full] = variance[full], skew
    empty = len(_TEXTS) + len(_VIEW) * len(views)
    values[empty, :EMPTY] = 1
    for number, view in enumerate(views):
        of_full, of_empty = _seen(view, grid, i, j)
        first = len(_TEXTS) + len(_VIEW) * number
        values[first : first + len(_VIEW), full] = of_full
        first = empty + len(_EMPTY) + len(_VIEW_EMPTY) * number
        values[first : first + len(_VIEW_EMPTY), :EMPTY] = of_empty
    return Block(cells, values, valid)


def _seen(view: View, grid: _Grid, i: Ints, j: Ints) -> tuple[Features, Features]:
    """What a view adds: by `_VIEW` for beads with both sides, by `_VIEW_EMPTY` for the others."""
    table = _Cosines.of(view, grid)
    size = ((SOURCE + TARGET) / 2)[EMPTY:, None].astype(np.float32)
    cosine = table.take(0, 0, 0, 0)
    share, left, alone = _words(view.words, grid, i, j)
    return (
        cosine,
        cosine * (size - 1),
        table.neighbours(),
        np.maximum(table.extended() - cosine, _FLOOR),
        np.where(size > 1, table.reduced() - cosine, 0),
        share,
        left,
    ), (table.beside(), alone)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Runs about some positions, numbered by source start and count, target start and count.

    Attributes:
        i0, i1, j0, j1: the runs begin at source i0..i1-1 and target j0..j1-1.
        base: where the bead of each kind with both sides at each position is.
        empty: where the pairs of sentences right after each position are.
        steps: what one more of each of the four adds to a place.
    """

    i0: int
    i1: int
    j0: int
    j1: int
    base: Ints
    empty: Ints
    steps: tuple[int, int, int, int]

    @staticmethod
    def of(i: Ints, j: Ints) -> _Grid:
        i0, i1 = int(i.min()) - 1, int(i.max()) + MOST
        j0, j1 = int(j.min()) - 1, int(j.max()) + MOST
        steps = ((j1 - j0) * MOST * MOST, (j1 - j0) * MOST, MOST, 1)
        empty = (i - i0) * steps[0] + (j - j0) * steps[2]
        counts = (SOURCE[EMPTY:] - 1) * steps[1] + (TARGET[EMPTY:] - 1) * steps[3]
        return _Grid(i0, i1, j0, j1, empty + counts[:, None], empty, steps)


def _words(
    words: Coverage, grid: _Grid, i: Ints, j: Ints
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """What of a bead's words the other side translates: the share, and the weight of the rest.

    Third comes the weight of the words of empty beads.
    """
    source, target = words.source.total, words.target.total
    ends_i = np.minimum(i + SOURCE[:, None], len(source) - 1)
    ends_j = np.minimum(j + TARGET[:, None], len(target) - 1)
    total = (source[ends_i] - source[i] + target[ends_j] - target[j]) / _WORD
    one, other = words.covered(grid.i0, grid.i1, grid.j0, grid.j1)
    covered = (one + other).ravel()[grid.base] / _WORD
    full = total[EMPTY:]
    return covered / (full + 2 / _WORD), full - covered, total[:EMPTY]


@dataclass(frozen=True, slots=True)
class _Cosines:
    """Cosines of all runs of a grid.

    Attributes:
        flat: by their numbers in the grid.
        grid: the numbers.
    """

    flat: Vectors
    grid: _Grid

    @staticmethod
    def of(view: View, grid: _Grid) -> _Cosines:
        rows = view.source.runs(grid.i0, grid.i1, MOST)
        columns = view.target.runs(grid.j0, grid.j1, MOST)
        width = rows.shape[2]
        flat = (rows.reshape(-1, width) @ columns.reshape(-1, width).T).ravel()
        if view.scale != 1:
            flat *= np.float32(view.scale)
        return _Cosines(flat, grid)

    def take(self, di: int, da: int, dj: int, db: int) -> Vectors:
        """Cosines of the runs that begin `di` and `dj` later and are `da` and `db` longer."""
        one, two, three, four = self.grid.steps
        return self.flat[self.grid.base + (di * one + da * two + dj * three + db * four)]

    def extended(self) -> Vectors:
        """The best cosine with one adjacent sentence more."""
        first = np.maximum(self.take(-1, 1, 0, 0), self.take(0, 1, 0, 0))
        return np.maximum(first, np.maximum(self.take(0, 0, -1, 1), self.take(0, 0, 0, 1)))

    def reduced(self) -> Vectors:
        """The best cosine with the first or last sentence of a side less; -1 for 1-1."""
        few = (SOURCE[EMPTY:] < 2)[:, None]
        first = np.where(few, -1, np.maximum(self.take(1, -1, 0, 0), self.take(0, -1, 0, 0)))
        few = (TARGET[EMPTY:] < 2)[:, None]
        other = np.where(few, -1, np.maximum(self.take(0, 0, 1, -1), self.take(0, 0, 0, -1)))
        result: Vectors = np.maximum(first, other)
        return result

    def neighbours(self) -> Vectors:
        """The mean cosine of each side with the sentences just before and after the other."""
        one, two, three, four = self.grid.steps
        source, target = SOURCE[EMPTY:, None], TARGET[EMPTY:, None]
        single_target = self.grid.base - (target - 1) * four
        single_source = self.grid.base - (source - 1) * two
        total: Vectors = self.flat[single_target - three]
        total = total + self.flat[single_target + target * three]
        total += self.flat[single_source - one]
        total += self.flat[single_source + source * one]
        total *= 0.25
        return total

    def beside(self) -> Vectors:
        """For 1-0 and 0-1, the sentence's best cosine with the two that stand beside it."""
        one, _, three, _ = self.grid.steps
        here = self.flat[self.grid.empty]
        return np.stack(
            [
                np.maximum(here, self.flat[self.grid.empty - three]),
                np.maximum(here, self.flat[self.grid.empty - one]),
            ]
        )
