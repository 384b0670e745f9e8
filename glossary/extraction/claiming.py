"""Claims judged as extraction judges what it finds itself, and proposed for review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from align.errors import InputError, TifaError
from align.model import Language
from align.progress import Progress, silent
from glossary.detection.guidance import Guidance
from glossary.extraction.claims import (
    Claim,
    Refusal,
    Spellings,
    Text,
    require_standing,
    sides_of,
)
from glossary.extraction.collecting import KnownTerms
from glossary.extraction.known import UNSEEN
from glossary.model import Concept, Particulars, Proposal, Term, TermStatus, in_language
from glossary.model.keys import key

if TYPE_CHECKING:
    from align.encoders import Encoder
    from glossary.store import AddReport, Glossary


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of claims.

    Attributes:
        texts: those that some claim holds in.
        proposals: what these claims propose, in their order; claims of one term are one proposal.
        claims: the claims that hold, each with the place of its proposal.
        refused: the others.
    """

    texts: tuple[Text, ...]
    proposals: tuple[Proposal, ...]
    claims: tuple[tuple[Claim, int], ...]
    refused: tuple[Refusal, ...]

    def add_to(
        self,
        glossary: Glossary,
        *,
        who: str,
        why: str,
        about: Mapping[str, Particulars] = MappingProxyType({}),
    ) -> tuple[AddReport, tuple[tuple[Claim, Concept], ...]]:
        """Store the proposals and the texts; nothing is decided, whoever claims it.

        Args:
            who, why: who claims it, and how; both go into the history.
            about: what is said of documents, by their sources.

        Returns:
            What adding did, and each claim with its concept as it is then.

        Raises:
            GlossaryError: the glossary cannot be read or written; nothing was.
        """
        report = glossary.add(self.proposals, self.texts, who=who, why=why, about=about)
        stored = {each.id: each for each in glossary.with_ids(report.concepts)}
        ids = ((claim, report.concepts[place]) for claim, place in self.claims)
        return report, tuple((claim, stored[each]) for claim, each in ids if each in stored)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A claim whose forms stand in the texts of its document, and how often."""

    claim: Claim
    texts: Sequence[Text]
    counts: Mapping[Language, int]


def judged(
    claims: Iterable[Claim | Refusal],
    texts_of: Callable[[str], Sequence[Text]],
    *,
    known: KnownTerms,
    encoder: Callable[[], Encoder],
    progress: Progress = silent,
) -> Judged:
    """Verify claims, and have extraction find contexts, renderings, definitions and scores.

    A claim weighs nothing: its score is what the models give the term, and a form that they would
    not have proposed by themselves has the least.

    Args:
        texts_of: the text that a claim's `document` names, with its translations.

    Raises:
        EncoderError: the encoder cannot be loaded.
    """
    from glossary.extraction.extract import extract

    standing, refused = _verified(claims, texts_of)
    if not standing:
        return Judged((), (), (), tuple(refused))
    forms = dict.fromkeys(form for each in standing for form in each.claim.forms.values())
    found = extract(
        _distinct(standing),
        encoder=encoder(),
        reference=known.reference,
        glossary=known.glossary,
        guidance=Guidance(tuple(forms), trust=UNSEEN),
        progress=progress,
    )
    proposals: dict[int, Proposal] = {}
    held: list[tuple[_Standing, int]] = []
    for each in standing:
        place = _place(each.claim, found)
        if place is None:
            reason = InputError(
                f"{each.claim.lead[1]} stands only within longer terms", "propose one of these"
            )
            refused.append(Refusal(each.claim.number, reason))
            continue
        proposals[place] = _as_claimed(proposals.get(place, found[place]), each)
        held.append((each, place))
    order = {place: number for number, place in enumerate(proposals)}
    return Judged(
        _distinct(each for each, _ in held),
        tuple(proposals.values()),
        tuple((each.claim, order[place]) for each, place in held),
        tuple(sorted(refused, key=lambda each: each.number)),
    )


def _verified(
    claims: Iterable[Claim | Refusal], texts_of: Callable[[str], Sequence[Text]]
) -> tuple[list[_Standing], list[Refusal]]:
    standing, refused = [], []
    opened, spellings = cache(texts_of), Spellings()
    for claim in claims:
        if isinstance(claim, Refusal):
            refused.append(claim)
            continue
        try:
            texts = opened(claim.document)
            standing.append(_Standing(claim, texts, require_standing(claim, texts, spellings)))
        except TifaError as error:
            refused.append(Refusal(claim.number, error))
    return standing, refused


def _distinct(standing: Iterable[_Standing]) -> tuple[Text, ...]:
    """Their texts, each once; a document and its translation may both have been named."""
    found: dict[tuple[str, ...], Text] = {}
    for each in standing:
        for text in each.texts:
            found.setdefault(tuple(side.document.source for side in sides_of(text)), text)
    return tuple(found.values())


def _place(claim: Claim, proposals: Sequence[Proposal]) -> int | None:
    """The proposal that a claim is about: that has its first form, as written if any has."""
    language, form = claim.lead
    alike = [
        (term.text != form, number)
        for number, proposal in enumerate(proposals)
        for term in in_language(proposal.terms, language)
        if key(term.text, language) == key(form, language)
    ]
    return min(alike)[1] if alike else None


def _as_claimed(proposal: Proposal, standing: _Standing) -> Proposal:
    """The proposal with the forms of a claim as the terms to use."""
    terms, claim = proposal.terms, standing.claim
    for language, form in claim.forms.items():
        terms = _led_by(terms, Term(language, form, frequency=standing.counts[language]))
    return replace(proposal, terms=terms, kind=claim.kind or proposal.kind)


def _led_by(terms: tuple[Term, ...], lead: Term) -> tuple[Term, ...]:
    """Terms with one as the first and the preferred one of its language."""
    own = in_language(terms, lead.language)
    same = next((term for term in own if term.text == lead.text), lead)
    first = replace(
        same,
        status=TermStatus.PREFERRED,
        type=lead.type,
        frequency=max(same.frequency, lead.frequency),
        inconsistency=0.0,
    )
    rest = [
        replace(term, status=TermStatus.ADMITTED) if term.status is TermStatus.PREFERRED else term
        for term in own
        if term is not same
    ]
    every = dict.fromkeys(term.language for term in (*terms, lead))
    by_language = {each: in_language(terms, each) for each in every}
    by_language[lead.language] = (first, *rest)
    return tuple(term for own in by_language.values() for term in own)


def stored_texts(glossary: Glossary, name: str) -> list[Text]:
    """A stored document with its translations, named by its number, source or title.

    Raises:
        GlossaryError: the name means several documents, or the glossary cannot be read.
        NotFoundError: it means none.
    """
    from glossary.store.documents.records import one_document
    from glossary.store.reading.documents import open_text, partners

    document = one_document(glossary.documents(), name)
    opened = [
        open_text(glossary, document.id, partner.id).bitext()
        for partner in partners(glossary, document.id)
    ]
    bitexts: list[Text] = [each for each in opened if each is not None]
    return bitexts or [open_text(glossary, document.id).sides[0]]
