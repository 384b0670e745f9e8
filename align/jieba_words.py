"""jieba's dictionary and its search for words: the only module that knows jieba.

jieba picks the most probable path through the words of its dictionary. Its hidden Markov model for
unknown words is left off: it glues a name's neighbours to it, and a wrong boundary loses a term,
while a term cut into single characters is found again as a run of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
        tags: the dictionary's words with their tags.
    """

    cut: Callable[[str], list[str]]
    tags: Mapping[str, str]


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
    import jieba

    frequencies, tags, total = _dictionary()
    if added:
        frequencies, tags = dict(frequencies), dict(tags)
    for word in added:
        frequencies[word] = total
        tags[word] = ADDED
        for length in range(1, len(word)):
            frequencies.setdefault(word[:length], 0)
    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total, cutter.initialized = frequencies, total, True

    def cut(text: str) -> list[str]:
        return list(cutter.cut(text, HMM=False))

    return Segmenter(cut, tags)


@cache
def _dictionary() -> tuple[dict[str, int], dict[str, str], int]:
    """Frequencies of words and of their beginnings, tags, and the sum of frequencies.

    Read here, since jieba itself would read it twice for words and tags, write to standard error,
    and leave a cache in the folder for temporary files that all users of a machine share.
    """
    import jieba

    source: Any = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    with source.get_dict_file() as file:
        for line in file:
            word, count, tag = line.decode("utf-8").split(" ")
            frequency = int(count)
            frequencies[word] = frequency
            tags[word] = tag.strip()
            total += frequency
            for length in range(1, len(word)):
                frequencies.setdefault(word[:length], 0)
    return frequencies, tags, total
