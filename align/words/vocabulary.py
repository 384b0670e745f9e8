"""The word types of the pairs at hand, with what is known of each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder, Vectors, unit
from align.encoders.lexical import word_vectors
from align.words import normal

Ids = NDArray[np.int64]

#: How many of the nearest words of the other language tell how crowded a word's surroundings are,
#: and among how many they are looked for.
_NEAREST = 10
_SAMPLE = 1_000
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Types:
    """The word types of one language.

    Attributes:
        words: their normal forms.
        counts: how many sentences each is in, shape (n,).
        tokens: how often each occurs in all, shape (n,).
        vectors: unit vectors, centred on the mean of the types, shape (n, d).
        crowding: mean cosine to the nearest types of the other language (Conneau et al. 2018,
            Word translation without parallel data: the r of CSLS), shape (n,).
        function: 1 for words of grammar, else 0, shape (n,).
        mark: 1 for punctuation, else 0, shape (n,).
    """

    words: tuple[str, ...]
    counts: NDArray[np.float32]
    tokens: NDArray[np.float32]
    vectors: Vectors
    crowding: NDArray[np.float32]
    function: NDArray[np.float32]
    mark: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Counted:
    """The word types of one language by their normal forms.

    Attributes:
        words: the normal forms.
        sentences: how many sentences each is in, shape (n,).
        tokens: how often each occurs in all, shape (n,).
    """

    words: tuple[str, ...]
    sentences: NDArray[np.float32]
    tokens: NDArray[np.float32]


class Index:
    """Numbers word types of one language in the order in which they come."""

    def __init__(self, form: Callable[[Sequence[str]], list[str]]) -> None:
        self._form = form
        self._numbers: dict[str, int] = {}
        self._of_raw: dict[str, int] = {}

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._numbers)

    def add(self, sentences: Iterable[Sequence[str]]) -> None:
        """Number the types of the sentences."""
        raw = [
            word
            for word in dict.fromkeys(word for words in sentences for word in words)
            if word not in self._of_raw
        ]
        for word, form in zip(raw, self._form(raw) if raw else (), strict=True):
            self._of_raw[word] = self._numbers.setdefault(form, len(self._numbers))

    def ids(self, words: Sequence[str]) -> Ids:
        """The numbers of words that were added."""
        return np.fromiter((self._of_raw[word] for word in words), np.int64, len(words))


class Memory:
    """Vectors of words that were met before, so that each word is encoded once."""

    def __init__(self, encoder: Encoder, limit: int = 100_000) -> None:
        self._encoder = encoder
        self._limit = limit
        self._rows: dict[str, int] = {}
        self._vectors: list[Vectors] = []

    def vectors(self, words: Sequence[str]) -> Vectors:
        """The vectors of the words, shape (len(words), d)."""
        new = [word for word in words if word not in self._rows]
        if len(self._rows) + len(new) > self._limit:
            self._rows.clear()
            self._vectors.clear()
            new = list(words)
        if new:
            start = len(self._rows)
            self._rows.update((word, start + number) for number, word in enumerate(new))
            self._vectors = [np.concatenate([*self._vectors, word_vectors(self._encoder, new)])]
        return self._vectors[0][[self._rows[word] for word in words]]


def types(zh: Counted, en: Counted, memory: Memory) -> tuple[Types, Types]:
    """The types of both languages."""
    zh_vectors, en_vectors = _centred(memory.vectors(zh.words)), _centred(memory.vectors(en.words))
    return (
        _types(zh, zh_vectors, en_vectors, normal.FUNCTION_ZH),
        _types(en, en_vectors, zh_vectors, normal.FUNCTION_EN),
    )


def _types(counted: Counted, vectors: Vectors, others: Vectors, function: frozenset[str]) -> Types:
    return Types(
        counted.words,
        counted.sentences,
        counted.tokens,
        vectors,
        _crowding(vectors, others),
        np.array([word in function for word in counted.words], dtype=np.float32),
        np.array([normal.is_mark(word) for word in counted.words], dtype=np.float32),
    )


def _centred(vectors: Vectors) -> Vectors:
    return unit(vectors - vectors.mean(axis=0)) if len(vectors) else vectors


def _crowding(vectors: Vectors, others: Vectors) -> NDArray[np.float32]:
    sample = others[:: max(1, len(others) // _SAMPLE)].T
    nearest = min(_NEAREST, sample.shape[1])
    result = np.zeros(len(vectors), dtype=np.float32)
    if not nearest:
        return result
    for start in range(0, len(vectors), _CHUNK):
        cosines = vectors[start : start + _CHUNK] @ sample
        cosines.partition(sample.shape[1] - nearest, axis=1)
        result[start : start + _CHUNK] = cosines[:, -nearest:].mean(axis=1)
    return result
