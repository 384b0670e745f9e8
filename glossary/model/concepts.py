"""Concepts with their terms, definitions and contexts, and the revisions of them.

All are frozen; a changed copy comes from `dataclasses.replace` and is kept by a call of the store.
The model is concept-oriented as in TBX (ISO 30042): a concept has terms in each language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from align.languages import languages
from align.model import Language
from align.normalise import normalised
from glossary.model.conditions import Condition


class Kind(StrEnum):
    """What sort of term of art a concept is."""

    CONCEPT = "concept"
    NUMERIC = "numeric"  #: a formula that counts its members: 三首, 五位一体, "five in one"
    DOCTRINE = "doctrine"
    SLOGAN = "slogan"
    STRATEGY = "strategy"
    INSTITUTION = "institution"
    MEETING = "meeting"
    LAW = "law"


class TermStatus(StrEnum):
    """Administrative status of a term, as in TBX-Basic."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


#: The statuses of terms that are known so that they are not used.
TO_AVOID = frozenset({TermStatus.DEPRECATED, TermStatus.SUPERSEDED})


class TermType(StrEnum):
    """Form of a term in relation to the other terms of its concept, as in TBX-Basic."""

    FULL_FORM = "full form"
    SHORT_FORM = "short form"
    ABBREVIATION = "abbreviation"
    VARIANT = "variant"


class ConceptStatus(StrEnum):
    """Where a concept stands in review."""

    PROPOSED = "proposed"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    REJECTED = "rejected"


class Origin(StrEnum):
    """Where a definition comes from."""

    CONTEXT = "context"  #: drawn from a document, verbatim
    PERSON = "person"  #: written or edited by a reviewer
    REFERENCE = "reference"  #: from the starter glossary


class RelationKind(StrEnum):
    """What a concept is to another one, its target."""

    MEMBER_OF = "member of"  #: the target is a numeric formula that counts it
    SHORT_FOR = "short for"
    SUPERSEDES = "supersedes"  #: the target is what was said before: 四个自信, 三个自信
    BROADER = "broader"  #: the target is the broader concept
    SEE_ALSO = "see also"

    @property
    def inverse(self) -> str:
        """What the target is to the concept."""
        return _INVERSE[self]


_INVERSE = {
    RelationKind.MEMBER_OF: "has member",
    RelationKind.SHORT_FOR: "full form of",
    RelationKind.SUPERSEDES: "superseded by",
    RelationKind.BROADER: "narrower",
    RelationKind.SEE_ALSO: "see also",
}


class RelationStatus(StrEnum):
    """What is thought of a relation."""

    PROPOSED = "proposed"  #: found in texts; it is not stored, and goes with what shows it
    APPROVED = "approved"  #: said by a person
    DENIED = "denied"  #: a person says that it is none, whatever texts show


#: The statuses of concepts that lookup finds and that files of the glossary have.
LIVE = frozenset(ConceptStatus) - {ConceptStatus.REJECTED}


@dataclass(frozen=True, slots=True)
class Term:
    """A form of a concept in one language.

    Attributes:
        text: as it is read; whatever a term is made of, its text is plain (`align.normalise`).
        frequency: occurrences seen in the documents added so far.
        inconsistency: confidence, 0 to 1, that texts use it as an inconsistent rendering of the
            concept beside the preferred one; 0 where nobody suspects that.
        source: where the rendering is attested ("State Council White Paper, 2021"), or "".
        note: a remark for readers ("literal calque").
        conditions: where it is used as people say, each once; any of them will do.
    """

    language: Language
    text: str
    status: TermStatus = TermStatus.ADMITTED
    type: TermType = TermType.FULL_FORM
    frequency: int = 0
    inconsistency: float = 0.0
    source: str = ""
    note: str = ""
    conditions: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", normalised(self.text))


@dataclass(frozen=True, slots=True)
class Definition:
    """What a concept means.

    Attributes:
        text: one verbatim span of a segment where drawn from context, at most 300 characters.
        source: the document's source, or who wrote it.
        segment, start, end: the segment's index and the characters within it; None where the
            definition is not drawn from context.
        members: what a numeric formula counts, in order; empty otherwise.
        score: 0 to 1, higher is better; 1 for definitions by people.
    """

    language: Language
    text: str
    source: str = ""
    segment: int | None = None
    start: int | None = None
    end: int | None = None
    origin: Origin = Origin.CONTEXT
    members: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Side:
    """What a context says in one language.

    Attributes:
        text: a long one is cut around the term, see `glossary.model.windows`.
        spans: where the concept's terms stand in the text, as (start, end).
        segments: indices of its segments in their document.
    """

    language: Language
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    segments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A place where a concept's terms stand: a bead, or one segment of a text without translation.

    Attributes:
        sides: what it says in each language, the original first; at most one side a language.
        source: the source of the document in which the term was found.
    """

    sides: tuple[Side, ...]
    source: str

    @property
    def is_translated(self) -> bool:
        """Whether it says something in more than one language."""
        return len(self.sides) > 1

    def side(self, language: Language) -> Side | None:
        """What it says in a language."""
        return next((side for side in self.sides if side.language is language), None)

    def text(self, language: Language) -> str:
        """The text in a language, "" where there is none."""
        side = self.side(language)
        return side.text if side else ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a concept to another one.

    Attributes:
        target: the id of the other concept, which may be gone.
    """

    kind: RelationKind
    target: str
    status: RelationStatus = RelationStatus.APPROVED


