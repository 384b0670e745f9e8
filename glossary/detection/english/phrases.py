"""English phrases: the words that identify one, and those in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.english import singular

Words = tuple[str, ...]

_MARKED = re.compile("[“”\"‘’'«»\\-‐‑–]")  #: what words_of takes away or splits at
_QUOTED = re.compile('[“"]([^“”"]{2,90}?)[,.;]?[”"]|(?<!\\w)‘([^‘’\n]{2,60})’(?!\\w)')


def words_of(text: str) -> Words:
    """The words that identify a phrase: lower case, hyphens split, last word without plural."""
    if not _MARKED.search(text):
        words = text.lower().split()
        return (*words[:-1], singular(words[-1])) if words else ()
    plain = re.sub("[“”\"‘«»]|(?<!\\w)[’']|[’'](?!\\w)", "", text).replace("’", "'").lower()
    plain = re.sub(r"'s\b", " 's", plain)
    words = [word for word in re.split(r"[\s\-‐‑–]+", plain) if word]
    return (*words[:-1], singular(words[-1])) if words else ()


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The spans within quotation marks that are phrases, not sentences."""
    for match in _QUOTED.finditer(text):
        start, end = match.span(1 if match[1] else 2)
        while end > start and text[end - 1] in " ,.;":
            end -= 1
        while start < end and text[start] == " ":
            start += 1
        if 1 <= len(text[start:end].split()) <= 12:
            yield start, end
