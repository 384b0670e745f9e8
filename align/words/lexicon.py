"""What is known of two words without their sentences: the dictionary, numbers, equal strings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.dictionary import Gloss, glosses, parts
from align.english import stem
from align.words import normal

#: The columns of a table of evidence.
COLUMNS = ("dictionary", "stem", "part", "number", "same")
_DICTIONARY, _STEM, _PART, _NUMBER, _SAME = range(len(COLUMNS))

#: Stems are akin where they share so many letters, and this part of the longer one.
_PREFIX = 4
_AKIN = 0.55
_MONTH = re.compile(r"[0-9一二三四五六七八九十]+月份?")


@dataclass(frozen=True, slots=True)
class Table:
    """A sparse table of values of pairs of word types.

    Attributes:
        width: the number of English types; the pair (zh, en) has the code `zh * width + en`.
        codes: the codes of the pairs that have values, ascending.
        values: a row a pair, and a last row of zeros for all others.
    """

    width: int
    codes: NDArray[np.int64]
    values: NDArray[np.float32]

    def rows(self, zh: NDArray[np.int64], en: NDArray[np.int64]) -> NDArray[np.float32]:
        """The values of pairs of types; the shapes of `zh` and `en` broadcast."""
        wanted = zh * self.width + en
        place = np.searchsorted(self.codes, wanted)
        place[place == len(self.codes)] = 0
        if len(self.codes):
            place[self.codes[place] != wanted] = len(self.codes)
        return self.values[place]


def table(zh: Sequence[str], en: Sequence[str]) -> Table:
    """The evidence for pairs of Chinese and English word types in normal form."""
    found: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(COLUMNS))
    finders = (_Meanings(en).find, _Numbers(en).find, _Same(en).find)
    for number, word in enumerate(zh):
        for find in finders:
            for other, column, value in find(word):
                row = found[number * len(en) + other]
                row[column] = max(row[column], value)
    codes = np.array(sorted(found), dtype=np.int64)
    values = np.zeros((len(codes) + 1, len(COLUMNS)), dtype=np.float32)
    for place, code in enumerate(codes.tolist()):
        values[place] = found[code]
    return Table(len(en), codes, values)


_Found = Iterable[tuple[int, int, float]]


class _Meanings:
    """English types by the stems under which the dictionary may mean them."""

    def __init__(self, en: Sequence[str]) -> None:
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(en):
            self._by_stem[stem(word)].append(number)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        for each in self._by_stem:
            if len(each) >= _PREFIX:
                self._by_prefix[each[:_PREFIX]].append(each)

    def find(self, word: str) -> _Found:
        """The types that the word means; a word of many parts is known by their meanings too."""
        yield from self._match(glosses(word), _DICTIONARY, _STEM, 1.0)
        pieces: Sequence[str] = parts(word)
        if len(pieces) == 1:
            pieces = word
        if len(pieces) > 1:
            for piece in pieces:
                yield from self._match(glosses(piece), _PART, _STEM, len(pieces) ** -0.5)

    def _match(self, meanings: Iterable[Gloss], column: int, akin: int, weight: float) -> _Found:
        for meaning in meanings:
            share = weight * len(meaning) ** -0.5
            for each in meaning:
                for number in self._by_stem.get(each, ()):
                    yield number, column, share
                for other in self._by_prefix.get(each[:_PREFIX], ()):
                    likeness = _common(each, other) / max(len(each), len(other))
                    if other != each and likeness >= _AKIN:
                        for number in self._by_stem[other]:
                            yield number, akin, share * likeness


def _common(first: str, second: str) -> int:
    """How many letters two words begin with in common."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


class _Numbers:
    """English types by the numbers, months and magnitudes that they say."""

    def __init__(self, en: Sequence[str]) -> None:
        self._by_digits: dict[str, list[int]] = defaultdict(list)
        self._months: dict[int, list[int]] = defaultdict(list)
        self._scales: list[tuple[int, str]] = []
        for number, word in enumerate(en):
            value = normal.number_en(word)
            if value is not None:
                self._by_digits[normal.digits(value)].append(number)
            for month, name in enumerate(normal.MONTHS, 1):
                if word.rstrip(".") in (name, name[:3]):
                    self._months[month].append(number)
            if word in normal.SCALES:
                self._scales.append((number, normal.SCALES[word]))

    def find(self, word: str) -> _Found:
        value = normal.number_zh(word)
        if value is None:
            return
        for number in self._by_digits.get(normal.digits(value), ()):
            yield number, _NUMBER, 1.0
        if _MONTH.fullmatch(word):
            for number in self._months.get(int(value), ()):
                yield number, _NUMBER, 1.0
        for number, characters in self._scales:
            if any(character in word for character in characters):
                yield number, _NUMBER, 1.0


class _Same:
    """English types by their letters; marks of one language stand for those of the other."""

    def __init__(self, en: Sequence[str]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(en):
            for form in {word, normal.MARKS.get(word, word)}:
                self._numbers[form].append(number)

    def find(self, word: str) -> _Found:
        for form in {word, normal.MARKS.get(word, word)}:
            for number in self._numbers.get(form, ()):
                yield number, _SAME, 1.0
