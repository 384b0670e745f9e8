"""Vectors of phrases as means of vectors of their words.

A text has some thousands of words and ten times as many phrases that may be terms: each word is
encoded once. Words that an encoder reads alone (`align.encoders.lexical`) tell terms apart better
than its sentence vectors of the phrases do, and cost a fifth; the order of words they do not see,
which the links of `glossary.pairing.links` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder, Vectors, is_blank, unit
from align.encoders.lexical import word_vectors
from glossary.language.chinese.words import words

_AT_ONCE = 4_096  #: words or phrases whose vectors are in memory together in full precision


Ints = NDArray[np.int64]


class WordSums:
    """The vectors of words that were met, and those of phrases made of them.

    Attributes:
        encoder: whose vectors they are.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._numbers: dict[str, int] = {}
        self._forms: tuple[str, ...] | None = None
        self._of_forms: Vectors

    @cached_property
    def _known(self) -> NDArray[np.float16]:
        """The vectors of the words that were met, by their numbers; at first there are none.

        In half precision: three digits do, and a text of a megabyte has 30,000 words.
        """
        return word_vectors(self.encoder, []).astype(np.float16)

    def vectors(self, phrases: Sequence[Sequence[str]]) -> Vectors:
        """Unit vectors of phrases given as words, shape (n, d); those without words are zeros."""
        filled = [[word for word in phrase if not is_blank(word)] for phrase in phrases]
        self._learn(filled)
        result: Vectors = np.zeros((len(phrases), self._known.shape[1]), dtype=np.float32)
        full = [number for number, phrase in enumerate(filled) if phrase]
        for low in range(0, len(full), _AT_ONCE):
            part = full[low : low + _AT_ONCE]
            result[part] = self._composed([filled[number] for number in part])
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

    def _composed(self, phrases: Sequence[Sequence[str]]) -> Vectors:
        """Unit vectors of phrases of known words, each of one word at least."""
        sizes = np.array([len(phrase) for phrase in phrases])
        # Words are added by their place in the phrase, so phrases that have a place stand together.
        order = np.argsort(-sizes, kind="stable")
        sizes = sizes[order]
        numbers, place = self._distinct(phrases, order)
        starts = np.cumsum(sizes) - sizes
        known = self._known[numbers].astype(np.float32)  # sums in half precision are coarse
        sums = known[place[starts]]
        for number in range(1, int(sizes[0])):
            held = int(np.searchsorted(-sizes, -number))  # phrases of more words than that
            sums[:held] += known[place[starts[:held] + number]]
        result: Vectors = np.empty(sums.shape, dtype=np.float32)
        result[order] = unit(sums)
        return result

    def _distinct(self, phrases: Sequence[Sequence[str]], order: Ints) -> tuple[Ints, Ints]:
        """The numbers of the words of phrases, and of each word in order its place among them."""
        words_in_order = chain.from_iterable(phrases[number] for number in order)
        numbers, place = np.unique(
            np.array([self._numbers[word] for word in words_in_order]), return_inverse=True
        )
        return numbers, place

    def _learn(self, phrases: Sequence[Sequence[str]]) -> None:
        """Have the vectors of all words of these phrases."""
        met = dict.fromkeys(chain.from_iterable(phrases))
        fresh = [word for word in met if word not in self._numbers]
        if not fresh:
            return
        parts = [
            word_vectors(self.encoder, fresh[low : low + _AT_ONCE]).astype(np.float16)
            for low in range(0, len(fresh), _AT_ONCE)
        ]
        self._known = np.concatenate([self._known, *parts])
        for word in fresh:
            self._numbers[word] = len(self._numbers)
