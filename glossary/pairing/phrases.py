"""English phrases that may render a Chinese span, by the links of their words.

A good phrase takes in the words that the span is linked to and few others, least of all such as
render another word of the sentence. How good is a balance (F-measure) of two shares: of the
phrase's words, how many render the span; of all that renders the span in the sentence, how much is
in the phrase.

A search among forty words is too little work for numpy, so all spans of several beads are searched
for together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glossary.pairing.lines import NONE, Flags, Ints, Lines, Numbers

_ANCHOR = 0.15  # a phrase begins and ends with words at least so likely to render the span
_MOST_ANCHORS = 14
_CUT = 0.8  # what a phrase without its head is worth
_FOREIGN = 1.0  # what a word that renders something else counts besides being in the phrase
_CLAUSE = 2.0  # what a word between clauses counts in the rendering of what is no clause
_LONGEST = 24  # tokens
_HEADLESS = 2  # the column of `Lines.lasts` with ends before a head
_DIGITS = 9  # of a match


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one bead: tokens first..last (exclusive) and how well it matches, 0 to 1."""

    first: int
    last: int
    match: float


@dataclass(frozen=True, slots=True)
class Sought:
    """The Chinese spans of a bead of n tokens whose phrases are sought; a row is a span.

    Attributes:
        inside: for each token what renders the span before it, shape (spans, n + 1).
        outside: likewise what else counts against a phrase.
        apart: whether a token is a head that the phrase before it does without, shape
            (spans, n + 1).
        whole: as much of it as one phrase can have, shape (spans,).
        anchors: the tokens with which a phrase may begin and end, shape (spans, n).
        commas: whether the phrase may contain commas, as an enumeration does, shape (spans,).
    """

    inside: Numbers
    outside: Numbers
    apart: Flags
    whole: Numbers
    anchors: Flags
    commas: Flags


def sought(
    weight: Numbers,
    relevance: Numbers,
    foreign: Flags,
    apart: Flags,
    clauses: Flags,
    repeats: Sequence[int],
    commas: Sequence[bool],
    clausal: Sequence[bool],
) -> Sought:
    """The spans of a bead, ready for the search.

    Args:
        weight: of the tokens of the bead as in `Lines`, shape (n,).
        relevance: for each span and token, how likely it renders a word of the span, shape
            (spans, n).
        foreign: for each span and token, whether it renders another word, shape (spans, n).
        apart: for each span and token, whether it is a head that is no part of what renders the
            span before it, shape (spans, n).
        clauses: of the tokens as in `Lines`, shape (n,).
        repeats: how often each span stands in the bead.
        commas: as in `Sought`.
        clausal: whether each span is a clause, so that its phrase may be one.
    """
    mass = relevance * weight
    anchors = (relevance >= _ANCHOR) & (weight > 0)
    for row in np.flatnonzero(anchors.sum(axis=1) > _MOST_ANCHORS):
        places = np.flatnonzero(anchors[row])
        anchors[row] = False
        anchors[row, places[np.argsort(-mass[row, places], kind="stable")[:_MOST_ANCHORS]]] = True
    inside, outside = (np.zeros((len(mass), mass.shape[1] + 1)) for _ in range(2))
    np.cumsum(mass, axis=1, out=inside[:, 1:])
    crossed = _CLAUSE * clauses * ~np.array(clausal, dtype=bool)[:, None]
    np.cumsum(_FOREIGN * foreign * weight + crossed, axis=1, out=outside[:, 1:])
    whole = mass.sum(axis=1) / np.maximum(repeats, 1)
    without = np.pad(apart, ((0, 0), (0, 1)))
    return Sought(inside, outside, without, whole, anchors, np.array(commas, dtype=bool))


