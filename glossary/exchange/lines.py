"""Proposals as JSON lines, the form in which `tifa extract --format jsonl` writes them."""

from __future__ import annotations

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from align.text import storable
from glossary.model import (
    Definition,
    Dispersion,
    Known,
    Origin,
    Proposal,
    in_language,
    preferred,
)

#: The kind of a term that the glossary has; the kind of its concept is in "entry".
KNOWN = "known"


def to_line(proposal: Proposal) -> dict[str, object]:
    """A proposal as a JSON object.

    Keys: "terms", "variants", "kind", "score", "frequency", "definition", "contexts", and beyond
    these "definitions", "members", "renderings", "inconsistent", "dispersion", "short_for", "entry"
    and "evidence". "definition" is the best one drawn from the texts; those of a reference are
    among "definitions" alone, and their members in "members" where the texts list none. Of
    "definitions", those drawn from the texts have the index of their sentence and the characters
    within it; sentences are counted from 0. "kind" is "known" for a term that the glossary has;
    "entry" then says what it has, and is null for a new find.
    """
    drawn = [d for d in proposal.definitions if d.origin is Origin.CONTEXT]
    return {
        "terms": {str(language): _first(proposal, language) for language in _named(proposal)},
        "variants": {str(language): _others(proposal, language) for language in _named(proposal)},
        "kind": KNOWN if proposal.known else str(proposal.kind),
        "score": round(proposal.score, 4),
        "frequency": proposal.frequency,
        "definition": _definition(drawn[0]) if drawn else None,
        "contexts": [
            {
                **{str(each): _clean(context.text(each)) or None for each in _named(proposal)},
                "source": storable(context.source),
            }
            for context in proposal.contexts
        ],
        "definitions": [
            {**_definition(definition), **_place(definition), "score": round(definition.score, 4)}
            for definition in proposal.definitions
        ],
        "members": {
            str(definition.language): [storable(member) for member in definition.members]
            for definition in reversed((*drawn, *proposal.definitions))
            if definition.members
        },
        "renderings": [
            {
                "language": str(term.language),
                "text": storable(term.text),
                "frequency": term.frequency,
            }
            for term in proposal.terms
            if term.frequency and term.language is not Language.ZH
        ],
        "inconsistent": {
            str(language): [
                {
                    "text": storable(term.text),
                    "confidence": round(term.inconsistency, 3),
                    "frequency": term.frequency,
                }
                for term in in_language(proposal.terms, language)
                if term.inconsistency > 0
            ]
            for language in _named(proposal)
        },
        "dispersion": _dispersion(proposal.dispersion),
        "short_for": storable(proposal.short_for) or None,
        "entry": _entry(proposal.known) if proposal.known else None,
        "evidence": dict(proposal.evidence),
    }


def _named(proposal: Proposal) -> list[Language]:
    """Chinese and English, and what other languages the proposal has terms in."""
    own = {term.language for term in proposal.terms}
    return [each for each in languages() if each in own or each in CHINESE_ENGLISH]


def _entry(known: Known) -> dict[str, object]:
    """The entry of a known term: its renderings, and which of them, or what else, stands here."""
    sense, concept = known.sense, known.sense.concept
    return {
        "id": storable(concept.id),
        "origin": "starter" if sense.from_reference else "glossary",
        "status": str(concept.status),
        "kind": str(concept.kind),
        "term": {"text": storable(sense.term.text), "status": str(sense.term.status)},
        "use": storable(sense.instead.text) if sense.instead else None,
        "renderings": [
            {"text": storable(term.text), "status": str(term.status)}
            for term in in_language(concept.terms, Language.EN)
        ],
        "here": [
            {
                "text": storable(each.text),
                "count": each.count,
                "status": str(each.status) if each.status else None,
                "approved": each.is_approved,
            }
            for each in known.here
        ],
    }


def _dispersion(dispersion: Dispersion | None) -> dict[str, object] | None:
    if dispersion is None:
        return None
    return {"documents": dispersion.documents, "dp": dispersion.deviation}


def _place(definition: Definition) -> dict[str, object]:
    if definition.segment is None:
        return {}
    return {"segment": definition.segment, "start": definition.start, "end": definition.end}


def _first(proposal: Proposal, language: Language) -> str | None:
    term = preferred(proposal.terms, language)
    return storable(term.text) if term else None


def _others(proposal: Proposal, language: Language) -> list[str]:
    first = preferred(proposal.terms, language)
    own = in_language(proposal.terms, language)
    return [storable(term.text) for term in own if term is not first]


def _definition(definition: Definition) -> dict[str, object]:
    return {
        "lang": str(definition.language),
        "text": storable(definition.text),
        "source": storable(definition.source),
    }


def _clean(text: str | None) -> str | None:
    return None if text is None else storable(text)
