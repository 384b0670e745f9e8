"""How much of a sentence a run of sentences says, token by token in their context.

Each token of one side is worth what its nearest token on the other side is near to it (late
interaction: Khattab and Zaharia 2020, ColBERT; Zhang et al. 2020, BERTScore), weighted by rarity.
One vector for a sentence forgets the name or the half sentence that decides where a bead ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit
from align.encoders.token_vectors import TokenEncoder, TokenVectors
from align.progress import Progress
from align.sentences.coverage import over_starts, scale_to_typical
from align.sentences.types import MOST

Floats = NDArray[np.float32]

#: Sentences handed to the encoder at once.
_CHUNK = 256
#: Vectors are kept in so many of their main directions: 30,000 sentences would need 2 GB else.
_KEPT = 128
#: Tokens of a sentence that are compared.
_READ = 400
#: Numbers of a matrix of tokens at most.
_CELLS = 4_000_000
#: Matches that tell what is typical.
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a document's sentences.

    Attributes:
        vectors: unit vectors, centred, shape (t, d) in half precision.
        weight: of each token by its rarity in the document, 0 for marks, shape (t,).
        first: the first token of each sentence, then their number, shape (n + 1,).
        total: the weight of the tokens before each sentence, shape (n + 1,).
    """

    vectors: NDArray[np.float16]
    weight: Floats
    first: NDArray[np.int64]
    total: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.first) - 1


