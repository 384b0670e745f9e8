"""How firmly the words of a Chinese form hold together, for many forms at once."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from glossary.chinese.found import Spans
from glossary.chinese.tables import Numbers


def cohesions(forms: Numbers, found: Spans, met: Sequence[int]) -> Iterator[float]:
    """Pointwise mutual information at the weakest joint, normalised to -1..1 (Bouma 2009).

    It is weakest where the parts are most expected beside each other: their counts' product is
    greatest. A form of one word holds together wholly.

    Args:
        met: for each kind of word, how often its word is met.
    """
    total = max(found.size, 1)
    runs = _Runs(found, met, found.frequencies.tolist())
    for form in forms.tolist():
        low, high = found.lows[form], found.highs[form]
        probability = runs.frequencies[form] / total
        if high - low < 2:
            yield 1.0
        elif probability >= 1:
            yield 0.0
        else:
            pmi = math.log(probability * total * total / runs.most_expected(low, high))
            yield max(min(1.0, pmi / -math.log(probability)), -1.0)


@dataclass(slots=True)
class _Run:
    """How often the words from one on are met, the first of them, the first two, and so on."""

    counts: list[int]
    text: str
    rarest: int


class _Runs:
    """Runs of words, which many forms have in common: all that begin or end at one place."""

    def __init__(self, found: Spans, met: Sequence[int], frequencies: Sequence[int]) -> None:
        self.frequencies = frequencies
        self._found, self._met = found, met
        self._rightwards: dict[int, _Run] = {}
        self._leftwards: dict[int, _Run] = {}

    def most_expected(self, low: int, high: int) -> int:
        """The greatest product of the counts of both parts, wherever a run is parted."""
        joints = high - low - 1
        lefts = self._counts(self._rightwards, low, 1, joints, _after)
        rights = self._counts(self._leftwards, high - 1, -1, joints, _before)
        greatest: int = max(map(operator.mul, lefts[:joints], rights[joints - 1 :: -1]))
        return greatest

    def _counts(
        self,
        runs: dict[int, _Run],
        start: int,
        step: int,
        size: int,
        joined: Callable[[str, str], str],
    ) -> list[int]:
        """How often runs of up to `size` words from a word on are met.

        What is no form is met as often as its rarest word.
        """
        run = runs.get(start)
        if run is None:
            run = runs[start] = _Run([], "", self._found.size)
        counts = run.counts
        if len(counts) >= size:
            return counts
        words, kinds = self._found.text.words, self._found.text.kinds
        known, text, rarest = self._found.numbers.get, run.text, run.rarest
        for place in range(start + step * len(counts), start + step * size, step):
            kind = words[place]
            text = joined(text, kinds[kind][0])
            rarest = min(rarest, self._met[kind])
            form = known(text)
            counts.append(rarest or 1 if form is None else self.frequencies[form])
        run.text, run.rarest = text, rarest
        return counts


def _after(text: str, word: str) -> str:
    return text + word


def _before(text: str, word: str) -> str:
    return word + text
