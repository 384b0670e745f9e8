"""jieba's dictionary and its search for words: the only module that knows them.

jieba picks the most probable path through the words of its dictionary. Its hidden Markov model for
unknown words is left off: it glues a name's neighbours to it, and a wrong boundary loses a term,
while a term cut into single characters is found again as a run of words.

The search is our own and finds what `jieba.cut(text, HMM=False)` finds: extraction asks for the
words of a hundred thousand short forms, at which jieba's generators cost several times the search.
So is the dictionary, of which a text needs a fiftieth: its lines are sorted, which takes a
twentieth of a second, and of these are read the words that begin with two characters of the text.
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from align.script import simplified

#: The tag of words that a user adds; of a proper noun, which may stand anywhere in a term.
ADDED = "nz"

#: The log probability of what only begins words of the dictionary.
_BEGINNING = -math.inf
#: Less than the log probability of any path.
_LEAST = -sys.float_info.max
#: Pairs of characters of which it is remembered that their words were read; news of a million
#: characters has half as many.
_MOST_MET = 1 << 18
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
    return Segmenter(*_dictionary(), added)


class Segmenter:
    """A dictionary at work; calls from several threads are safe.

    Args:
        lines: "word count tag" in UTF-8, sorted, so that a word is before those it begins.
        total: the sum of the counts.
        added: words whose probability is 1.
    """

    def __init__(self, lines: Sequence[bytes], total: int, added: Sequence[str]) -> None:
        self._lines = lines
        self._total = math.log(total)
        self._weight = lru_cache(1 << 12)(self._weight_of)
        self._added = added
        # What was read: log probabilities of words and `_BEGINNING` for what longer ones begin
        # with, tags, and the first two characters, or the only one, of the words that were read.
        self._weights: dict[str, float] = {}
        self._tags: dict[str, str] = {}
        self._met: set[str] = set()

    def cut(self, text: str) -> list[str]:
        """The words of a text in simplified characters, in order and without gaps."""
        found: list[str] = []
        for block in _BLOCK.finditer(text):
            if block[1] is None:
                found.append(block[0])
            else:
                found += _along(block[1], self._likeliest(block[1])[0])
        return found

    def likelihood(self, text: str) -> float:
        """The natural logarithm of the probability of these words one after the other."""
        return sum(
            -self._total if block[1] is None else self._likeliest(block[1])[1]
            for block in _BLOCK.finditer(text)
        )

    def tag(self, word: str) -> str:
        """The tag of a word, or "" where the dictionary does not have it."""
        if word[:2] not in self._met:
            self._read(word[:2])
        return self._tags.get(word, "")

    def _likeliest(self, text: str) -> tuple[list[int], float]:
        """The most probable path through the words; of equally probable ones the longer words.

        Returned is where the word that begins at each character ends, and the path's log
        probability. A character with which no word begins that the text has counts 1.
        """
        size = len(text)
        after = [0.0] * (size + 1)  # the log probability of the best path from each character on
        ends = [0] * size
        known, met, unknown = self._weights.get, self._met, -self._total
        for start in range(size - 1, -1, -1):
            if text[start : start + 2] not in met:
                self._read(text[start : start + 2])
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

    def _weight_of(self, count: str) -> float:
        """The log probability of a word with that count; most words have one of few counts."""
        return math.log(int(count)) - self._total if int(count) else _BEGINNING

    def _read(self, begin: str) -> None:
        """Read the words that begin with two characters, and the first of them as a word.

        Nothing that was read changes, so that it does not matter who else is reading.
        """
        met, first = self._met, begin[:1]
        if len(met) > _MOST_MET:
            met.clear()
        if first not in met:
            self._read_lines(f"{first} ", [])
            self._weights.setdefault(first, _BEGINNING)
            met.add(first)
        if begin not in met:
            self._read_lines(begin, [word for word in self._added if word.startswith(begin)])
            met.add(begin)

    def _read_lines(self, start: str, added: Sequence[str]) -> None:
        """Read the lines that start so, and what users added that does."""
        weights, tags, lines = self._weights, self._tags, self._lines
        for word in added:
            weights.setdefault(word, 0.0)
            tags.setdefault(word, ADDED)
        code = start.encode("utf-8", "surrogatepass")
        place = bisect_left(lines, code)
        while place < len(lines) and lines[place].startswith(code):
            word, count, tag = lines[place].decode().split(" ")
            weights.setdefault(word, self._weight(count))
            tags.setdefault(word, sys.intern(tag))
            for length in range(2, len(word)):
                weights.setdefault(word[:length], _BEGINNING)
            place += 1
        for word in added:
            for length in range(2, len(word)):
                weights.setdefault(word[:length], _BEGINNING)


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
def _dictionary() -> tuple[list[bytes], int]:
    """The lines of the dictionary, sorted, and the sum of the counts.

    Read here, since jieba itself would read it twice for words and tags, write to standard error,
    and leave a cache in the folder for temporary files that all users of a machine share.
    """
    import jieba

    source: Any = jieba.Tokenizer()
    with source.get_dict_file() as file:
        data = file.read()
    return sorted(data.splitlines()), _sum_of_counts(data)


def _sum_of_counts(data: bytes) -> int:
    """The sum of what stands between the two blanks of each line, digit by digit."""
    import numpy as np

    text = np.frombuffer(data, np.uint8)
    blanks = np.flatnonzero(text == ord(" "))
    before, after = blanks[::2], blanks[1::2]
    total = 0
    for power in range(int((after - before).max()) - 1):
        place = after - 1 - power
        digits = text[place[place > before]] - ord("0")
        total += 10**power * int(digits.sum(dtype=np.int64))
    return total
