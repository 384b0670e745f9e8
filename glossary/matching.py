"""What a reference glossary adds to proposals: the other language, definitions, and some trust."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.model import Language
from glossary.keys import key
from glossary.model import (
    Concept,
    Definition,
    Origin,
    Proposal,
    Term,
    TermStatus,
    in_language,
    preferred,
)
from glossary.ranking import log_odds, probability
from glossary.reference import Reference

#: Log odds that a match adds: evidence, as one more feature is.
_TRUST = 1.0
_STARTER = "starter-"  # how the ids of the starter glossary begin


def match(proposals: Sequence[Proposal], reference: Reference | None) -> list[Proposal]:
    """The proposals with what the reference knows of them, best first.

    A concept matches where a term of the proposal is one of its terms in the same language, those
    deprecated included: a text full of literal calques is what it is for. Where the proposal has
    terms in both languages, a match in Chinese is looked for first.
    """
    if reference is None:
        return list(proposals)
    matched = [_matched(proposal, reference) for proposal in proposals]
    return sorted(matched, key=lambda proposal: -proposal.score)


def _matched(proposal: Proposal, reference: Reference) -> Proposal:
    concept = _find(proposal, reference)
    if concept is None:
        return proposal
    return replace(
        proposal,
        terms=_terms(proposal, concept),
        definitions=(*proposal.definitions, *_definitions(concept)),
        subject=proposal.subject or concept.subject,
        score=probability(log_odds(proposal.score) + _TRUST),
        evidence=(*proposal.evidence, ("known to the reference", _TRUST)),
    )


def _find(proposal: Proposal, reference: Reference) -> Concept | None:
    for language in Language:
        for term in in_language(proposal.terms, language):
            found = reference.by_key(term.text, language)
            if not found:
                continue
            if language is Language.ZH or not in_language(proposal.terms, Language.ZH):
                return found[0]
    return None


def _terms(proposal: Proposal, concept: Concept) -> tuple[Term, ...]:
    """The proposal's terms, then the concept's preferred ones that it lacks."""
    terms = list(proposal.terms)
    have = {(term.language, key(term.text, term.language)) for term in terms}
    for language in Language:
        known = preferred(concept.terms, language)
        if known is None or (language, key(known.text, language)) in have:
            continue
        first = not in_language(proposal.terms, language)
        terms.append(
            replace(
                known,
                status=TermStatus.PREFERRED if first else TermStatus.ADMITTED,
                frequency=0,
                source=_source(concept, known),
            )
        )
    return tuple(sorted(terms, key=lambda term: term.language is not Language.ZH))


def _source(concept: Concept, term: Term) -> str:
    name = "starter glossary" if concept.id.startswith(_STARTER) else "glossary"
    return f"{name}: {term.source}" if term.source else name


def _definitions(concept: Concept) -> tuple[Definition, ...]:
    return tuple(
        replace(definition, origin=Origin.REFERENCE, segment=None, start=None, end=None)
        for definition in concept.definitions
    )
