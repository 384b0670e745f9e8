"""Features of candidate links that come from the other candidates of the pair and of the document.

A first pass scores each cell by itself; these say how well a link agrees with what that pass
believed: rivals in its row and column, neighbours on the diagonal, the place that the links around
it lead one to expect (the distortion of Vogel et al. 1996, HMM-based word alignment in statistical
translation), and how often the two words were linked elsewhere in the document.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.words.batches import Batch
from align.words.lexicon import Table
from align.words.vocabulary import Ids, Types

Array = NDArray[np.float32]

NAMES = (
    "logit", "rivals-row", "rivals-column", "rivals-row>0", "rivals-column>0", "probability",
    "diagonal", "diagonal-best", "diagonal-2", "skewed", "antidiagonal", "beside-row",
    "beside-column", "beside-row-2", "around", "others-row", "others-column", "others-row<1",
    "others-column<1", "linked-zh", "linked-en", "linked-both", "linked-again",
    "grammar*diagonal", "grammar*beside-row", "grammar*beside-column", "grammar*off-row",
    "grammar*off-column", "grammar*rivals-row", "grammar*rivals-column", "grammar-either",
    "grammar*logit", "grammar-zh*others-row", "grammar-en*others-column",
    "grammar-zh*others-column", "grammar-en*others-row",
    "off-row<3", "off-column<3", "off-row", "off-column",
    "off-row-wide<3", "off-column-wide<3", "off-row-wide", "off-column-wide",
    "after-row", "after-column", "after-row-2", "after-column-2",
)  # fmt: skip

#: Beyond this a logit says nothing more.
_CLIP = 15.0
#: Beyond these a feature says nothing more either: odds of rivals, other links, words off course.
_RIVALS, _OTHERS, _OFF = np.float32(6), np.float32(4), np.float32(40)
#: Words around a link in which its neighbours are sought.
_REACH = 4
#: Over how many words the weight of a neighbouring link falls by e.
_REACHES = (1.5, 5.0)
#: How much the diagonal counts where no link is near.
_DIAGONAL = 0.01
_FAR = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cells of a batch that may be links.

    Attributes:
        batch: the pairs.
        pair, zh, en: where each candidate is in the batch's arrays, shape (n,).
        cells: the features of their cells, shape (names, n).
        logit: the belief of the last pass, shape (n,).
    """

    batch: Batch
    pair: Ids
    zh: Ids
    en: Ids
    cells: NDArray[np.float32]
    logit: NDArray[np.float32]

    @property
    def zh_types(self) -> Ids:
        return self.batch.zh[self.pair, self.zh]

    @property
    def en_types(self) -> Ids:
        return self.batch.en[self.pair, self.en]

    @property
    def probability(self) -> NDArray[np.float32]:
        result: NDArray[np.float32] = sigmoid(self.logit)
        return result


