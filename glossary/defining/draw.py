"""Definitions of a term from the places where it stands.

A definition is a verbatim span of one segment. Cues beside the term claim that a span defines it
(`cues`), and two small models judge the claims by features (`evidence`): whether one defines, and
where the definition ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from align.model import Language, SegmentedDocument
from glossary.defining.cues import Claim, claims_at
from glossary.defining.evidence import defining, ending
from glossary.defining.models import Linear, shipped
from glossary.formulas import Corpus, members
from glossary.model import Candidate, Definition, Kind, Occurrence
from glossary.ranking import probability

_MOST_PLACES = 300  #: occurrences looked at
_MOST = 5  #: definitions returned


def definitions(
    candidate: Candidate, documents: Sequence[SegmentedDocument] | Corpus
) -> tuple[Definition, ...]:
    """What the documents say the candidate means, best first; empty where nothing defines it.

    A numeric formula's list of members comes first. Scores are probabilities: that the span defines
    the term rather than judges or mentions it.
    """
    language = candidate.language
    corpus = Corpus.of(documents)
    by_source = corpus.by_source(language)
    found: list[Definition] = []
    if candidate.kind is Kind.NUMERIC:
        for form in candidate.surfaces[:3]:
            spelled = members(form, language, corpus, candidate.occurrences)
            if spelled:
                found.append(spelled)
                break
    best: dict[tuple[str, int], Definition] = {}
    for place, segment, claim, odds in _judged(candidate, by_source):
        key = place.document, segment
        if key not in best or probability(odds) > best[key].score:
            start, end = chosen(claim, language, shipped().ends)
            text = claim.text[start:end]
            score = probability(odds)
            best[key] = Definition(language, text, *key, start, end, score=score)
    ranked = sorted(best.values(), key=lambda d: -d.score)
    return tuple(_in_text(each, by_source) for each in [*found, *ranked][:_MOST])


def _judged(
    candidate: Candidate, by_source: Mapping[str, SegmentedDocument]
) -> Iterator[tuple[Occurrence, int, Claim, float]]:
    """The claims that define a candidate, with their segments and log odds.

    What they mean is asked of those only that it can make definitions.
    """
    language = candidate.language
    likely: list[tuple[Occurrence, int, Claim, float]] = []
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
                likely.append((place, segment, claim, odds))
    if not likely:
        return
    meaning = shipped().meaning.of([claim.said for _, _, claim, _ in likely if claim.may_judge])
    for place, segment, claim, odds in likely:
        odds += meaning[claim.said] if claim.may_judge else 0.0
        if odds >= shipped().least:
            yield place, segment, claim, odds


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


def _in_text(definition: Definition, by_source: Mapping[str, SegmentedDocument]) -> Definition:
    """The definition with its place in the text of its segment as it stands."""
    document = by_source.get(definition.source)
    if document is None or None in (definition.segment, definition.start, definition.end):
        return definition
    reading = document.segments[definition.segment or 0].reading
    start, end = reading.outer(definition.start or 0, definition.end or 0)
    return replace(definition, start=start, end=end)
