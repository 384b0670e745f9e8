"""What stands beside a Chinese form, as columns of numbers for the ranker."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

import numpy as np

from glossary.chinese.found import Spans
from glossary.chinese.tables import Column, Columns, Flags, Kinds, Numbers, Question, ranges

_LIST_MARK = "、"


@dataclass(frozen=True, slots=True)
class _Side:
    """The words that touch forms on one side, place by place; that of `NOTHING` at an edge.

    Attributes:
        numbers: which of the kinds touches.
        words: which of the different words touches; at an edge a number that no other place has.
    """

    kinds: Kinds
    numbers: Numbers
    words: list[int]

    @classmethod
    def of(cls, kinds: Kinds, numbers: Numbers) -> _Side:
        edges = numbers < 0
        words = np.where(edges, -1 - np.arange(len(numbers)), kinds.word_of[numbers])
        return cls(kinds, numbers, words.tolist())

    def flags(self, question: Question) -> Flags:
        return self.kinds.flags(question)[self.numbers]


@dataclass(frozen=True, slots=True)
class Beside:
    """All places of many forms, one form after the other, with what touches them.

    Attributes:
        owners: for each place, the place of its form among the forms.
        often: the forms of several places: where they are, first place and last place + 1.
        after_mark, before_mark: whether the mark between items of a list stands beside it.
    """

    left: _Side
    right: _Side
    owners: Numbers
    often: tuple[tuple[int, int, int], ...]
    frequency: Column
    after_mark: Flags
    before_mark: Flags

    @classmethod
    def of(cls, forms: Numbers, found: Spans, kinds: Kinds, marks: Flags) -> Beside:
        """The places of the forms with these numbers.

        Args:
            marks: for each character of the text, whether it is the mark between items.
        """
        sizes = found.frequencies[forms]
        places = ranges(found.places.bounds[forms], sizes)
        ends = np.cumsum(sizes)
        often = np.flatnonzero(sizes > 1)
        low, high = (ends - sizes)[often], ends[often]
        left, right = _touching(places, found)
        return cls(
            _Side.of(kinds, left),
            _Side.of(kinds, right),
            np.repeat(np.arange(len(forms)), sizes),
            tuple(zip(often.tolist(), low.tolist(), high.tolist(), strict=True)),
            sizes.astype(np.float64),
            marks[found.places.starts[places] - 1],
            marks[found.places.ends[places]],
        )

    def share(self, flags: Flags | Column) -> Column:
        """The share of the places of each form that are flagged."""
        counted = np.bincount(self.owners, flags, len(self.frequency))
        return counted / self.frequency


def list_marks(found: Spans) -> Flags:
    """For each character of the text, whether it is the mark between items of a list."""
    # The last character is a line feed, so that nothing stands before the first.
    codes = found.text.characters.encode("utf-32-le", "surrogatepass")
    marks: Flags = np.frombuffer(codes, dtype="<u4") == ord(_LIST_MARK)
    return marks


def _touching(places: Numbers, found: Spans) -> tuple[Numbers, Numbers]:
    """The kinds of the words that touch places on both sides, -1 for none.

    Segments do not touch, since a line feed stands between them.
    """
    words, of_all = np.asarray(found.text.words), found.places
    if not len(words):
        nothing = np.full(len(places), -1)
        return nothing, nothing
    firsts, lasts = of_all.firsts[places], of_all.lasts[places]
    whole = (firsts >= 0) & (lasts >= 0)
    before, after = np.maximum(firsts - 1, 0), np.clip(lasts, 0, len(words) - 1)
    left = np.asarray(found.text.ends)[before] == of_all.starts[places]
    right = np.asarray(found.text.starts)[after] == of_all.ends[places]
    left &= whole & (firsts > 0)
    right &= whole & (lasts < len(words))
    return np.where(left, words[before], -1), np.where(right, words[after], -1)


def surroundings(forms: Numbers, found: Spans, beside: Beside) -> Columns:
    """How varied, how free and how marked the places of forms are."""
    left, right, share = beside.left.flags, beside.right.flags, beside.share
    left_edge, right_edge = left(_is_nothing), right(_is_nothing)
    left_entropy, right_entropy = (
        _entropies(side.words, beside) for side in (beside.left, beside.right)
    )
    return {
        "left edge": share(left_edge),
        "right edge": share(right_edge),
        "after verb": share(left(_is_verbal)),
        "after noun": share(left(_is_nominal)),
        "after 的": share(left(is_de)),
        "before 的": share(right(is_de)),
        "before noun": share(right(_is_noun)),
        "before verb": share(right(_is_verb)),
        "before 是": share(right(_is_to_be)),
        "clause": share(left_edge & right_edge),
        "left entropy": left_entropy,
        "right entropy": right_entropy,
        "free": np.minimum(left_entropy, right_entropy),
        "quoted": np.asarray(found.quoted)[forms] / beside.frequency,
        "titled": np.asarray(found.titled)[forms] / beside.frequency,
        "heading": (np.asarray(found.heading)[forms] > 0).astype(np.float64),
    }


def _is_nothing(word: str, _: str) -> bool:
    return not word


def _is_verbal(_: str, tag: str) -> bool:
    return tag[:1] == "v"


def _is_verb(_: str, tag: str) -> bool:
    return tag[:1] == "v" and tag != "vn"


def _is_nominal(_: str, tag: str) -> bool:
    return tag[:1] == "n"


def _is_noun(_: str, tag: str) -> bool:
    return tag[:1] == "n" or tag == "vn"


def is_de(word: str, _: str) -> bool:
    return word == "的"


def _is_to_be(word: str, _: str) -> bool:
    return word == "是"


def _entropies(words: list[int], beside: Beside) -> Column:
    """The entropy of the neighbours, every edge a neighbour of its own; one place has none."""
    found = np.zeros(len(beside.frequency))
    for form, low, high in beside.often:
        found[form] = _entropy(Counter(words[low:high]).values(), high - low)
    return found


def _entropy(counts: Iterable[int], total: int) -> float:
    return -sum(n / total * math.log2(n / total) for n in counts)


def bonds(forms: Numbers, found: Spans, beside: Beside, binds: Question) -> Columns:
    """Whether a form looks cut out of a longer one: always beside one word, or within a list.

    Args:
        binds: whether a word with a tag is a neighbour of which a form may be a part.
    """
    left, right = (_bond(side, beside, binds) for side in (beside.left, beside.right))
    again = beside.frequency > 1
    before, after = beside.share(beside.after_mark), beside.share(beside.before_mark)
    marks = beside.after_mark.astype(np.float64) + beside.before_mark
    coordinated = np.array([form in found.parallels for form in forms.tolist()], dtype=np.bool_)
    return {
        "left bond": left * again,
        "right bond": right * again,
        "left bond once": left * ~again,
        "right bond once": right * ~again,
        "after list mark": before,
        "before list mark": after,
        "part of a list": beside.share(marks) * coordinated,
    }


def _bond(side: _Side, beside: Beside, binds: Question) -> Column:
    """The share of the places at which the commonest word of those that bind stands."""
    flags = side.flags(binds)
    shares = beside.share(flags)
    bound = flags.tolist()
    for form, low, high in beside.often:
        own = Counter(compress(side.words[low:high], bound[low:high]))
        shares[form] = max(own.values(), default=0) / (high - low)
    return shares
