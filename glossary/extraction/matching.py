"""Proposals told apart into known terms and new finds; known ones with what their entry has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from align.model import CHINESE_ENGLISH, Language
from glossary.detection.guidance import LEAST_ODDS
from glossary.extraction.contexts import MOST
from glossary.extraction.known import KNOWN, TRUST, Standing
from glossary.language.forms import content_words
from glossary.marking.learned import forms_of
from glossary.model import (
    TO_AVOID,
    Concept,
    ConceptStatus,
    Definition,
    Known,
    Origin,
    Proposal,
    Rendered,
    Sense,
    Term,
    TermStatus,
    in_language,
    preferred,
)
from glossary.model.keys import key
from glossary.ranking import log_odds, probability


def match(proposals: Sequence[Proposal], standing: Standing) -> list[Proposal]:
    """The known terms, then the new finds, best first; of those alike the first in the texts.

    A proposal is known by its Chinese term or a variant of it; without Chinese by one in the
    language that it was found in. Terms to avoid are known too: a text full of literal calques is
    what they are for. Forms in another language than Chinese
    of one concept become one proposal. What stands only within longer known terms is left out. The
    kind is the entry's: a judgement where ours is a guess.
    """
    senses = standing.senses(name for proposal in proposals for name in _names(proposal))
    proposed = {_chinese(proposal) for proposal in proposals}
    known: dict[object, tuple[int, Proposal]] = {}
    new = []
    for number, proposal in enumerate(proposals):
        names = list(_names(proposal))
        found = next(filter(None, map(senses.get, names)), None)
        if found is None:
            if names[0] not in senses:
                new.append(proposal)
            continue
        order, sense = found
        alone = not in_language(proposal.terms, Language.ZH)
        where = sense.concept.id if alone else number
        if where in known:
            first, merged = known[where]
            known[where] = min(order, first), _with_rendering(merged, proposal)
        else:
            known[where] = order, _known(proposal, sense, proposed)
    ordered = sorted(known.values(), key=lambda each: (-each[1].score, each[0]))
    return [*(each for _, each in ordered), *sorted(new, key=lambda each: -each.score)]


def _names(proposal: Proposal) -> Iterable[tuple[Language, str]]:
    """What a proposal may be known by: its terms in the language that it was found in."""
    own = in_language(proposal.terms, proposal.terms[0].language)
    return ((term.language, term.text) for term in own)


def _chinese(proposal: Proposal) -> str:
    """The key of what a proposal is called in Chinese, "" where it has no Chinese."""
    own = in_language(proposal.terms, Language.ZH)
    return key(own[0].text, Language.ZH) if own else ""


def _known(proposal: Proposal, sense: Sense, proposed: Set[str]) -> Proposal:
    concept = sense.concept
    return replace(
        proposal,
        terms=_terms(proposal, sense, proposed),
        kind=concept.kind,
        definitions=tuple(_definitions(proposal, concept)),
        subject=proposal.subject or concept.subject,
        score=_score(proposal, sense),
        evidence=tuple({**dict(proposal.evidence), KNOWN: TRUST}.items()),
        known=Known(sense, _here(proposal.terms, concept)),
    )


def _score(proposal: Proposal, sense: Sense) -> float:
    """How sure it is that a known term is one: what people approved in their own glossary is.

    Who else keeps it is more often right than not, as is who names it in a dictionary.
    """
    if sense.concept.status is ConceptStatus.APPROVED and not sense.from_reference:
        return 1.0
    return max(probability(log_odds(proposal.score) + TRUST), probability(LEAST_ODDS))


def _here(terms: Sequence[Term], concept: Concept) -> tuple[Rendered, ...]:
    """What renders a concept in the texts, most frequent first."""
    theirs = [term for term in terms if term.language is not Language.ZH and term.frequency]
    found = (Rendered(term.text, term.frequency, _status(term, concept)) for term in theirs)
    return tuple(sorted(found, key=lambda each: -each.count))


def _status(form: Term, concept: Concept) -> TermStatus | None:
    """The status that a concept gives a form.

    That of the same spelling comes first, and last one with other words of grammar: in French the
    second of two things has its article in a text, and none in an entry.
    """
    own = in_language(concept.terms, form.language)
    same = [term for term in own if term.text.casefold() == form.text.casefold()]
    forms = set(forms_of(Term(form.language, form.text)))
    alike = (term for term in own if not forms.isdisjoint(forms_of(term)))
    content = _content(form)
    with_others = (term for term in own if _content(term) == content)
    return next((term.status for term in (*same, *alike, *with_others)), None)


def _content(term: Term) -> list[str]:
    return content_words(key(term.text, term.language), term.language)


def _with_rendering(first: Proposal, other: Proposal) -> Proposal:
    """A proposal with another English form of its concept, which texts use beside the first."""
    terms = list(first.terms)
    for term in other.terms:
        same = (
            i for i, t in enumerate(terms) if (t.language, t.text) == (term.language, term.text)
        )
        known = next(same, None)
        if known is None:
            terms.append(replace(term, status=TermStatus.ADMITTED))
        elif not terms[known].frequency:
            terms[known] = replace(terms[known], frequency=term.frequency)
    drawn = [d for d in other.definitions if d not in first.definitions]
    contexts = tuple(dict.fromkeys((*first.contexts, *other.contexts)))
    entry = first.known
    return replace(
        first,
        terms=tuple(terms),
        frequency=first.frequency + other.frequency,
        definitions=(*first.definitions, *drawn),
        contexts=contexts[:MOST],
        known=entry and replace(entry, here=_here(terms, entry.sense.concept)),
    )


def _terms(proposal: Proposal, sense: Sense, proposed: Set[str]) -> tuple[Term, ...]:
    """The proposal's terms, then the concept's preferred ones that it lacks.

    A Chinese one that is proposed itself is left to that proposal: a short form that lives on its
    own is another entry than the full form.
    """
    terms = [_unsuspected(term, sense.concept) for term in proposal.terms]
    have = {(term.language, term.text.casefold()) for term in terms}
    for language in dict.fromkeys((*CHINESE_ENGLISH, proposal.terms[0].language)):
        known = preferred(sense.concept.terms, language)
        if known is None or (language, known.text.casefold()) in have:
            continue
        if language is Language.ZH and key(known.text, language) in proposed:
            continue
        first = not in_language(proposal.terms, language)
        terms.append(
            replace(
                known,
                status=TermStatus.PREFERRED if first else TermStatus.ADMITTED,
                frequency=0,
                source=_source(sense, known),
            )
        )
    return tuple(sorted(terms, key=lambda term: term.language is not Language.ZH))


def _unsuspected(term: Term, concept: Concept) -> Term:
    """A term that is not held to be inconsistent where its entry has it as one to use."""
    if term.inconsistency and term.language is not Language.ZH:
        status = _status(term, concept)
        if status is not None and status not in TO_AVOID:
            return replace(term, inconsistency=0.0)
    return term


def _source(sense: Sense, term: Term) -> str:
    name = "starter glossary" if sense.from_reference else "glossary"
    return f"{name}: {term.source}" if term.source else name


def _definitions(proposal: Proposal, concept: Concept) -> Iterator[Definition]:
    """What is curated, then what the texts say, then what others said that nobody approved."""
    curated = concept.curated
    others = (each for each in concept.definitions if each not in curated)
    yield from map(_referred, curated)
    yield from proposal.definitions
    yield from map(_referred, others)


def _referred(definition: Definition) -> Definition:
    return replace(definition, origin=Origin.REFERENCE, segment=None, start=None, end=None)
