"""English words of a bead that render one certain Chinese word of it.

What renders a word outside a candidate is no part of the candidate's rendering: in "the action time
is short", of 行动时间紧, "time" belongs to 时间 and not to the 行动 before it. Both links and the
dictionary must say so: in a short text links alone give every English word to some Chinese word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from glossary.pairing.lines import Flags
from glossary.pairing.links import equivalents, stem

_CLAIMED = 0.4  #: a word so likely to render another one belongs to that


def claims(linked: NDArray[np.float64], lowers: Sequence[str], zh: Sequence[str]) -> Flags:
    """Which English tokens (rows) render which Chinese words (columns) of a bead.

    Args:
        linked: as `Links.matrix` gives them, for the tokens that are no marks.
        lowers: the English tokens in lower case.
        zh: the Chinese words.
    """
    found = np.zeros((len(lowers), len(zh)), dtype=bool)
    rows = [row for row, word in enumerate(lowers) if word[0].isalnum()]
    for number, column in np.argwhere(linked >= _CLAIMED).tolist():
        row = rows[number]
        found[row, column] = stem(lowers[row]) in equivalents(zh[column])
    return found


def taken(claimed: Flags, columns: Sequence[int]) -> list[bool]:
    """For each token, whether it renders a Chinese word outside `columns`."""
    others = claimed.sum(axis=1) > claimed[:, columns].sum(axis=1)
    found: list[bool] = others.tolist()
    return found


def foreign(
    claimed: Flags,
    lowers: Sequence[str],
    zh: Sequence[str],
    written: Iterable[str],
    spans: Sequence[Sequence[int]],
) -> Flags:
    """For each span of Chinese words, which tokens render a word outside it and none in it.

    A token is not held to be taken where it stands more often than the word it renders: links do
    not tell which of them it is. Nor is it by a word that a word of the span holds, as 生产 in
    生产关系, nor where the dictionary gives it for a word of the span.

    Args:
        claimed, lowers, zh: as in `claims`.
        written: the Chinese words of the bead, as often as they stand there.
        spans: the columns of each span.

    Returns:
        Shape (spans, tokens).
    """
    times, counts = Counter(map(stem, lowers)), Counter(written)
    known = [equivalents(own) for own in zh]
    rows, allowed = [], []
    for row in np.flatnonzero(claimed.any(axis=1)).tolist():
        word = stem(lowers[row])
        theirs = [zh[column] for column in np.flatnonzero(claimed[row]).tolist()]
        if times[word] <= sum(counts[each] for each in theirs):
            rows.append(row)
            allowed.append(
                [
                    word in meant or any(each in own for each in theirs)
                    for own, meant in zip(zh, known, strict=True)
                ]
            )
    found = np.zeros((len(spans), len(lowers)), dtype=bool)
    if rows:
        within = np.zeros((len(spans), len(zh)))
        for number, columns in enumerate(spans):
            within[number, list(columns)] = 1
        found[:, rows] = within @ np.array(allowed, dtype=float).T == 0
    return found


def apart(claimed: Flags, others: Flags, spans: Sequence[Sequence[int]]) -> Flags:
    """For each span, which tokens head a phrase that renders more than the span.

    In "central enterprises", of 中央企业, "enterprises" is apart from 中央: the word before renders
    the one word of the span, and it renders another.

    Args:
        claimed: as `claims` gives it.
        others: as `foreign` gives it.
        spans: the columns of each span.

    Returns:
        Shape (spans, tokens).
    """
    found = np.zeros(others.shape, dtype=bool)
    for number, columns in enumerate(spans):
        if len(columns) == 1:
            found[number, 1:] = others[number, 1:] & claimed[:-1, columns[0]]
    return found
