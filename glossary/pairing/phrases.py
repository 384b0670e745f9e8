"""English phrases that may render a Chinese span, by the links of their words.

A good phrase takes in the words that the span is linked to and few others. How good is a balance
(F-measure) of two shares: of the phrase's words, how many render the span; of all that renders the
span in the sentence, how much is in the phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glossary.english.tags import Token
from glossary.english.words import word_set
from glossary.pairing.links import FUNCTION

_ANCHOR = 0.15  # a phrase begins and ends with words at least so likely to render the span
_MOST_ANCHORS = 14
_FUNCTION_WEIGHT = 0.12
_CUT = 0.8  # what a phrase without its head is worth
_LONGEST = 24  # tokens
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_NOT_FIRST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX RP : , .")
_NOT_LAST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX : , .")
_STOPS = '.;:!?()[]“”"–—'
_FIRST_ANYWAY = word_set("one two three four five six seven eight nine ten no all")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one bead: tokens first..last (exclusive) and how well it matches, 0 to 1."""

    first: int
    last: int
    match: float


@dataclass(frozen=True, slots=True)
class Line:
    """The English of a bead, prepared for the search.

    Attributes:
        weight: what each token counts in a phrase: marks nothing, grammar little, the rest one.
        clauses: numbers that change where no phrase goes across; `parts` change at commas too.
    """

    tokens: Sequence[Token]
    weight: NDArray[np.float64]
    clauses: Sequence[int]
    parts: Sequence[int]


def prepare(tokens: Sequence[Token], segments: Sequence[int]) -> Line:
    """The tokens of a bead; `segments` gives the segment of each."""
    weight = [
        0.0 if not token.text[0].isalnum() else _FUNCTION_WEIGHT if token.lower in FUNCTION else 1.0
        for token in tokens
    ]
    clauses, parts = [], []
    clause = part = 0
    for number, token in enumerate(tokens):
        new = token.text in _STOPS or (number > 0 and segments[number] != segments[number - 1])
        clause += new
        part += new or token.text == ","
        clauses.append(clause)
        parts.append(part)
    return Line(tokens, np.array(weight), clauses, parts)


def best(
    line: Line,
    relevance: NDArray[np.float64],
    repeats: int,
    *,
    commas: bool = False,
    limit: int = 3,
) -> list[Phrase]:
    """The phrases that match a span best, best first.

    Args:
        relevance: for each token, how likely it renders a word of the span.
        repeats: how often the span stands in the bead.
        commas: whether the phrase may contain commas, as an enumeration does.
    """
    tokens, weight = line.tokens, line.weight
    stops = line.clauses if commas else line.parts
    mass = relevance * weight
    anchors = np.flatnonzero((relevance >= _ANCHOR) & (weight > 0))
    if not len(anchors):
        return []
    if len(anchors) > _MOST_ANCHORS:
        anchors = np.sort(anchors[np.argsort(-mass[anchors], kind="stable")[:_MOST_ANCHORS]])
    whole = float(mass.sum()) / max(repeats, 1)
    inside = np.concatenate(([0.0], np.cumsum(mass)))
    sizes = np.concatenate(([0.0], np.cumsum(weight)))
    found: dict[tuple[int, int], float] = {}
    places = [int(place) for place in anchors]
    for i, begin in enumerate(places):
        for end in places[i:]:
            if end - begin > _LONGEST or stops[end] != stops[begin]:
                break
            for first in _firsts(tokens, begin):
                for last in _lasts(tokens, end):
                    if stops[last - 1] != stops[begin]:
                        continue
                    size = float(sizes[last] - sizes[first]) if first < last else 0.0
                    if size > 0:
                        got = min(float(inside[last] - inside[first]), whole)
                        match = 2 * got / (size + whole)
                        found[first, last] = match * (_CUT if _is_cut(tokens, last) else 1.0)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Phrase(first, last, match) for (first, last), match in ranked[:limit]]


def _is_cut(tokens: Sequence[Token], last: int) -> bool:
    """Whether a phrase that ends there leaves the head of its noun phrase out."""
    inside = last < len(tokens) and tokens[last].tag in _NOUNS
    return inside and tokens[last - 1].tag in (*_NOUNS, "JJ", "VBN")


def _firsts(tokens: Sequence[Token], at: int) -> list[int]:
    """Where a phrase may begin whose first word with a link is `at`."""
    while at < len(tokens) - 1 and (
        tokens[at].tag in _NOT_FIRST and tokens[at].lower not in _FIRST_ANYWAY
    ):
        at += 1
    if at and tokens[at - 1].tag in ("JJ", *_NOUNS, "VBN") and tokens[at].tag in _NOUNS:
        return [at, at - 1]
    return [at]


def _lasts(tokens: Sequence[Token], at: int) -> list[int]:
    """Where a phrase may end (exclusive) whose last word with a link is `at`: its head is in it."""
    while at > 0 and tokens[at].tag in _NOT_LAST:
        at -= 1
    after = at + 1
    while after < len(tokens) and after - at <= 2 and tokens[after].tag in _NOUNS:
        after += 1
    if after == at + 1 or (tokens[at].tag[0] == "V" and tokens[at].tag not in ("VBN", "VBG")):
        return [at + 1]
    if tokens[at].tag in ("JJ", "VBN"):
        return [after] if after == at + 2 else [at + 2, after]
    return [at + 1, after]
