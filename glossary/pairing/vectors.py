"""Vectors of phrases from sums of their words.

A text has some thousands of words and ten times as many phrases that may be terms. An encoder that
knows the vector of a run of sentences (`align.encoders.base.Runs`) knows that of a run of words
too, so each word is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np

from align.encoders.base import Encoder, Runs, Vectors, is_blank, runs
from glossary.chinese.words import words

_AT_ONCE = 4_096  #: words or phrases whose sums are in memory together in full precision


class WordSums:
    """What each word that was met adds to the vector of a phrase.

    Attributes:
        encoder: whose vectors they are.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._numbers: dict[str, int] = {}
        self._known: Runs | None = None

    def vectors(self, phrases: Sequence[Sequence[str]], *, half: bool = False) -> Vectors:
        """Unit vectors of phrases given as words, shape (n, d); those without words are zeros.

        Args:
            half: in half precision, for many that are kept.
        """
        filled = [[word for word in phrase if not is_blank(word)] for phrase in phrases]
        kind: Any = np.float16 if half else np.float32
        result: Vectors = np.zeros((len(phrases), self.encoder.dimensions), dtype=kind)
        full = [number for number, phrase in enumerate(filled) if phrase]
        known = self._learnt(filled)
        if known is None:
            return result
        for low in range(0, len(full), _AT_ONCE):
            part = full[low : low + _AT_ONCE]
            result[part] = self._composed(known, [filled[number] for number in part])
        return result

    def of_chinese(self, forms: Sequence[str]) -> Vectors:
        """Unit vectors of Chinese forms, cut into words."""
        return self.vectors([words(form).texts for form in forms])

    def _composed(self, known: Runs, phrases: Sequence[Sequence[str]]) -> Vectors:
        sizes = np.array([len(phrase) for phrase in phrases])
        starts = np.cumsum(sizes) - sizes
        places = np.array([self._numbers[word] for word in chain.from_iterable(phrases)])
        sums = np.add.reduceat(known.inner[places], starts, axis=0, dtype=np.float32)
        if known.begin is not None and known.end is not None:
            sums += known.begin[places[starts]]
            sums += known.end[places[starts + sizes - 1]]
        return known.head(sums, np.add.reduceat(known.lengths[places], starts))

    def _learnt(self, phrases: Sequence[Sequence[str]]) -> Runs | None:
        """The sums of all words met so far, those of these phrases among them."""
        met = dict.fromkeys(chain.from_iterable(phrases))
        fresh = [word for word in met if word not in self._numbers]
        parts = [] if self._known is None else [self._known]
        parts += [
            _halved(runs(self.encoder, fresh[low : low + _AT_ONCE]))
            for low in range(0, len(fresh), _AT_ONCE)
        ]
        for word in fresh:
            self._numbers[word] = len(self._numbers)
        if fresh:
            self._known = _joined(parts)
        return self._known


def _halved(made: Runs) -> Runs:
    """The sums in half precision: three digits do, and a text of a megabyte has 30,000 words."""

    def half(rows: Vectors | None) -> Any:
        return None if rows is None else rows.astype(np.float16)

    return replace(made, inner=half(made.inner), begin=half(made.begin), end=half(made.end))


def _joined(parts: Sequence[Runs]) -> Runs:
    first = parts[0]
    return Runs(
        np.concatenate([part.inner for part in parts]),
        None if first.begin is None else np.concatenate([_given(part.begin) for part in parts]),
        None if first.end is None else np.concatenate([_given(part.end) for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        first.head,
    )


def _given(rows: Vectors | None) -> Vectors:
    assert rows is not None  # an encoder has ends or has none
    return rows
