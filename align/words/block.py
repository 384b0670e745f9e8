"""Sentence pairs that are aligned together, each distinct pair once, and long ones in parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.encoders.token_vectors import TokenEncoder
from align.words import lexicon, normal
from align.words.cells import Evidence
from align.words.lexicon import Table, tabulated
from align.words.meaning import likeness
from align.words.sounds import sounded
from align.words.types import Pair
from align.words.vocabulary import Counted, Ids, Index, Memory, types

#: A block ends at so many pairs, or cells (Chinese words times English words).
_PAIRS = 4_096
_BLOCK_CELLS = 6_000_000
#: A pair of more cells is aligned in parts along its diagonal.
_PART_CELLS = 120_000


@dataclass(frozen=True, slots=True)
class Part:
    """A pair, or a stretch of a long one.

    Attributes:
        pair: which distinct pair of the block it is of.
        zh_start, en_start: how many words stand before it on each side.
        zh, en: its word types.
        times: how often the pair occurs.
    """

    pair: int
    zh_start: int
    en_start: int
    zh: Ids
    en: Ids
    times: int


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs whose words are counted together.

    Attributes:
        order: for each pair as given its number among the distinct ones.
        parts: the distinct pairs in parts.
        evidence: what is known of their words.
    """

    order: tuple[int, ...]
    parts: tuple[Part, ...]
    evidence: Evidence


def grouped(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs in groups of bounded size."""
    group: list[Pair] = []
    cells = 0
    for pair in pairs:
        size = min(len(pair[0]) * len(pair[1]), _PART_CELLS + len(pair[0]) + len(pair[1]))
        if group and (len(group) == _PAIRS or cells + size > _BLOCK_CELLS):
            yield group
            group, cells = [], 0
        group.append(pair)
        cells += size
    if group:
        yield group


def block(pairs: Sequence[Pair], memory: Memory, contexts: TokenEncoder | None = None) -> Block:
    """Number the words of the pairs, count them and gather the evidence.

    Args:
        memory: gives the vectors of words by themselves.
        contexts: gives those of words in their sentences; None to do without.
    """
    distinct: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    order = tuple(distinct.setdefault((tuple(zh), tuple(en)), len(distinct)) for zh, en in pairs)
    times = np.bincount(order, minlength=len(distinct))
    zh_index, en_index = (Index(normal.form_of(language)) for language in memory.languages)
    zh_index.add(zh for zh, _ in distinct)
    en_index.add(en for _, en in distinct)
    parts: list[Part] = []
    for number, (zh, en) in enumerate(distinct):
        ids = zh_index.ids(zh), en_index.ids(en)
        parts.extend(_parts(number, *ids, int(times[number])))
    evidence = _evidence(parts, zh_index.words, en_index.words, memory)
    if contexts is not None:
        words = [_words(part, *pair) for part, pair in _with_pairs(parts, distinct)]
        evidence = replace(evidence, likeness=tuple(likeness(words, contexts)))
    return Block(order, tuple(parts), evidence)


def _with_pairs(
    parts: Iterable[Part], distinct: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]
) -> Iterator[tuple[Part, tuple[tuple[str, ...], tuple[str, ...]]]]:
    pairs = list(distinct)
    return ((part, pairs[part.pair]) for part in parts)


def _words(
    part: Part, zh: tuple[str, ...], en: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        zh[part.zh_start : part.zh_start + len(part.zh)],
        en[part.en_start : part.en_start + len(part.en)],
    )


def _parts(pair: int, zh: Ids, en: Ids, times: int) -> Iterator[Part]:
    count = max(1, math.ceil(math.sqrt(len(zh) * len(en) / _PART_CELLS)))
    for number in range(count):
        zh_start, zh_stop = (len(zh) * each // count for each in (number, number + 1))
        en_start, en_stop = (len(en) * each // count for each in (number, number + 1))
        yield Part(pair, zh_start, en_start, zh[zh_start:zh_stop], en[en_start:en_stop], times)


def _evidence(
    parts: Sequence[Part], zh_words: tuple[str, ...], en_words: tuple[str, ...], memory: Memory
) -> Evidence:
    times = np.array([part.times for part in parts], dtype=np.float32)
    zh_sets = [_distinct(part.zh) for part in parts]
    en_sets = [_distinct(part.en) for part in parts]
    zh = Counted(
        zh_words,
        _count(zh_sets, times, len(zh_words)),
        _count([part.zh for part in parts], times, len(zh_words)),
    )
    en = Counted(
        en_words,
        _count(en_sets, times, len(en_words)),
        _count([part.en for part in parts], times, len(en_words)),
    )
    with ThreadPoolExecutor(1) as pool:
        # The lexicon is made in Python, the vectors outside of it: each has a processor.
        table = pool.submit(lexicon.table, zh_words, en_words, memory.languages)
        zh_types, en_types = types(zh, en, memory)
        together = _together(zh_sets, en_sets, times, zh.sentences, en.sentences)
        sounds = sounded((zh_types, en_types), (zh_sets, en_sets), memory.languages)
        return Evidence(zh_types, en_types, table.result(), together, sounds)


def _distinct(ids: Ids) -> Ids:
    # np.unique takes ten times as long for so few.
    return np.array([*{*ids.tolist()}], dtype=np.int64)


def _count(rows: Sequence[Ids], times: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    if not rows:
        return np.zeros(size, dtype=np.float32)
    weights = np.repeat(times, [len(row) for row in rows])
    return np.bincount(np.concatenate(rows), weights, size).astype(np.float32)


def _together(
    zh_sets: Sequence[Ids],
    en_sets: Sequence[Ids],
    times: NDArray[np.float32],
    zh_counts: NDArray[np.float32],
    en_counts: NDArray[np.float32],
) -> Table:
    """In how many pairs two types are, where it is more than one; the others say nothing.

    Those in one sentence are together once at most.
    """
    width = len(en_counts)
    found: list[Ids] = []
    for zh, en in zip(zh_sets, en_sets, strict=True):
        often_zh, often_en = zh[zh_counts[zh] > 1], en[en_counts[en] > 1]
        found.append((often_zh[:, None] * width + often_en).reshape(-1))
    if not found:
        return summed(width, np.zeros(0, np.int64), np.zeros(0, np.float32))
    weights = np.repeat(times, [len(codes) for codes in found])
    return summed(width, np.concatenate(found), weights, more_than=1)


def summed(width: int, codes: Ids, weights: NDArray[np.float32], more_than: float = 0) -> Table:
    """A table of one kind: for each code the sum of its weights, where it is more than that."""
    distinct, place = np.unique(codes, return_inverse=True)
    values = np.bincount(place, weights, len(distinct)).astype(np.float32)
    kept = values > more_than
    return tabulated(width, distinct[kept], values[kept][None])
