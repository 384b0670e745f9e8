"""Chinese forms whose numbers are written in digits or in words: 2个100年, 两个一百年."""

from __future__ import annotations

import re
import unicodedata

from align.numbers.chinese import NUMBER, value_of

_DIGIT = re.compile("[0-9]")


def has_digits(form: str) -> bool:
    """Whether a form has digits, in any width."""
    return bool(_DIGIT.search(unicodedata.normalize("NFKC", form)))


def in_digits(form: str) -> str:
    """The form with its numbers in words as digits; equal where only their writing differs.

    What is read digit by digit stays so: 二〇三五 is 2035. 两 is 2.
    """
    return NUMBER.sub(_as_digits, unicodedata.normalize("NFKC", form))


def _as_digits(match: re.Match[str]) -> str:
    return match[0] if match[0].isascii() else f"{value_of(match[0]):.15g}"
