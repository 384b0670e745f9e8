"""Raised characters: which of them call a note, and how the others are written in plain text."""

from __future__ import annotations

import re

#: What a note hangs on; a unit such as km has an exponent instead.
NOTED = re.compile(r"(?:[^\W\d_\u2e80-\u9fff]{3}|[\u3400-\u9fff]|[\W_])\Z")

#: Characters before a call that tell what it hangs on.
REACH = 3

_NUMBER = r"(?:\d{1,3}|[*†‡§]{1,3}|[①-⑳]|注\d{0,3})"
_CALL = re.compile(
    rf"\s*(?:{_NUMBER}(?:[,，、–-]\s*{_NUMBER})*|[\[〔［【(（]\s*{_NUMBER}(?:[,，、–-]\s*{_NUMBER})*\s*[\]〕］】)）])+\s*"
)
_EXPONENT = re.compile(r"[+\-−]?\d+")
_EXPONENTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def plain(raised: str, before: str) -> str:
    """Raised characters as a text without formatting has them.

    Args:
        raised: all that is raised in one place.
        before: the text before it; `REACH` characters of it suffice.

    Returns:
        "" where they call a note; the superscripts of Unicode for an exponent.
    """
    if _CALL.fullmatch(raised) and NOTED.search(before[-REACH:]):
        return ""
    return raised.translate(_EXPONENTS) if _EXPONENT.fullmatch(raised) else raised
