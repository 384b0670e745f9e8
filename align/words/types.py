"""What word alignment takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.tokens import Token

#: The Chinese and the English words of two sentences that translate each other.
Pair = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A Chinese and an English word that translate each other.

    Attributes:
        zh: which of the Chinese words, counted from 0.
        en: which of the English words.
        score: probability that the link is right, 0 to 1.
    """

    zh: int
    en: int
    score: float


Links = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """The words of a bead and the links between them.

    Attributes:
        zh, en: the words of each side, in reading order; their spans are of the document's text.
        links: links by the positions of words in `zh` and `en`.
    """

    zh: tuple[Token, ...]
    en: tuple[Token, ...]
    links: Links
