"""How a candidate stands among those that share its words.

Of overlapping runs of words at most a few are terms: a part seldom stands for itself where the
whole is a better term, and two that cross are seldom both terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from glossary.model import Candidate
from glossary.ranking import log_odds

_NONE = -8.0  # log odds where nothing competes
_MOST = 60  # neighbours compared at one place: bounded where a long text has no marks

NAMES = ("best container", "best part", "best crossing", "best of its place")


def standing(candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """For each candidate the log odds of its best competitors, as means over its places."""
    places: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
    odds = [log_odds(candidate.score) for candidate in candidates]
    for number, candidate in enumerate(candidates):
        for place in candidate.occurrences:
            places[place.document, place.segment].append((place.start, place.end, number))
    sums = [[0.0] * len(NAMES) for _ in candidates]
    for spans in places.values():
        spans.sort()
        for index, (_, _, number) in enumerate(spans):
            seen = _competitors(spans, index, odds)
            best = float(odds[number] > max(seen[0], seen[2]))
            for column, value in enumerate((*seen, best)):
                sums[number][column] += value
    return [
        {name: total / max(candidate.frequency, 1) for name, total in zip(NAMES, row, strict=True)}
        for candidate, row in zip(candidates, sums, strict=True)
    ]


def _competitors(
    spans: Sequence[tuple[int, int, int]], index: int, odds: Sequence[float]
) -> tuple[float, float, float]:
    """The best log odds of spans that contain this one, that it contains, and that cross it."""
    start, end, _ = spans[index]
    container = part = crossing = _NONE
    for other in range(max(index - _MOST, 0), min(index + _MOST, len(spans))):
        low, high, number = spans[other]
        if other == index or high <= start or low >= end:
            continue
        if low <= start and end <= high:
            container = max(container, odds[number])
        elif start <= low and high <= end:
            part = max(part, odds[number])
        else:
            crossing = max(crossing, odds[number])
    return container, part, crossing
