"""What is known of two words without their sentences: the dictionary, numbers, equal strings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.dictionary import glosses, parts
from align.english import stem
from align.languages.language import CHINESE_ENGLISH, Language
from align.numbers import chinese, english
from align.words import normal

#: The columns of a table of evidence.
COLUMNS = ("dictionary", "stem", "part", "number", "same", "role")
_DICTIONARY, _STEM, _PART, _NUMBER, _SAME, _ROLE = range(len(COLUMNS))

#: Languages whose words the dictionary of Chinese mostly explains.
IN_HAN = ("zh", "ja")
#: Stems are akin where they share so many letters, and this part of the longer one.
_PREFIX = 4
_AKIN = 0.55
_SIEVE_BITS = 23
_NO_IDS = np.zeros(0, dtype=np.int64)
_NO_VALUES = np.zeros(0, dtype=np.float32)
_MONTH = re.compile(rf"[0-9{chinese.ONES}十]+月份?")


Ids = NDArray[np.int64]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    """A sparse table of values of pairs of word types.

    Attributes:
        width: the number of English types; the pair (zh, en) has the code `zh * width + en`.
        codes: the codes of the pairs that have values, ascending.
        values: a row a kind of evidence, a column a pair.
        sieve: False at the last bits of a code where no pair has them; most cells end there,
            without a search.
    """

    width: int
    codes: NDArray[np.int64]
    values: NDArray[np.float32]
    sieve: NDArray[np.bool_]

    def of(self, zh: NDArray[np.int64], en: NDArray[np.int64]) -> NDArray[np.float32]:
        """The values of pairs of types, 0 where there are none.

        Args:
            zh, en: their numbers, of shapes that broadcast.

        Returns:
            Of shape (kinds of evidence, *shape of the pairs). Few pairs have values, so these are
            put where they belong rather than looked up for each.
        """
        wanted = zh * self.width + en
        shape, wanted = wanted.shape, wanted.reshape(-1)
        result = np.zeros((len(self.values), len(wanted)), dtype=np.float32)
        if len(self.codes):
            place = np.flatnonzero(self.sieve[wanted & (len(self.sieve) - 1)])
            codes = wanted[place]
            found = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
            known = np.flatnonzero(self.codes[found] == codes)
            place, found = place[known], found[known]
            for row, values in zip(result, self.values, strict=True):
                row[place] = values[found]
        return result.reshape(-1, *shape)


def tabulated(width: int, codes: NDArray[np.int64], values: NDArray[np.float32]) -> Table:
    """A table of ascending codes, each with a value of each kind, shape (kinds, codes)."""
    size = 1 << min(max(3 * len(codes), 1).bit_length() + 1, _SIEVE_BITS)
    sieve = np.zeros(size, dtype=np.bool_)
    sieve[codes & (size - 1)] = True
    return Table(width, codes, values, sieve)


def table(zh: Sequence[str], en: Sequence[str], languages: tuple[Language, Language]) -> Table:
    """The evidence for pairs of word types in normal form.

    Args:
        zh, en: of the first and of the second language, which may be others than these.
    """
    found = _Found(len(en))
    evidence: list[_Evidence] = [_Same(en), _Roles(en, languages)]
    first, second = languages
    if second is Language.EN and first in IN_HAN:
        evidence.append(_Meanings(en))
    is_chinese_english = languages == CHINESE_ENGLISH
    evidence.append(_Numbers(en) if is_chinese_english else _NumbersOf(en, languages))
    for number, word in enumerate(zh):
        for each in evidence:
            each.find(found, number, word)
    return found.table()


class _Found:
    """Collects values of pairs of types by column; the highest of each counts."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._codes: list[list[Ids]] = [[] for _ in COLUMNS]
        self._values: list[list[Values]] = [[] for _ in COLUMNS]

    def add(self, zh: int, column: int, en: Ids, values: Values) -> None:
        """Note the values of one Chinese type and several English ones."""
        if len(en):
            self._codes[column].append(en + zh * self._width)
            self._values[column].append(values)

    def table(self) -> Table:
        columns = [
            _highest(np.concatenate([_NO_IDS, *codes]), np.concatenate([_NO_VALUES, *values]))
            for codes, values in zip(self._codes, self._values, strict=True)
        ]
        every, _ = _highest(
            np.concatenate([codes for codes, _ in columns]),
            np.concatenate([values for _, values in columns]),
        )
        found = np.zeros((len(COLUMNS), len(every)), dtype=np.float32)
        for row, (codes, values) in zip(found, columns, strict=True):
            row[np.searchsorted(every, codes)] = values
        return tabulated(self._width, every, found)


def _highest(codes: Ids, values: Values) -> tuple[Ids, Values]:
    """The distinct codes, and the highest value of each."""
    if not len(codes):
        return codes, values
    order = np.argsort(codes, kind="stable")
    codes, values = codes[order], values[order]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    return codes[starts], np.maximum.reduceat(values, starts)


