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
from numpy.typing import NDArray

from align.encoders.base import Encoder, Runs, Vectors, is_blank, runs
from glossary.chinese.words import words

_AT_ONCE = 4_096  #: words or phrases whose sums are in memory together in full precision


Ints = NDArray[np.int64]


class WordSums:
    """What each word that was met adds to the vector of a phrase.

    Attributes:
        encoder: whose vectors they are.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._numbers: dict[str, int] = {}
        self._known: Runs | None = None
        self._forms: tuple[str, ...] = ()
        self._of_forms: Vectors = np.zeros((0, encoder.dimensions), dtype=np.float32)

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

    def of_chinese(
        self, forms: Sequence[str], cut: Sequence[Sequence[str]] | None = None
    ) -> Vectors:
        """Unit vectors of Chinese forms, shape (n, d), not to be written to.

        Those of the forms that were asked for last are remembered: the same candidates are paired
        and told by what they are about.

        Args:
            cut: the words of each form, where they are known already.
        """
        asked = tuple(forms)
        if asked != self._forms:
            known = cut or [words(form).texts for form in forms]
            self._forms, self._of_forms = asked, self.vectors(known)
            self._of_forms.flags.writeable = False
        return self._of_forms

    def _composed(self, known: Runs, phrases: Sequence[Sequence[str]]) -> Vectors:
        """Unit vectors of phrases of known words, each of one word at least."""
        sizes = np.array([len(phrase) for phrase in phrases])
        # Words are added by their place in the phrase, so phrases that have a place stand together.
        order = np.argsort(-sizes, kind="stable")
        sizes = sizes[order]
        numbers, place = self._distinct(phrases, order)
        starts = np.cumsum(sizes) - sizes
        inner, lengths = _wide(known.inner, numbers), known.lengths[numbers]
        sums, total = inner[place[starts]], lengths[place[starts]]
        for number in range(1, int(sizes[0])):
            held = int(np.searchsorted(-sizes, -number))  # phrases of more words than that
            rows = place[starts[:held] + number]
            sums[:held] += inner[rows]
            total[:held] += lengths[rows]
        if known.begin is not None and known.end is not None:
            sums += _wide(known.begin, numbers)[place[starts]]
            sums += _wide(known.end, numbers)[place[starts + sizes - 1]]
        result = np.empty((len(phrases), self.encoder.dimensions), dtype=np.float32)
        result[order] = known.head(sums, total)
        return result

    def _distinct(self, phrases: Sequence[Sequence[str]], order: Ints) -> tuple[Ints, Ints]:
        """The numbers of the words of phrases, and of each word in order its place among them."""
        words_in_order = chain.from_iterable(phrases[number] for number in order)
        numbers, place = np.unique(
            np.array([self._numbers[word] for word in words_in_order]), return_inverse=True
        )
        return numbers, place

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


def _wide(rows: Vectors, numbers: Ints) -> Vectors:
    """Some of the rows in full precision: sums in half precision are slow and coarse."""
    return rows[numbers].astype(np.float32)


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