class TokenCoverage:
    """The tokens of two documents."""

    def __init__(self, source: Tokens, target: Tokens, matches: Sequence[tuple[int, int]]) -> None:
        self._tokens = source, target
        step = max(len(matches) // _SAMPLE, 1)
        self._scale = scale_to_typical([self.share(i, j) for i, j in matches[::step]])

    @property
    def source(self) -> Tokens:
        return self._tokens[0]

    @property
    def target(self) -> Tokens:
        return self._tokens[1]

    def covered(self, i0: int, i1: int, j0: int, j1: int) -> tuple[Floats, Floats]:
        source, target = self._tokens
        one = _worth(source, target, (i0, i1), (j0, j1), self._scale)
        other = _worth(target, source, (j0, j1), (i0, i1), self._scale)
        return over_starts(one), over_starts(other).transpose(2, 3, 0, 1)

    def share(self, i: int, j: int) -> float:
        """The share of two sentences that each other's tokens say, unscaled."""
        source, target = self._tokens
        total = source.total[i + 1] - source.total[i] + target.total[j + 1] - target.total[j]
        one = _worth(source, target, (i, i + 1), (j, j + 1), 1.0)
        other = _worth(target, source, (j, j + 1), (i, i + 1), 1.0)
        return float(one[0, 0, 0] + other[0, 0, 0]) / max(float(total), 1e-6)


def token_coverage(
    source: Sequence[str],
    target: Sequence[str],
    encoder: TokenEncoder,
    matches: Sequence[tuple[int, int]],
    progress: Progress,
) -> TokenCoverage:
    """The tokens of two documents' sentences, none of which is blank.

    Args:
        matches: sentences that probably translate each other.
    """
    total = len(source) + len(target)
    parts = [
        _encoded(source, encoder, progress, 0, total),
        _encoded(target, encoder, progress, len(source), total),
    ]
    first = [next(part) for part in parts]
    means = [_mean(chunk) for chunk in first]
    basis = _basis(first, means)
    sides = [
        _tokens(texts, [chunk, *part], mean, basis)
        for texts, chunk, part, mean in zip((source, target), first, parts, means, strict=True)
    ]
    return TokenCoverage(sides[0], sides[1], matches)


def _encoded(
    texts: Sequence[str], encoder: TokenEncoder, progress: Progress, done: int, total: int
) -> Iterator[list[TokenVectors]]:
    for start in range(0, len(texts), _CHUNK):
        progress("reading words", done + start, total)
        yield encoder.encode_tokens(texts[start : start + _CHUNK])
    progress("reading words", done + len(texts), total)


def _mean(chunk: Sequence[TokenVectors]) -> Vectors:
    rows = np.concatenate([each.vectors for each in chunk])
    result: Vectors = rows.sum(axis=0) / np.float32(max(len(rows), 1))
    return result


def _basis(chunks: Sequence[Sequence[TokenVectors]], means: Sequence[Vectors]) -> Vectors:
    """The main directions of tokens about their side's mean, shape (d, at most `_KEPT`)."""
    width = len(means[0])
    spread = np.zeros((width, width))
    for chunk, mean in zip(chunks, means, strict=True):
        rows = np.concatenate([each.vectors for each in chunk]) - mean
        spread += rows.T @ rows
    _, directions = np.linalg.eigh(spread)
    result: Vectors = directions[:, ::-1][:, :_KEPT].astype(np.float32)
    return result


def _tokens(
    texts: Sequence[str],
    chunks: Iterator[list[TokenVectors]] | Sequence[list[TokenVectors]],
    mean: Vectors,
    basis: Vectors,
) -> Tokens:
    kept: list[NDArray[np.float16]] = []
    words: list[str] = []
    first = [0]
    lines = iter(texts)
    for chunk in chunks:
        for each, text in zip(chunk, lines, strict=False):
            rows: Vectors = np.matmul(each.vectors[:_READ] - mean, basis, dtype=np.float32)
            kept.append(unit(rows).astype(np.float16))
            places = zip(each.starts[:_READ].tolist(), each.ends[:_READ].tolist(), strict=True)
            words.extend(text[start:end].casefold() for start, end in places)
            first.append(len(words))
    weight = _weights(words, first)
    bounds = np.array(first)
    total = np.concatenate([[0.0], np.cumsum(weight, dtype=np.float64)])[bounds]
    return Tokens(np.concatenate(kept), weight, bounds, total)


def _weights(words: Sequence[str], first: Sequence[int]) -> Floats:
    """The logarithm of sentences over those with the token; nothing for marks."""
    count = len(first) - 1
    known: Counter[str] = Counter()
    for start, stop in pairwise(first):
        known.update(set(words[start:stop]))
    return np.array(
        [
            np.log((count + 1) / known[word]) if any(map(str.isalnum, word)) else 0.0
            for word in words
        ],
        dtype=np.float32,
    )


def _worth(
    words: Tokens, others: Tokens, own: tuple[int, int], across: tuple[int, int], scale: float
) -> Floats:
    """What runs on the other side say of single sentences.

    Element (k, l, b) is the weight of the tokens of sentence own[0]+k, each times its nearness to
    the nearest token in the b+1 sentences of the other side from across[0]+l on, at most 1.
    """
    size = own[1] - own[0], across[1] - across[0]
    result = np.zeros((*size, MOST), dtype=np.float32)
    low, high = max(own[0], 0), min(own[1], words.count)
    from_, to = max(across[0], 0), min(across[1], others.count)
    if low >= high or from_ >= to:
        return result
    columns = others.vectors[others.first[from_] : others.first[to]].astype(np.float32).T
    bounds = others.first[from_ : to + 1] - others.first[from_]
    full = np.diff(bounds) > 0
    if not full.any():
        return result
    for start, stop in _parts(words.first, low, high, columns.shape[1]):
        rows = slice(int(words.first[start]), int(words.first[stop]))
        near = words.vectors[rows].astype(np.float32) @ columns
        best = np.zeros((len(near), to - from_), dtype=np.float32)
        best[:, full] = np.maximum.reduceat(near, bounds[:-1][full], axis=1)
        np.clip(best * np.float32(scale), 0, 1, out=best)
        best *= words.weight[rows, None]
        inside = slice(from_ - across[0], to - across[0])
        result[start - own[0] : stop - own[0], inside] = _summed(
            best, words.first[start : stop + 1] - words.first[start]
        )
    return result


def _parts(first: NDArray[np.int64], low: int, high: int, width: int) -> Iterator[tuple[int, int]]:
    """Sentences low..high-1 in parts whose tokens make a matrix of bounded size."""
    most = max(_CELLS // max(width, 1), 1)
    while low < high:
        stop = int(np.searchsorted(first, first[low] + most, side="right")) - 1
        stop = min(max(stop, low + 1), high)
        yield low, stop
        low = stop


def _summed(best: Floats, bounds: NDArray[np.int64]) -> Floats:
    """From tokens and single sentences to sentences and runs, shape (s, columns, MOST)."""
    rows, columns = len(bounds) - 1, best.shape[1]
    sums = np.zeros((rows, columns, MOST), dtype=np.float32)
    full = np.diff(bounds) > 0
    run = best
    for more in range(MOST):
        if more:
            run = run.copy()
            np.maximum(run[:, :-more], best[:, more:], out=run[:, :-more])
        if full.any():
            sums[full, :, more] = np.add.reduceat(run, bounds[:-1][full], axis=0)
    return sums
