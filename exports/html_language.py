"""The attributes of HTML that say what language a text is in and which way it runs."""

from __future__ import annotations

from align.languages import Direction, Language


def attributes(language: Language) -> str:
    """`lang`, and `dir` where it runs from right to left; with a blank before each."""
    is_turned = language.profile.direction is Direction.RIGHT_TO_LEFT
    return f' lang="{language}"' + (' dir="rtl"' if is_turned else "")