@dataclass(frozen=True, slots=True)
class Concept:
    """A curated entry of the glossary.

    Attributes:
        id: stable identifier, unique over all glossaries.
        terms, definitions: as in `Proposal`.
        note: a remark by people.
        score: extraction's confidence when it was proposed; 1 for entries by people.
        revision: number of the last revision that changed it; 0 where it has not been stored.
        relations: what people say of it and other concepts, each kind and target once.
    """

    id: str
    terms: tuple[Term, ...]
    definitions: tuple[Definition, ...] = ()
    contexts: tuple[Context, ...] = ()
    kind: Kind = Kind.CONCEPT
    subject: str = ""
    note: str = ""
    status: ConceptStatus = ConceptStatus.PROPOSED
    score: float = 1.0
    frequency: int = 0
    revision: int = 0
    relations: tuple[Relation, ...] = ()

    @property
    def curated(self) -> tuple[Definition, ...]:
        """The definitions that people have written or approved, or that a reference has."""
        is_approved = self.status is ConceptStatus.APPROVED
        return tuple(
            each for each in self.definitions if is_approved or each.origin is not Origin.CONTEXT
        )

    def definitions_with(self, other: Concept) -> tuple[Definition, ...]:
        """Its definitions and those of another, each text once.

        Its own stay in their order; curated ones of the other stand before all that are not.
        """
        own, curated, added = self.definitions, self.curated, other.curated
        known = {each.text for each in own}
        fresh = {each.text: each for each in other.definitions if each.text not in known}.values()
        first = max((place for place, each in enumerate(own, 1) if each in curated), default=0)
        return (
            *own[:first],
            *(each for each in fresh if each in added),
            *own[first:],
            *(each for each in fresh if each not in added),
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept that a marked term can stand for.

    Attributes:
        term: the term of the concept that was recognised.
        from_reference: it stands in the reference, not in the user's glossary.
    """

    concept: Concept
    term: Term
    from_reference: bool

    @property
    def rendering(self) -> Term | None:
        """The term to use in the first other language that has one, Chinese and English first."""
        own = self.term.language
        others = (each for each in languages_of(self.concept.terms) if each is not own)
        used = (preferred(self.concept.terms, each) for each in others)
        return next((term for term in used if term is not None), None)

    @property
    def avoid(self) -> bool:
        """Whether the term is deprecated or superseded."""
        return self.term.status in TO_AVOID

    @property
    def instead(self) -> Term | None:
        """The term to use in the place of one to avoid, where there is one."""
        return instead(self.concept.terms, self.term)


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the append-only history.

    Attributes:
        number: ascending over the whole glossary.
        action: what was done ("add", "edit", "approve", "reject", "defer", "merge", "split",
            "import", "withdraw", "undo").
        before, after: the concept around the change; None before it existed and after it went.
        change_set: what was done at one go has one: all revisions of a merge, of an import.
    """

    number: int
    concept_id: str
    when: datetime
    who: str
    action: str
    why: str
    before: Concept | None
    after: Concept | None
    change_set: int


def in_language(terms: tuple[Term, ...], language: Language) -> tuple[Term, ...]:
    """The terms in one language, in their order."""
    return tuple(term for term in terms if term.language is language)


def languages_of(terms: Iterable[Term]) -> tuple[Language, ...]:
    """The languages that terms are in, in the order of the registry: Chinese, English, others."""
    found = {term.language for term in terms}
    return tuple(each for each in languages() if each in found)


def preferred(terms: tuple[Term, ...], language: Language) -> Term | None:
    """The term to use in a language: the preferred one, else the first admitted one, else None."""
    own = in_language(terms, language)
    for status in (TermStatus.PREFERRED, TermStatus.ADMITTED):
        for term in own:
            if term.status is status:
                return term
    return None


def instead(terms: tuple[Term, ...], term: Term) -> Term | None:
    """The term of a concept to use in the place of one to avoid; None for one that may be used."""
    return preferred(terms, term.language) if term.status in TO_AVOID else None


def with_preferred(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, where in each language that prefers none the first that may be used is preferred.

    So terms of files are read that do not say which one is.
    """
    given = tuple(terms)
    chosen = {term.language for term in given if term.status is TermStatus.PREFERRED}
    led = []
    for term in given:
        if term.language not in chosen and term.status not in TO_AVOID:
            chosen.add(term.language)
            term = replace(term, status=TermStatus.PREFERRED)
        led.append(term)
    return tuple(led)
