"""What the runs that overlap an occurrence of a phrase are worth beside it.

Where two readings of a place exclude each other, "National People" and "National People's
Congress", the better one tells against the other.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from glossary.detection.english.spans import LONGEST

Column = NDArray[np.float64]
Ints = NDArray[np.int64]
NONE = -20.0  #: the value where there is no rival


class Runs(Protocol):
    """Runs of tokens: the phrase that each is an occurrence of, its tokens, last excluded."""

    @property
    def owner(self) -> Ints: ...

    @property
    def first(self) -> Ints: ...

    @property
    def last(self) -> Ints: ...


def rivalry(runs: Runs, number: int, values: Column, tokens: int) -> dict[str, Column]:
    """For each phrase, means over its runs of the values of their best rivals.

    Args:
        number: of the phrases.
        values: one a run.
        tokens: how many there are.

    Returns:
        Of the other runs with the same first token, with the same last token, of those that hold
        what stands on both sides of the first token, and of the last token.
    """
    counts = np.maximum(np.bincount(runs.owner, minlength=number), 1)
    across = _across(runs.first, runs.last, values, tokens)
    rivals = {
        "rival from the same start": _others(runs.first, values, tokens),
        "rival to the same end": _others(runs.last, values, tokens + 1),
        "rival across the start": across[runs.first],
        "rival across the end": across[runs.last],
    }
    made = np.bincount(runs.owner, minlength=number) > 0
    return {
        name: np.where(made, np.bincount(runs.owner, told, number) / counts, NONE)
        for name, told in rivals.items()
    }


def _others(place: Ints, values: Column, size: int) -> Column:
    """For each run the greatest value of the others at its place."""
    best = np.full(size, NONE)
    np.maximum.at(best, place, values)
    leading = values >= best[place]
    second = np.full(size, NONE)
    np.maximum.at(second, place[~leading], values[~leading])
    several = np.bincount(place[leading], minlength=size) > 1
    second = np.where(several, best, second)
    told: Column = np.where(leading, second[place], best[place])
    return told


def _across(first: Ints, last: Ints, values: Column, size: int) -> Column:
    """For each boundary before a token the greatest value of a run that holds both sides of it."""
    found = np.full(size + 1, NONE)
    for step in range(1, LONGEST):
        reach = last - first > step
        np.maximum.at(found, first[reach] + step, values[reach])
    return found
