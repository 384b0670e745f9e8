"""The glossary with what its documents say of it: what an exported file is made from.

What became of a rendering and how reliable it is follows from documents and decisions; nobody types
it (`glossary.store.reading.attesting`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from glossary.model.authority import Authority
from glossary.model.concepts import Concept, Relation, RelationStatus, Term
from glossary.model.documents import StoredDocument

#: The languages that every file has a place for.
BOTH: Set[Language] = frozenset(CHINESE_ENGLISH)


LONG = 2  #: years after which a rendering that nobody used since is none of today


class Lifecycle(StrEnum):
    """What has become of a rendering, in the terms of IATE.

    It is proposed as long as one document at most has it and no person has decided for it. It is
    historical where it was last used `LONG` years before the newest document that uses the concept;
    abandoned, where everyone who used it has used another one since.
    """

    PROPOSED = "proposed"
    CURRENT = "current"
    HISTORICAL = "historical"
    ABANDONED = "abandoned"


class Reliability(IntEnum):
    """How reliable a rendering is, in the terms of IATE, and with as many stars as there.

    Four things speak for it: a person decided for it; documents of the centre or of the State
    Council have it; two independent documents have it; and where documents have other renderings
    of the concept too, at least half of the uses are of this one. The last counts only with the
    third, so that one document is no agreement. It is very reliable where three of them hold,
    reliable where two do or a person decided, of minimum reliability where it stands in a document
    or its entry names a source, else not verified. One that is to be avoided, or that everybody
    has abandoned, is of minimum reliability at most.
    """

    NOT_VERIFIED = 1
    MINIMUM = 2
    RELIABLE = 3
    VERY_RELIABLE = 4

    @property
    def label(self) -> str:
        """As people read it."""
        return _LABELS[self]


_LABELS = {
    Reliability.NOT_VERIFIED: "not verified",
    Reliability.MINIMUM: "minimum reliability",
    Reliability.RELIABLE: "reliable",
    Reliability.VERY_RELIABLE: "very reliable",
}


@dataclass(frozen=True, slots=True)
class Attested:
    """What is said for a rendering.

    Attributes:
        documents: those that have it and are independent: of one issuer on one day one counts.
        issuers: of these documents, as far as they are known.
        highest: the highest rank among them; None where no document has it.
        share: of the uses of all renderings in its language, 0 to 1; 0 where there are none.
        decided: whether a person prefers it.
    """

    term: Term
    lifecycle: Lifecycle
    reliability: Reliability
    documents: int
    issuers: int
    highest: Authority | None
    share: float
    decided: bool


@dataclass(frozen=True, slots=True)
class Attestation:
    """What one document says of a concept.

    Attributes:
        document: the id of the `StoredDocument`.
        frequency: occurrences of the concept; 0 in a translation, which repeats its original.
        forms: occurrences of each form, by language and text.
    """

    document: int
    frequency: int
    forms: Mapping[tuple[Language, str], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept and the documents that attest it, in the order of their ids.

    Attributes:
        attested: works out what is said for its renderings, which many files do not ask.
    """

    concept: Concept
    attestations: tuple[Attestation, ...] = ()
    attested: Callable[[], tuple[Attested, ...]] = tuple


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a document that says a relation in so many words."""

    document: StoredDocument
    segment: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A relation of an entry, set by a person or proposed, as files show it.

    Attributes:
        terms: those to use of the concept at its other end, the first of each language.
        is_held: that concept is in the file.
    """

    relation: Relation
    terms: tuple[Term, ...] = ()
    is_held: bool = True
    said: Saying | None = None

    @property
    def is_proposed(self) -> bool:
        """Whether the glossary shows it and no person has said it."""
        return self.relation.status is RelationStatus.PROPOSED


def set_by_people(concept: Concept) -> tuple[Linked, ...]:
    """The relations of a concept that people set."""
    return tuple(map(Linked, _approved(concept)))


def _approved(concept: Concept) -> Iterator[Relation]:
    return (each for each in concept.relations if each.status is RelationStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class Material:
    """What a glossary file is made from.

    Attributes:
        entries: read once, in their order; a generator where the glossary is large.
        documents: those that are in use, by id.
        of_terms, of_contexts: the languages that terms and contexts of the entries are in.
        related: the relations of an entry to others, which files show; what is proposed is looked
            for when it is first called, in all documents.
    """

    entries: Iterable[Entry]
    documents: Mapping[int, StoredDocument]
    of_terms: Set[Language] = BOTH
    of_contexts: Set[Language] = BOTH
    related: Callable[[Concept], Sequence[Linked]] = set_by_people

    @property
    def concepts(self) -> Iterator[Concept]:
        """The concepts of the entries, which this reads."""
        return (entry.concept for entry in self.entries)

    @property
    def columns(self) -> tuple[Language, ...]:
        """The languages that a table of terms has a place for: Chinese, English, then others."""
        return _with_both(self.of_terms)

    @property
    def context_columns(self) -> tuple[Language, ...]:
        """The languages that a table of the contexts has a place for."""
        return _with_both(self.of_contexts)


def _with_both(had: Set[Language]) -> tuple[Language, ...]:
    return tuple(each for each in languages() if each in had | BOTH)


def bare(concepts: Iterable[Concept], had: Set[Language] | None = None) -> Material:
    """Concepts without documents, as a reference or a test has them.

    Args:
        had: the languages that they are in, where they are to be read once; None: told by them.
    """
    if had is not None:
        return Material(map(Entry, concepts), {}, had, had)
    concepts = tuple(concepts)
    held = {each.id for each in concepts}
    return Material(
        map(Entry, concepts),
        {},
        {term.language for each in concepts for term in each.terms},
        {side.language for each in concepts for place in each.contexts for side in place.sides},
        lambda concept: [Linked(each, is_held=each.target in held) for each in _approved(concept)],
    )
