"""Text that repeats one thing over and over holds no terms: rulers, filling, damaged files."""

from __future__ import annotations

import re

#: Texts of usual sentences are not looked at, which would cost time and find nothing.
_LONG = 2_000
#: Up to so many characters, repeated so often.
_REPEATED = re.compile(r"(.{1,12}?)\1{39,}", re.DOTALL)


def without_repetition(text: str) -> str:
    """A text with such stretches replaced by as many blanks, so that places stay what they were.

    Only long texts are changed. Time is linear in the text.
    """
    if len(text) <= _LONG:
        return text
    return _REPEATED.sub(lambda match: " " * len(match[0]), text)
