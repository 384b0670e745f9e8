"""How frequent words are in general language.

On wordfreq's Zipf scale: log10 of occurrences in a thousand million words (van Heuven et al. 2014).
"""

from __future__ import annotations

import math
from functools import lru_cache

from align.model import Language


@lru_cache(maxsize=100_000)
def zipf(word: str, language: Language) -> float:
    """General-language frequency of a word on the Zipf scale, from 0 (not met) to about 8.

    But in English words are looked up whole: what is no word there is not met.
    """
    import wordfreq

    if language is Language.EN:
        return float(wordfreq.zipf_frequency(word, language.value))
    size = "large" if language is Language.ZH else "best"
    frequency = wordfreq.get_frequency_dict(language.value, size).get(word, 0.0)
    return math.log10(frequency) + 9 if frequency else 0.0
