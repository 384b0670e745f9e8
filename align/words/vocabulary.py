"""The word types of the pairs at hand, with what is known of each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.dictionary import sample, senses
from align.encoders.base import Encoder, Vectors, unit
from align.encoders.lexical import word_vectors
from align.model import CHINESE_ENGLISH, Language
from align.words import normal

Ids = NDArray[np.int64]
#: Those of both sides of pairs.
Languages = tuple[Language, Language]

#: Words of the dictionary, with their meanings, that stand for each language as a whole: against
#: them vectors are centred, so that a word has one vector in a sentence and in a book.
_BACKGROUND = 600
#: How many of the nearest of them tell how crowded a word's surroundings are.
_NEAREST = 10
#: Classes of words of grammar by what their words say (`Profile.roles`).
_ROLES = {
    "article": "the a",
    "adposition": "of to in on at by with for from as about between after before under against "
    "through",
    "conjunction": "and or but that which if when than because",
    "pronoun": "this it he she they we you i his self",
    "auxiliary": "be have will can must do",
    "case": "subject object",
}
CLASSES = tuple(_ROLES)
TRAITS = ("blanks", "articles", "cases")
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Types:
    """The word types of one language.

    Attributes:
        words: their normal forms.
        counts: how many sentences each is in, shape (n,).
        tokens: how often each occurs in all, shape (n,).
        vectors: unit vectors, centred on the mean of their language, shape (n, d).
        crowding: mean cosine to the nearest words of the other language (Conneau et al. 2018,
            Word translation without parallel data: the r of CSLS), shape (n,).
        function: 1 for words of grammar, else 0, shape (n,).
        mark: 1 for punctuation, else 0, shape (n,).
        classes: 1 for each of `CLASSES` that a word belongs to, else 0, shape (classes, n).
        traits: those of the language, see `traits_of`.
    """

    words: tuple[str, ...]
    counts: NDArray[np.float32]
    tokens: NDArray[np.float32]
    vectors: Vectors
    crowding: NDArray[np.float32]
    function: NDArray[np.float32]
    mark: NDArray[np.float32]
    classes: NDArray[np.float32]
    traits: tuple[float, ...]


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
    """Vectors of words that were met before, so that each word is encoded once.

    Attributes:
        languages: of the words of both sides.
    """

    def __init__(
        self, encoder: Encoder, languages: Languages = CHINESE_ENGLISH, limit: int = 100_000
    ) -> None:
        self._limit = limit
        self.languages = languages
        one, other = (word_vectors(encoder, words) for words in _backgrounds(languages))
        first, second = languages
        self._encoder = encoder
        self._means = {first: one.mean(axis=0), second: other.mean(axis=0)}
        self._others = {
            first: unit(other - self._means[second]).T,
            second: unit(one - self._means[first]).T,
        }
        self._rows: dict[Language, dict[str, int]] = {language: {} for language in languages}
        self._known: dict[Language, Vectors] = {}

    def vectors(self, words: Sequence[str], language: Language) -> Vectors:
        """The vectors of words, shape (n, d), and their crowding in one more column."""
        rows = self._rows[language]
        new = [word for word in words if word not in rows]
        if len(rows) + len(new) > self._limit:
            rows.clear()
            new = [*dict.fromkeys(words)]
        if new or language not in self._known:
            found = self._encoded(new, language)
            known = self._known.get(language)
            kept = [known[: len(rows)]] if known is not None else []
            self._known[language] = np.concatenate([*kept, found])
            rows.update((word, number) for number, word in enumerate(new, len(rows)))
        return self._known[language][[rows[word] for word in words]]

    def _encoded(self, words: Sequence[str], language: Language) -> Vectors:
        others = self._others[language]
        vectors = unit(word_vectors(self._encoder, words) - self._means[language])
        result = np.empty((len(words), len(others) + 1), dtype=np.float32)
        result[:, :-1] = vectors
        for start in range(0, len(words), _CHUNK):
            cosines = vectors[start : start + _CHUNK] @ others
            cosines.partition(cosines.shape[1] - _NEAREST, axis=1)
            result[start : start + _CHUNK, -1] = cosines[:, -_NEAREST:].mean(axis=1)
        return result


def _backgrounds(languages: Languages) -> tuple[list[str], list[str]]:
    """Words that stand for each of two languages as a whole."""
    if languages != CHINESE_ENGLISH:
        first, second = languages
        return _usual(first), _usual(second)
    headwords = _usual(Language.ZH)
    return headwords, [senses(word)[0].removeprefix("to ").split()[-1] for word in headwords]


def _usual(language: Language) -> list[str]:
    """Words of the dictionary; of another language its most frequent ones but for grammar."""
    if language is Language.ZH:
        return [word for word in sample(_BACKGROUND) if senses(word)]
    from wordfreq import top_n_list

    function = language.profile.function_words
    words = top_n_list(str(language), 2 * _BACKGROUND, wordlist="small")
    return [word for word in words if word not in function and not word.isdigit()][:_BACKGROUND]


def traits_of(language: Language) -> tuple[float, ...]:
    """1 for each of `TRAITS` that a language has, else 0: blanks, articles, marks of case."""
    profile = language.profile
    traits = profile.joint != "", "the" in profile.roles, "object" in profile.roles
    return tuple(map(float, traits))


def types(zh: Counted, en: Counted, memory: Memory) -> tuple[Types, Types]:
    """The types of both languages."""
    first, second = memory.languages
    return (
        _types(zh, memory.vectors(zh.words, first), first),
        _types(en, memory.vectors(en.words, second), second),
    )


def _types(counted: Counted, vectors: Vectors, language: Language) -> Types:
    function, roles = language.profile.function_words, normal.roles_of(language)
    return Types(
        counted.words,
        counted.sentences,
        counted.tokens,
        np.ascontiguousarray(vectors[:, :-1]),
        vectors[:, -1],
        np.array([word in function for word in counted.words], dtype=np.float32),
        np.array([normal.is_mark(word) for word in counted.words], dtype=np.float32),
        _classes(counted.words, roles),
        traits_of(language),
    )


def _classes(words: Sequence[str], roles: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
    found = np.zeros((len(CLASSES), len(words)), dtype=np.float32)
    for row, own in zip(found, _ROLES.values(), strict=True):
        wanted = frozenset(own.split())
        row[:] = [not wanted.isdisjoint(roles.get(word, ())) for word in words]
    return found
