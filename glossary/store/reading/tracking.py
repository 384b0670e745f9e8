"""When, where and in which words the documents of a glossary use a term."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby, pairwise

from align.model import Language
from align.progress import Progress, silent
from glossary.language.folding import folded
from glossary.model import EVERY_DOCUMENT, Concept, DocumentFilter, StoredDocument, languages_of
from glossary.model.authority import Authority
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary
from glossary.store.reading.concordance import KeyWord, key_words

UNDATED = "undated"  #: the period of documents without a date


class By(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def period(self, dated: str) -> str:
        """The period of a date of ISO 8601; a date that is longer than a period is one itself."""
        year, month = dated[:4], dated[5:7]
        if not dated:
            return UNDATED
        if self is By.YEAR or not month:
            return year
        return dated[:7] if self is By.MONTH else f"{year} Q{(int(month) + 2) // 3}"

    @classmethod
    def of(cls, period: str) -> By:
        """How long a period of this name is."""
        return cls.YEAR if len(period) == 4 else cls.QUARTER if "Q" in period else cls.MONTH

    @property
    def in_a_year(self) -> int:
        """How many of them a year has."""
        return {By.MONTH: 12, By.QUARTER: 4, By.YEAR: 1}[self]

    def number(self, period: str) -> int:
        """Its place among all periods of its length."""
        return int(period[:4]) * self.in_a_year + int(period[5:].lstrip("Q") or 1) - 1

    def at(self, number: int) -> str:
        """The period at a place among all of its length."""
        year, within = divmod(number, self.in_a_year)
        rest = {By.MONTH: f"-{within + 1:02}", By.QUARTER: f" Q{within + 1}", By.YEAR: ""}[self]
        return f"{year:04}{rest}"


class Heat(StrEnum):
    """How much a term is used in a period, by the share of documents that use it."""

    COLD = "cold"
    TEPID = "tepid"
    WARM = "warm"
    HOT = "hot"
    BLAZING = "blazing"

    @classmethod
    def of(cls, share: float) -> Heat:
        """The tier of a share between 0 and 1."""
        return next(tier for tier, least in reversed(LEAST.items()) if share >= least)


#: From which share of documents on a term has a heat.
LEAST = {Heat.COLD: 0.0, Heat.TEPID: 0.001, Heat.WARM: 0.05, Heat.HOT: 0.2, Heat.BLAZING: 0.5}


@dataclass(frozen=True, slots=True)
class FormCount:
    """How often a form stands in some documents.

    Attributes:
        text: as it is written most often.
        first, last: the dates of the first and the last of the documents, "" where none has one.
    """

    language: Language
    text: str
    uses: int
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The documents of a period or an issuer, and what they have of a term.

    Attributes:
        name: the period, or the issuer.
        authority: the highest rank of documents of the issuer.
        documents: all in the language that is counted; `using` those of them with the term.
        uses: places of the term in these.
        forms: in every language, the most used first.
    """

    name: str
    documents: int
    using: int
    uses: int
    forms: tuple[FormCount, ...]
    authority: Authority | None = None

    @property
    def share(self) -> float:
        """The share of documents with the term."""
        return self.using / self.documents if self.documents else 0.0

    @property
    def heat(self) -> Heat:
        return Heat.of(self.share)


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """A document with its places of a term, in the order of the text."""

    document: StoredDocument
    places: tuple[KeyWord, ...]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A term over time.

    Attributes:
        name: as it was asked for.
        concept: what it names; None for words that the glossary does not have.
        language: that of the documents in which uses and shares are counted: the first of the
            concept's that any document is in.
        periods: in order, those without documents left out.
        issuers: the highest rank first, then the oldest use.
        forms: all forms that stand anywhere, by language, the most used first.
        uses: the documents, the oldest first.
    """

    name: str
    concept: Concept | None
    language: Language
    periods: tuple[Stretch, ...]
    issuers: tuple[Stretch, ...]
    forms: tuple[FormCount, ...]
    uses: tuple[DocumentUse, ...]

    @property
    def counted(self) -> tuple[DocumentUse, ...]:
        """The documents in the language that is counted."""
        return tuple(each for each in self.uses if each.document.language is self.language)


def track(
    glossary: Glossary,
    name: str,
    concept: Concept | None = None,
    *,
    by: By = By.QUARTER,
    wanted: DocumentFilter = EVERY_DOCUMENT,
    progress: Progress = silent,
) -> Tracked:
    """Every use of a concept's terms, or of words, by date and issuer.

    All terms of the concept count, in all languages, those to avoid too; where one stands within
    another, the place is one.

    Args:
        name: what was asked for; the words themselves where there is no concept.

    Raises:
        GlossaryError: the glossary cannot be read.

    >>> from glossary import Glossary, add_texts, track
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     found = track(glossary, "新质生产力")
    >>> [(period.name, period.uses) for period in found.periods]
    [('undated', 1)]
    """
    with glossary.reading() as connection:
        chosen = {each.id: each for each in stored_documents(connection) if wanted.takes(each)}
        spoken = dict.fromkeys(each.language for each in chosen.values())
        forms: dict[Language, list[str]] = {language: [name] for language in spoken}
        if concept is not None:
            forms = {
                language: [term.text for term in concept.terms if term.language is language]
                for language in languages_of(concept.terms)
            }
        found: dict[int, list[KeyWord]] = defaultdict(list)
        every = (
            key_words(connection, texts, language, chosen) for language, texts in forms.items()
        )
        for number, place in enumerate(chain.from_iterable(every), 1):
            progress("places", number, 0)
            found[place.document.id].append(place)
    uses = [DocumentUse(chosen[number], tuple(places)) for number, places in found.items()]
    uses.sort(key=_by_date)
    in_use = [language for language in forms if language in spoken]
    used = [each.document.language for each in uses]
    counted = next((each for each in in_use if each in used or concept), Language.ZH)
    own = [each for each in chosen.values() if each.language is counted]
    return Tracked(
        name,
        concept,
        counted,
        tuple(_periods(own, uses, by)),
        tuple(_issuers(own, uses)),
        tuple(_forms(uses)),
        tuple(uses),
    )


def with_gaps(periods: Iterable[str]) -> list[str]:
    """Names of periods in order, and between them those of which there is no document.

    What is missing in a row is one: 2023-06, 2023-07 to 2024-12, 2025-01. A year of which a
    document has the year alone is not missing.
    """
    names = set(periods)
    dated = names - {UNDATED}
    parts = {name for name in dated if By.of(name) is not By.YEAR}
    by = By.of(min(parts or dated, default="0000"))
    there = sorted(map(by.number, parts or dated))
    years = {int(name) for name in dated - parts} if parts else set()
    for before, after in pairwise(there):
        missing = (n for n in range(before + 1, after) if n // by.in_a_year not in years)
        for _, run in groupby(enumerate(missing), lambda each: each[1] - each[0]):
            gap = [by.at(number) for _, number in run]
            names.add(gap[0] if len(gap) == 1 else f"{gap[0]} to {gap[-1]}")
    return sorted(names, key=lambda name: (name == UNDATED, name))


def _by_date(each: DocumentUse) -> tuple[bool, str, int]:
    return not each.document.dated, each.document.dated, each.document.id


def _periods(own: Sequence[StoredDocument], uses: Sequence[DocumentUse], by: By) -> list[Stretch]:
    dated = {each.dated for each in own} | {each.document.dated for each in uses}
    names = sorted(set(map(by.period, dated)), key=lambda name: (name == UNDATED, name))
    return [
        _stretch(
            name,
            [each for each in own if by.period(each.dated) == name],
            [each for each in uses if by.period(each.document.dated) == name],
        )
        for name in names
    ]


def _issuers(own: Sequence[StoredDocument], uses: Sequence[DocumentUse]) -> list[Stretch]:
    names = dict.fromkeys(each.document.issuer for each in uses)
    found = [
        _stretch(
            name,
            [each for each in own if each.issuer == name],
            [each for each in uses if each.document.issuer == name],
        )
        for name in names
    ]
    lowest = len(Authority) + 1
    return sorted(found, key=lambda each: each.authority.rank if each.authority else lowest)


def _stretch(name: str, own: Sequence[StoredDocument], uses: Sequence[DocumentUse]) -> Stretch:
    ids = {each.id for each in own}
    using = [each for each in uses if each.document.id in ids]
    ranks = [each.document.authority for each in uses if each.document.authority]
    return Stretch(
        name,
        len(own),
        len(using),
        sum(len(each.places) for each in using),
        tuple(_forms(uses)),
        min(ranks, key=lambda rank: rank.rank, default=None),
    )


def _forms(uses: Iterable[DocumentUse]) -> list[FormCount]:
    """The forms that stand in documents; those that fold alike are one."""
    written: dict[tuple[Language, str], Counter[str]] = defaultdict(Counter)
    documents: dict[tuple[Language, str], dict[int, str]] = defaultdict(dict)
    for each in uses:
        language = each.document.language
        for place in each.places:
            form = language, folded(place.found, language)
            written[form][place.found] += 1
            documents[form][each.document.id] = each.document.dated
    found = []
    for form, texts in written.items():
        dates = sorted(filter(None, documents[form].values()))
        ((text, _),) = texts.most_common(1)
        first, last = (dates[0], dates[-1]) if dates else ("", "")
        found.append(FormCount(form[0], text, texts.total(), len(documents[form]), first, last))
    order = dict.fromkeys(each.language for each in found)
    ranked = {language: place for place, language in enumerate(order)}
    return sorted(found, key=lambda each: (ranked[each.language], -each.uses, each.text))
