"""Words of languages that set blanks between them, and their stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from align.languages.profile import Span

#: Marks that belong to the letter before them, as the vowel signs of Arabic.
_BORNE = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_BORNE}])*"
_WORD = re.compile(
    rf"\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*"  # a number
    rf"|{_LETTERS}(?:['’\u2010\u2011-](?={_LETTERS}){_LETTERS})*['’]?"
    r"|([^\w\s\x00-\x1f])\1*|[^\s\x00-\x1f]"
)
_APOSTROPHE = re.compile("['’]")


def splitter(elided: str = "") -> Callable[[str], Iterator[Span]]:
    """What splits texts at blanks and marks, hyphens aside.

    Args:
        elided: words that lose their vowel before another's (l, qu), which an apostrophe joins
            to it; they are words of their own.
    """
    words = frozenset(elided.split())

    def split(text: str) -> Iterator[Span]:
        for found in _WORD.finditer(text):
            yield from _parts(text, *found.span(), words)

    return split


def _parts(text: str, start: int, end: int, elided: frozenset[str]) -> Iterator[Span]:
    """A word without what is elided before it, and without an apostrophe that closes it."""
    while (at := _apostrophe(text, start, end)) > start:
        if text[start:at].lower() in elided:
            yield start, at + 1
            start = at + 1
        elif at == end - 1:
            yield start, at
            start = at
        else:
            break
    if start < end:
        yield start, end


def _apostrophe(text: str, start: int, end: int) -> int:
    found = _APOSTROPHE.search(text, start, end)
    return found.start() if found else -1


def stemmer(algorithm: str) -> Callable[[str], str]:
    """What gives the stem of a word by one of the Snowball algorithms (Porter 2001)."""

    @lru_cache(maxsize=200_000)
    def stem(word: str) -> str:
        return str(_snowball(algorithm)(word.lower()))

    return stem


@cache
def _snowball(algorithm: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(algorithm).stemWord
