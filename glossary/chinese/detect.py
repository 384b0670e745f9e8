"""From Chinese documents to candidate terms, best first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.chinese.found import Span, Spans
from glossary.chinese.kinds import kind
from glossary.chinese.spans import collect
from glossary.guidance import as_named
from glossary.keys import key
from glossary.model import Candidate, Kind, Occurrence
from glossary.numerals import has_digits, in_digits
from glossary.phrases import Phrases
from glossary.ranking import Model, log_odds, probability

if TYPE_CHECKING:
    from glossary.ranking import Table

#: Candidates kept for each thousand words of text, and at least.
PER_THOUSAND = 250
AT_LEAST = 300
#: Beyond the least number, candidates less likely than this are not kept: of a text that holds few
#: terms, most are, and each costs as much as a term until the translation is read.
LEAST_LIKELY = 0.02
#: The evidence of what text names as a law, plan or rule in title marks, and the least log odds
#: that it gives: the text that the rankers were fitted on is of speeches, which name few.
TITLED = "named in title marks"
LEAST_TITLED = -1.0
#: Forms scored at once: a large text has half a million.
_TOGETHER = 8_192


def candidates(
    documents: Sequence[SegmentedDocument],
    fitted: Model,
    progress: Progress = silent,
    dictionary: Phrases | None = None,
) -> list[Candidate]:
    """The terms that the Chinese documents may hold, best first.

    Documents in other languages are passed over. Spellings that differ in quotation marks, spaces
    or traditional characters are one candidate. What the user's dictionary holds is always one.
    """
    chinese = [document for document in documents if document.language is Language.ZH]
    spans = collect(chinese, progress, dictionary)
    return joined(best(spans, fitted), chinese)


@dataclass(frozen=True, slots=True)
class Scored:
    """A span with its log odds to be a term and the reasons for them."""

    odds: float
    span: Span
    reasons: tuple[tuple[str, float], ...]


def limit_of(words: int) -> int:
    """How many candidates a text of so many words may have."""
    return max(AT_LEAST, words * PER_THOUSAND // 1000)


def shortlisted(odds: Sequence[float], words: int) -> int:
    """How many of the candidates with such log odds, best first, a text of so many words keeps."""
    least = log_odds(LEAST_LIKELY)
    likely = sum(each >= least for each in odds)
    return min(limit_of(words), max(AT_LEAST, likely))


def best(spans: Spans, fitted: Model) -> list[Scored]:
    """The best forms and those of the user's dictionary, best first, with the reasons.

    Reasons are found for these alone.
    """
    import numpy as np

    from glossary.chinese.features import columns, counts

    known = counts(spans)
    limit = limit_of(spans.size)
    kept: list[_Rated] = []
    for part in _parts(filter(has_letters, spans.forms.values())):
        found = columns(part, known)
        table = np.column_stack([found[name] for name in fitted.names])
        least = kept[limit - 1].odds if len(kept) >= limit else -math.inf
        # Rows are copied, so that those of forms that are dropped are not held with them.
        kept.extend(
            _Rated(odds, span, row.copy())
            for odds, span, row in zip(fitted.log_odds(table), part, table, strict=True)
            if odds >= least or span.named
        )
        kept.sort(key=lambda item: (-item.odds, item.span.form))
        kept[limit:] = [item for item in kept[limit:] if item.span.named]
    enough = shortlisted([item.odds for item in kept], spans.size)
    kept[enough:] = [item for item in kept[enough:] if item.span.named]
    reasons = fitted.reasons(np.array([item.row for item in kept]))
    return [Scored(item.odds, item.span, why) for item, why in zip(kept, reasons, strict=True)]


class _Rated(NamedTuple):
    odds: float
    span: Span
    row: Table


def _parts(spans: Iterable[Span]) -> Iterator[list[Span]]:
    remaining = iter(spans)
    while part := list(islice(remaining, _TOGETHER)):
        yield part


def has_letters(span: Span) -> bool:
    """Whether a form is more than figures and marks, or was marked as a term: “2035”."""
    marked = span.quoted or span.titled or span.named
    return bool(marked) or any(character.isalpha() for character in span.form)


def joined(scored: Sequence[Scored], documents: Sequence[SegmentedDocument]) -> list[Candidate]:
    """Spans as candidates in their order, spellings of one term together."""
    groups: dict[str, list[Scored]] = {}
    for item in scored:
        groups.setdefault(key(item.span.form, Language.ZH), []).append(item)
    _join_numbers(groups)
    return [_candidate(group, documents) for group in groups.values()]


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


def _candidate(group: Sequence[Scored], documents: Sequence[SegmentedDocument]) -> Candidate:
    first = group[0]
    surfaces = sorted((item.span for item in group), key=lambda one: (-one.frequency, one.form))
    places = sorted(
        {(p.document, p.segment, p.start, p.end) for one in surfaces for p in one.places}
    )
    candidate = Candidate(
        language=Language.ZH,
        form=surfaces[0].form,
        surfaces=tuple(one.form for one in surfaces),
        occurrences=tuple(
            Occurrence(documents[number].document.source, segment, start, end)
            for number, segment, start, end in places
        ),
        kind=kind(
            first.span.form,
            first.span.tags,
            titled=first.span.titled > 0,
            quoted=first.span.quoted > 0,
            parallel=first.span.parallel is not None,
        ),
        evidence=first.reasons,
        score=probability(first.odds),
    )
    if any(one.titled for one in surfaces) and candidate.kind is Kind.LAW:
        candidate = replace(candidate, evidence=((TITLED, LEAST_TITLED), *candidate.evidence))
    return as_named(candidate) if any(one.named for one in surfaces) else candidate