class _Evidence(Protocol):
    """One sort of evidence, about all types of the second language."""

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that a type of the first language, by its number, may stand for."""


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
        self._akin: dict[str, list[tuple[int, float]]] = {}
        self._known: dict[str, tuple[Ids, Values, Ids, Values]] = {}

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that the word means, or that its parts mean."""
        meant, shares, akin, likenesses = self._meant(word)
        found.add(number, _DICTIONARY, meant, shares)
        found.add(number, _STEM, akin, likenesses)
        pieces: Sequence[str] = parts(word)
        if len(pieces) == 1:
            pieces = word
        if len(pieces) > 1:
            weight = np.float32(len(pieces) ** -0.5)
            for piece in pieces:
                meant, shares, akin, likenesses = self._meant(piece)
                found.add(number, _PART, meant, shares * weight)
                found.add(number, _STEM, akin, likenesses * weight)

    def _meant(self, word: str) -> tuple[Ids, Values, Ids, Values]:
        """The types that a word means with their shares, and those akin with their likeness."""
        known = self._known.get(word)
        if known is not None:
            return known
        meant: dict[int, float] = {}
        akin: dict[int, float] = {}
        for meaning in glosses(word):
            share = len(meaning) ** -0.5
            for each in meaning:
                for number in self._by_stem.get(each, ()):
                    meant[number] = max(meant.get(number, 0), share)
                for number, likeness in self._like(each):
                    akin[number] = max(akin.get(number, 0), share * likeness)
        result = (*_arrays(meant), *_arrays(akin))
        self._known[word] = result
        return result

    def _like(self, wanted: str) -> list[tuple[int, float]]:
        """The types whose stems begin like that one."""
        known = self._akin.get(wanted)
        if known is None:
            known = self._akin[wanted] = []
            for other in self._by_prefix.get(wanted[:_PREFIX], ()):
                likeness = _common(wanted, other) / max(len(wanted), len(other))
                if other != wanted and likeness >= _AKIN:
                    known.extend((number, likeness) for number in self._by_stem[other])
        return known


def _arrays(values: dict[int, float]) -> tuple[Ids, Values]:
    return (
        np.fromiter(values, np.int64, len(values)),
        np.fromiter(values.values(), np.float32, len(values)),
    )


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
            value = english.value_of(word)
            if value is not None:
                self._by_digits[normal.digits(value)].append(number)
            for month, name in enumerate(english.names("months"), 1):
                if word.rstrip(".") in (name, name[:3]):
                    self._months[month].append(number)
            if word in normal.SCALES:
                self._scales.append((number, normal.SCALES[word]))

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that say the number of the word, or its month or magnitude."""
        value = chinese.leading(word)
        if value is None:
            return
        meant = {*self._by_digits.get(normal.digits(value), ())}
        if _MONTH.fullmatch(word):
            meant.update(self._months.get(int(value), ()))
        for other, characters in self._scales:
            if any(character in word for character in characters):
                meant.add(other)
        found.add(number, _NUMBER, *_arrays(dict.fromkeys(meant, 1.0)))


class _NumbersOf:
    """Types of the second of any two languages by the numbers that they are."""

    def __init__(self, words: Sequence[str], languages: tuple[Language, Language]) -> None:
        self._first, second = languages
        self._by_value: dict[float, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            value = second.profile.number(word)
            if value is not None:
                self._by_value[value].append(number)

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that are the number that the word is."""
        value = self._first.profile.number(word)
        if value is not None:
            found.add(number, _NUMBER, *_arrays(dict.fromkeys(self._by_value.get(value, ()), 1.0)))


class _Roles:
    """Words of grammar of both languages that say the same."""

    def __init__(self, words: Sequence[str], languages: tuple[Language, Language]) -> None:
        self._first, second = map(normal.roles_of, languages)
        self._by_role: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            for role in second.get(word, ()):
                self._by_role[role].append(number)

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that say what the word says."""
        meant = (each for role in self._first.get(word, ()) for each in self._by_role[role])
        found.add(number, _ROLE, *_arrays(dict.fromkeys(meant, 1.0)))


class _Same:
    """English types by their letters; marks of one language stand for those of the other."""

    def __init__(self, en: Sequence[str]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(en):
            for form in {word, normal.MARKS.get(word, word)}:
                self._numbers[form].append(number)

    def find(self, found: _Found, number: int, word: str) -> None:
        """Note the types that are the same as the word."""
        forms = {word, normal.MARKS.get(word, word)}
        same = {other for form in forms for other in self._numbers.get(form, ())}
        found.add(number, _SAME, *_arrays(dict.fromkeys(same, 1.0)))
