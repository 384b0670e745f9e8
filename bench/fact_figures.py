"""When members and definitions that are drawn from passages are right, as the scorers compare."""

from __future__ import annotations

import re
from collections import Counter

#: The token F1 from which a definition is right, and close.
RIGHT, CLOSE = 0.8, 0.5
_ENDS = " \t\n“”\"'‘’《》「」。．.；;，,、:："


def plain(text: str) -> str:
    """A member without quotation marks, stops at its ends, capitals and article."""
    text = re.sub(r"[“”\"‘’「」]", "", text).strip(_ENDS)
    return re.sub(r"^(the|an?) ", "", re.sub(r"\s+", " ", text).lower())


def f1(one: str, other: str) -> float:
    """The harmonic mean of precision and recall of the tokens of two texts."""
    if not one:
        return 0.0
    first, second = (Counter(re.findall(r"[\u3400-\u9fff]|\w+", t.lower())) for t in (one, other))
    return 2 * (first & second).total() / max(first.total() + second.total(), 1)
