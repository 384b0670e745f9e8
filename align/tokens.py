"""The words of a text and where they stand: jieba for Chinese, sacremoses for English.

Every character of a text that is no white space or
control character belongs to exactly one word; punctuation makes words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from align.jieba_words import segmenter
from align.model import Language
from align.script import simplified

#: Longer texts are cut in pieces, so that time and memory stay linear.
_PIECE = 2_000
_WRAP = re.compile(r"\n")
_SPACE = re.compile(r"[\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `text[start:end]`, without the line ends that fell inside it."""

    text: str
    start: int
    end: int


def tokens(text: str, language: Language) -> list[Token]:
    """The words of a text, in order."""
    return [*(_chinese(text) if language is Language.ZH else _english(text))]


def _chinese(text: str) -> Iterator[Token]:
    """Words by the most probable path through jieba's dictionary, without its model of names."""
    cut = segmenter().cut
    places = [place for place, character in enumerate(text) if character != "\n"]
    joined = _WRAP.sub("", text)
    plain = simplified(joined)
    if len(plain) != len(joined):
        plain = joined
    for first in range(0, len(plain), _PIECE):
        start = first
        for word in cut(plain[first : first + _PIECE]):
            end = start + len(word)
            if not _SPACE.fullmatch(word):
                yield Token(joined[start:end], places[start], places[end - 1] + 1)
            start = end


def _english(text: str) -> Iterator[Token]:
    """Words as Moses splits them, found again in the text: it moves blanks and nothing else."""
    tokenizer = _moses()
    for first, piece in _pieces(text):
        place = first
        for word in tokenizer.tokenize(piece, escape=False):
            start = end = -1
            for character in word:
                while text[place] != character:
                    place += 1
                start = place if start < 0 else start
                place += 1
                end = place
            yield Token(word, start, end)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces with their starts, cut at white space where there is some."""
    start = 0
    while len(text) - start > _PIECE:
        stop = start + _PIECE
        blank = max(text.rfind(" ", start + 1, stop), text.rfind("\n", start + 1, stop))
        stop = blank if blank > start else stop
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]


@cache
def _moses() -> Any:
    from sacremoses import MosesTokenizer

    return MosesTokenizer(lang="en")
