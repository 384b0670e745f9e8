"""How alike two words sound: names and words that one language took from the other.

Words are compared in Latin letters, by the transcription of their language; a Japanese word of Han
characters in all its usual readings. Chinese is left out: a name keeps little of its sound there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from align.languages.language import Language
from align.languages.readings import readings
from align.words.lexicon import Table, tabulated
from align.words.vocabulary import Ids, Languages, Types

#: Words of fewer letters are alike by chance.
_SHORTEST = 3
#: What is less alike is not.
_LEAST = 0.5
#: Letters that different languages begin like sounds with.
_GROUPS = ("aeiouyhjw", "bpvfw", "ckqgxh", "dtzj", "fh", "jzscxtg", "lr", "mn")
_FOLDED = re.compile(r"([a-z])\1|(?<=o)u|^e(?=s[bcdfghjklmnpqrstvwxz])")


def sounded(
    types: tuple[Types, Types],
    sets: tuple[Sequence[Ids], Sequence[Ids]],
    languages: Languages,
) -> Table:
    """The likeness of types that are together in a pair, 0.5 to 1.

    Args:
        sets: of each pair the types of each side, without repetition.
    """
    width = len(types[1].words)
    if Language.ZH in languages:
        return tabulated(width, np.zeros(0, np.int64), np.zeros((1, 0), np.float32))
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    one, other = (_Keys(*each) for each in zip(types, languages, strict=True))
    found = [np.zeros(0, np.int64)]
    for left, right in zip(*sets, strict=True):
        left_keys, right_keys = one.of(left), other.of(right)
        near = (one.starts[left_keys][:, None] & other.starts[right_keys]) > 0
        rows, columns = np.nonzero(near)
        found.append(left_keys[rows] * len(other.keys) + right_keys[columns])
    pairs = np.unique(np.concatenate(found))
    left, right = np.divmod(pairs, max(len(other.keys), 1))
    values = (
        cpdist(
            [one.keys[number] for number in left.tolist()],
            [other.keys[number] for number in right.tolist()],
            scorer=Indel.normalized_similarity,
            score_cutoff=_LEAST,
            dtype=np.float32,
        )
        if len(pairs)
        else np.zeros(0, np.float32)
    )
    alike = np.flatnonzero(values)
    codes = one.types[left[alike]] * width + other.types[right[alike]]
    distinct, place = np.unique(codes, return_inverse=True)
    best = np.zeros(len(distinct), np.float32)
    np.maximum.at(best, place, values[alike])
    return tabulated(width, distinct, best[None])


class _Keys:
    """What the types of a side may sound like.

    Attributes:
        keys: Latin letters.
        types: whose type each is, ascending, shape (k,).
        starts: the groups of sounds that each may begin with, as bits, shape (k,).
    """

    def __init__(self, types: Types, language: Language) -> None:
        words, content = types.words, (types.function + types.mark) == 0
        told = [
            (key, number)
            for number in np.flatnonzero(content).tolist()
            for key in dict.fromkeys(_sounds(words[number], language))
        ]
        self.keys = [key for key, _ in told]
        self.types = np.fromiter((number for _, number in told), np.int64, len(told))
        self.starts = np.fromiter((_bits(key[0]) for key in self.keys), np.int64, len(told))
        self._first = np.searchsorted(self.types, np.arange(len(words) + 1))

    def of(self, types: Ids) -> Ids:
        """The numbers of the keys of some types."""
        first, last = self._first[types], self._first[types + 1]
        sizes = last - first
        return np.repeat(last - np.cumsum(sizes), sizes) + np.arange(sizes.sum())


def _bits(letter: str) -> int:
    return sum(1 << number for number, letters in enumerate(_GROUPS) if letter in letters)


def _sounds(word: str, language: Language) -> Iterator[str]:
    for spelled in readings(word) if language == "ja" else (word,):
        key = _FOLDED.sub(r"\1", language.profile.key(spelled))
        if len(key) >= _SHORTEST and key.isascii() and key.isalpha():
            yield key
