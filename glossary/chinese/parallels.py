"""Parallel phrases: coordinated items of one build, a favourite form of fixed formulas.

Items are joined by 、 within a clause ("绿水、青山、蓝天") or are whole clauses joined by commas.
Items in the middle are bounded by punctuation; where the first begins and the last ends has to
be found, and is decided by likeness with the others: equal length, the same tags, the same first
or last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.chinese.bounds import may_end, may_start
from glossary.chinese.words import Words

_LONGEST_ITEM = 14  # characters
_LONGEST_CLAUSE = 16
_MOST_ITEMS = 8
_MOST_WORDS = 8  # of an item whose edge is searched for
_JOINT = re.compile(r"[”’」』》]?[、][“‘「『《]?")
_COMMA = re.compile(r"[，,；;]")


@dataclass(frozen=True, slots=True)
class Parallel:
    """Coordinated items.

    Attributes:
        start, end: characters within the text.
        items: how many are coordinated.
        likeness: 0 to 1, how alike they are built.
        clauses: whether the items are clauses joined by commas.
    """

    start: int
    end: int
    items: int
    likeness: float
    clauses: bool


@dataclass(frozen=True, slots=True)
class _Item:
    first: int
    last: int  # one past the last word


def parallels(text: str, words: Words) -> Iterator[Parallel]:
    """The coordinations of a text."""
    clauses = list(words.clauses())
    for low, high in _chains(text, words, clauses, _JOINT):
        yield from _listed(words, clauses[low:high])
    for low, high in _chains(text, words, clauses, _COMMA):
        yield from _paired(text, words, clauses[low:high])


def _chains(
    text: str, words: Words, clauses: Sequence[tuple[int, int]], joint: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Maximal runs of clauses with nothing but the joint between them."""
    low = 0
    for number in range(1, len(clauses) + 1):
        if number < len(clauses):
            gap = text[words.ends[clauses[number - 1][1] - 1] : words.starts[clauses[number][0]]]
            if joint.fullmatch(gap):
                continue
        if number - low > 1:
            yield low, number
        low = number


def _listed(words: Words, clauses: Sequence[tuple[int, int]]) -> Iterator[Parallel]:
    """The best reading of items joined by 、."""
    clauses = clauses[:_MOST_ITEMS]
    middle = [_Item(*clause) for clause in clauses[1:-1]]
    if any(_size(words, item) > _LONGEST_ITEM for item in middle):
        return
    firsts = _suffixes(words, clauses[0])
    lasts = _prefixes(words, clauses[-1])
    best: tuple[float, _Item, _Item] | None = None
    for first in firsts:
        if middle and (found := _likeness(words, first, middle[0])) < 0.2:
            continue
        for last in lasts:
            others = [*middle, last]
            found = sum(_likeness(words, first, other) for other in others) / len(others)
            found += 0.02 * (first.last - first.first)
            found += 0.08 * (first.first == clauses[0][0]) + 0.08 * (last.last == clauses[-1][1])
            found -= 0.08 * (not _may_stop(words, last, clauses[-1][1]))
            if best is None or found > best[0]:
                best = found, first, last
    if best and best[0] >= 0.3:
        start, end = words.starts[best[1].first], words.ends[best[2].last - 1]
        yield Parallel(start, end, len(clauses), min(best[0], 1.0), clauses=False)


def _paired(text: str, words: Words, clauses: Sequence[tuple[int, int]]) -> Iterator[Parallel]:
    """Whole clauses of one build that follow each other."""
    low = 0
    while low < len(clauses) - 1:
        high = low + 1
        first = _Item(*clauses[low])
        scores = []
        while high < len(clauses) and high - low < _MOST_ITEMS:
            likeness = _likeness(words, first, _Item(*clauses[high]))
            if likeness < 0.4 or _size(words, _Item(*clauses[high])) > _LONGEST_CLAUSE:
                break
            scores.append(likeness)
            high += 1
        if scores and _size(words, first) <= _LONGEST_CLAUSE:
            start, end = words.starts[first.first], words.ends[clauses[high - 1][1] - 1]
            yield Parallel(start, end, high - low, sum(scores) / len(scores), clauses=True)
            low = high
        else:
            low += 1


def _may_stop(words: Words, last: _Item, limit: int) -> bool:
    """Whether no noun follows that the last item would belong to."""
    return last.last == limit or words.tags[last.last][0] not in "nv"


def _suffixes(words: Words, clause: tuple[int, int]) -> list[_Item]:
    first, last = clause
    found = [
        _Item(i, last)
        for i in range(max(first, last - _MOST_WORDS), last)
        if i == first or may_start(words.texts[i], words.tags[i])
    ]
    return [item for item in found if _size(words, item) <= _LONGEST_ITEM]


def _prefixes(words: Words, clause: tuple[int, int]) -> list[_Item]:
    first, last = clause
    found = [
        _Item(first, j)
        for j in range(first + 1, min(last, first + _MOST_WORDS) + 1)
        if j == last or may_end(words.texts[j - 1], words.tags[j - 1])
    ]
    return [item for item in found if _size(words, item) <= _LONGEST_ITEM]


def _size(words: Words, item: _Item) -> int:
    return words.ends[item.last - 1] - words.starts[item.first]


def _likeness(words: Words, one: _Item, two: _Item) -> float:
    """How alike two items are built, 0 to 1: length, tags, first and last words."""
    texts = words.texts
    heads, tails = texts[one.first], texts[one.last - 1]
    if one.last - one.first == 1 == two.last - two.first and heads == texts[two.first]:
        return 0.0
    equal = _size(words, one) == _size(words, two)
    tags = _classes(words, one) == _classes(words, two)
    first = 0.5 * ((heads[0] == texts[two.first][0]) + (heads == texts[two.first]))
    last = 0.5 * ((tails[-1] == texts[two.last - 1][-1]) + (tails == texts[two.last - 1]))
    shared = equal and not first and not last and _shares(words, one, two)
    return 0.4 * equal + 0.25 * tags + 0.25 * last + 0.15 * first + 0.2 * shared


def _shares(words: Words, one: _Item, two: _Item) -> bool:
    """Whether a word stands at the same distance from the start of both."""
    shift = words.starts[two.first] - words.starts[one.first]
    places = {(words.starts[i] + shift, words.texts[i]) for i in range(one.first, one.last)}
    return any((words.starts[i], words.texts[i]) in places for i in range(two.first, two.last))


def _classes(words: Words, item: _Item) -> str:
    return "".join(tag[0] for tag in words.tags[item.first : item.last])
