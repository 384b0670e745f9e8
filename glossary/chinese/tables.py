"""Columns of numbers over many forms, from what is told once a word.

Values are those that arithmetic on one form after the other gives, to the last bit: sums run from
the first word to the last, and logarithms are those of `math`, once a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glossary.chinese.found import Spans, Tagged

Column = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
#: What arithmetic on these gives, as far as types tell.
Made = NDArray[np.floating[Any]] | Numbers
#: A value a form, by the feature's name.
Columns = dict[str, Column]

#: What is asked of a word and its tag.
Question = Callable[[str, str], bool]

#: What stands beside a form at a mark or edge.
NOTHING: Tagged = ("", "")


def column(values: Iterable[float]) -> Column:
    """Values of all forms."""
    return np.array(list(values), dtype=np.float64)


def each(function: Callable[[float], float], values: Made) -> Column:
    """A function of every value, asked once for those that are equal."""
    different, where = np.unique(values, return_inverse=True)
    return column(map(function, different.tolist()))[where]


def log2(values: Made) -> Column:
    """Logarithms of base 2."""
    return each(math.log2, values)


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers from each start on, as many as its size, one after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


class Kinds:
    """The different words of the texts with their tags, of which everything is asked once.

    Questions and functions are known by their identity: those of a module, not made for one call.
    """

    def __init__(self, kinds: Sequence[Tagged]) -> None:
        #: `NOTHING` is last, so that -1 is its number.
        self.kinds = [*kinds, NOTHING]
        numbers: dict[str, int] = {}
        made = [numbers.setdefault(word, len(numbers)) for word, _ in self.kinds]
        #: The different words, and for each kind which of them it is.
        self.words = list(numbers)
        self.word_of: Numbers = np.array(made, dtype=np.int64)
        self._flags: dict[Question, Flags] = {}
        self._values: dict[Callable[[str], float], Column] = {}

    def flags(self, question: Question) -> Flags:
        """A yes or no for each kind."""
        if question not in self._flags:
            answers = [question(*kind) for kind in self.kinds]
            self._flags[question] = np.array(answers, dtype=np.bool_)
        return self._flags[question]

    def values(self, function: Callable[[str], float]) -> Column:
        """A number for each kind, from its word."""
        if function not in self._values:
            self._values[function] = column(map(function, self.words))[self.word_of]
        return self._values[function]


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of many forms, one form after the other.

    Attributes:
        kinds: what is known of words.
        numbers: for each word of each form, which of the kinds it is.
        owners: for each word, the place of its form among the forms.
        sizes: how many words a form has; a form cut across words may have none.
        starts: where the words of a form begin.
    """

    kinds: Kinds
    numbers: Numbers
    owners: Numbers
    sizes: Numbers
    starts: Numbers

    @classmethod
    def of(cls, forms: Numbers, found: Spans, kinds: Kinds) -> Parts:
        """The words of the forms with these numbers."""
        lows = np.asarray(found.lows)[forms].astype(np.int64)
        sizes = np.asarray(found.highs)[forms] - lows
        numbers = np.asarray(found.text.words)[ranges(lows, sizes)].astype(np.int64)
        owners = np.repeat(np.arange(len(forms)), sizes)
        return cls(kinds, numbers, owners, sizes, np.cumsum(sizes) - sizes)

    def flags(self, question: Question) -> Flags:
        """A yes or no for every word of every form."""
        return self.kinds.flags(question)[self.numbers]

    def values(self, function: Callable[[str], float]) -> Column:
        """A number for every word of every form."""
        return self.kinds.values(function)[self.numbers]

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

    def told(self, numbers: Numbers, at: Numbers) -> Numbers:
        """What `numbers` tell of the word at a place of each form; 0 where it has no words."""
        found = np.zeros(len(self.sizes), dtype=np.int64)
        some = self.sizes > 0
        places = (self.starts + at)[some]
        found[some] = numbers[self.kinds.word_of[self.numbers[places]]]
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
