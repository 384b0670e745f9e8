"""What a user says of a text before its terms are looked for: dictionary, stop list, background."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.model import CHINESE_ENGLISH, Language, SegmentedDocument
from glossary.language.phrases import Phrases, language_of
from glossary.model import (
    Candidate,
    Proposal,
    Term,
    TermStatus,
    in_language,
    languages_of,
    preferred,
)
from glossary.model.keys import key

#: The evidence of what the user's dictionary holds, and the least log odds that it gives: a user
#: who names a term is more often right than not.
NAMED = "in your dictionary"
LEAST_ODDS = 1.0


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a user gives beside the texts.

    Attributes:
        dictionary: terms that segmentation keeps whole and that are always candidates.
        stop_list: forms that are never proposed.
        background: ordinary texts; what is as frequent in them is less likely to be a term.
        trust: the least log odds that the terms of the dictionary are given.
    """

    dictionary: tuple[str, ...] = ()
    stop_list: tuple[str, ...] = ()
    background: tuple[SegmentedDocument, ...] = ()
    trust: float = LEAST_ODDS

    def phrases(self, language: Language) -> Phrases:
        """The dictionary's terms of one language, to be found in texts.

        Letters tell Chinese from English alone: of other languages any term may be one.
        """
        told = language in CHINESE_ENGLISH
        own = (each for each in self.dictionary if not told or language_of(each) is language)
        return Phrases(own, language)


NONE = Guidance()


def is_named(evidence: Iterable[tuple[str, float]]) -> bool:
    """Whether the user's dictionary holds what has this evidence."""
    return any(name == NAMED for name, _ in evidence)


def as_named(candidate: Candidate) -> Candidate:
    """The candidate as one of the user's dictionary."""
    return replace(candidate, evidence=((NAMED, LEAST_ODDS), *candidate.evidence))


def without_stopped(proposals: Sequence[Proposal], stop_list: Iterable[str]) -> list[Proposal]:
    """The proposals without the forms of a stop list.

    A proposal goes whose preferred term in the language that it was found in is one of them. Of
    the others, such renderings and variants are taken out.
    """
    found_in = {term.language for proposal in proposals for term in proposal.terms}
    stopped = {(language, key(form, language)) for form in stop_list for language in found_in}
    if not stopped:
        return list(proposals)
    found = (_without(proposal, stopped) for proposal in proposals)
    return [proposal for proposal in found if proposal is not None]


def _without(proposal: Proposal, stopped: set[tuple[Language, str]]) -> Proposal | None:
    def is_stopped(term: Term) -> bool:
        return (term.language, key(term.text, term.language)) in stopped

    own = proposal.terms[0].language
    first = preferred(proposal.terms, own)
    if first is None or is_stopped(first):
        return None
    kept = tuple(term for term in proposal.terms if not is_stopped(term))
    if len(kept) == len(proposal.terms):
        return proposal
    for language in languages_of(kept):
        kept = kept if language is own else _led(kept, language)
    return replace(proposal, terms=kept)


def _led(terms: tuple[Term, ...], language: Language) -> tuple[Term, ...]:
    """The terms, where the first of one language is preferred if none was left preferred."""
    own = in_language(terms, language)
    if not own or any(term.status is TermStatus.PREFERRED for term in own):
        return terms
    first = replace(own[0], status=TermStatus.PREFERRED, inconsistency=0.0)
    return tuple(first if term is own[0] else term for term in terms)
