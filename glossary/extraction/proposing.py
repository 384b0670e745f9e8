"""From candidates and pairings to proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress, islice

from align.encoders.base import Encoder
from align.model import Bitext, Language
from align.processes import HERE
from align.workers import Workers
from glossary.defining import definitions_of
from glossary.extraction.contexts import Texts
from glossary.extraction.variants import inconsistencies
from glossary.language.citation import has_citation_forms
from glossary.model import (
    Candidate,
    Definition,
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
_MOST_FORMS = 6  # of each
#: Whether definitions and contexts are made of what has these forms and this score.
Wanted = Callable[[Candidate, float], bool]


def _all(candidate: Candidate, score: float) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Judged:
    """A Chinese candidate with its renderings, none where it has no translation, and its score.

    Attributes:
        others: its renderings in languages other than English.
    """

    pairing: Pairing
    score: float
    evidence: tuple[tuple[str, float], ...]
    others: Mapping[Language, Pairing] = field(default_factory=dict)


def chinese_proposals(
    found: Sequence[Judged], texts: Texts, workers: Workers = HERE, wanted: Wanted = _all
) -> list[Proposal]:
    """Chinese candidates as proposals, with the definitions that both languages give them.

    Args:
        wanted: others have neither definitions nor contexts, which take most of the time.
    """
    asked = [[*_asked(each.pairing, texts)] for each in found]
    whole = [wanted(each.pairing.candidate, each.score) for each in found]
    defined = chain.from_iterable(compress(asked, whole))
    drawn = iter(definitions_of([*defined], texts.corpus, workers))
    return [
        _chinese(each, own, texts, drawn if is_whole else None)
        for each, own, is_whole in zip(found, asked, whole, strict=True)
    ]


def _chinese(
    found: Judged,
    asked: Sequence[Candidate],
    texts: Texts,
    drawn: Iterator[tuple[Definition, ...]] | None,
) -> Proposal:
    """A Chinese candidate as a proposal.

    Args:
        drawn: gives the definitions of what is asked, in its order; None for a proposal without
            definitions and contexts.
    """
    candidate, *renderings = asked
    places = [place for each in renderings for place in each.occurrences]
    proposal = Proposal(
        terms=(
            *_own_terms(candidate),
            *_rendering_terms(found.pairing.renderings, Language.EN),
            *_in_others(found.others),
        ),
        kind=candidate.kind,
        score=found.score,
        frequency=max(candidate.frequency, len(places)),
        evidence=found.evidence,
        dispersion=texts.dispersion(candidate.occurrences, Language.ZH),
    )
    if drawn is None:
        return proposal
    return replace(
        proposal,
        definitions=_best([*chain.from_iterable(islice(drawn, len(asked)))]),
        contexts=texts.contexts(
            {Language.ZH: candidate.occurrences, Language.EN: places},
            _places(found.others, texts.others),
        ),
    )


def _in_others(found: Mapping[Language, Pairing]) -> Iterator[Term]:
    """The renderings in each of some languages as terms."""
    for language, pairing in found.items():
        yield from _rendering_terms(pairing.renderings, language)


def _places(
    found: Mapping[Language, Pairing], bitexts: Mapping[Language, Sequence[Bitext]]
) -> dict[Language, list[Occurrence]]:
    """Where the renderings in each of some languages stand."""
    return {
        language: [
            place
            for rendering in pairing.renderings
            for place in _occurrences(rendering, bitexts[language])
        ]
        for language, pairing in found.items()
    }


def own_proposals(
    candidates: Sequence[Candidate],
    texts: Texts,
    encoder: Encoder,
    rendered: Sequence[Mapping[Language, Pairing]],
    workers: Workers = HERE,
    wanted: Wanted = _all,
) -> list[Proposal]:
    """Candidates of a language but Chinese as proposals.

    Likely inconsistent renderings of a hidden term, in English, join the preferred ones.

    Args:
        rendered: the renderings of each candidate in the languages of translations.
        wanted: as in `chinese_proposals`, asked of a candidate and of what joins it.
    """
    suspected = inconsistencies(candidates, encoder)
    joined: dict[str, list[tuple[Candidate, float]]] = {}
    for kept, variant, confidence in suspected:
        joined.setdefault(kept.form, []).append((variant, confidence))
    gone = {variant.form for _, variant, _ in suspected}
    left = [number for number, each in enumerate(candidates) if each.form not in gone]
    own = [candidates[number] for number in left]
    forms = [[each, *(one for one, _ in joined.get(each.form, ()))] for each in own]
    whole = [
        any(wanted(form, each.score) for form in of_each)
        for each, of_each in zip(own, forms, strict=True)
    ]
    drawn = iter(definitions_of([*compress(own, whole)], texts.corpus, workers))
    return [
        _own(
            candidate,
            joined.get(candidate.form, ()),
            texts,
            next(drawn) if is_whole else None,
            rendered[number],
        )
        for number, candidate, is_whole in zip(left, own, whole, strict=True)
    ]


def _own(
    candidate: Candidate,
    variants: Sequence[tuple[Candidate, float]],
    texts: Texts,
    definitions: tuple[Definition, ...] | None,
    rendered: Mapping[Language, Pairing],
) -> Proposal:
    """A candidate as a proposal; without contexts where no definitions were asked for."""
    language = candidate.language
    terms = _own_terms(candidate)
    places = list(candidate.occurrences)
    for variant, confidence in variants:
        places.extend(variant.occurrences)
        terms += (
            Term(
                language,
                variant.form,
                type=TermType.VARIANT,
                frequency=variant.frequency,
                inconsistency=confidence,
            ),
        )
    proposal = Proposal(
        terms=(*terms, *_in_others(rendered)),
        kind=candidate.kind,
        score=candidate.score,
        frequency=len(places),
        evidence=candidate.evidence,
        dispersion=texts.dispersion(places, language),
    )
    if definitions is None:
        return proposal
    others = _places(rendered, texts.renderings(language))
    contexts = texts.contexts({language: places}, others)
    return replace(proposal, definitions=definitions, contexts=contexts)


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


def _rendering_terms(renderings: Sequence[Rendering], language: Language) -> tuple[Term, ...]:
    """Renderings, the first of them preferred, and where the language inflects their forms."""
    terms: list[Term] = []
    for rendering in renderings[:_MOST_RENDERINGS]:
        first = not terms
        short = not first and _is_part(rendering.text, terms[0].text, language)
        terms.append(
            Term(
                language,
                rendering.text,
                status=TermStatus.PREFERRED if first else TermStatus.ADMITTED,
                type=TermType.SHORT_FORM if short else TermType.FULL_FORM,
                frequency=rendering.frequency,
                inconsistency=0.0 if first or short else _doubt(rendering),
            )
        )
    if has_citation_forms(language):
        have = {term.text.casefold() for term in terms}
        seen = dict.fromkeys(
            form
            for rendering in renderings[:_MOST_RENDERINGS]
            for form in rendering.forms[:_MOST_FORMS]
            if form.casefold() not in have
        )
        terms += (Term(language, form, type=TermType.VARIANT) for form in seen)
    return tuple(terms)


def _is_part(one: str, other: str, language: Language) -> bool:
    """Whether all words of one rendering are in the other."""
    return set(key(one, language).split()) <= set(key(other, language).split())


def _doubt(rendering: Rendering) -> float:
    """How sure it is that a further rendering is one, and so an inconsistent one."""
    return round(probability(rendering.odds), 3)


def _occurrences(rendering: Rendering, bitexts: Sequence[Bitext]) -> list[Occurrence]:
    return [
        Occurrence(
            bitexts[place.bitext].translation.document.source,
            place.segment,
            place.start,
            place.end,
        )
        for place in rendering.places
    ]


def _asked(pairing: Pairing, texts: Texts) -> Iterator[Candidate]:
    """A candidate and its renderings, as terms that the texts may define."""
    yield pairing.candidate
    for rendering in pairing.renderings:
        text = rendering.text
        places = tuple(_occurrences(rendering, texts.bitexts))
        kind, score = pairing.candidate.kind, pairing.candidate.score
        yield Candidate(Language.EN, text, (text,), places, kind, (), score)


def _best(found: list[Definition]) -> tuple[Definition, ...]:
    """Definitions from both languages, lists of members first, then by score."""
    found.sort(key=lambda d: (not d.members, -d.score, d.language is not Language.ZH))
    distinct = {(d.language, d.source, d.segment, d.start): d for d in reversed(found)}
    ordered = [d for d in found if distinct[d.language, d.source, d.segment, d.start] is d]
    return tuple(ordered[:_MOST_DEFINITIONS])
