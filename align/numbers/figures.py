"""Numbers in digits, of any script, grouped and divided as a language does."""

from __future__ import annotations

import re

_GROUPS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f٬ ](?=\d{3}(?!\d))")
_VALUE = re.compile(r"\d{1,15}(?:\.\d{1,9})?")


def in_digits(word: str, decimal: str) -> float | None:
    """The number that digits say (1.500,5, 10 %, ٢٥), or None.

    Args:
        word: one word.
        decimal: the sign before a fraction, "." or ",".
    """
    bare = word.strip("$€£¥%٪ \u00a0\u202f").replace("٫", decimal)
    plain = _GROUPS.sub(lambda sign: sign[0] if sign[0] == decimal else "", bare)
    plain = plain.replace(decimal, ".")
    return float(plain) if _VALUE.fullmatch(plain) else None
