"""Capitalised names taken whole: a short Chinese form is rendered by a long English name.

国资委 has one word for what English spells out in seven, and word links see few of them. Where the
phrase found is a proper part of a capitalised name, the name's further words belong to it unless
they render something else in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.chinese.resources import glosses
from glossary.english.names import names
from glossary.english.tags import Token
from glossary.model import Candidate, Kind
from glossary.pairing.links import FUNCTION, stem
from glossary.pairing.phrases import Phrase

_SHORT = 4  # characters of a form that may abbreviate a name
_PREPOSITIONS = ("of", "for", "on", "under", "in")

Pair = tuple[int, int]


def may_abbreviate(candidate: Candidate, parts: int) -> bool:
    """Whether a Chinese candidate of so many words may be the short form of a name."""
    return candidate.kind is Kind.INSTITUTION or (parts == 1 and 2 <= len(candidate.form) <= _SHORT)


@dataclass(frozen=True, slots=True)
class Names:
    """The capitalised names of a bead.

    Attributes:
        lowers: its English tokens in lower case.
        spans: the names that stand in one segment, as token numbers.
        times: how often each token stands in the bead.
    """

    lowers: tuple[str, ...]
    spans: tuple[Pair, ...]
    times: dict[str, int]


def read(tokens: Sequence[Token], segments: Sequence[int]) -> Names | None:
    """The names of a bead, None without any; `segments` gives the segment of each token."""
    spans = tuple((a, b) for a, b in names(tokens) if segments[a] == segments[b - 1])
    if not spans:
        return None
    lowers = tuple(token.lower for token in tokens)
    return Names(lowers, spans, Counter(lowers))


def is_spelled_out(phrase: Phrase, form: str, own: Names) -> bool:
    """Whether a phrase that ends a name says all that a dictionary does of a form.

    集团 is the "Group" of any name, and no short form of one that ends so.
    """
    if all(last != phrase.last for _, last in own.spans):
        return False
    said = {stem(word) for word in own.lowers[phrase.first : phrase.last]}
    return any(
        said.issuperset(stem(word) for word in gloss.lower().split()) for gloss in glosses(form)
    )


def whole(phrase: Phrase, own: Names, taken: Sequence[bool]) -> Phrase:
    """The phrase, widened to the name that it is a proper part of.

    To the left it stops at a preposition, where another head begins; on both sides at words that
    are `taken` by other Chinese words. To the left a word that stands twice in the bead is not held
    to be taken: links do not tell which of the two it is.
    """
    lowers = own.lowers
    for first, last in own.spans:
        if first <= phrase.first and phrase.last <= last:
            low, high = phrase.first, phrase.last
            at = low - 1
            while (
                at >= first
                and not (taken[at] and own.times[lowers[at]] == 1)
                and lowers[at] not in _PREPOSITIONS
            ):
                low = at if lowers[at] not in FUNCTION else low
                at -= 1
            at = high
            while at < last and not taken[at]:
                high = at + 1 if lowers[at] not in FUNCTION else high
                at += 1
            return Phrase(low, high, phrase.match)
    return phrase
