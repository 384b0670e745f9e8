"""Words where no blank parts them: the likeliest by how often each word is written.

The most probable cut of a text into words that occur independently, by the frequencies that the
package wordfreq carries (Speer 2022); a stretch that no word of it explains is a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log10

from align.languages.profile import Span
from align.languages.spaced import splitter

#: The logarithm of the probability of an unknown word: of any, and for each character.
_UNKNOWN = -6.0
_EACH = -3.0
_LONGEST = 10
#: A stretch is cut in pieces of so many characters, so that time and memory stay linear.
_PIECE = 1_000


@dataclass(frozen=True, slots=True)
class _Words:
    """Words with the logarithms of their probabilities, and the length of the longest."""

    weight: dict[str, float]
    longest: int


@cache
def _words(code: str, size: str) -> _Words:
    from wordfreq import get_frequency_dict

    weight = {word: log10(frequency) for word, frequency in get_frequency_dict(code, size).items()}
    return _Words(weight, min(max(map(len, weight)), _LONGEST))


def cutter(code: str, size: str, runs: str) -> Callable[[str], Iterator[Span]]:
    """What cuts a stretch of letters into words.

    Args:
        code: the language of the frequencies.
        size: of their list, "small" or "large".
        runs: a regular expression for what is cut so; elsewhere blanks and marks part words.
    """
    stretch, others = re.compile(runs), splitter()

    def cut(text: str) -> Iterator[Span]:
        known, done = _words(code, size), 0
        for found in stretch.finditer(text):
            yield from _moved(others(text[done : found.start()]), done)
            for start in range(found.start(), found.end(), _PIECE):
                piece = text[start : min(start + _PIECE, found.end())]
                yield from _moved(_best(piece, known), start)
            done = found.end()
        yield from _moved(others(text[done:]), done)

    return cut


def _moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    return ((start + by, end + by) for start, end in spans)


def _best(text: str, known: _Words) -> list[Span]:
    """The likeliest cut (Viterbi 1967)."""
    size = len(text)
    best = [0.0] + [-1e9] * size
    since = [0] * (size + 1)
    for end in range(1, size + 1):
        for start in range(max(0, end - known.longest), end):
            weight = known.weight.get(text[start:end])
            if weight is None:
                weight = _UNKNOWN + _EACH * (end - start)
            if best[start] + weight > best[end]:
                best[end], since[end] = best[start] + weight, start
    spans = []
    while size:
        spans.append((since[size], size))
        size = since[size]
    return spans[::-1]
