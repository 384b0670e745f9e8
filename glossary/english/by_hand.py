"""The hand-made score of English phrases, as evidence beside the fitted trees.

The trees know what terms of the texts that they were fitted on are like; the hand-made weights,
which say less, hold wherever terms are rarer words, names, formulas and whole noun phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from glossary.english.features import Gathered, Words, features, log_odds
from glossary.english.nesting import Column, Nesting

#: Of the hand-made log odds, the share that counts beside the trees. On phrases that the trees were
#: not fitted on it gains; more of it loses on phrases that they were fitted on.
SHARE = 0.5


def by_hand(
    phrases: Sequence[Words],
    items: Sequence[Gathered],
    within: Nesting,
    chosen: NDArray[np.bool_] | None = None,
) -> Column:
    """The hand-made log odds of each phrase to be a term, times their share.

    Args:
        chosen: the phrases that it is wanted of, by default all; the others get 0.
    """
    counts = np.array([len(item.places) for item in items], dtype=np.float64)
    ways = [item.how for item in items]
    plain = np.array([bool(way["maximal"] or way["name"] or way["nested"]) for way in ways])
    simple = within.most_of_wholes(np.where(plain, counts, 0.0)).tolist()
    linked = within.most_of_wholes(np.where(plain, 0.0, counts)).tolist()
    sizes = np.array([len(words) for words in phrases])
    values = within.c_values(counts, sizes).tolist()
    found = np.zeros(len(items))
    for number in range(len(items)) if chosen is None else np.flatnonzero(chosen).tolist():
        words = phrases[number]
        around = {words: (simple[number], linked[number])}
        found[number] = log_odds(features(words, items[number], values[number], around))
    return found * SHARE
