"""English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from align.languages.chinese import content
from align.languages.keys import latin
from align.languages.profile import LATIN, Profile, Span
from align.numbers.english import value_of

#: Longer texts are cut in pieces, so that time and memory stay linear.
_PIECE = 2_000


def split(text: str) -> Iterator[Span]:
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
            yield start, end


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


def normal(word: str) -> str:
    """The crude stem."""
    from align.english import stem

    return stem(word.lower())


PROFILE = Profile(
    module=__name__,
    code="en",
    name="English",
    own_name="English",
    scripts=("Latn",),
    letters=LATIN,
    length=2.9,
    split=split,
    normal=normal,
    key=latin,
    contents=content,
    numerals=value_of,
)
