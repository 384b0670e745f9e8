"""What documents and people say for a rendering: its lifecycle and how reliable it is.

Both are drawn from the documents and the history whenever they are asked for; neither is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.model import Language
from glossary.model import TO_AVOID, Concept, StoredDocument, Term, in_language, languages_of
from glossary.model.attested import LONG, Attested, Lifecycle, Reliability
from glossary.model.authority import Authority
from glossary.model.documents import first_day, last_day
from glossary.model.keys import key
from glossary.store.reading.deciding import Decided
from glossary.store.reading.usage import Usage

_HIGH = frozenset({Authority.CENTRAL, Authority.STATE_COUNCIL})


@dataclass(frozen=True, slots=True)
class Place:
    """A form in a document."""

    document: StoredDocument
    text: str
    uses: int

    @property
    def rank(self) -> Authority:
        """That of the document; one that nobody has ranked is of others."""
        return self.document.authority or Authority.OTHER

    @property
    def issuer(self) -> tuple[str, Authority]:
        """Who says so."""
        return self.document.issuer, self.rank


def places(concept: Concept, usages: Sequence[Usage], language: Language) -> dict[str, list[Place]]:
    """Where documents have the terms of a concept in a language, by the keys of the terms."""
    known = {key(term.text, language) for term in in_language(concept.terms, language)}
    found: dict[str, list[Place]] = defaultdict(list)
    for usage in usages:
        for form in usage.forms:
            name = key(form.text, language)
            if form.language is language and name in known:
                found[name].append(Place(usage.document, form.text, form.frequency))
    return found


def newest(usages: Sequence[Usage]) -> str:
    """The date of the newest document that uses a concept, "" where none has one."""
    return max((each.document.dated for each in usages), key=last_day, default="")


def attested(
    concept: Concept, usages: Sequence[Usage], decided: Mapping[Language, Decided]
) -> tuple[Attested, ...]:
    """What is said for each rendering of a concept, in the order of its terms by language.

    Args:
        decided: what people prefer in each language.
    """
    return tuple(
        each
        for language in languages_of(concept.terms)[1:]
        for each in _attested(concept, usages, language, decided.get(language))
    )


def _attested(
    concept: Concept, usages: Sequence[Usage], language: Language, decided: Decided | None
) -> Iterator[Attested]:
    terms = in_language(concept.terms, language)
    used = [each for own in places(concept, usages, language).values() for each in own]
    chosen = _meant(decided.text, terms) if decided else None
    total = sum(each.uses for each in used)
    for term in terms:
        own = [each for each in used if _meant(each.text, terms) is term]
        others = [each for each in used if _meant(each.text, terms) is not term]
        is_decided = chosen is term
        became = lifecycle(own, others, newest(usages), is_decided=is_decided)
        documents = len({_origin(each) for each in own})
        highest = min((each.rank for each in own), key=lambda rank: rank.rank, default=None)
        share = sum(each.uses for each in own) / total if total else 0.0
        is_repeated = documents > 1
        signs = is_decided, highest in _HIGH, is_repeated, is_repeated and share >= 0.5
        reliability = _reliability(sum(signs), is_attested=bool(own or term.source))
        if is_decided:
            reliability = max(reliability, Reliability.RELIABLE)
        if term.status in TO_AVOID or became is Lifecycle.ABANDONED:
            reliability = min(reliability, Reliability.MINIMUM)
        yield Attested(
            term,
            became,
            reliability,
            documents,
            len({each.document.issuer for each in own} - {""}),
            highest,
            share,
            is_decided,
        )


def _meant(text: str, terms: Sequence[Term]) -> Term | None:
    """The term that a form is: the one with its text, else the first that reads like it."""
    alike = (each for each in terms if key(each.text, each.language) == key(text, each.language))
    return next((each for each in terms if each.text == text), next(alike, None))


def _origin(place: Place) -> tuple[object, ...]:
    """What documents that depend on each other have in common."""
    document = place.document
    known = document.issuer and document.dated
    return (document.issuer, document.dated) if known else (document.id,)


def _reliability(signs: int, *, is_attested: bool) -> Reliability:
    """How reliable a rendering is for which so many of the four signs speak."""
    if signs > 1:
        return Reliability.VERY_RELIABLE if signs > 2 else Reliability.RELIABLE
    return Reliability.MINIMUM if is_attested else Reliability.NOT_VERIFIED


def lifecycle(
    own: Sequence[Place], others: Sequence[Place], newest: str, *, is_decided: bool
) -> Lifecycle:
    """What has become of a rendering.

    Args:
        own: its places.
        others: those of the other renderings in its language.
        newest: the date of the newest document that uses the concept.
        is_decided: whether a person prefers it.
    """
    dated = [each for each in own if each.document.dated]
    last = max((last_day(each.document.dated) for each in dated), default="")
    if last and len(dated) == len(own) and _years_later(last) < first_day(newest):
        since = {
            each.issuer
            for each in others
            if each.document.dated and first_day(each.document.dated) > last
        }
        is_replaced = all(each.issuer in since for each in own)
        return Lifecycle.ABANDONED if is_replaced else Lifecycle.HISTORICAL
    if is_decided or len({each.document.id for each in own}) > 1:
        return Lifecycle.CURRENT
    return Lifecycle.PROPOSED


def _years_later(day: str) -> str:
    return f"{int(day[:4]) + LONG:04}{day[4:]}"
