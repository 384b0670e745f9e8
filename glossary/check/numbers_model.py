"""A number as it stands in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATE = re.compile(r"(?<![0-9.])[0-9]{1,4}([./·-])[0-9]{1,2}\1[0-9]{1,4}(?![0-9])")
_BETWEEN = re.compile("[./·-]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: characters in the text that was read.
        values: what it may be worth; translations differ in how they say it, as 80年代 may be
            "the 80s" or "the 1980s", and 50% "half".
        low, high: any value from `low` up to `high`, `high` excluded, is worth the same; equal for
            none. 二十世纪 is in "the 1980s" too.
        strict: a translation has to say it. Single Chinese numerals such as 三 in 三个 are often
            left out, so that only another number in their place says that something is wrong. In
            English: it is said as a number, not held by a word such as "both".
    """

    start: int
    end: int
    values: frozenset[float]
    strict: bool = True
    low: float = 0.0
    high: float = 0.0

    def equals(self, other: Number) -> bool:
        """Whether the two may be worth the same."""
        if self.values & other.values:
            return True
        return self._holds(other) or other._holds(self)

    def _holds(self, other: Number) -> bool:
        return any(self.low <= value < self.high for value in other.values)


def dates_apart(text: str) -> str:
    """The text with blanks between the numbers of dates such as 2012.11.15; as long as it was."""
    return _DATE.sub(lambda match: _BETWEEN.sub(" ", match[0]), text)
