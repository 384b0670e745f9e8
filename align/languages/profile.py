"""What is known of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from align.numbers.figures import in_digits
from align.word_lists import WordList, word_lists

#: The place of a word in a text: start and end.
Span = tuple[int, int]

#: Latin letters, with those of all European languages.
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"


class Direction(StrEnum):
    """Which way a language is written."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True)
class Profile:
    """What is known of a language.

    Attributes:
        module: the module that says so, `__name__`; its lists stand in a TOML file of the same
            name beside it.
        code: its BCP 47 code without script or region.
        name: in English.
        own_name: in the language itself, as CLDR writes it.
        scripts: what it is written in, by ISO 15924, the most usual first.
        letters: the characters of these scripts, as a class of a regular expression.
        length: characters, blanks not counted, that say what one Chinese character says.
        split: the words of a text in order; every character that is no white space or control
            character lies in exactly one, marks in words of their own.
        normal: a word of the text in the form that it shares with its inflected forms, which need
            not be a word.
        key: what people type to find a text: its transcription or its bare letters, in lower case.
        direction: which way it is written.
        joint: what stands between two sentences: a blank, or nothing.
        cells: of a terminal that a letter takes, 1 or 2.
        marks: that end sentences.
        decimal: the sign before the fraction of a number.
        closers: quotation marks that close one here and open it elsewhere.
        has_ordinal_points: whether a point makes a number an ordinal (am 3. Oktober).
        has_capital_nouns: whether every noun is written with a capital.
        contents: what gives `content` where words and function words do not.
        numerals: what reads a word that no list of `numbers` has as a number, or None.
    """

    module: str
    code: str
    name: str
    own_name: str
    scripts: tuple[str, ...]
    letters: str
    length: float
    split: Callable[[str], Iterator[Span]]
    normal: Callable[[str], str]
    key: Callable[[str], str]
    direction: Direction = Direction.LEFT_TO_RIGHT
    joint: str = " "
    cells: int = 1
    marks: str = ".!?…"
    decimal: str = "."
    closers: str = ""
    has_ordinal_points: bool = False
    has_capital_nouns: bool = False
    contents: Callable[[str], list[str]] | None = None
    numerals: Callable[[str], float | None] = lambda _: None

    @property
    def lists(self) -> Mapping[str, WordList]:
        """The lists of its file by name: function_words, numbers and those of `align.segment`."""
        package, _, file = self.module.rpartition(".")
        return word_lists(package, file)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words that carry grammar rather than meaning, in lower case."""
        return self.lists["function_words"].set

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """What words of grammar say, by the English word that says it mostly; may be empty."""
        listed = self.lists.get("roles")
        told = {} if listed is None else listed.values
        return {role: tuple(str(words).split()) for role, words in told.items()}

    @cached_property
    def _numbers(self) -> dict[str, float]:
        return {word: float(value) for word, value in self.lists["numbers"].values.items()}

    def number(self, word: str) -> float | None:
        """The number that a word in lower case is (15, 1 500, 10 %, fifteen, third), or None."""
        found = in_digits(word, self.decimal)
        listed = self._numbers.get(word) if found is None else found
        return self.numerals(word) if listed is None else listed

    def words(self, text: str) -> Iterator[str]:
        """The words of a text as they stand."""
        return (text[start:end] for start, end in self.split(text))

    def content(self, text: str) -> list[str]:
        """The normal forms of a text's words but for those of grammar, and its numbers."""
        if self.contents is not None:
            return self.contents(text)
        small = (word.lower() for word in self.words(text))
        return [
            self.normal(part)
            for word in small
            if word not in self.function_words
            for part in word.split("-")
            if any(map(str.isalnum, part))
        ]
