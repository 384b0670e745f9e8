"""Definitions of a term from the places where it stands.

A definition is a verbatim span of one segment. Cues beside the term claim that a span defines it
(`cues`), and two small models judge the claims by features (`evidence`): whether one defines, and
where the definition ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.model import CHINESE_ENGLISH, Language, SegmentedDocument
from align.processes import HERE
from align.workers import Workers
from glossary.defining.cues import Claim, claims_at
from glossary.defining.evidence import defining, ending
from glossary.defining.models import Linear, shipped
from glossary.defining.signs import said as said_by_signs
from glossary.formulas import Corpus, WhereListed, listed, where_listed
from glossary.formulas.members import in_text
from glossary.model import Candidate, Definition, Kind
from glossary.ranking import probability

_MOST_PLACES = 300  #: occurrences looked at
_MOST = 5  #: definitions returned
_MOST_SURFACES = 3  #: of a formula, for which members are looked for
_WORTH = 20  #: formulas for each process below which they are read in this one


def definitions(
    candidate: Candidate, documents: Sequence[SegmentedDocument] | Corpus
) -> tuple[Definition, ...]:
    """What the documents say the candidate means; see `definitions_of`."""
    return definitions_of([candidate], documents)[0]


def definitions_of(
    candidates: Sequence[Candidate],
    documents: Sequence[SegmentedDocument] | Corpus,
    workers: Workers = HERE,
) -> list[tuple[Definition, ...]]:
    """What the documents say each candidate means, best first; empty where nothing defines it.

    A numeric formula's list of members comes first. Scores are probabilities: that the span defines
    the term rather than judges or mentions it. What all claims mean is asked at once: to encode
    them one by one takes five times as long. In languages but Chinese and English no model judges
    (`signs`).

    Args:
        workers: look for the members of formulas, which takes longest.
    """
    corpus = Corpus.of(documents)
    likely = [
        [*_likely(each, corpus.by_source(each.language))]
        if each.language in CHINESE_ENGLISH
        else []
        for each in candidates
    ]
    said = [each.claim.said for own in likely for each in own if each.claim.may_judge]
    meaning = shipped().meaning.of(said) if said else {}
    spelled = _spelled(candidates, corpus, workers)
    return [
        _drawn(candidate, own, meaning, spelled.get(number), corpus)
        if candidate.language in CHINESE_ENGLISH
        else said_by_signs(candidate, corpus)
        for number, (candidate, own) in enumerate(zip(candidates, likely, strict=True))
    ]


def _spelled(
    candidates: Sequence[Candidate], corpus: Corpus, workers: Workers
) -> dict[int, Definition | None]:
    """The lists of members of the formulas among candidates, by their numbers."""
    numeric = [
        number
        for number, each in enumerate(candidates)
        if each.kind is Kind.NUMERIC and each.language in CHINESE_ENGLISH
    ]
    asked = [
        [
            where_listed(form, each.language, corpus, each.occurrences)
            for form in each.surfaces[:_MOST_SURFACES]
        ]
        for each in map(candidates.__getitem__, numeric)
    ]
    found = workers.each(_first_listed, asked, _none_listed, worth=_WORTH)
    return dict(zip(numeric, found, strict=True))


def _first_listed(asked: Sequence[WhereListed | None]) -> Definition | None:
    """The members of the first spelling of a formula that has them."""
    found = (listed(each) for each in asked if each is not None)
    return next((each for each in found if each is not None), None)


def _none_listed(asked: Sequence[WhereListed | None]) -> None:
    """Members that cannot be looked for are not found."""


@dataclass(frozen=True, slots=True)
class _Likely:
    """A claim that may define its term.

    Attributes:
        document, segment: where its span stands.
        odds: log odds that it defines the term, before what it means is asked.
    """

    document: str
    segment: int
    claim: Claim
    odds: float


def _drawn(
    candidate: Candidate,
    likely: Sequence[_Likely],
    meaning: Mapping[str, float],
    spelled: Definition | None,
    corpus: Corpus,
) -> tuple[Definition, ...]:
    """The definitions of one candidate.

    Args:
        meaning: what each text adds to the log odds.
        spelled: its list of members.
    """
    language = candidate.language
    best: dict[tuple[str, int], Definition] = {}
    for each in likely:
        claim = each.claim
        odds = each.odds + (meaning[claim.said] if claim.may_judge else 0.0)
        if odds < shipped().least:
            continue
        key, score = (each.document, each.segment), probability(odds)
        if key not in best or score > best[key].score:
            start, end = chosen(claim, language, shipped().ends)
            text = claim.text[start:end]
            best[key] = Definition(language, text, *key, start, end, score=score)
    ranked = sorted(best.values(), key=lambda d: -d.score)
    found = ranked if spelled is None else [spelled, *ranked]
    by_source = corpus.by_source(language)
    return tuple(
        in_text(each, by_source[each.source]) if each.source in by_source else each
        for each in found[:_MOST]
    )


def _likely(candidate: Candidate, by_source: Mapping[str, SegmentedDocument]) -> Iterator[_Likely]:
    """The claims that would define a candidate if they meant what best tells a definition."""
    language = candidate.language
    for place in candidate.occurrences[:_MOST_PLACES]:
        document = by_source.get(place.document)
        if document is None or place.segment >= len(document.segments):
            continue
        for segment, claim in claims_at(document, place, language):
            models = shipped()
            text = document.segments[place.segment].reading.text
            features = defining(claim, text[place.start : place.end], language)
            odds = models.defines.log_odds(features)
            if odds + claim.may_judge * models.meaning.most >= models.least:
                yield _Likely(place.document, segment, claim, odds)


def chosen(claim: Claim, language: Language, ends: Linear) -> tuple[int, int]:
    """The span of a claim that is most likely the definition, whole and nothing beyond it.

    A definition ends at an end where it ends at none before.
    """
    best, most, reached = claim.spans[-1], 0.0, 1.0
    for number, span in enumerate(claim.spans):
        last = number + 1 == len(claim.spans)
        here = 1.0 if last else probability(ends.log_odds(ending(claim, number, language)))
        if reached * here > most:
            best, most = span, reached * here
        reached *= 1.0 - here
    return best
