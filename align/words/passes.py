"""The passes of the aligner over a block of sentence pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from align.threads import side_by_side
from align.words.batches import Batch, batches
from align.words.block import Block, summed
from align.words.cells import Evidence, cells
from align.words.context import Candidates, context, sigmoid
from align.words.lexicon import Table
from align.words.types import Link, Links
from align.words.vocabulary import Ids
from align.words.weights import Pass, Weights

#: Cells below this logit in the first pass are no candidates: a quarter of the cells remain, with
#: 97 % of the links (measured on newswire).
_UNLIKELY = -5.0
#: Candidates that are less probable add nothing to the counts of links.
_COUNTED = 0.05


@dataclass(frozen=True, slots=True)
class Believed:
    """Cells of a pair with the belief that they are links, none of them twice.

    Attributes:
        zh, en: which Chinese and which English word, shape (n,).
        probability: that they translate each other, shape (n,).
    """

    zh: Ids
    en: Ids
    probability: NDArray[np.float32]


def run(block: Block, weights: Weights) -> list[Links]:
    """The links of each distinct pair of a block."""
    return [
        tuple(sorted(map(Link, each.zh.tolist(), each.en.tolist(), each.probability.tolist())))
        for each in believed(block, weights, weights.threshold)
    ]


def believed(block: Block, weights: Weights, least: float) -> list[Believed]:
    """The cells of each distinct pair of a block with log odds above `least`."""
    times = np.array([part.times for part in block.parts], dtype=np.float32)
    scored = partial(first, evidence=block.evidence, weights=weights)
    found = side_by_side(scored, batches([(part.zh, part.en) for part in block.parts]))
    for each in weights.later:
        linked = links_by_type(found, times, len(block.evidence.en.words))
        scored_again = partial(again, evidence=block.evidence, linked=linked, weights=each)
        found = side_by_side(scored_again, found)
    return _above(block, found, least)


def first(batch: Batch, evidence: Evidence, weights: Weights) -> Candidates:
    """Score every cell of a batch by itself and keep the likely ones."""
    features = cells(batch, evidence)
    logit = np.full(batch.shape, weights.bias, dtype=np.float32)
    for weight, name in zip(weights.first.tolist(), weights.names, strict=True):
        logit += np.float32(weight) * features[name]
    return select(batch, features, logit, weights)


def select(
    batch: Batch,
    features: dict[str, NDArray[np.float32]],
    logit: NDArray[np.float32],
    weights: Weights,
) -> Candidates:
    """The likely cells with their features."""
    pair, zh, en = np.nonzero((logit > _UNLIKELY) & batch.inside)
    values = gathered(features, weights.names, (pair, zh, en))
    return Candidates(batch, pair, zh, en, values, logit[pair, zh, en])


def gathered(
    features: dict[str, NDArray[np.float32]],
    names: Sequence[str],
    places: tuple[Ids, Ids, Ids],
) -> NDArray[np.float32]:
    """The features at some cells, shape (len(names), n)."""
    result = np.empty((len(names), len(places[0])), dtype=np.float32)
    flat: dict[tuple[int, ...], Ids] = {}
    for row, name in zip(result, names, strict=True):
        values = features[name]
        if values.shape not in flat:
            # Along an axis of one, all places are the first.
            own = (np.minimum(at, size - 1) for at, size in zip(places, values.shape, strict=True))
            flat[values.shape] = np.ravel_multi_index(tuple(own), values.shape)
        np.take(values.reshape(-1), flat[values.shape], out=row, mode="clip")
    return result


def again(candidates: Candidates, evidence: Evidence, linked: Table, weights: Pass) -> Candidates:
    """Score the candidates anew by what the last pass believed."""
    features = context(candidates, evidence.zh, evidence.en, linked)
    return replace(candidates, logit=weights.logits(candidates.cells, features))


def links_by_type(found: Sequence[Candidates], times: NDArray[np.float32], width: int) -> Table:
    """The sum of the probabilities of the links between two types, for all pairs of types."""
    codes: list[Ids] = [np.zeros(0, dtype=np.int64)]
    weights: list[NDArray[np.float32]] = [np.zeros(0, dtype=np.float32)]
    for each in found:
        belief = each.probability
        likely = belief > _COUNTED
        codes.append((each.zh_types * width + each.en_types)[likely])
        weights.append((belief * times[each.batch.pairs[each.pair]])[likely])
    return summed(width, np.concatenate(codes), np.concatenate(weights))


def _above(block: Block, found: Sequence[Candidates], least: float) -> list[Believed]:
    pairs = np.array([part.pair for part in block.parts], dtype=np.int64)
    zh_starts, en_starts = (
        np.array(starts, dtype=np.int64)
        for starts in zip(*((part.zh_start, part.en_start) for part in block.parts), strict=True)
    )
    none = np.zeros(0, dtype=np.int64)
    parts, zh, en, logit = [none], [none], [none], [np.zeros(0, dtype=np.float32)]
    for each in found:
        sure = each.logit > least
        parts.append(each.batch.pairs[each.pair[sure]])
        zh.append(each.zh[sure])
        en.append(each.en[sure])
        logit.append(each.logit[sure])
    part = np.concatenate(parts)
    pair = pairs[part]
    order = np.argsort(pair, kind="stable")
    ends = np.cumsum(np.bincount(pair, minlength=max(block.order, default=-1) + 1))[:-1]
    columns = (
        np.concatenate(zh) + zh_starts[part],
        np.concatenate(en) + en_starts[part],
        sigmoid(np.concatenate(logit)),
    )
    split = (np.split(column[order], ends) for column in columns)
    return [Believed(*each) for each in zip(*split, strict=True)]
