"""From Chinese documents to candidate terms, best first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.detection.chinese.kinds import kind
from glossary.detection.chinese.spans import collect
from glossary.detection.guidance import as_named
from glossary.language.chinese.numerals import has_digits, in_digits
from glossary.language.phrases import Phrases
from glossary.model import Candidate, Kind, Occurrence
from glossary.model.keys import key
from glossary.ranking import log_odds, probability

if TYPE_CHECKING:
    from glossary.detection.chinese.found import Spans
    from glossary.detection.rankers import Rankers
    from glossary.ranking.trees import Table

#: Candidates kept for each thousand characters of text, and at least.
PER_THOUSAND = 250
AT_LEAST = 300
#: Beyond the least number, candidates less likely than this are not kept: of a text that holds few
#: terms, most are, and each costs as much as a term until the translation is read.
LEAST_LIKELY = 0.02
_LEAST_ODDS = log_odds(LEAST_LIKELY)
#: The evidence of a form in quotation marks that counts its members, and the least log odds that it
#: gives: of 113 such forms of annotated texts all are terms, so that with 19 in 20 chances at least
#: .97 are ("rule of three"; Hanley and Lippman-Hand 1983). Few stand in any text: trees are unsure.
COUNTED = "counts its members, in quotation marks"
LEAST_COUNTED = 3.6
#: Forms scored at once: a large text has half a million.
_TOGETHER = 8_192


def detected(
    documents: Sequence[SegmentedDocument],
    rankers: Rankers,
    progress: Progress = silent,
    dictionary: Phrases | None = None,
) -> list[Detected]:
    """The terms that the Chinese documents may hold, best first, with their features.

    Documents in other languages are passed over. Spellings that differ in quotation marks, spaces
    or traditional characters are one candidate. What the user's dictionary holds is always one.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    chinese = [document for document in documents if document.language is Language.ZH]
    spans = collect(chinese, rankers.joints, progress, dictionary)
    return joined(best(spans, rankers), spans, chinese)


class Detected(NamedTuple):
    """A candidate with the features by which it was judged, in the order of the model's names."""

    candidate: Candidate
    row: Table


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A form by its number, with its log odds to be a term, the reasons, and its features."""

    odds: float
    number: int
    reasons: tuple[tuple[str, float], ...]
    row: Table


class _Rated(NamedTuple):
    odds: float
    number: int
    row: Table


def limit_of(spans: Spans) -> int:
    """How many candidates a text may have."""
    return max(AT_LEAST, len(spans.atoms.characters) * PER_THOUSAND // 1000)


def best(spans: Spans, rankers: Rankers) -> list[Scored]:
    """The best forms and those of the user's dictionary, best first, with the reasons.

    Reasons are found for these alone.
    """
    import numpy as np

    from glossary.corpora.table import shipped
    from glossary.detection.chinese.features import Texts, parts, table

    fitted, named, limit = rankers.chinese, spans.named, limit_of(spans)
    kept: list[_Rated] = []
    for numbers, found in parts(Texts(spans, shipped(), rankers.memory), _TOGETHER):
        rows = table(found, fitted.names)
        least = kept[-1].odds if len(kept) >= limit else -math.inf
        # Rows are copied, so that those of forms that are dropped are not held with them.
        kept.extend(
            _Rated(odds, number, row.copy())
            for odds, number, row in zip(fitted.log_odds(rows), numbers, rows, strict=True)
            if odds >= least or named[number]
        )
        kept.sort(key=lambda item: (-item.odds, item.number))
        likely = sum(item.odds >= _LEAST_ODDS for item in kept)
        enough = min(limit, max(AT_LEAST, likely))
        kept[enough:] = [item for item in kept[enough:] if named[item.number]]
    reasons = fitted.reasons(np.array([item.row for item in kept]))
    return [Scored(*item[:2], why, item.row) for item, why in zip(kept, reasons, strict=True)]


def joined(
    scored: Sequence[Scored], spans: Spans, documents: Sequence[SegmentedDocument]
) -> list[Detected]:
    """Forms as candidates in their order, spellings of one term together, judged by the best."""
    groups: dict[str, list[Scored]] = {}
    for item in scored:
        groups.setdefault(key(spans.form(item.number), Language.ZH), []).append(item)
    _join_numbers(groups)
    return [
        Detected(_candidate(group, spans, documents), group[0].row) for group in groups.values()
    ]


def _join_numbers(groups: dict[str, list[Scored]]) -> None:
    """Join forms with digits to those with the same numbers in words, at the better's place."""
    with_digits = [form for form in groups if has_digits(form)]
    if not with_digits:
        return
    in_words = {in_digits(form): form for form in reversed(groups) if not has_digits(form)}
    order = {form: number for number, form in enumerate(groups)}
    for form in with_digits:
        other = in_words.get(in_digits(form))
        if other is not None:
            first, second = sorted((form, other), key=order.__getitem__)
            groups[first] += groups.pop(second)
            in_words[in_digits(form)] = first


def _shown_before(spans: Spans, number: int) -> tuple[int, int, str]:
    """Spellings of one term by how frequent they are, those without marks before others."""
    form = spans.form(number)
    return -int(spans.frequencies[number]), len(form), form


def _candidate(
    group: Sequence[Scored], spans: Spans, documents: Sequence[SegmentedDocument]
) -> Candidate:
    first = group[0]
    numbers = sorted((item.number for item in group), key=lambda n: _shown_before(spans, n))
    surfaces = tuple(map(spans.form, numbers))
    places = sorted({place for number in numbers for place in spans.places(number)})
    candidate = Candidate(
        language=Language.ZH,
        form=surfaces[0],
        surfaces=surfaces,
        occurrences=tuple(
            Occurrence(documents[place.document].document.source, place.segment, *place[2:])
            for place in places
        ),
        kind=kind(
            spans.form(first.number),
            spans.tags(first.number),
            titled=spans.titled[first.number] > 0,
            quoted=spans.quoted[first.number] > 0,
        ),
        evidence=first.reasons,
        score=probability(first.odds),
    )
    if candidate.kind is Kind.NUMERIC and spans.quoted[numbers].any():
        candidate = replace(candidate, evidence=((COUNTED, LEAST_COUNTED), *candidate.evidence))
    return as_named(candidate) if spans.named[numbers].any() else candidate