def best(lines: Lines, beads: Sequence[Sought], limit: int) -> list[list[list[Phrase]]]:
    """For each bead and span of it the phrases that match best, the best first.

    Args:
        lines: the English of the beads, one at least.
        beads: the spans sought in each, one at least.
        limit: phrases of a span at most.
    """
    counts = [len(bead.whole) for bead in beads]
    # Tokens are told by their place in the bead; `base` is where it begins in the lines.
    base = np.repeat(lines.starts[:-1], counts)
    span, first, last, headless = _phrases(beads, lines, base)
    widths = np.repeat(np.diff(lines.starts), counts)
    row = (np.cumsum(widths) - widths)[span]
    apart = np.concatenate([bead.apart.ravel() for bead in beads])[row + last]
    # A head that renders something else is left to that: "central" in "central enterprises".
    allowed = ~headless | apart
    span, first, last, row, apart = (each[allowed] for each in (span, first, last, row, apart))
    size = lines.before[base[span] + last] - lines.before[base[span] + first]
    inside = np.concatenate([bead.inside.ravel() for bead in beads])
    outside = np.concatenate([bead.outside.ravel() for bead in beads])
    whole = np.concatenate([bead.whole for bead in beads])[span]
    got = np.minimum(inside[row + last] - inside[row + first], whole)
    size += outside[row + last] - outside[row + first]
    match = 2 * got / (size + whole)
    match *= np.where(lines.cut[base[span] + last] & ~apart, _CUT, 1.0)
    # Where a phrase stands twice it matches alike; the last bits, which hang on the order in which
    # sums were made, shall not tell which place is taken.
    match = np.round(match, _DIGITS)
    # What stands between two prepositions that render the span may render nothing of it.
    held = match > 0
    rows = iter(_strongest(span[held], first[held], last[held], match[held], len(base), limit))
    return [[next(rows) for _ in range(count)] for count in counts]


def _phrases(beads: Sequence[Sought], lines: Lines, base: Ints) -> tuple[Ints, Ints, Ints, Flags]:
    """The phrases between two anchors of a span.

    With the number of the span come first and last (exclusive) token, and whether the phrase ends
    in a modifier whose head follows.

    Args:
        base: for each span where its bead begins in `lines`.
    """
    found = [np.nonzero(bead.anchors) for bead in beads]
    below = np.cumsum([0, *(len(bead.whole) for bead in beads)])
    span = np.concatenate([rows + low for (rows, _), low in zip(found, below[:-1], strict=True)])
    place = np.concatenate([places for _, places in found])
    commas = np.concatenate([bead.commas for bead in beads])
    stop = lines.stops[commas[span].astype(np.int64), base[span] + place]
    pairs = []
    for apart in range(_MOST_ANCHORS):
        near = place[apart:] - place[: len(place) - apart] <= _LONGEST
        near &= stop[apart:] == stop[: len(stop) - apart]
        near &= span[apart:] == span[: len(span) - apart]
        if not near.any():
            break
        begin = np.flatnonzero(near)
        pairs.append((begin, begin + apart))
    if not pairs:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none > 0
    begin, end = (np.concatenate(each) for each in zip(*pairs, strict=True))
    at = base[span[begin]]
    firsts, lasts = lines.firsts[at + place[begin]], lines.lasts[at + place[end]]
    first, last = (
        np.ravel(each) for each in np.broadcast_arrays(firsts[:, :, None], lasts[:, None, :])
    )
    begin = np.repeat(begin, firsts.shape[1] * lasts.shape[1])
    headless = np.arange(len(last)) % lasts.shape[1] == _HEADLESS
    known = (first != NONE) & (first < last)
    begin, first, last, headless = begin[known], first[known], last[known], headless[known]
    own = span[begin]
    known = lines.stops[commas[own].astype(np.int64), base[own] + last - 1] == stop[begin]
    return own[known], first[known], last[known], headless[known]


def _strongest(
    span: Ints, first: Ints, last: Ints, match: Numbers, spans: int, limit: int
) -> list[list[Phrase]]:
    """For each span the phrases that match best; of those that match alike the earlier first."""
    order = np.lexsort((last, first, -match, span))
    span, first, last, match = span[order], first[order], last[order], match[order]
    fresh = np.ones(len(span), dtype=bool)
    # Pairs of anchors may give one phrase twice; its match is the same, so they are neighbours.
    fresh[1:] = (span[1:] != span[:-1]) | (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    span, first, last, match = span[fresh], first[fresh], last[fresh], match[fresh]
    held = np.arange(len(span)) - np.searchsorted(span, span) < limit
    found: list[list[Phrase]] = [[] for _ in range(spans)]
    rows = zip(*(each[held].tolist() for each in (span, first, last, match)), strict=True)
    for number, *phrase in rows:
        found[number].append(Phrase(*phrase))
    return found
