"""The forms of Chinese texts with their places and words, in columns.

A text of a megabyte has more than a hundred thousand forms, most of them met once. An object for
each, and one for each of its places and words, would take several times the memory of columns, and
most of the time in which they are judged.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from glossary.chinese.parallels import Parallel

if TYPE_CHECKING:
    from glossary.chinese.tables import Numbers

#: A word and its tag.
Tagged = tuple[str, str]


class Place(NamedTuple):
    """An occurrence: document and segment numbers, and characters of the segment."""

    document: int
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """All segments one after the other, with a line feed after each.

    Attributes:
        characters: the whole.
        offsets: for each segment, where its characters begin.
        documents, segments: for each segment, its numbers.
        kinds: the different words with their tags.
        words: for each word, which of the kinds it is.
        starts, ends: for each word, its characters.
    """

    characters: str
    offsets: array[int]
    documents: array[int]
    segments: array[int]
    kinds: list[Tagged]
    words: array[int]
    starts: array[int]
    ends: array[int]

    def place(self, start: int, end: int) -> Place:
        """Characters of the whole as those of their segment."""
        number = bisect_right(self.offsets, start) - 1
        offset = self.offsets[number]
        return Place(self.documents[number], self.segments[number], start - offset, end - offset)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of all forms, those of one form together and in the order of the text.

    Attributes:
        bounds: for each form, where its places begin; last, how many places there are.
        starts, ends: for each place, characters of the whole text.
        firsts, lasts: its first word and last word + 1 of the whole text; -1 where cut across.
    """

    bounds: Numbers
    starts: Numbers
    ends: Numbers
    firsts: Numbers
    lasts: Numbers


@dataclass(frozen=True, eq=False)
class Spans:
    """All forms found, numbered in the order in which they were met.

    Attributes:
        numbers: the number of each form.
        lows, highs: for each form, its first word and last word + 1 where it was met.
        quoted, titled, heading: how often it stands in such marks, or in a heading.
        named: forms of the user's dictionary.
        parallels: forms that coordinate items.
    """

    numbers: dict[str, int]
    lows: array[int]
    highs: array[int]
    quoted: array[int]
    titled: array[int]
    heading: array[int]
    named: frozenset[int]
    parallels: Mapping[int, Parallel]
    text: Text
    places: Places

    @property
    def size(self) -> int:
        """Words in all texts."""
        return len(self.text.words)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The forms by their numbers."""
        return tuple(self.numbers)

    @cached_property
    def frequencies(self) -> Numbers:
        """How many places each form has."""
        import numpy as np

        return np.diff(self.places.bounds)

    @property
    def forms(self) -> Mapping[str, Span]:
        """The forms one by one."""
        return _Forms(self)


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """One form and what was seen of it."""

    found: Spans
    number: int

    @property
    def form(self) -> str:
        return self.found.names[self.number]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self._tagged())

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(tag for _, tag in self._tagged())

    def _tagged(self) -> Iterator[Tagged]:
        found, number = self.found, self.number
        own = found.text.words[found.lows[number] : found.highs[number]]
        return map(found.text.kinds.__getitem__, own)

    @property
    def places(self) -> list[Place]:
        """Where it stands, in the order of the text."""
        bounds, places = self.found.places.bounds, self.found.places
        own = slice(bounds[self.number], bounds[self.number + 1])
        return list(
            map(self.found.text.place, places.starts[own].tolist(), places.ends[own].tolist())
        )

    @property
    def frequency(self) -> int:
        return int(self.found.frequencies[self.number])

    @property
    def quoted(self) -> int:
        return self.found.quoted[self.number]

    @property
    def titled(self) -> int:
        return self.found.titled[self.number]

    @property
    def named(self) -> bool:
        """Whether it is in the user's dictionary."""
        return self.number in self.found.named

    @property
    def parallel(self) -> Parallel | None:
        return self.found.parallels.get(self.number)


class _Forms(Mapping[str, Span]):
    """The forms by what they read."""

    def __init__(self, found: Spans) -> None:
        self._found = found

    def __getitem__(self, form: str) -> Span:
        return Span(self._found, self._found.numbers[form])

    def __iter__(self) -> Iterator[str]:
        return iter(self._found.numbers)

    def __len__(self) -> int:
        return len(self._found.numbers)
