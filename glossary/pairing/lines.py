"""The English of a bead, prepared for the search for phrases.

Where a phrase may begin and end depends on the English alone, so it is told once for all Chinese
spans of the bead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glossary.english.tags import Token
from glossary.english.words import word_set
from glossary.pairing.links import FUNCTION

_FUNCTION_WEIGHT = 0.12
_NOUNS = word_set("NN NNS NNP NNPS")
_MODIFIERS = word_set("JJ VBN")
_NOT_FIRST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX RP : , .")
_NOT_LAST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX : , .")
_STOPS = '.;:!?()[]“”"–—'
_FIRST_ANYWAY = word_set("one two three four five six seven eight nine ten no all")
#: Stands for no place.
NONE = -1

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """What a phrase may be made of, for n tokens.

    All but `weight` have one place more, for the end, so that one number tells a token in each.

    Attributes:
        weight: what each token counts in a phrase: marks nothing, grammar little, the rest one;
            shape (n,).
        before: the weight of all tokens before it, shape (n + 1,).
        stops: numbers that change where no phrase goes across, shape (2, n + 1); in the first row
            at commas too.
        firsts: where a phrase may begin whose first word with a link is this one, shape
            (n + 1, 2); `NONE` where there is no second place.
        lasts: where a phrase may end (exclusive) whose last word with a link is this one, likewise.
        cut: whether a phrase that ends (exclusive) here leaves the head of its noun phrase out,
            shape (n + 1,).
    """

    weight: Numbers
    before: Numbers
    stops: Ints
    firsts: Ints
    lasts: Ints
    cut: Flags

    @staticmethod
    def joined(lines: Sequence[Line]) -> Line:
        """Several lines one after the other; places in them still count from their beginnings."""
        return Line(
            np.concatenate([line.weight for line in lines]),
            np.concatenate([line.before for line in lines]),
            np.concatenate([line.stops for line in lines], axis=1),
            np.concatenate([line.firsts for line in lines]),
            np.concatenate([line.lasts for line in lines]),
            np.concatenate([line.cut for line in lines]),
        )


def prepare(tokens: Sequence[Token], segments: Sequence[int]) -> Line:
    """The tokens of a bead, one at least; `segments` gives the segment of each."""
    lowers = [token.lower for token in tokens]
    tags = [token.tag for token in tokens]
    weight = [
        0.0 if not token.text[0].isalnum() else _FUNCTION_WEIGHT if lower in FUNCTION else 1.0
        for token, lower in zip(tokens, lowers, strict=True)
    ]
    opens = [
        tag not in _NOT_FIRST or lower in _FIRST_ANYWAY
        for tag, lower in zip(tags, lowers, strict=True)
    ]
    noun = np.array([tag in _NOUNS for tag in tags])
    modifier = np.array([tag in _MODIFIERS for tag in tags])
    # Whether a token is a noun with a noun or a modifier of it before it.
    headed = np.concatenate(((False,), noun[1:] & (noun | modifier)[:-1]))
    return Line(
        np.array(weight),
        np.concatenate(((0.0,), np.cumsum(weight))),
        _stops(tokens, segments),
        _with_end(_firsts(np.array(opens), headed)),
        _with_end(_lasts(tags, noun, modifier)),
        np.append(headed, False),
    )


def _stops(tokens: Sequence[Token], segments: Sequence[int]) -> Ints:
    clauses, parts = [], []
    clause = part = 0
    for number, token in enumerate(tokens):
        new = token.text in _STOPS or (number > 0 and segments[number] != segments[number - 1])
        clause += new
        part += new or token.text == ","
        clauses.append(clause)
        parts.append(part)
    return np.array(((*parts, NONE), (*clauses, NONE)))


def _firsts(opens: Flags, headed: Flags) -> Ints:
    """The next word that may open a phrase, and what stands before its noun; shape (n, 2)."""
    last = len(opens) - 1
    opening = np.where(opens, np.arange(last + 1), last)
    first = np.minimum.accumulate(opening[::-1])[::-1]
    return np.stack((first, np.where(headed[first], first - 1, NONE)), axis=1)


def _lasts(tags: Sequence[str], noun: Flags, modifier: Flags) -> Ints:
    """The last word that may close a phrase, and the head of it that follows; shape (n, 2)."""
    closes = np.array([tag not in _NOT_LAST for tag in tags])
    finite = np.array([tag[0] == "V" and tag not in ("VBN", "VBG") for tag in tags])
    last = np.maximum.accumulate(np.where(closes, np.arange(len(tags)), 0))
    follows = np.concatenate((noun, (False, False)))
    nouns = follows[last + 1].astype(np.int64)
    nouns += follows[last + 1] & follows[last + 2]
    nouns[finite[last]] = 0
    # A modifier does not end a phrase where its head follows.
    short = last + 1 + (modifier[last] & (nouns > 0))
    long = last + 1 + nouns
    return np.stack((short, np.where(long > short, long, NONE)), axis=1)


def _with_end(places: Ints) -> Ints:
    return np.concatenate((places, np.full((1, places.shape[1]), NONE)))
