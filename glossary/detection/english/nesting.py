"""Which English phrases stand inside which, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.english import singular
from glossary.detection.english.phrases import Words

Column = NDArray[np.float64]
Ints = NDArray[np.int64]

_LONGEST = 14  #: words of a phrase whose parts are looked at


@dataclass(frozen=True, slots=True)
class Nesting:
    """Pairs of phrases by their numbers: `whole[i]` is longer than `part[i]` and holds it."""

    whole: Ints
    part: Ints

    def most_of_wholes(self, values: Column) -> Column:
        """For each phrase the greatest value of those that it stands in, 0 where there are none."""
        found = np.zeros(len(values))
        np.maximum.at(found, self.part, values[self.whole])
        return found

    def most_of_parts(self, values: Column) -> Column:
        """For each phrase the greatest value of those that stand in it, 0 where there are none."""
        found = np.zeros(len(values))
        np.maximum.at(found, self.whole, values[self.part])
        return found

    def c_values(self, counts: Column, sizes: Column) -> Column:
        """The C-value (Frantzi, Ananiadou & Mima 2000) by counts and numbers of words.

        With log2(words + 1), so that single words count.
        """
        number = len(counts)
        total = np.bincount(self.part, counts[self.whole], number)
        kinds = np.bincount(self.part, minlength=number)
        found: Column = np.log2(sizes + 1) * (counts - total / np.maximum(kinds, 1))
        return found


def nesting(phrases: Sequence[Words]) -> Nesting:
    """Which of the phrases stand in which; time is linear in the phrases."""
    find = {words: number for number, words in enumerate(phrases)}.get
    wholes, parts = [], []
    for number, words in enumerate(phrases):
        size = len(words)
        if not 2 <= size <= _LONGEST:
            continue
        for end in range(1, size + 1):
            last = words[end - 1]
            plain = singular(last)
            lead = words[:end] if plain == last else (*words[: end - 1], plain)
            for start in range(end == size, end):
                part = find(lead[start:])
                if part is not None:
                    wholes.append(number)
                    parts.append(part)
    return Nesting(np.array(wholes, dtype=np.int64), np.array(parts, dtype=np.int64))
