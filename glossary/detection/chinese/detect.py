"""From Chinese documents to candidate terms, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from align.errors import ClusterError
from align.model import Language, SegmentedDocument
from align.processes import HERE
from align.progress import Progress, silent
from align.workers import Workers
from glossary.detection.chinese import spans
from glossary.detection.chinese.found import Runs
from glossary.detection.chinese.kinds import kind
from glossary.detection.guidance import as_named
from glossary.language.chinese.numerals import has_digits, in_digits
from glossary.language.phrases import Phrases
from glossary.model import Candidate, Kind, Occurrence
from glossary.model.keys import key
from glossary.ranking import log_odds, probability

if TYPE_CHECKING:
    from glossary.detection.chinese.features import Texts
    from glossary.detection.chinese.found import Spans
    from glossary.detection.rankers import Rankers
    from glossary.ranking import Model
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
#: Forms judged at once: a large text has half a million; and parts of so many for each process
#: below which they are judged in this one.
_TOGETHER = 8_192
_WORTH = 4


def read(document: SegmentedDocument, rankers: Rankers, dictionary: Phrases | None = None) -> Runs:
    """What is to be read of a Chinese document by itself, before terms are looked for in all.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    return spans.read(document, rankers.joints, dictionary)


def detected(
    documents: Sequence[SegmentedDocument],
    rankers: Rankers,
    progress: Progress = silent,
    dictionary: Phrases | None = None,
    *,
    known: Callable[[SegmentedDocument], Runs | None] = lambda document: None,
    workers: Workers = HERE,
    with_rows: bool = True,
    wanted: Callable[[Candidate], bool] = lambda candidate: True,
) -> list[Detected]:
    """The terms that the Chinese documents may hold, best first, with their features.

    Documents in other languages are passed over. Spellings that differ in quotation marks, spaces
    or traditional characters are one candidate. What the user's dictionary holds is always one.

    Args:
        known: what was read of a document already, with this dictionary.
        workers: judge forms.
        with_rows: features are told; else none, which of many texts are large.
        wanted: asked of each candidate before its places are told; others have none, and no
            reasons.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    chinese = [document for document in documents if document.language is Language.ZH]
    runs = []
    for number, document in enumerate(chinese):
        progress("Chinese terms", number, len(chinese))
        runs.append(known(document) or read(document, rankers, dictionary))
    found = Runs.joined(runs).by_form()
    scored = best(found, rankers, progress, workers, with_rows=with_rows)
    return joined(scored, found, chinese, wanted)


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


def limit_of(spans: Spans) -> int:
    """How many candidates a text may have."""
    return max(AT_LEAST, len(spans.atoms.characters) * PER_THOUSAND // 1000)


def best(
    spans: Spans,
    rankers: Rankers,
    progress: Progress = silent,
    workers: Workers = HERE,
    *,
    with_rows: bool = True,
) -> list[Scored]:
    """The best forms and those of the user's dictionary, best first, with the reasons.

    Args:
        workers: judge some forms each.
        with_rows: as in `detected`.
    """
    from glossary.corpora.table import shipped
    from glossary.detection.chinese.features import Texts, parts

    numbers = parts(len(spans), _TOGETHER)
    texts = Texts(spans, shipped(), rankers.memory).ready()
    judge = partial(_judged, texts, rankers.chinese, with_rows=with_rows)
    judged = workers.each(judge, numbers, _lost, worth=_WORTH)
    limit, named, kept = limit_of(spans), spans.named, list[Scored]()
    for done, some in enumerate(judged):
        progress("Ranking", done, len(numbers))
        kept += some
        kept.sort(key=lambda item: (-item.odds, item.number))
        likely = sum(item.odds >= _LEAST_ODDS for item in kept)
        enough = min(limit, max(AT_LEAST, likely))
        kept[enough:] = [item for item in kept[enough:] if named[item.number]]
    return kept


def _judged(texts: Texts, fitted: Model, numbers: range, *, with_rows: bool) -> list[Scored]:
    """Those of some forms that may be among the best of all, or are the user's."""
    from glossary.detection.chinese.features import columns

    rows = fitted.table(columns(texts, numbers))
    odds, named = fitted.log_odds(rows), texts.spans.named
    order = sorted(range(len(numbers)), key=lambda place: (-odds[place], place))
    kept = [
        place
        for rank, place in enumerate(order)
        if rank < AT_LEAST or odds[place] >= _LEAST_ODDS or named[numbers[place]]
    ]
    reasons = fitted.reasons(rows[kept])
    # Rows are copied, so that those of forms that are dropped are not held with them.
    return [
        Scored(odds[place], numbers[place], why, rows[place if with_rows else slice(0)].copy())
        for place, why in zip(kept, reasons, strict=True)
    ]


def _lost(numbers: range) -> list[Scored]:
    """Raise what becomes of forms that cannot be judged anywhere.

    Raises:
        ClusterError: always.
    """
    raise ClusterError(
        f"{len(numbers):,} forms could not be judged: the processes that tried were ended",
        "give fewer --jobs, or workers more memory",
    )


def joined(
    scored: Sequence[Scored],
    spans: Spans,
    documents: Sequence[SegmentedDocument],
    wanted: Callable[[Candidate], bool] = lambda candidate: True,
) -> list[Detected]:
    """Forms as candidates in their order, spellings of one term together, judged by the best.

    Args:
        wanted: as in `detected`.
    """
    groups: dict[str, list[Scored]] = {}
    for item in scored:
        groups.setdefault(key(spans.form(item.number), Language.ZH), []).append(item)
    _join_numbers(groups)
    sources = [each.document.source for each in documents]
    found = []
    for group in groups.values():
        numbers = sorted((each.number for each in group), key=lambda n: _shown_before(spans, n))
        candidate = _candidate(group[0], numbers, spans)
        if wanted(candidate):
            candidate = replace(candidate, occurrences=_places(numbers, spans, sources))
        else:
            candidate = replace(candidate, evidence=())
        found.append(Detected(candidate, group[0].row))
    return found


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


def _candidate(best: Scored, numbers: Sequence[int], spans: Spans) -> Candidate:
    """The candidate of some spellings, without its places."""
    surfaces = tuple(map(spans.form, numbers))
    candidate = Candidate(
        language=Language.ZH,
        form=surfaces[0],
        surfaces=surfaces,
        occurrences=(),
        kind=kind(
            spans.form(best.number),
            spans.tags(best.number),
            titled=spans.titled[best.number] > 0,
            quoted=spans.quoted[best.number] > 0,
        ),
        evidence=best.reasons,
        score=probability(best.odds),
    )
    if candidate.kind is Kind.NUMERIC and any(spans.quoted[number] for number in numbers):
        candidate = replace(candidate, evidence=((COUNTED, LEAST_COUNTED), *candidate.evidence))
    return as_named(candidate) if any(spans.named[number] for number in numbers) else candidate


def _places(numbers: Sequence[int], spans: Spans, sources: Sequence[str]) -> tuple[Occurrence, ...]:
    """Where some spellings stand, in the order of the texts."""
    places = spans.places(numbers[0])
    if len(numbers) > 1:
        places = sorted({place for number in numbers for place in spans.places(number)})
    return tuple(Occurrence(sources[place.document], *place[1:]) for place in places)
