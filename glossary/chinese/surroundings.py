"""What stands beside a Chinese form, as columns of numbers for the ranker."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.chinese.spans import Place, Span, Spans
from glossary.chinese.tables import Column, Columns, Flags, Numbers, Tagged, column, numbered

_NOTHING = ("", "")


@dataclass(frozen=True, slots=True)
class _Side:
    """The words that touch forms on one side, place by place; `_NOTHING` at a mark or edge."""

    kinds: list[Tagged]
    numbers: Numbers
    words: list[str]

    @classmethod
    def of(cls, touching: Sequence[Tagged]) -> _Side:
        return cls(*numbered(touching), [word for word, _ in touching])

    def flags(self, question: Callable[[str, str], bool]) -> Flags:
        return np.array([question(*kind) for kind in self.kinds], dtype=np.bool_)[self.numbers]


@dataclass(frozen=True, slots=True)
class Beside:
    """All places of many forms, one form after the other, with what touches them.

    Attributes:
        owners: for each place, the number of its form.
        often: the forms of several places: their number, first place and last place + 1.
    """

    left: _Side
    right: _Side
    owners: Numbers
    often: tuple[tuple[int, int, int], ...]
    frequency: Column

    @classmethod
    def of(cls, spans: Sequence[Span], found: Spans) -> Beside:
        """The places of the forms."""
        pairs = [_touching(place, found) for span in spans for place in span.places]
        sizes = np.array([len(span.places) for span in spans], dtype=np.int64)
        ends = np.cumsum(sizes)
        often = np.flatnonzero(sizes > 1)
        low, high = (ends - sizes)[often], ends[often]
        return cls(
            _Side.of([left for left, _ in pairs]),
            _Side.of([right for _, right in pairs]),
            np.repeat(np.arange(len(spans)), sizes),
            tuple(zip(often.tolist(), low.tolist(), high.tolist(), strict=True)),
            sizes.astype(np.float64),
        )

    def share(self, flags: Flags | Column) -> Column:
        """The share of the places of each form that are flagged."""
        counted = np.bincount(self.owners, flags, len(self.frequency))
        return counted / self.frequency


def _touching(place: Place, found: Spans) -> tuple[Tagged, Tagged]:
    """The words that touch the form on both sides with their tags."""
    first, last = place.first, place.last
    if first < 0 or last < 0:
        return _NOTHING, _NOTHING
    tagged = found.segments[place.document, place.segment]
    left = right = _NOTHING
    if first and tagged.ends[first - 1] == place.start:
        left = tagged.texts[first - 1], tagged.tags[first - 1]
    if last < len(tagged.starts) and tagged.starts[last] == place.end:
        right = tagged.texts[last], tagged.tags[last]
    return left, right


def surroundings(spans: Sequence[Span], beside: Beside) -> Columns:
    """How varied, how free and how marked the places of forms are."""
    left, right, share = beside.left.flags, beside.right.flags, beside.share
    left_edge, right_edge = left(_is_nothing), right(_is_nothing)
    left_entropy, right_entropy = (
        _entropies(side.words, beside) for side in (beside.left, beside.right)
    )
    return {
        "left edge": share(left_edge),
        "right edge": share(right_edge),
        "after verb": share(left(lambda _, tag: tag[:1] == "v")),
        "after noun": share(left(lambda _, tag: tag[:1] == "n")),
        "after 的": share(left(lambda word, _: word == "的")),
        "before 的": share(right(lambda word, _: word == "的")),
        "before noun": share(right(lambda _, tag: tag[:1] == "n" or tag == "vn")),
        "before verb": share(right(lambda _, tag: tag[:1] == "v" and tag != "vn")),
        "before 是": share(right(lambda word, _: word == "是")),
        "clause": share(left_edge & right_edge),
        "left entropy": left_entropy,
        "right entropy": right_entropy,
        "free": np.minimum(left_entropy, right_entropy),
        "quoted": column(span.quoted for span in spans) / beside.frequency,
        "titled": column(span.titled for span in spans) / beside.frequency,
        "heading": column(span.heading > 0 for span in spans),
    }


def _is_nothing(word: str, _: str) -> bool:
    return not word


def _entropies(words: Sequence[str], beside: Beside) -> Column:
    """The entropy of the neighbours, every edge a neighbour of its own; one place has none."""
    found = np.zeros(len(beside.frequency))
    for form, low, high in beside.often:
        own = Counter(words[place] or f"|{place}" for place in range(low, high))
        found[form] = _entropy(own.values(), high - low)
    return found


def _entropy(counts: Iterable[int], total: int) -> float:
    return -sum(n / total * math.log2(n / total) for n in counts)


def bonds(
    spans: Sequence[Span], found: Spans, beside: Beside, binds: Callable[[str, str], bool]
) -> Columns:
    """Whether a form looks cut out of a longer one: always beside one word, or within a list.

    Args:
        binds: whether a word with a tag is a neighbour of which a form may be a part.
    """
    left, right = (_bond(side, beside, binds) for side in (beside.left, beside.right))
    again = beside.frequency > 1
    marks = column(
        mark for span in spans for place in span.places for mark in _list_marks(place, found)
    ).reshape(-1, 2)
    before, after = beside.share(marks[:, 0]), beside.share(marks[:, 1])
    listed = np.bincount(beside.owners, marks.sum(axis=1), len(spans)) / beside.frequency
    return {
        "left bond": left * again,
        "right bond": right * again,
        "left bond once": left * ~again,
        "right bond once": right * ~again,
        "after list mark": before,
        "before list mark": after,
        "part of a list": listed * column(span.parallel is not None for span in spans),
    }


def _bond(side: _Side, beside: Beside, binds: Callable[[str, str], bool]) -> Column:
    """The share of the places at which the commonest word of those that bind stands."""
    flags = side.flags(binds)
    shares = beside.share(flags)
    for form, low, high in beside.often:
        own = Counter(word for word, flag in _both(side.words, flags, low, high) if flag)
        shares[form] = max(own.values(), default=0) / (high - low)
    return shares


def _both(words: Sequence[str], flags: Flags, low: int, high: int) -> Iterator[tuple[str, bool]]:
    return zip(words[low:high], flags[low:high].tolist(), strict=True)


def _list_marks(place: Place, found: Spans) -> tuple[bool, bool]:
    """Whether the mark between items of a list stands before the form, and after it."""
    text = found.texts[place.document, place.segment]
    start, end = place.start, place.end
    return text[max(start - 1, 0) : start] == "、", text[end : end + 1] == "、"
