"""How a candidate stands among those that share its words.

Of overlapping runs of words at most a few are terms: a part seldom stands for itself where the
whole is a better term, and two that cross are seldom both terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from glossary.model import Candidate
from glossary.ranking import log_odds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NONE: Final = -8.0  #: log odds where nothing competes
_MOST: Final = 400  #: neighbours compared at one place: bounded where a long text has no marks
#: Who competes, from the view of the candidate.
RIVALS: Final = (
    "container", "part", "crossing",
    "longer from its start", "shorter from its start", "longer to its end", "shorter to its end",
)  # fmt: skip


def standing(candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """For each candidate the log odds of its best rivals, and how it compares with them.

    These are means over its places, but for the "freest", at which it stands best.
    """
    import numpy as np

    if not candidates:
        return []
    odds = np.array([log_odds(candidate.score) for candidate in candidates])
    owners, starts, ends = _places(candidates)
    best = _best(starts, ends, odds[owners])
    rival = np.maximum(best["container"], best["crossing"])
    own = odds[owners]
    count = len(candidates)
    frequency = np.maximum(np.bincount(owners, minlength=count), 1)

    def mean(values: NDArray[Any]) -> Floats:
        return np.bincount(owners, values.astype(np.float64), count) / frequency

    freest = np.full(count, own.min() - 20.0)
    np.maximum.at(freest, owners, own - rival)
    columns = {f"best {name}": mean(values) for name, values in best.items()} | {
        "best of its place": mean(own >= rival),
        "best of all there": mean(own >= np.maximum(rival, best["part"])),
        "better than its rivals": mean(own - rival),
        "better than its parts": mean(own - best["part"]),
        "freest": freest,
    }
    rows = zip(*(values.tolist() for values in columns.values()), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _places(candidates: Sequence[Candidate]) -> tuple[Any, Any, Any]:
    """The places of all candidates in the order of the texts, as numbers of one long text."""
    import numpy as np

    segments: dict[tuple[str, int], int] = {}
    rows = [
        (segments.setdefault((place.document, place.segment), len(segments)), place, number)
        for number, candidate in enumerate(candidates)
        for place in candidate.occurrences
    ]
    width = 1 + max((place.end for _, place, _ in rows), default=0)
    found = np.array(
        [
            (row * width + place.start, row * width + place.end, number)
            for row, place, number in rows
        ],
        np.int64,
    ).reshape(-1, 3)
    order = np.lexsort((-found[:, 1], found[:, 0]))
    starts, ends, owners = found[order].T
    return owners, starts, ends


def _best(starts: Any, ends: Any, odds: Floats) -> dict[str, Floats]:
    """The log odds of the best rivals at each place; places are in order, the longest first."""
    import numpy as np

    size = len(starts)
    best = {name: np.full(size, _NONE) for name in RIVALS}

    def told(name: str, places: Any, others: Any) -> None:
        best[name][places] = np.maximum(best[name][places], odds[others])

    for distance in range(1, min(_MOST, size)):
        first = np.flatnonzero(starts[distance:] < ends[:-distance])
        if not len(first):
            break
        later = first + distance
        within = ends[later] <= ends[first]
        one, two = first[~within], later[~within]
        told("crossing", one, two)
        told("crossing", two, one)
        one, two = first[within], later[within]
        told("part", one, two)
        told("container", two, one)
        for at, longer, shorter in ((starts, *RIVALS[3:5]), (ends, *RIVALS[5:7])):
            same = at[one] == at[two]
            told(longer, two[same], one[same])
            told(shorter, one[same], two[same])
    return best
