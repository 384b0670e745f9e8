"""How frequent English words are in general language.

On wordfreq's Zipf scale: log10 of occurrences in a thousand million words (van Heuven et al. 2014).
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=100_000)
def zipf(word: str) -> float:
    """General-language frequency of an English word on the Zipf scale, 0 where unknown."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))
