"""Capitalised names taken whole: a short Chinese form is rendered by a long English name.

国资委 has one word for what English spells out in seven, and word links see few of them. Where the
phrase found is a proper part of a capitalised name, the name's further words belong to it unless
they render something else in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from glossary.english.names import names
from glossary.english.tags import Token
from glossary.model import Candidate, Kind
from glossary.pairing.beads import ReadBead
from glossary.pairing.links import FUNCTION, equivalents, stem
from glossary.pairing.phrases import Phrase

_CLAIMED = 0.4  # a word so likely to render another word is no part of the name
_SHORT = 4  # characters of a form that may abbreviate a name
_PREPOSITIONS = ("of", "for", "on", "under", "in")

Pair = tuple[int, int]


def may_abbreviate(candidate: Candidate, parts: int) -> bool:
    """Whether a Chinese candidate of so many words may be the short form of a name."""
    return candidate.kind is Kind.INSTITUTION or (parts == 1 and 2 <= len(candidate.form) <= _SHORT)


def name_spans(tokens: Sequence[Token], segments: Sequence[int]) -> list[Pair]:
    """The capitalised names of a bead that stand in one segment, as token numbers."""
    return [(a, b) for a, b in names(tokens) if segments[a] == segments[b - 1]]


def claimed(
    linked: NDArray[np.float64], rows: Sequence[int], columns: Sequence[int], bead: ReadBead
) -> list[bool]:
    """For each token, whether it renders a Chinese word outside `columns`.

    Both links and the dictionary must say so: in a short text links alone give every English word
    to some Chinese word.
    """
    found = [False] * len(bead.tokens)
    for number, row in enumerate(rows):
        found[row] = any(
            column not in columns
            and stem(bead.tokens[row].lower) in equivalents(bead.words.zh[column])
            for column in np.flatnonzero(linked[number] >= _CLAIMED)
        )
    return found


def whole(
    phrase: Phrase, tokens: Sequence[Token], spans: Sequence[Pair], taken: Sequence[bool]
) -> Phrase:
    """The phrase, widened to the name that it is a proper part of.

    To the left it stops at a preposition, where another head begins; on both sides at words that
    are `taken` by other Chinese words. To the left a word that stands twice in the bead is not held
    to be taken: links do not tell which of the two it is.
    """
    times = Counter(token.lower for token in tokens)
    for first, last in spans:
        if first <= phrase.first and phrase.last <= last:
            low, high = phrase.first, phrase.last
            at = low - 1
            while (
                at >= first
                and not (taken[at] and times[tokens[at].lower] == 1)
                and tokens[at].lower not in _PREPOSITIONS
            ):
                low = at if tokens[at].lower not in FUNCTION else low
                at -= 1
            at = high
            while at < last and not taken[at]:
                high = at + 1 if tokens[at].lower not in FUNCTION else high
                at += 1
            return Phrase(low, high, phrase.match)
    return phrase
