"""Which of the phrases found at its places renders a candidate.

Links tell how well a phrase matches where it stands; vectors tell whether it means the same. A
phrase that comes back with the candidate is preferred to one that matches better once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.encoders.base import Vectors
from glossary.pairing.links import FUNCTION
from glossary.pairing.model import Option, Rendering
from glossary.pairing.vectors import WordSums

_KEYS = 8  # of each candidate
_SHARPNESS = 4.0  # one good match outweighs several poor ones
_LIKENESS = 2.5
_LENGTH = 0.2
_LOCAL = 2.0
_AS_WELL = 0.02  # matches that differ by less are alike
_AT_ONCE = 8_192  # candidates with phrases whose vectors are in memory in full precision
#: A phrase that matches less, by links and vectors together, is no rendering.
LEAST = 0.4

#: The options of a candidate at each of its places.
Options = Sequence[Sequence[Option]]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A phrase over all places of a candidate: what it is worth, and its likeness to it."""

    value: float
    likeness: float


def decided(
    options: Sequence[Options], forms: Vectors, sums: WordSums
) -> Iterator[tuple[Rendering, ...]]:
    """The renderings of each candidate, most frequent first.

    Args:
        options: of each candidate.
        forms: a unit vector a candidate, shape (len(options), d).
        sums: give the vectors of phrases.
    """
    totals = [_totals(places) for places in options]
    likeness = _likeness(totals, forms, sums)
    size = {phrase: _size(phrase) for phrase in set().union(*totals)}
    for places, total in zip(options, totals, strict=True):
        known = {
            phrase: _Standing(math.log(weight) / _SHARPNESS + _LIKENESS * like + size[phrase], like)
            # What is left of `likeness` is that of the candidates to come.
            for (phrase, weight), like in zip(total.items(), likeness, strict=False)
        }
        yield _renderings(_chosen(places, known), known)


def _totals(places: Options) -> dict[str, float]:
    """How well each phrase matches over all places, the best phrases only."""
    totals: dict[str, float] = defaultdict(float)
    for options in places:
        for option in options:
            totals[option.span.key] += option.match**_SHARPNESS
    best_first = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    return {made: total for made, total in best_first if made and total > 0}


def _likeness(
    totals: Sequence[Mapping[str, float]], forms: Vectors, sums: WordSums
) -> Iterator[float]:
    """The cosine of each candidate with each of its phrases, one candidate after the other."""
    phrases = sorted(set().union(*totals))
    rows = sums.vectors([phrase.split() for phrase in phrases], half=True)
    row_of = {phrase: number for number, phrase in enumerate(phrases)}
    row = np.array([row_of[phrase] for total in totals for phrase in total], dtype=np.int64)
    candidate = np.repeat(np.arange(len(totals)), [len(total) for total in totals])
    for low in range(0, len(row), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        theirs = rows[row[part]].astype(np.float32)
        yield from np.einsum("ij,ij->i", theirs, forms[candidate[part]]).tolist()


def _size(phrase: str) -> float:
    content = sum(word not in FUNCTION for word in phrase.split())
    return _LENGTH * math.log(content + 0.1)


def _chosen(places: Options, known: Mapping[str, _Standing]) -> list[Option]:
    """At each place the phrase that is best there and over all places."""
    chosen = []
    for options in places:
        best, most = None, (0.0, 0)
        for option in options:
            standing = known.get(option.span.key)
            if standing is None or option.match + standing.likeness < LEAST:
                continue
            worth = standing.value + _LOCAL * math.log(option.match), -option.span.place.start
            if best is None or worth > most:
                best, most = option, worth
        if best is not None:
            chosen.append(best)
    return chosen


def _renderings(chosen: Sequence[Option], known: Mapping[str, _Standing]) -> tuple[Rendering, ...]:
    groups: dict[str, list[Option]] = defaultdict(list)
    for option in chosen:
        groups[option.span.key].append(option)
    return tuple(
        Rendering(
            commonest([option.span.text for option in group]),
            tuple(option.span.place for option in group),
            _match(group),
            known[made].likeness,
        )
        for made, group in _ordered(groups, known)
    )


def commonest(texts: Sequence[str]) -> str:
    """The text that stands most often, the first of those that tie."""
    return texts[0] if len(texts) == 1 else Counter(texts).most_common(1)[0][0]


def _ordered(
    groups: Mapping[str, list[Option]], known: Mapping[str, _Standing]
) -> list[tuple[str, list[Option]]]:
    """Phrases with their places, most frequent first.

    The first place of those that tie goes to one that has all words of the best and more, and
    matches as well: "scientific and technological innovation" before "technological innovation".
    """
    if len(groups) < 2:
        return list(groups.items())
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), -known[item[0]].value))
    first = 0
    for number, (made, group) in enumerate(ordered):
        best, held = ordered[first]
        if len(group) < len(held):
            break
        if _content(made) > _content(best) and _match(group) >= _match(held) - _AS_WELL:
            first = number
    return ordered[first : first + 1] + ordered[:first] + ordered[first + 1 :]


def _content(phrase: str) -> frozenset[str]:
    return frozenset(phrase.split()) - FUNCTION


def _match(group: Sequence[Option]) -> float:
    return sum(option.match for option in group) / len(group)
