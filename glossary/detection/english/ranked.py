"""English terms ranked by fitted trees.

A model of runs chooses the candidates (`glossary.detection.english.spans`), trees judge them by
what is measured of each in the text (`glossary.detection.english.measures`). Both were fitted on
the texts that bench/english_terms.py names, and their scores are right on texts that they never
saw.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model import SegmentedDocument
from glossary.detection.english.gathered import Gathered, candidate_of
from glossary.detection.english.gathering import gather
from glossary.detection.english.measures import Along, measures, table
from glossary.detection.english.nesting import nesting
from glossary.detection.english.spans import SpanModel
from glossary.language.phrases import Phrases
from glossary.model import Candidate
from glossary.ranking import Model, Reasons, probability

#: The least log odds of a numeric formula: too few stand in any text for trees to learn of them.
#: Of 37 that the rules found in the texts of bench/english_terms.py, 28 were terms.
LEAST_FORMULA = 1.1
_LOWEST = 0.03  #: probability below which nothing is proposed: one in fifty is a term


def ranked(
    documents: Sequence[SegmentedDocument],
    runs: SpanModel,
    trees: Model,
    along: Along,
    dictionary: Phrases | None = None,
) -> list[Candidate]:
    """The terms of the English documents, best first, each scored by how probable it is.

    What the user's dictionary holds is always among them; documents in Chinese are passed over.

    Args:
        runs: chooses the candidates.
        trees: judge them.
        along: where words lie along the axes of meaning.
    """
    gathered = gather(documents, runs, dictionary)
    if not gathered.phrases:
        return []
    names, rows = table(measures(gathered, nesting(gathered.phrases), along))
    rows = rows[:, [names.index(name) for name in trees.names]]
    chances = [
        probability(max(odds, LEAST_FORMULA) if item.formula else odds)
        for item, odds in zip(gathered.items, trees.log_odds(rows), strict=True)
    ]
    kept = [
        number
        for number, (item, chance) in enumerate(zip(gathered.items, chances, strict=True))
        if chance >= _LOWEST or item.listed
    ]
    found = []
    for number, reasons in zip(kept, trees.reasons(rows[kept]), strict=True):
        item = gathered.items[number]
        found.append(candidate_of(item, _why(item, reasons), chances[number], documents))
    found.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start, c.form))
    return found


def _why(item: Gathered, reasons: Reasons) -> Reasons:
    return (("formula", LEAST_FORMULA), *reasons) if item.formula else reasons
