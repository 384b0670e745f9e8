"""From candidates and pairings to proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.encoders.base import Encoder
from align.model import Language
from glossary.defining import definitions
from glossary.extraction.contexts import Texts
from glossary.extraction.variants import inconsistencies
from glossary.model import (
    Candidate,
    Definition,
    Kind,
    Occurrence,
    Proposal,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.keys import key
from glossary.pairing import Pairing, Rendering
from glossary.ranking import probability

_MOST_DEFINITIONS = 5
_MOST_RENDERINGS = 12


def chinese_proposal(
    pairing: Pairing, texts: Texts, score: float, evidence: tuple[tuple[str, float], ...]
) -> Proposal:
    """A Chinese candidate with its renderings; without any where it has no translation."""
    candidate = pairing.candidate
    english = {r.text: _occurrences(r, texts) for r in pairing.renderings}
    places = [place for found in english.values() for place in found]
    return Proposal(
        terms=(*_own_terms(candidate), *_rendering_terms(pairing.renderings)),
        kind=candidate.kind,
        score=score,
        frequency=max(candidate.frequency, len(places)),
        definitions=_definitions(candidate, english, texts),
        contexts=texts.contexts(candidate.occurrences, places),
        evidence=evidence,
        dispersion=texts.dispersion(candidate.occurrences, Language.ZH),
    )


def english_proposals(
    candidates: Sequence[Candidate], texts: Texts, encoder: Encoder
) -> list[Proposal]:
    """English candidates as proposals; likely inconsistent renderings join the preferred ones."""
    suspected = inconsistencies(candidates, encoder)
    joined: dict[str, list[tuple[Candidate, float]]] = {}
    for kept, variant, confidence in suspected:
        joined.setdefault(kept.form, []).append((variant, confidence))
    gone = {variant.form for _, variant, _ in suspected}
    return [
        _english(candidate, joined.get(candidate.form, ()), texts)
        for candidate in candidates
        if candidate.form not in gone
    ]


def _english(
    candidate: Candidate, variants: Sequence[tuple[Candidate, float]], texts: Texts
) -> Proposal:
    terms = _own_terms(candidate)
    places = list(candidate.occurrences)
    for variant, confidence in variants:
        places.extend(variant.occurrences)
        terms += (
            Term(
                Language.EN,
                variant.form,
                type=TermType.VARIANT,
                frequency=variant.frequency,
                inconsistency=confidence,
            ),
        )
    return Proposal(
        terms=terms,
        kind=candidate.kind,
        score=candidate.score,
        frequency=len(places),
        definitions=definitions(candidate, texts.corpus),
        contexts=texts.contexts((), places),
        evidence=candidate.evidence,
        dispersion=texts.dispersion(places, Language.EN),
    )


def _own_terms(candidate: Candidate) -> tuple[Term, ...]:
    """The form, preferred, and its surface variants."""
    first = Term(
        candidate.language,
        candidate.form,
        status=TermStatus.PREFERRED,
        frequency=candidate.frequency,
    )
    others = (
        Term(candidate.language, surface, type=TermType.VARIANT)
        for surface in candidate.surfaces
        if surface != candidate.form
    )
    return (first, *others)


def _rendering_terms(renderings: Sequence[Rendering]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for rendering in renderings[:_MOST_RENDERINGS]:
        first = not terms
        short = not first and _is_part(rendering.text, terms[0].text)
        terms.append(
            Term(
                Language.EN,
                rendering.text,
                status=TermStatus.PREFERRED if first else TermStatus.ADMITTED,
                type=TermType.SHORT_FORM if short else TermType.FULL_FORM,
                frequency=rendering.frequency,
                inconsistency=0.0 if first or short else _doubt(rendering),
            )
        )
    return tuple(terms)


def _is_part(one: str, other: str) -> bool:
    """Whether all words of one rendering are in the other."""
    return set(key(one, Language.EN).split()) <= set(key(other, Language.EN).split())


def _doubt(rendering: Rendering) -> float:
    """How sure it is that a further rendering is one, and so an inconsistent one."""
    return round(probability(rendering.odds), 3)


def _occurrences(rendering: Rendering, texts: Texts) -> list[Occurrence]:
    return [
        Occurrence(
            texts.bitexts[place.bitext].side(Language.EN).document.source,
            place.segment,
            place.start,
            place.end,
        )
        for place in rendering.places
    ]


def _definitions(
    candidate: Candidate, english: Mapping[str, Sequence[Occurrence]], texts: Texts
) -> tuple[Definition, ...]:
    """Definitions from both languages, lists of members first, then by score."""
    found = list(definitions(candidate, texts.corpus))
    numeric = candidate.kind is Kind.NUMERIC
    for text, places in english.items():
        rendering = Candidate(
            Language.EN,
            text,
            (text,),
            tuple(places),
            Kind.NUMERIC if numeric else candidate.kind,
            (),
            candidate.score,
        )
        found.extend(definitions(rendering, texts.corpus))
    found.sort(key=lambda d: (not d.members, -d.score, d.language is not Language.ZH))
    distinct = {(d.language, d.source, d.segment, d.start): d for d in reversed(found)}
    ordered = [d for d in found if distinct[d.language, d.source, d.segment, d.start] is d]
    return tuple(ordered[:_MOST_DEFINITIONS])
