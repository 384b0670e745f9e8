"""Chinese forms whose numbers are written in digits or in words: 2个100年, 两个一百年."""

from __future__ import annotations

import re
import unicodedata

_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile("[〇零一二两三四五六七八九十百千]+|[0-9]+")
_DIGIT = re.compile("[0-9]")


def has_digits(form: str) -> bool:
    """Whether a form has digits, in any width."""
    return bool(_DIGIT.search(unicodedata.normalize("NFKC", form)))


def in_digits(form: str) -> str:
    """The form with its numbers below 10,000 as digits; equal where only their writing differs.

    What is read digit by digit stays so: 二〇三五 is 2035. 两 is 2.
    """
    return _RUN.sub(_as_digits, unicodedata.normalize("NFKC", form))


def _as_digits(match: re.Match[str]) -> str:
    run = match[0]
    if run.isascii():
        return run
    if not any(character in _UNITS for character in run):
        return "".join(str(_VALUES[character]) for character in run)
    made, total, digit = "", 0, None
    for character in run:
        if character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
            continue
        if digit:  # a number is over where another digit follows: 十四五 is 14 and 5
            made, total = made + str(total + digit), 0
        digit = _VALUES[character]
    return made + str(total + (digit or 0))
