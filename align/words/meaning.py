"""How alike words are in their sentences, by an encoder's vectors of tokens in context.

A word's vector is the mean of those of its tokens (Jalili Sabet et al. 2020, SimAlign). What all
vectors share is taken off, and the cosines are brought to mean 0 and deviation 1, so that one set
of weights serves different encoders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit
from align.encoders.token_vectors import TokenEncoder, TokenVectors

Array = NDArray[np.float32]

#: Pairs that are encoded at once, and share their mean.
_PAIRS = 512
#: Words of a pair that are joined to one text.
_LONGEST = 64


def likeness(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], encoder: TokenEncoder
) -> Iterator[Array]:
    """For each pair the likeness of each Chinese to each English word, shape (i, j).

    Args:
        pairs: Chinese and English words.
    """
    count = -(-len(pairs) // _PAIRS)
    for number in range(count):
        start, stop = (len(pairs) * each // count for each in (number, number + 1))
        some = pairs[start:stop]
        zh = _words([zh for zh, _ in some], encoder)
        en = _words([en for _, en in some], encoder)
        zh_rows, en_rows = _centred(zh), _centred(en)
        yield from _standard([one @ other.T for one, other in zip(zh_rows, en_rows, strict=True)])


def _words(sentences: Sequence[Sequence[str]], encoder: TokenEncoder) -> list[Vectors]:
    """The vectors of the words of each sentence."""
    texts, spans = zip(*map(joined, sentences), strict=True)
    found = encoder.encode_tokens(texts)
    return [_means(tokens, span) for tokens, span in zip(found, spans, strict=True)]


def joined(words: Sequence[str]) -> tuple[str, NDArray[np.int64]]:
    """The text of the words, and where each begins and ends, shape (n, 2).

    Spaces stand between Chinese words too: that tokens end where words end is worth more than the
    look of the text (alignment error of the vectors alone: .243 with spaces, .278 without).
    """
    cut = [word[:_LONGEST] for word in words]
    sizes = np.fromiter(map(len, cut), np.int64, len(cut))
    ends = np.cumsum(sizes + 1) - 1
    return " ".join(cut), np.stack([ends - sizes, ends], axis=1)


def _means(tokens: TokenVectors, spans: NDArray[np.int64]) -> Vectors:
    """The mean of the tokens that overlap each span; zeros where none does."""
    first = np.searchsorted(tokens.ends, spans[:, 0], side="right")
    last = np.maximum(np.searchsorted(tokens.starts, spans[:, 1], side="left"), first)
    width = tokens.vectors.shape[1]
    sums = np.concatenate([np.zeros((1, width)), np.cumsum(tokens.vectors, 0, dtype=np.float64)])
    result: Vectors = (sums[last] - sums[first]).astype(np.float32)
    result /= np.maximum(last - first, 1)[:, None]
    return result


def _centred(words: Sequence[Vectors]) -> list[Vectors]:
    every = np.concatenate(words)
    mean = every.mean(axis=0) if len(every) else np.float32(0)
    return [unit(rows - mean) for rows in words]


def _standard(cosines: list[Array]) -> Iterator[Array]:
    every = np.concatenate([rows.reshape(-1) for rows in cosines])
    mean, deviation = (every.mean(), every.std()) if len(every) else (0, 1)
    for rows in cosines:
        yield (rows - np.float32(mean)) / np.float32(max(float(deviation), 1e-6))
