"""Columns of numbers over many forms, from what is told once a word.

Values are those that arithmetic on one form after the other gives, to the last bit: sums run from
the first word to the last, and logarithms are those of `math`, once a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glossary.chinese.spans import Span

Column = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
#: A value a form, by the feature's name.
Columns = dict[str, Column]

#: A word and its tag.
Tagged = tuple[str, str]


def column(values: Iterable[float]) -> Column:
    """Values of all forms."""
    return np.array(list(values), dtype=np.float64)


def each(function: Callable[[float], float], values: Column) -> Column:
    """A function of every value, asked once for those that are equal."""
    different, where = np.unique(values, return_inverse=True)
    return column(map(function, different.tolist()))[where]


def log2(values: Column) -> Column:
    """Logarithms of base 2."""
    return each(math.log2, values)


def numbered(things: Iterable[Hashable]) -> tuple[list[Any], Numbers]:
    """The different things in the order in which they come, and the number of each thing."""
    numbers: dict[Hashable, int] = {}
    made = [numbers.setdefault(thing, len(numbers)) for thing in things]
    return list(numbers), np.array(made, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of many forms, one form after the other.

    Attributes:
        kinds: the different words with their tags.
        numbers: for each word of each form, which of the kinds it is.
        owners: for each word, the number of its form.
        sizes: how many words a form has; a form cut across words may have none.
        starts: where the words of a form begin.
    """

    kinds: list[Tagged]
    numbers: Numbers
    owners: Numbers
    sizes: Numbers
    starts: Numbers

    @classmethod
    def of(cls, spans: Sequence[Span]) -> Parts:
        """The words of the forms."""
        kinds, numbers = numbered(
            pair for span in spans for pair in zip(span.words, span.tags, strict=True)
        )
        sizes = np.array([len(span.words) for span in spans], dtype=np.int64)
        owners = np.repeat(np.arange(len(spans)), sizes)
        return cls(kinds, numbers, owners, sizes, np.cumsum(sizes) - sizes)

    def flags(self, question: Callable[[str, str], bool]) -> Flags:
        """A yes or no for every word of every form, asked once a kind."""
        return np.array([question(*kind) for kind in self.kinds], dtype=np.bool_)[self.numbers]

    def values(self, function: Callable[[str], float]) -> Column:
        """A number for every word of every form, asked once a kind."""
        return column(function(word) for word, _ in self.kinds)[self.numbers]

    def count(self, flags: Flags) -> Column:
        """How many words of each form are flagged."""
        return self.sum(flags.astype(np.float64))

    def sum(self, values: Column) -> Column:
        """The sum over the words of each form."""
        return np.bincount(self.owners, values, len(self.sizes)).astype(np.float64)

    def first(self, flags: Flags) -> Flags:
        """Whether the first word is flagged."""
        return self._at(flags, self.starts)

    def last(self, flags: Flags) -> Flags:
        """Whether the last word is flagged."""
        return self._at(flags, self.starts + self.sizes - 1)

    def inside(self, flags: Flags) -> Flags:
        """Whether a word between the first and the last is flagged."""
        ends = self.first(flags).astype(np.float64) + (self.last(flags) & (self.sizes > 1))
        found: Flags = self.count(flags) > ends
        return found

    def every(self, flags: Flags) -> Flags:
        """Whether a form has words and all are flagged."""
        found: Flags = (self.count(flags) == self.sizes) & (self.sizes > 0)
        return found

    def extreme(self, ufunc: np.ufunc, values: Column, empty: float) -> Column:
        """The least or greatest value of each form's words."""
        found = np.full(len(self.sizes), empty)
        some = self.sizes > 0
        if some.any():
            found[some] = ufunc.reduceat(values, self.starts[some])
        return found

    def _at(self, flags: Flags, places: Numbers) -> Flags:
        found = np.zeros(len(self.sizes), dtype=np.bool_)
        some = self.sizes > 0
        found[some] = flags[places[some]]
        return found
