"""The words of a text and where they stand, as its language splits them.

Every character of a text that is no white space or control character belongs to exactly one word;
punctuation makes words of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.languages.language import Language

_SPACE = re.compile(r"[\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `text[start:end]`, without the line ends that fell inside it."""

    text: str
    start: int
    end: int


def tokens(text: str, language: Language) -> list[Token]:
    """The words of a text, in order."""
    return [
        Token(_SPACE.sub("", text[start:end]), start, end)
        for start, end in language.profile.split(text)
    ]
