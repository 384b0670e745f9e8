"""jieba's dictionary and its search for words: the only module that knows them.

jieba picks the most probable path through the words of its dictionary. Its hidden Markov model for
unknown words is left off: it glues a name's neighbours to it, and a wrong boundary loses a term,
while a term cut into single characters is found again as a run of words.

The search is our own and finds what `jieba.cut(text, HMM=False)` finds: extraction asks for the
words of a hundred thousand short forms, at which jieba's generators cost several times the search.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from align.script import simplified

#: The tag of words that a user adds; of a proper noun, which may stand anywhere in a term.
ADDED = "nz"


@dataclass(frozen=True, slots=True, eq=False)
class Segmenter:
    """A dictionary at work.

    Attributes:
        cut: the words of a text in simplified characters, in order and without gaps.
        likelihood: the natural logarithm of the probability of these words one after the other.
        tags: the dictionary's words with their tags.
    """

    cut: Callable[[str], list[str]]
    likelihood: Callable[[str], float]
    tags: Mapping[str, str]


#: The log probability of what only begins words of the dictionary.
_BEGINNING = -math.inf
#: Less than the log probability of any path.
_LEAST = -sys.float_info.max
#: Stretches of what jieba's dictionary has words of; all else is cut into characters.
_BLOCK = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)|\r\n|.", re.DOTALL)
_ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

#: Words beyond jieba's own that are kept whole, in simplified characters.
_added: ContextVar[tuple[str, ...]] = ContextVar("added words", default=())


def segmenter() -> Segmenter:
    """The segmenter in use here: jieba's dictionary, with the words of `keeping` around it."""
    return _with(_added.get())


@contextmanager
def keeping(words: Iterable[str]) -> Iterator[None]:
    """Within it, segmentation keeps these words whole, in simplified and traditional script.

    A word's probability is 1 there, so that no way to split it is more probable. Where two of them
    fit, one that holds the other wins.
    """
    plain = {simplified(word.strip()) for word in words}
    token = _added.set(tuple(sorted(word for word in plain if len(word) > 1)))
    try:
        yield
    finally:
        _added.reset(token)


@lru_cache(maxsize=2)
def _with(added: tuple[str, ...]) -> Segmenter:
    weights, tags, unknown = _dictionary()
    if added:
        weights, tags = dict(weights), dict(tags)
    for word in added:
        weights[word] = 0.0
        tags[word] = ADDED
        for length in range(1, len(word)):
            weights.setdefault(word[:length], _BEGINNING)

    def cut(text: str) -> list[str]:
        found: list[str] = []
        for block in _BLOCK.finditer(text):
            if block[1] is None:
                found.append(block[0])
            else:
                found += _along(block[1], _likeliest(block[1], weights, unknown)[0])
        return found

    def likelihood(text: str) -> float:
        return sum(
            unknown if block[1] is None else _likeliest(block[1], weights, unknown)[1]
            for block in _BLOCK.finditer(text)
        )

    return Segmenter(cut, likelihood, tags)


def _likeliest(text: str, weights: Mapping[str, float], unknown: float) -> tuple[list[int], float]:
    """The most probable path through the words of the dictionary; of equal ones the longer words.

    Returned is where the word that begins at each character ends, and the path's log probability.

    Args:
        weights: log probabilities of words; `_BEGINNING` for what words begin with.
        unknown: the log probability of a character with which no word begins that the text has.
    """
    size = len(text)
    after = [0.0] * (size + 1)  # the log probability of the best path from each character on
    ends = [0] * size
    known = weights.get
    for start in range(size - 1, -1, -1):
        best, end = _LEAST, 0
        for stop in range(start + 1, size + 1):
            weight = known(text[start:stop])
            if weight is None:
                break
            weight += after[stop]
            if weight >= best:
                best, end = weight, stop
        if not end:
            best, end = unknown + after[start + 1], start + 1
        after[start], ends[start] = best, end
    return ends, after[0]


def _along(text: str, ends: Sequence[int]) -> list[str]:
    """The words of a path, given where the word that begins at each character ends.

    Letters and digits that are no part of words are put together.
    """
    found: list[str] = []
    start = loose = 0  # letters and digits from `loose` on are not put together yet
    size = len(text)
    while start < size:
        end = ends[start]
        word = text[start:end]
        if word not in _ALPHANUMERIC:
            if loose < start:
                found.append(text[loose:start])
            found.append(word)
            loose = end
        start = end
    if loose < start:
        found.append(text[loose:start])
    return found


@cache
def _dictionary() -> tuple[dict[str, float], dict[str, str], float]:
    """Log probabilities of words and `_BEGINNING` for their beginnings, tags, and the weight of 1.

    Read here, since jieba itself would read it twice for words and tags, write to standard error,
    and leave a cache in the folder for temporary files that all users of a machine share.
    """
    import jieba

    source: Any = jieba.Tokenizer()
    with source.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()  # word, count, tag
    words, counts = fields[::3], fields[1::3]
    tags = dict(zip(words, map(sys.intern, fields[2::3]), strict=True))
    # One number object for all words that are as frequent: most of the dictionary is rare.
    numbers = {count: int(count) for count in {*counts}}
    total = math.log(sum(map(numbers.__getitem__, counts)))
    weight_of = {
        count: math.log(number) - total if number else _BEGINNING
        for count, number in numbers.items()
    }
    weights = dict(zip(words, map(weight_of.__getitem__, counts), strict=True))
    beginnings = {word[:-1] for word in words}
    while beginnings := beginnings - weights.keys() - {""}:
        weights.update(dict.fromkeys(beginnings, _BEGINNING))
        beginnings = {word[:-1] for word in beginnings}
    return weights, tags, -total
