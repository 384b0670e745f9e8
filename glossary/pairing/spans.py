"""Phrases that may render a candidate where it stands, as numbers for the model of pairs.

A good phrase takes in the words that the candidate is linked to and few others, least of all such
as render another word of the sentence. A first measure of that, a balance (F-measure) of the share
of the phrase that renders the candidate and of the share of all that renders it, chooses the
phrases that a model then judges by all that is known of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.model import Language
from glossary.language.lists import lists
from glossary.pairing.sides import BIT, Flags, Ints, Numbers, Rows

LIMIT = 12  #: phrases that are judged at one place
_ANCHOR = 0.15  # a word so likely to render the candidate shows where its rendering stands
_REACH = 4  # words between an end of a phrase and a word that shows where it stands
_LONGEST = 26  # tokens
_GRAMMAR = 0.12  # what words of grammar count beside others
_IDLE = 0.25  # a word less likely to render anything else renders nothing that is known
_DIGITS = 9  # of a match

_INSIDE = (
    "of",
    "preposition",
    "and",
    "comma",
    "verb",
    "pronoun",
    "article",
    "noun",
    "modifier",
    "negative",
)
_FIRST = ("modifier", "preposition", "gerund", "verb", "capital")
_LAST = ("noun", "modifier", "verb", "capital")
_BEFORE = ("article", "noun", "modifier", "of", "quote", "capital", "possessive", "and")
_AFTER = ("noun", "comma", "stop", "of", "preposition", "quote", "capital", "and")


@dataclass(frozen=True, slots=True)
class Spans:
    """Phrases that may render candidates, m in all, in the order of their rows, the best first.

    Attributes:
        rows: what they were found for.
        row: the row of each, shape (m,).
        first, last: its first token and the one after its last, as numbers in `rows`.
        match: how well it takes in what renders the candidate, 0 to 1.
        rank: which it is by that at its place, from 0.
    """

    rows: Rows
    row: Ints
    first: Ints
    last: Ints
    match: Numbers
    rank: Ints

    def __len__(self) -> int:
        return len(self.row)

    def tokens(self) -> tuple[Ints, Ints]:
        """First and last token as numbers in their bead."""
        start = self.rows.starts[self.row]
        return self.first - start, self.last - start


def spans(rows: Rows) -> Spans:
    """The phrases that match best at each place, `LIMIT` at most."""
    content = (rows.kinds & BIT["grammar"]) == 0
    anchors = (rows.own >= _ANCHOR) & content
    first, last = _phrases(rows, anchors)
    weight = np.where(content, 1.0, np.where(rows.kinds & BIT["word"], _GRAMMAR, 0.0))
    size, own, foreign = (
        rows.before(each)
        for each in (weight, rows.own * weight, np.maximum(rows.others - rows.own, 0) * weight)
    )
    whole = np.diff(own[rows.starts])
    row = rows.row[first]
    got = own[last] - own[first]
    against = size[last] - size[first] + foreign[last] - foreign[first]
    # Sums hang on the order in which they were made; their last bits shall not choose.
    match = np.round(2 * got / (against + whole[row]), _DIGITS)
    order = np.lexsort((last, first, -match, row))
    rank = np.arange(len(order)) - np.searchsorted(row[order], row[order])
    kept = rank < LIMIT
    order = order[kept]
    return Spans(rows, row[order], first[order], last[order], match[order], rank[kept])


def _phrases(rows: Rows, anchors: Flags) -> tuple[Ints, Ints]:
    """The stretches that may be phrases, with an anchor in them and near both ends."""
    begin, end = anchors.copy(), anchors.copy()
    for far in range(1, _REACH + 1):
        together = rows.stops[far:] == rows.stops[:-far]
        begin[:-far] |= anchors[far:] & together
        end[far:] |= anchors[:-far] & together
    begin &= (rows.kinds & BIT["opens"]) > 0
    end &= (rows.kinds & BIT["closes"]) > 0
    held = rows.before(anchors)
    firsts, lasts = [], []
    for length in range(1, min(_LONGEST, len(begin)) + 1):
        size = len(begin) - length + 1
        together = rows.stops[:size] == rows.stops[length - 1 :]
        first = np.flatnonzero(begin[:size] & end[length - 1 :] & together)
        first = first[held[first + length] > held[first]]
        firsts.append(first)
        lasts.append(first + length)
    return np.concatenate(firsts), np.concatenate(lasts)


def features(found: Spans, forms: Sequence[str]) -> Mapping[str, Numbers]:
    """All that is known of each phrase, by name.

    Args:
        forms: the candidates, by number.
    """
    return _Measures(found).features | _sizes(found, forms)


class _Measures:
    """Features of phrases by the tokens in them and around them."""

    def __init__(self, found: Spans) -> None:
        self._found, self._rows = found, found.rows
        self._first, self._last = found.first, found.last
        self.features: dict[str, Numbers] = {
            "match": found.match,
            "rank": found.rank.astype(float),
        }
        self._links()
        self._likeness()
        self._rarity()
        for name in ("match", "like", "inside", "meant"):
            self._behind(name)
        for name in _INSIDE:
            self.features[f"n {name}"] = self._within(self._is(name))
        self._ends()

    def _is(self, name: str) -> Flags:
        found: Flags = (self._rows.kinds & BIT[name]) > 0
        return found

    def _within(self, values: Numbers | Flags) -> Numbers:
        before = self._rows.before(values)
        found: Numbers = before[self._last] - before[self._first]
        return found

    def _links(self) -> None:
        rows, found = self._rows, self.features
        content = ~self._is("grammar")
        weight = np.where(content, 1.0, np.where(self._is("word"), _GRAMMAR, 0.0))
        inside = self._within(rows.own * weight)
        whole = np.add.reduceat(rows.own * weight, rows.starts[:-1])[self._found.row]
        linked = rows.own >= _ANCHOR
        taken = rows.others >= _IDLE
        found["inside"] = inside
        found["missing"] = np.maximum(whole - inside, 0)
        found["recall"] = inside / np.maximum(whole, 1e-6)
        found["precision"] = inside / np.maximum(self._within(weight), 1e-6)
        found["idle"] = self._within(content & ~linked & ~taken)
        found["foreign"] = self._within(content & taken & (rows.own < rows.others))
        found["foreign mass"] = self._within(np.maximum(rows.others - rows.own, 0) * content)
        found["left inside"] = self._within(rows.left * content)
        found["right inside"] = self._within(rows.right * content)
        found["meant"] = self._within(rows.meant * content)
        whole = np.add.reduceat(rows.meant * content, rows.starts[:-1])[self._found.row]
        found["meant elsewhere"] = whole - found["meant"]
        found["content"] = self._within(content)
        found["tokens"] = (self._last - self._first).astype(float)
        found["capitals"] = self._within(self._is("capital")) / found["tokens"]

    def _likeness(self) -> None:
        """The cosine of the sum of the vectors of the phrase with the vector of the candidate."""
        rows, found = self._rows, self._found
        bead = rows.beads[found.row]
        width = np.diff(rows.starts)[found.row]
        first, last = found.tokens()

        def products(one: Ints, other: Ints) -> Numbers:
            result: Numbers = rows.products[rows.squares[bead] + one * width + other]
            return result

        square = products(last, last) - 2 * products(first, last) + products(first, first)
        like = self._within(rows.like) / np.sqrt(np.maximum(square, 1e-6))
        self.features["like"] = np.where(square < 1e-6, 0.0, like)

    def _rarity(self) -> None:
        """How frequent its words are in general language, on average; those of grammar aside."""
        content = ~self._is("grammar")
        among = np.maximum(self._within(content), 1)
        self.features["zipf"] = self._within(self._rows.zipf * content) / among

    def _behind(self, name: str) -> None:
        """How far a feature is below the best of its place."""
        values = self.features[name]
        starts = np.flatnonzero(self._found.rank == 0)
        best = np.maximum.reduceat(values, starts) if len(starts) else values
        counts = np.diff([*starts, len(values)])
        self.features[f"{name} behind"] = np.repeat(best, counts) - values

    def _ends(self) -> None:
        first, last = self._first, self._last
        self._at("first", first, _FIRST)
        self._at("last", last - 1, _LAST)
        self._at("before", first - 1, _BEFORE, ("left", "like"))
        self._at("after", last, _AFTER, ("right", "like"))
        self._at("before2", first - 2, ())
        self._at("after2", last + 1, ())

    def _at(self, where: str, token: Ints, kinds: Sequence[str], more: Sequence[str] = ()) -> None:
        rows, row = self._rows, self._found.row
        outside = (token < rows.starts[row]) | (token >= rows.starts[row + 1] - 1)
        token = np.where(outside, rows.starts[row + 1] - 1, token)
        bits = rows.kinds[token]
        for name in kinds:
            self.features[f"{where} {name}"] = ((bits & BIT[name]) > 0).astype(float)
        for name in ("own", "others", "meant", "zipf", *more):
            values: Numbers = getattr(rows, name)
            self.features[f"{where} {name}"] = np.where(outside, -0.5, values[token])


def _sizes(found: Spans, forms: Sequence[str]) -> dict[str, Numbers]:
    """How long a phrase and its candidate are, and whether both count and deny alike."""
    rows = found.rows
    own = [forms[number] for number in rows.candidates]
    chars = np.array([len(form) for form in own], dtype=float)[found.row]
    grammar = lists(Language.ZH, "grammar")
    joints, negatives = grammar["joints"].words, grammar["negatives"].set
    pieces = np.array([1 + sum(map(form.count, joints)) for form in own], dtype=float)[found.row]
    denied = np.array([not negatives.isdisjoint(form) for form in own])[found.row]
    words = rows.words[found.row].astype(float)
    kinds = rows.kinds

    def count(bits: int) -> Numbers:
        before = rows.before((kinds & bits) > 0)
        result: Numbers = before[found.last] - before[found.first]
        return result

    content = (found.last - found.first) - count(BIT["grammar"])
    return {
        "chars": chars,
        "zh words": words,
        "content per char": content / chars,
        "content per word": content / words,
        "pieces": pieces,
        "joints": count(BIT["and"] | BIT["comma"]) - pieces + 1,
        "negatives": count(BIT["negative"]) - denied,
    }
