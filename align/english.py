"""English words reduced to crude stems, and the closed class of words of grammar.

The stem only has to be the same for forms of one word where a dictionary and a text meet; it need
not be a word. It follows the idea of Porter (1980, An algorithm for suffix stripping) with fewer
rules, and a table for irregular forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from align.word_lists import word_lists


@cache
def grammar() -> frozenset[str]:
    """Words of grammar: a meaning of several words is not told by them."""
    return word_lists(__package__, "english")["grammar"].set


@cache
def _irregular() -> Mapping[str, str]:
    rows = (row.split() for row in word_lists(__package__, "english")["irregular"].words)
    return {form: row[0] for row in rows for form in row}


#: Endings with what takes their place; the first that leaves a stem of three letters is taken.
_ENDINGS = (
    ("isations", "ize"), ("izations", "ize"), ("isation", "ize"), ("ization", "ize"),
    ("ations", ""), ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("nesses", ""), ("ness", ""), ("fulness", ""), ("fully", ""), ("ful", ""),
    ("ically", ""), ("ical", ""), ("ics", ""), ("ic", ""), ("ally", ""),
    ("ies", "y"), ("ied", "y"), ("ily", "y"),
    ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ers", ""), ("ors", ""),
    ("er", ""), ("or", ""), ("en", ""), ("ed", ""), ("es", ""), ("ly", ""), ("al", ""), ("s", ""),
)  # fmt: skip

_POSSESSIVE = re.compile("(?<=[a-z]{3})[’']s?$")
_TENSE = re.compile(r"(?<=[a-z]{3})(?:ing|ed)$")
_BY_LETTER = {
    letter: tuple(each for each in _ENDINGS if each[0].endswith(letter))
    for letter in {ending[-1] for ending, _ in _ENDINGS}
}


@lru_cache(maxsize=200_000)
def singular(word: str) -> str:
    """A lower-case word without its regular plural ending; both numbers of a word end up alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word


@lru_cache(maxsize=200_000)
def base(word: str) -> str:
    """A lower-case word without number and tense; it need not be a word: policies, polici."""
    bare = _TENSE.sub("", word)
    return trimmed(singular(word) if bare == word else bare)


def trimmed(word: str) -> str:
    """A word that has no inflection with the end of a base: plann, plan; develope, develop."""
    once = word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
    open_ended = once.removesuffix("e")
    return f"{open_ended[:-1]}i" if open_ended.endswith("y") else open_ended


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The crude stem of a lower-case word."""
    word = _POSSESSIVE.sub("", word)
    known = _irregular().get(word)
    if known is not None:
        return known
    if not word.isalpha() or not word.isascii():
        return word
    for _ in range(2):
        word = _without_ending(word)
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def _without_ending(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in _BY_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word
