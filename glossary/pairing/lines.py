"""The English of beads, prepared for the search for phrases.

Where a phrase may begin and end depends on the English alone, so it is told once for all Chinese
spans of a bead; and as a bead is too little work for numpy, it is told for several together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from glossary.english.words import word_set
from glossary.pairing.beads import ReadBead
from glossary.pairing.links import FUNCTION

_FUNCTION_WEIGHT = 0.12
_NOUNS = word_set("NN NNS NNP NNPS")
_MODIFIERS = word_set("JJ VBN")
_NOT_FIRST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX RP : , .")
_NOT_LAST = word_set("DT IN CC TO POS PRP PRP$ MD WDT WP WRB EX : , .")
_CLAUSES = word_set(
    "is are was were am has have had do does did will would shall should can could may might must "
    "who whom whose which what when where why how that if whether because although though unless "
    "while"
)
_STOPS = '.;:!?()[]“”"–—'
_FIRST_ANYWAY = word_set("one two three four five six seven eight nine ten no all")
#: Stands for no place.
NONE = -1

# What a token is, as bits of a number.
_WORD, _GRAMMAR, _NOUN, _MODIFIER, _OPENS, _CLOSES, _FINITE, _STOP, _COMMA, _CLAUSE = (
    1 << bit for bit in range(10)
)

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lines:
    """What phrases of some beads may be made of: n places, one a token and one more a bead.

    The beads stand one after the other, each followed by a place for its end.

    Attributes:
        starts: where each bead begins, and the end of the last, shape (beads + 1,).
        words: whether a token is a word, not a mark, shape (n,); the rest likewise but for shapes.
        weight: what each token counts in a phrase: marks nothing, grammar little, the rest one.
        before: the weight of all tokens of the bead before it.
        clauses: whether a token has a clause on one side, as "is", "must" and "which" have.
        stops: numbers that change where no phrase goes across, shape (2, n); in the first row at
            commas too.
        firsts: where a phrase may begin whose first word with a link is this one, as places in
            the bead, shape (n, 2); `NONE` where there is no second place.
        lasts: where a phrase may end (exclusive) whose last word with a link is this one, likewise;
            in a third column at a modifier whose head follows, which only a foreign head allows,
            shape (n, 3).
        cut: whether a phrase that ends (exclusive) here leaves the head of its noun phrase out.
    """

    starts: Ints
    words: Flags
    weight: Numbers
    before: Numbers
    clauses: Flags
    stops: Ints
    firsts: Ints
    lasts: Ints
    cut: Flags

    @staticmethod
    def of(beads: Sequence[ReadBead]) -> Lines:
        """The lines of beads."""
        starts = np.cumsum([0, *(len(bead.tokens) + 1 for bead in beads)])
        kinds = np.zeros(starts[-1], dtype=np.int64)
        segments = np.zeros(starts[-1], dtype=np.int64)
        for bead, start, end in zip(beads, starts, starts[1:] - 1, strict=False):
            kinds[start:end] = [_kind(token.text, token.tag) for token in bead.tokens]
            segments[start:end] = bead.segments
        words = (kinds & _WORD) > 0
        weight = np.where(words, np.where(kinds & _GRAMMAR, _FUNCTION_WEIGHT, 1.0), 0.0)
        before = np.zeros(len(weight))
        for start, end in zip(starts, starts[1:] - 1, strict=False):
            np.cumsum(weight[start:end], out=before[start + 1 : end + 1])
        noun = (kinds & _NOUN) > 0
        # Whether a token is a noun with a noun or a modifier of it before it.
        headed = np.zeros(len(kinds), dtype=bool)
        headed[1:] = noun[1:] & ((kinds[:-1] & (_NOUN | _MODIFIER)) > 0)
        return Lines(
            starts,
            words,
            weight,
            before,
            (kinds & _CLAUSE) > 0,
            _stops(kinds, segments),
            _firsts(kinds, headed, starts),
            _lasts(kinds, starts),
            headed,
        )


@lru_cache(maxsize=1 << 16)
def _kind(text: str, tag: str) -> int:
    lower = text.lower()
    facts = (
        (_WORD, text[0].isalnum()),
        (_GRAMMAR, lower in FUNCTION),
        (_NOUN, tag in _NOUNS),
        (_MODIFIER, tag in _MODIFIERS),
        (_OPENS, tag not in _NOT_FIRST or lower in _FIRST_ANYWAY),
        (_CLOSES, tag not in _NOT_LAST),
        (_FINITE, tag[0] == "V" and tag not in ("VBN", "VBG")),
        (_STOP, text in _STOPS),
        (_COMMA, text == ","),
        (_CLAUSE, lower in _CLAUSES),
    )
    return sum(bit for bit, holds in facts if holds)


def _stops(kinds: Ints, segments: Ints) -> Ints:
    new = (kinds & _STOP) > 0
    new[1:] |= segments[1:] != segments[:-1]
    return np.stack((np.cumsum(new | ((kinds & _COMMA) > 0)), np.cumsum(new)))


def _firsts(kinds: Ints, headed: Flags, starts: Ints) -> Ints:
    """The next word that may open a phrase, and what stands before its noun; shape (n, 2)."""
    opens = (kinds & _OPENS) > 0
    opens[starts[1:] - 2] = True  # the last token, where no other may
    places = np.where(opens, np.arange(len(kinds)), len(kinds))
    first = np.minimum.accumulate(places[::-1])[::-1]
    first[starts[1:] - 1] = starts[1:] - 1
    other = np.where(headed[first], first - 1, NONE)
    return _from_beginnings(np.stack((first, other), axis=1), starts)


def _lasts(kinds: Ints, starts: Ints) -> Ints:
    """The last word that may close a phrase, and the head of it that follows; shape (n, 3)."""
    closes = (kinds & _CLOSES) > 0
    closes[starts[:-1]] = True  # the first token, where no other may
    last = np.maximum.accumulate(np.where(closes, np.arange(len(kinds)), 0))
    noun = np.concatenate(((kinds & _NOUN) > 0, (False, False)))
    nouns = noun[last + 1].astype(np.int64)
    nouns += noun[last + 1] & noun[last + 2]
    nouns[(kinds[last] & _FINITE) > 0] = 0
    # A modifier does not end a phrase where its head follows.
    short = last + 1 + (((kinds[last] & _MODIFIER) > 0) & (nouns > 0))
    long = last + 1 + nouns
    other = np.where(long > short, long, NONE)
    headless = np.where(short > last + 1, last + 1, NONE)
    return _from_beginnings(np.stack((short, other, headless), axis=1), starts)


def _from_beginnings(places: Ints, starts: Ints) -> Ints:
    """Places of tokens counted from the beginning of their bead."""
    beginning = np.repeat(starts[:-1], np.diff(starts))[:, None]
    return np.where(places == NONE, NONE, places - beginning)
