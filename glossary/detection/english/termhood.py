"""How likely a phrase is a term.

C-value and NC-value: Frantzi, Ananiadou & Mima 2000, "Automatic recognition of multi-word terms:
the C-value/NC-value method". General-language frequency: wordfreq's Zipf scale (log10 of
occurrences in a thousand million words; van Heuven et al. 2014).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from glossary.language.english.words import word_set

_LONGEST_NEST = 7


def c_values(counts: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], float]:
    """The C-value of each phrase, given as words; log2(words + 1), so that single ones count."""
    nest_total: Counter[tuple[str, ...]] = Counter()
    nest_kinds: Counter[tuple[str, ...]] = Counter()
    for words, count in counts.items():
        for part in _parts(words):
            if part in counts:
                nest_total[part] += count
                nest_kinds[part] += 1
    return {
        words: math.log2(len(words) + 1)
        * (count - (nest_total[words] / nest_kinds[words] if nest_kinds[words] else 0.0))
        for words, count in counts.items()
    }


def _parts(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    size = len(words)
    for length in range(1, min(size, _LONGEST_NEST + 1)):
        for start in range(size - length + 1):
            yield words[start : start + length]


@lru_cache(maxsize=100_000)
def zipf(word: str) -> float:
    """General-language frequency of an English word on the Zipf scale, 0 where unknown."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


def rarity(words: tuple[str, ...]) -> float:
    """How rare the phrase's content words are in general language: 0 everyday, 1 hardly ever."""
    content = [word for word in words if word not in _FUNCTION]
    if not content:
        return 0.0
    rates = [
        min(zipf(part) for part in word.split("-") if part)
        if "-" in word.strip("-")
        else zipf(word)
        for word in content
    ]
    return max(0.0, min(1.0, (6.0 - (sum(rates) / len(rates) + min(rates)) / 2) / 4.0))


_FUNCTION = word_set("of the and with for in on to a an its our ’s 's")
