"""Formulations that became others: 稳健的货币政策, then 适度宽松的货币政策.

Two forms are taken for one that was altered where they are like each other, the new one comes as
the old one goes, and some sentences that have them say the same otherwise. Likeness is that of the
longest common subsequence (rapidfuzz's `ratio`, the normalised indel similarity).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from align.model import SegmentedDocument
from glossary.comparing.counting import Around, sentences_of
from glossary.comparing.model import Alteration, Change, FormChange

#: The new forms, by surprise, of which it is asked what they were before.
_ASKED = 200
#: Old forms that are tried for each.
_TRIED = 5
_LEAST_LIKE = 0.55  #: of the forms
_LEAST_SENTENCE = 0.5  #: of the sentences without them

Shares = Callable[[int], tuple[float, float]]


def alterations(
    changes: Sequence[FormChange],
    forms: Sequence[str],
    shares: Shares,
    earlier: Sequence[SegmentedDocument],
    later: Sequence[SegmentedDocument],
) -> list[Alteration]:
    """The forms that new ones were before, the most alike first.

    Args:
        changes: the most surprising first.
        forms: all that were compared, by their numbers; `shares` gives those of the earlier and
            the later texts that have one.
    """
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    going = [forms[number] for number in range(len(forms)) if _goes(*shares(number))]
    asked = [each.form for each in changes if each.change is Change.NEW][:_ASKED]
    tried = {
        new: [
            name
            for name, _, _ in process.extract(
                new, going, scorer=ratio, limit=_TRIED, score_cutoff=100 * _LEAST_LIKE
            )
        ]
        for new in asked
    }
    before = sentences_of({name for names in tried.values() for name in names}, earlier)
    after = sentences_of({new for new, names in tried.items() if names}, later)
    found = []
    for new, names in tried.items():
        likest = [_likest(old, new, before[old], after[new]) for old in names]
        enough = [each for each in likest if each and each.likeness >= _LEAST_SENTENCE]
        if enough:
            found.append(max(enough, key=lambda each: each.likeness))
    return sorted(found, key=lambda one: (-one.likeness, one.new))


def _goes(before: float, after: float) -> bool:
    return before > 0 and after < before


def _likest(
    old: str, new: str, before: Sequence[Around], after: Sequence[Around]
) -> Alteration | None:
    """The two sentences with these forms that are most alike without them."""
    from rapidfuzz.fuzz import ratio

    pairs = ((ratio(one.rest, other.rest) / 100, one, other) for one in before for other in after)
    best = max(pairs, key=lambda pair: pair[0], default=None)
    return best and Alteration(old, new, best[0], best[1].sentence, best[2].sentence)
