"""Which words begin, end and inhabit known terms, as counts; and which stand beside each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from align.model import Language
from glossary.detection.english.phrases import Words
from glossary.language.lists import lists

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How many known terms begin with, end in and have each word, and each pair of words.

    Pairs are words with a blank between them.
    """

    first: Mapping[str, int]
    last: Mapping[str, int]
    anywhere: Mapping[str, int]
    pairs: Mapping[str, int]

    def columns(self, phrases: Sequence[Words]) -> dict[str, Column]:
        """What the vocabulary says of each phrase; counts as logarithms."""
        rows = np.array([self._told(words) for words in phrases]).reshape(-1, 5)
        names = "first word", "last word", "strangest word", "mean of words", "pairs of words"
        return {f"{name} of known terms": rows[:, n] for n, name in enumerate(names)}

    def _told(self, words: Words) -> tuple[float, ...]:
        grammar = lists(Language.EN, "terms")["counted_out"].set
        known = [log1p(self.anywhere.get(w, 0)) for w in words if w not in grammar] or [0.0]
        pairs = [f"{a} {b}" in self.pairs for a, b in pairwise(words)]
        return (
            log1p(self.first.get(words[0], 0)),
            log1p(self.last.get(words[-1], 0)),
            min(known),
            sum(known) / len(known),
            sum(pairs) / max(len(pairs), 1),
        )


def counted(terms: Iterable[Words]) -> Vocabulary:
    """The vocabulary of some terms."""
    known = set(terms)
    return Vocabulary(
        dict(Counter(words[0] for words in known)),
        dict(Counter(words[-1] for words in known)),
        dict(Counter(word for words in known for word in words)),
        dict(Counter(f"{a} {b}" for words in known for a, b in pairwise(words))),
    )


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary in the package."""
    file = resources.files("glossary") / "weights" / "english_words.json"
    data = json.loads(file.read_text("utf-8"))
    return Vocabulary(data["first"], data["last"], data["anywhere"], data["pairs"])
