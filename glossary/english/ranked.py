"""English terms ranked by fitted trees, for texts that exist in English only.

The score of `glossary.english.candidates` is the other one: the hand-made weights alone, over fewer
candidates. The model of bilingual texts takes that one as evidence, since it was not fitted on the
text that this model is fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.model import SegmentedDocument
from glossary.english.by_hand import by_hand
from glossary.english.clauses import HOLDING
from glossary.english.detect import NAMED, candidate_of, gather
from glossary.english.features import Gathered, Words
from glossary.english.measures import Along, measures, table
from glossary.english.nesting import Column, Nesting, nesting
from glossary.model import Candidate
from glossary.phrases import Phrases
from glossary.ranking import Model, Reasons, probability

#: The least log odds of a numeric formula: too few stand in any text for trees to learn of them.
#: Of 13 that the rules found in the text of bench/english_terms.py, 10 were terms.
LEAST_FORMULA = 1.2
_LOWEST = 0.03  #: probability below which nothing is proposed: one in fifty is a term
_HOPELESS = -5.0  #: log odds by the trees from which no hand-made score lifts a phrase above that


def ranked(
    documents: Sequence[SegmentedDocument],
    model: Model,
    along: Along,
    dictionary: Phrases | None = None,
) -> list[Candidate]:
    """The terms of the English documents, best first, each scored by how probable it is.

    What the user's dictionary holds is always among them; documents in Chinese are passed over.

    Args:
        model: the fitted trees; its slope and shift are for their sum with `by_hand`.
        along: where words lie along the axes of meaning.
    """
    gathered = gather(documents, dictionary, wide=True)
    if not gathered:
        return []
    phrases, items = list(gathered), list(gathered.values())
    within = nesting(phrases)
    names, rows = table(measures(phrases, items, within, along))
    rows = rows[:, [names.index(name) for name in model.names]]
    odds = np.array(model.log_odds(rows))
    odds += model.slope * by_hand(phrases, items, within, odds >= _HOPELESS)
    chances = [
        probability(max(value, LEAST_FORMULA) if item.formula else value)
        for item, value in zip(items, odds.tolist(), strict=True)
    ]
    gone = _giving_way(phrases, items, within, np.array(chances))
    kept = [
        number
        for number, (item, chance) in enumerate(zip(items, chances, strict=True))
        if (chance >= _LOWEST and not gone[number]) or item.how[NAMED]
    ]
    found = [
        candidate_of(items[number], _why(items[number], reasons), chances[number], documents)
        for number, reasons in zip(kept, model.reasons(rows[kept]), strict=True)
    ]
    found.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start, c.form))
    return found


def _why(item: Gathered, reasons: Reasons) -> Reasons:
    return (("formula", LEAST_FORMULA), *reasons) if item.formula else reasons


def _giving_way(
    phrases: Sequence[Words], items: Sequence[Gathered], within: Nesting, chances: Column
) -> list[bool]:
    """Which clauses and lists hold a phrase of several words that is as likely a term as they."""
    holding = np.array([item.how.keys() <= HOLDING and not item.quoted for item in items])
    several = np.array([len(words) > 1 for words in phrases])
    best = within.most_of_parts(np.where(several & ~holding, chances, 0.0))
    given: list[bool] = (holding & (best >= chances)).tolist()
    return given
