"""How frequent words are in general language.

On wordfreq's Zipf scale: log10 of occurrences in a thousand million words (van Heuven et al. 2014).
"""

from __future__ import annotations

import math
from collections.abc import Set
from functools import cache, lru_cache

from align.model import Language


@lru_cache(maxsize=100_000)
def zipf(word: str, language: Language) -> float:
    """General-language frequency of a word on the Zipf scale, from 0 (not met) to about 8.

    But in English words are looked up whole: what is no word there is not met, and neither is any
    word of a language that nobody counted.
    """
    import wordfreq

    if language is Language.EN:
        return float(wordfreq.zipf_frequency(word, language.value))
    size = "large" if language is Language.ZH else "best"
    if language.value not in _counted(size):
        return 0.0
    frequency = wordfreq.get_frequency_dict(language.value, size).get(word, 0.0)
    return math.log10(frequency) + 9 if frequency else 0.0


@cache
def _counted(size: str) -> Set[str]:
    """The codes of the languages whose words are counted in lists of a size."""
    import wordfreq

    return frozenset(wordfreq.available_languages(size))