def sigmoid(logit: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of logits."""
    odds = np.exp(np.clip(logit, -_CLIP, _CLIP), dtype=np.float32)
    result: NDArray[np.float32] = odds / (1 + odds)
    return result


def context(candidates: Candidates, zh: Types, en: Types, linked: Table) -> Array:
    """The features of the candidates, shape (len(NAMES), n).

    Args:
        linked: by pairs of types, the sum of the probabilities of their links in the document.
    """
    logit = np.clip(candidates.logit, -_CLIP, _CLIP)
    belief = sigmoid(logit)
    grammar_zh = zh.function[candidates.zh_types]
    grammar_en = en.function[candidates.en_types]
    either = np.maximum(grammar_zh, grammar_en)
    row, column = _rivals(candidates, logit)
    others_row, others_column = _others(candidates, belief)
    near = _Neighbours(candidates, belief)
    diagonal, beside_row, beside_column = near.diagonal(), near.row(1), near.column(1)
    off = _off_course(candidates, belief)
    features = [
        logit, row, column, np.maximum(row, 0), np.maximum(column, 0), belief,
        diagonal, np.maximum(near.at(1, 1), near.at(-1, -1)), near.at(2, 2) + near.at(-2, -2),
        near.at(1, 2) + near.at(2, 1) + near.at(-1, -2) + near.at(-2, -1),
        near.at(1, -1) + near.at(-1, 1), beside_row, beside_column, near.row(2), near.around(),
        others_row, others_column, np.minimum(others_row, 1), np.minimum(others_column, 1),
        *_linked(candidates, belief, zh, en, linked),
        either * diagonal, either * beside_row, either * beside_column,
        either * off[2], either * off[3], either * row, either * column, either,
        either * logit, grammar_zh * others_row, grammar_en * others_column,
        grammar_zh * others_column, grammar_en * others_row, *off,
        near.at(0, 1), near.at(1, 0), near.at(0, 2), near.at(2, 0),
    ]  # fmt: skip
    return np.stack([feature.astype(np.float32, copy=False) for feature in features])


def _rivals(candidates: Candidates, logit: Array) -> tuple[Array, Array]:
    """Log of the odds of all other candidates of the row, and of the column, and of none."""
    odds = np.exp(logit.astype(np.float64))
    return tuple(  # type: ignore[return-value]
        np.minimum(np.log1p(np.maximum(total - odds, 1e-9)).astype(np.float32), _RIVALS)
        for total in _sums(candidates, odds)
    )


def _others(candidates: Candidates, belief: Array) -> tuple[Array, Array]:
    """How many other links the row has by expectation, and the column."""
    row, column = _sums(candidates, belief)
    return (
        np.minimum(row - belief, _OTHERS).astype(np.float32),
        np.minimum(column - belief, _OTHERS).astype(np.float32),
    )


def _sums(
    candidates: Candidates, values: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    count, rows, columns = candidates.batch.shape
    row = candidates.pair * rows + candidates.zh
    column = candidates.pair * columns + candidates.en
    return (
        np.bincount(row, values, count * rows)[row],
        np.bincount(column, values, count * columns)[column],
    )


class _Neighbours:
    """Beliefs in the links around each candidate."""

    def __init__(self, candidates: Candidates, belief: Array) -> None:
        count, rows, columns = candidates.batch.shape
        padded = np.zeros((count, rows + 2 * _REACH, columns + 2 * _REACH), dtype=np.float32)
        self._width = padded.shape[2]
        self._places = (candidates.pair * padded.shape[1] + candidates.zh + _REACH) * self._width
        self._places += candidates.en + _REACH
        self._flat = padded.reshape(-1)
        self._flat[self._places] = belief
        self._padded = padded

    def at(self, down: int, right: int) -> Array:
        """The belief in the cell so many Chinese and English words further on."""
        result: Array = self._flat[self._places + (down * self._width + right)]
        return result

    def diagonal(self) -> Array:
        return self.at(1, 1) + self.at(-1, -1)

    def row(self, distance: int) -> Array:
        return self.at(0, distance) + self.at(0, -distance)

    def column(self, distance: int) -> Array:
        return self.at(distance, 0) + self.at(-distance, 0)

    def around(self) -> Array:
        """The sum over the square around it, without its own row and column."""
        span = 2 * _REACH + 1
        across = np.zeros_like(self._padded)
        total = np.cumsum(self._padded, axis=2)
        across[:, :, _REACH + 1 : -_REACH] = total[:, :, span:] - total[:, :, :-span]
        across[:, :, _REACH] = total[:, :, span - 1]
        total = np.cumsum(across - self._padded, axis=1)
        square = np.zeros_like(across)
        square[:, _REACH + 1 : -_REACH] = total[:, span:] - total[:, :-span]
        square[:, _REACH] = total[:, span - 1]
        places = self._places
        own_row = across.reshape(-1)[places] - self._flat[places]
        result: Array = square.reshape(-1)[places] - own_row
        return result


def _off_course(candidates: Candidates, belief: Array) -> list[NDArray[np.floating]]:
    """How many words a candidate is from where the links of words nearby lead, by both sides."""
    batch = candidates.batch
    dense = np.zeros(batch.shape, dtype=np.float32)
    dense[candidates.pair, candidates.zh, candidates.en] = belief
    turned = dense.transpose(0, 2, 1)
    slope = (batch.en_sizes / batch.zh_sizes).astype(np.float32)[:, None]
    steep = np.reciprocal(slope)
    found: list[NDArray[np.floating]] = []
    for columns, rows in zip(_expected(dense, slope), _expected(turned, steep), strict=True):
        en = columns[candidates.pair, candidates.zh]
        zh = rows[candidates.pair, candidates.en]
        by_row = np.minimum(np.abs(candidates.en - en), _OFF)
        by_column = np.minimum(np.abs(candidates.zh - zh), _OFF)
        found += [np.minimum(by_row, _FAR), np.minimum(by_column, _FAR)]
        found += [np.log1p(by_row), np.log1p(by_column)]
    return found


def _expected(belief: Array, slope: Array) -> Array:
    """For each row of each pair the column where its neighbours' links lead.

    Returns:
        By narrow and by wide reach, shape (2, b, i).
    """
    rows, columns = belief.shape[1:]
    place = np.arange(rows, dtype=np.float32)
    mass = belief.sum(axis=2)
    mean = (belief @ np.arange(columns, dtype=np.float32)) / np.maximum(mass, 1e-6)
    trust = belief.max(axis=2) ** 2
    total, led = _spread(np.stack([trust, trust * (mean - slope * place)]))
    led = led + slope * place * total
    default = np.float32(_DIAGONAL) * (place + np.float32(0.5)) * slope
    result: Array = (led + default) / (total + np.float32(_DIAGONAL))
    return result


def _spread(values: Array) -> Array:
    """What the others along the last axis add to each place, falling by e over each reach.

    Two recursive passes: time is linear in the length, also for sentences of many thousand words.
    Both directions and all reaches go together, for a step is little work.

    Args:
        values: shape (k, b, i).

    Returns:
        Shape (k, reaches, b, i).
    """
    fall = np.array([[math.exp(-1 / reach)] for reach in _REACHES], dtype=np.float32)
    both = np.stack([values, values[..., ::-1]])[:, :, None]
    given = np.ascontiguousarray(np.moveaxis(both, -1, 0))
    carried = np.zeros(np.broadcast_shapes(given.shape[1:], fall.shape), dtype=np.float32)
    result = np.zeros((len(given), *carried.shape), dtype=np.float32)
    for place in range(1, len(given)):
        np.add(carried, given[place - 1], out=carried)
        carried *= fall
        result[place] = carried
    return np.moveaxis(result[:, 0] + result[::-1, 1], 0, -1)


def _linked(
    candidates: Candidates, belief: Array, zh: Types, en: Types, linked: Table
) -> tuple[Array, Array, Array, Array]:
    """How often the two words were linked elsewhere, of all other times that each occurs."""
    zh_types, en_types = candidates.zh_types, candidates.en_types
    elsewhere = np.maximum(linked.of(zh_types, en_types)[0] - belief, 0)
    by_zh, by_en = elsewhere / zh.tokens[zh_types], elsewhere / en.tokens[en_types]
    again = (zh.tokens[zh_types] > 1) * (by_zh - np.float32(0.3))
    return by_zh, by_en, np.minimum(by_zh, by_en), again.astype(np.float32)
