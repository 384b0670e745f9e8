"""What a reference glossary adds to proposals: the other language, definitions, and some trust."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.model import Language
from glossary.contexts import MOST
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
_TRUST = 1.5
_STARTER = "starter-"  # how the ids of the starter glossary begin


def match(proposals: Sequence[Proposal], reference: Reference | None) -> list[Proposal]:
    """The proposals with what the reference knows of them, best first.

    A concept matches where a term of the proposal is one of its terms in the same language, those
    deprecated included: a text full of literal calques is what it is for. Where the proposal has
    terms in both languages, a match in Chinese is looked for first. English forms of one concept
    become one proposal. The kind is the reference's: a judgement where ours is a guess.
    """
    if reference is None:
        return list(proposals)
    merged: dict[str, Proposal] = {}
    for number, proposal in enumerate(proposals):
        concept = _find(proposal, reference)
        if concept is None:
            merged[f"proposal {number}"] = proposal
            continue
        alone = not in_language(proposal.terms, Language.ZH)
        first = merged.get(concept.id)
        if first is None:
            merged[concept.id] = _matched(proposal, concept)
        elif alone:
            merged[concept.id] = _with_rendering(first, proposal)
        else:
            merged[f"proposal {number}"] = _matched(proposal, concept)
    return sorted(merged.values(), key=lambda proposal: -proposal.score)


def _matched(proposal: Proposal, concept: Concept) -> Proposal:
    return replace(
        proposal,
        terms=_terms(proposal, concept),
        kind=concept.kind,
        definitions=(*proposal.definitions, *_definitions(concept)),
        subject=proposal.subject or concept.subject,
        score=probability(log_odds(proposal.score) + _TRUST),
        evidence=(*proposal.evidence, ("known to the reference", _TRUST)),
    )


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
    return replace(
        first,
        terms=tuple(terms),
        frequency=first.frequency + other.frequency,
        definitions=(*first.definitions, *drawn),
        contexts=contexts[:MOST],
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
    have = {(term.language, term.text.casefold()) for term in terms}
    for language in Language:
        known = preferred(concept.terms, language)
        if known is None or (language, known.text.casefold()) in have:
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
