"""A number as it stands in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose

_DATE = re.compile(r"(?<![0-9.])[0-9]{1,4}([./·-])[0-9]{1,2}\1[0-9]{1,4}(?![0-9])")
_GROUPED = re.compile(
    r"(?<![0-9.,:/] )(?<![0-9.,:/-])[0-9]{1,3}(?: [0-9]{3})+(?![0-9%]|[ .,:/-][0-9])"
)
_BETWEEN = re.compile("[./·-]")
#: How far numbers that are the same may differ, as 4.1 * 10**8 and 410 * 10**6 do.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: characters in the text that was read.
        values: what it may be worth; translations differ in how they say it, as 80年代 may be
            "the 80s" or "the 1980s", and 50% "half".
        ranges: any value from the first up to the second, which is excluded, is worth the same:
            二十世纪 is in "the 1980s" too.
        main: what it is worth first of all; None where its values are as good as each other.
        strict: a translation has to say it. Single Chinese numerals such as 三 in 三个 are often
            left out, so that only another number in their place says that something is wrong. In
            English: it is said as a number, not held by a word such as "both" or "COVID-19".
    """

    start: int
    end: int
    values: frozenset[float]
    strict: bool = True
    ranges: tuple[tuple[float, float], ...] = ()
    main: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it may be a part of a whole, as 三成, 1/3 and 50% are."""
        return any(0 < value < 1 for value in self.values)

    def equals(self, other: Number) -> bool:
        """Whether the two may be worth the same."""
        if any(isclose(one, two, rel_tol=_SAME) for one in self.values for two in other.values):
            return True
        return self._holds(other) or other._holds(self)

    def _holds(self, other: Number) -> bool:
        return any(low <= value < high for low, high in self.ranges for value in other.values)


def dates_apart(text: str) -> str:
    """The text with blanks between the numbers of dates such as 2012.11.15; as long as it was.

    Blanks between groups of three digits become commas: 1 234 567 is one number.
    """
    text = _GROUPED.sub(lambda match: match[0].replace(" ", ","), text)
    return _DATE.sub(lambda match: _BETWEEN.sub(" ", match[0]), text)
