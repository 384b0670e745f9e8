"""English words and figures that are numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from align.numbers.figures import in_digits
from align.word_lists import compiled, word_lists

_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th|s)$")


@cache
def table(*names: str) -> Mapping[str, float]:
    """What the words of some lists of `english.toml` are worth."""
    lists = word_lists(__package__, "english")
    return {word: float(value) for name in names for word, value in lists[name].values.items()}


def names(of: str) -> tuple[str, ...]:
    """The words of another list: the months in their order, Roman numerals."""
    return word_lists(__package__, "english")[of].words


def pattern(template: str) -> re.Pattern[str]:
    """A regular expression in which the lists stand by their names, in braces: "{months} 15"."""
    return compiled(__package__, "english", template)


def value_of(word: str) -> float | None:
    """The number that a word is (15, 1,500, 22nd, 10%, fifteen, third, half), or None."""
    found = in_digits(_ENDING.sub("", word), ".")
    said = 0.5 if word == "half" else table("cardinals", "ordinals").get(word)
    return said if found is None else found
