"""Features of English phrases for ranking, and the weights of the model that ranks them.

The weights are those of a logistic regression, rounded; `bias` and each weight are in log odds.
They were fitted on the English renderings of policy terms in a translated speech collection and
a machine-translated news article, then looked through by hand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from glossary.detection.english.termhood import rarity
from glossary.language.english.names import is_person
from glossary.language.english.words import GENERIC, KIND_OF_HEAD, WEAK_MODIFIERS

Words = tuple[str, ...]
#: The word and the tag of what is beyond a segment.
EDGE = (".", ".")


@dataclass(slots=True)
class Gathered:
    """What was seen of one phrase, by its normalised words.

    Attributes:
        places: (document number, segment, start, end) of each occurrence.
        quoted, formula, named: occurrences in quotation marks, as numeric formulas, capitalised.
        inside: occurrences that do not open a segment, where a capital says something.
        how: ways in which the phrase was found, counted.
        beside: the words before and after each occurrence that tokens make up, each followed by
            its tag; a mark at the edge of a segment. Kept for the fitted ranker only.
    """

    surfaces: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    quoted: int = 0
    formula: int = 0
    named: int = 0
    inside: int = 0
    how: Counter[str] = field(default_factory=Counter)
    beside: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def name_share(self) -> float:
        return self.named / self.inside if self.inside else 0.0


def features(
    words: Words, item: Gathered, value: float, containers: Mapping[Words, tuple[int, int]]
) -> dict[str, float]:
    """The features of a phrase; `containers`: counts of the commonest longer phrases."""
    size, count = len(words), len(item.places)
    often = math.log2(min(count, _OFTEN))
    simple, linked = containers.get(words, (0, 0))
    return {
        "formula": float(item.formula > 0),
        "quoted": float(item.quoted > 0 and not item.formula and size <= 8),
        "quoted long": float(item.quoted > 0 and not item.formula and size > 8),
        "frequency": often,
        "repeated phrase": often * min(size - 1, 3),
        "c-value": math.log2(1.0 + min(max(value, 0.0), 4.0 * _OFTEN)),
        "rarity": rarity(words) if size > 1 else 0.0,
        "rarity of one word": rarity(words) if size == 1 else 0.0,
        "name of one word": item.name_share if size == 1 else 0.0,
        "whole name": float(item.how["name"] > 0),
        "person": float(is_person(next(iter(item.surfaces)))),
        "one word": float(size == 1),
        "two words": float(size == 2),
        "generic head": float(words[-1] in GENERIC),
        "head of a kind": float(words[-1] in KIND_OF_HEAD),
        "weak modifier": float(size > 1 and words[0] in WEAK_MODIFIERS),
        "within longer": min(1.0, simple / count),
        "within linked": min(1.0, linked / count),
        "maximal": item.how["maximal"] / count,
        "linked": float(not item.how["maximal"] and item.how["linked"] > 0),
        "linked part": float(
            not item.how["maximal"] and not item.how["linked"] and item.how["linked nested"] > 0
        ),
        "linked within linked": float(item.how["linked"] == count) * min(1.0, linked / count),
        "only nested": float(item.how["nested"] == count),
        "coordinated": float(item.how["coordinated"] > 0),
        "binomial": float(item.how["binomial"] > 0),
        "abstract head": float(words[-1].endswith(_ABSTRACT)),
        "participle first": float(words[0].endswith("ing") and size > 1),
    }


_OFTEN = 64  #: occurrences beyond which more say no more
_ABSTRACT = ("tion", "sion", "ment", "ity", "ism", "ance", "ence", "ness", "ship", "ization")

BIAS = -2.1
WEIGHTS: dict[str, float] = {
    "formula": 5.0,
    "quoted": 3.0,
    "quoted long": 0.9,
    "frequency": 0.4,
    "repeated phrase": 0.3,
    "c-value": 0.1,
    "rarity": 1.0,
    "rarity of one word": 2.3,
    "name of one word": 0.7,
    "whole name": 1.6,
    "person": -4.0,
    "one word": -2.9,
    "two words": -0.7,
    "generic head": -1.6,
    "head of a kind": 0.2,
    "weak modifier": -0.4,
    "within longer": -1.8,
    "within linked": -0.7,
    "maximal": 0.9,
    "linked": -0.4,
    "linked part": -2.0,
    "linked within linked": -1.3,
    "only nested": -0.9,
    "coordinated": 0.4,
    "binomial": -0.5,
    "abstract head": 0.3,
    "participle first": -0.2,
}


def log_odds(values: Mapping[str, float]) -> float:
    """The evidence that a phrase is a term."""
    return BIAS + sum(WEIGHTS[name] * value for name, value in values.items())


def reasons(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """What speaks for the phrase, strongest first, in log odds."""
    gains = [(name, round(WEIGHTS[name] * value, 3)) for name, value in values.items()]
    return tuple(sorted((g for g in gains if g[1] > 0.05), key=lambda g: -g[1])[:5])
