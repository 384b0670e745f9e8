"""What a reference glossary adds to proposals: the other language, definitions, and some trust."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from align.model import Language
from glossary.contexts import MOST
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
    proposed = {_name(proposal) for proposal in proposals}
    for number, proposal in enumerate(proposals):
        concept = _find(proposal, reference)
        if concept is None:
            merged[f"proposal {number}"] = proposal
            continue
        alone = not in_language(proposal.terms, Language.ZH)
        first = merged.get(concept.id)
        if first is None:
            merged[concept.id] = _matched(proposal, concept, proposed)
        elif alone:
            merged[concept.id] = _with_rendering(first, proposal)
        else:
            merged[f"proposal {number}"] = _matched(proposal, concept, proposed)
    return sorted(merged.values(), key=lambda proposal: -proposal.score)


def _name(proposal: Proposal) -> str:
    """The key of what a proposal is called in Chinese, "" where it is in English alone."""
    own = in_language(proposal.terms, Language.ZH)
    return key(own[0].text, Language.ZH) if own else ""


def _matched(proposal: Proposal, concept: Concept, proposed: Set[str]) -> Proposal:
    return replace(
        proposal,
        terms=_terms(proposal, concept, proposed),
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


def _terms(proposal: Proposal, concept: Concept, proposed: Set[str]) -> tuple[Term, ...]:
    """The proposal's terms, then the concept's preferred ones that it lacks.

    A Chinese one that is proposed itself is left to that proposal: a short form that lives on its
    own is another entry than the full form.

    Where the aligned sentences have a rendering that the concept knows, it comes before what was
    found by other evidence.
    """
    terms = _confirmed(proposal, concept)
    have = {(term.language, term.text.casefold()) for term in terms}
    for language in Language:
        known = preferred(concept.terms, language)
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
                source=_source(concept, known),
            )
        )
    return tuple(sorted(terms, key=lambda term: term.language is not Language.ZH))


def _confirmed(proposal: Proposal, concept: Concept) -> list[Term]:
    """The proposal's terms, with the known rendering that most contexts have as the preferred one.

    It must be in as many of them as the one that was found.
    """
    terms = list(proposal.terms)
    english = in_language(proposal.terms, Language.EN)
    if not english or not in_language(proposal.terms, Language.ZH):
        return terms
    found = key(english[0].text, Language.EN)
    sentences = [key(c.en, Language.EN) for c in proposal.contexts if c.zh and c.en]
    known = {
        key(term.text, Language.EN): term
        for term in in_language(concept.terms, Language.EN)
        if term.status in (TermStatus.PREFERRED, TermStatus.ADMITTED)
    }
    counts = {form: _having(form, sentences) for form in (found, *known)}
    best = max(known, key=lambda form: (counts[form], len(form)), default=found)
    if best == found or not counts[best] or counts[best] < counts[found]:
        return terms
    rest = [
        replace(term, status=TermStatus.ADMITTED) if term is english[0] else term
        for term in terms
        if term.language is not Language.EN or key(term.text, Language.EN) != best
    ]
    same = (term for term in english if key(term.text, Language.EN) == best)
    first = next(same, replace(known[best], note="", frequency=0))
    number = max(counts[best], first.frequency)
    chosen = replace(first, status=TermStatus.PREFERRED, inconsistency=0.0, frequency=number)
    own = [term for term in rest if term.language is not Language.EN]
    return [*own, chosen, *(term for term in rest if term.language is Language.EN)]


def _having(form: str, sentences: Sequence[str]) -> int:
    """How many sentences have an English form, given by key, in the singular or plural."""
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?:e?s)?(?!\w)")
    return sum(pattern.search(text) is not None for text in sentences)


def _source(concept: Concept, term: Term) -> str:
    name = "starter glossary" if concept.id.startswith(_STARTER) else "glossary"
    return f"{name}: {term.source}" if term.source else name


def _definitions(concept: Concept) -> tuple[Definition, ...]:
    return tuple(
        replace(definition, origin=Origin.REFERENCE, segment=None, start=None, end=None)
        for definition in concept.definitions
    )
