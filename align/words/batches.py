"""Sentence pairs of like size as arrays with a common shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.words.vocabulary import Ids

#: Cells (word of one side times word of the other) of a batch: its arrays stay in the cache.
_CELLS = 40_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs padded to the longest of them.

    Attributes:
        pairs: which pairs these are, shape (b,).
        zh: types of the Chinese words, shape (b, i); 0 beyond a sentence's end.
        en: the same of the English, shape (b, j).
        zh_sizes, en_sizes: numbers of words, shape (b,).
        inside: which cells are within both sentences, shape (b, i, j).
    """

    pairs: Ids
    zh: Ids
    en: Ids
    zh_sizes: Ids
    en_sizes: Ids
    inside: NDArray[np.bool_]

    def padded(self, cells: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Arrays of the pairs' cells as one, zero beyond a sentence's end.

        Args:
            cells: by number of pair.
        """
        result = np.zeros(self.shape, dtype=np.float32)
        for place, number in enumerate(self.pairs.tolist()):
            values = cells[number]
            result[place, : values.shape[0], : values.shape[1]] = values
        return result

    @property
    def shape(self) -> tuple[int, int, int]:
        count, rows, columns = self.inside.shape
        return count, rows, columns


def batches(pairs: Sequence[tuple[Ids, Ids]]) -> Iterator[Batch]:
    """All pairs that have words on both sides, shortest first."""
    full = [number for number, (zh, en) in enumerate(pairs) if len(zh) and len(en)]
    full.sort(key=lambda number: (len(pairs[number][0]), len(pairs[number][1])))
    group: list[int] = []
    rows = columns = 0
    for number in full:
        zh, en = pairs[number]
        longer = max(rows, len(zh)), max(columns, len(en))
        if group and (len(group) + 1) * longer[0] * longer[1] > _CELLS:
            yield _batch(pairs, group)
            group, longer = [], (len(zh), len(en))
        rows, columns = longer
        group.append(number)
    if group:
        yield _batch(pairs, group)


def _batch(pairs: Sequence[tuple[Ids, Ids]], group: Sequence[int]) -> Batch:
    zh, zh_sizes = _padded([pairs[number][0] for number in group])
    en, en_sizes = _padded([pairs[number][1] for number in group])
    inside = (np.arange(zh.shape[1]) < zh_sizes[:, None])[:, :, None] & (
        np.arange(en.shape[1]) < en_sizes[:, None]
    )[:, None, :]
    return Batch(np.array(group), zh, en, zh_sizes, en_sizes, inside)


def _padded(rows: Sequence[Ids]) -> tuple[Ids, Ids]:
    sizes = np.array([len(row) for row in rows])
    result = np.zeros((len(rows), int(sizes.max())), dtype=np.int64)
    for place, row in zip(result, rows, strict=True):
        place[: len(row)] = row
    return result, sizes
