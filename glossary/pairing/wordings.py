"""What inflections and spellings of one rendering share.

Number, tense, articles, capitals, hyphens, and what British and American spelling differ in, make
no other rendering of a term.
"""

from __future__ import annotations

import re
from functools import lru_cache

from align.english import base
from align.model import Language
from glossary.formulas.english import number
from glossary.model.keys import key

_LEAST_YEAR = 1000

#: British spellings and their American ones.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w)is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|al|able|hood)?$)"), "or"),
    (re.compile(r"(?<=\w)tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=gra)mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[nf]en)ce(?=s?$)"), "se"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)


@lru_cache(maxsize=1 << 16)
def wording(text: str, language: Language = Language.EN) -> str:
    """The words of a phrase without inflection, in one spelling."""
    if language is not Language.EN:
        return " ".join(language.profile.content(text)) or text.lower()
    return " ".join(map(_plain, key(text, Language.EN).split()))


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return base(word)


@lru_cache(maxsize=1 << 16)
def is_number(phrase: str, language: Language = Language.EN) -> bool:
    """Whether a phrase in lower case is a bare number, which renders no term; years are none."""
    if language is not Language.EN:
        found = [language.profile.number(word) for word in language.profile.words(phrase)]
        return all(value is not None and value < _LEAST_YEAR for value in found)
    try:
        values = [number(word) for word in phrase.replace("-", " ").split()]
    except KeyError:
        return False
    return all(value < _LEAST_YEAR for value in values)
