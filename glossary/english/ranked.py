"""English terms ranked by fitted trees, for texts that exist in English only.

The score of `glossary.english.candidates` is the other one: weights set by hand over fewer
candidates. The model of bilingual texts takes that one as evidence, since it was not fitted on the
text that this model is fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model import SegmentedDocument
from glossary.english.detect import NAMED, candidate_of, gather
from glossary.english.features import Gathered
from glossary.english.measures import Along, measures, table
from glossary.model import Candidate
from glossary.phrases import Phrases
from glossary.ranking import Model, Reasons, probability

#: The least log odds of a numeric formula: too few stand in any text for trees to learn of them.
#: Of 13 that the rules found in the text of bench/english_terms.py, 10 were terms.
LEAST_FORMULA = 1.0
_LOWEST = 0.03  #: probability below which nothing is proposed: one in fifty is a term


def ranked(
    documents: Sequence[SegmentedDocument],
    model: Model,
    along: Along,
    dictionary: Phrases | None = None,
) -> list[Candidate]:
    """The terms of the English documents, best first, each scored by how probable it is.

    What the user's dictionary holds is always among them; documents in Chinese are passed over.

    Args:
        model: the fitted trees.
        along: where words lie along the axes of meaning.
    """
    gathered = gather(documents, dictionary, wide=True)
    if not gathered:
        return []
    names, rows = table(measures(gathered, along))
    rows = rows[:, [names.index(name) for name in model.names]]
    items = list(gathered.values())
    chances = [
        probability(max(odds, LEAST_FORMULA) if item.formula else odds)
        for item, odds in zip(items, model.log_odds(rows), strict=True)
    ]
    kept = [
        number
        for number, (item, chance) in enumerate(zip(items, chances, strict=True))
        if chance >= _LOWEST or item.how[NAMED]
    ]
    found = [
        candidate_of(items[number], _why(items[number], reasons), chances[number], documents)
        for number, reasons in zip(kept, model.reasons(rows[kept]), strict=True)
    ]
    found.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start, c.form))
    return found


def _why(item: Gathered, reasons: Reasons) -> Reasons:
    return (("formula", LEAST_FORMULA), *reasons) if item.formula else reasons
