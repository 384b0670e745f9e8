"""The shapes of entries as servers answer them, with their evidence and their history.

What the words of entries and definitions mean stands with the data that they are made of, in
`glossary.model`; a field that has its default may be missing.
"""

from __future__ import annotations

from typing import NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict


@with_config(ConfigDict(extra="allow"))
class Open(TypedDict):
    """What may hold more than it says: keys are added from version to version, none is changed."""


class TermForm(Open):
    """A term with its administrative status."""

    text: str
    status: str


class EntryTerm(TermForm):
    """A term of an entry."""

    language: str
    type: NotRequired[str]
    frequency: NotRequired[int]
    inconsistency: NotRequired[float]
    source: NotRequired[str]
    note: NotRequired[str]
    conditions: NotRequired[list[str]]


class EntryDefinition(Open):
    """What an entry means; `members` are what a numeric formula counts."""

    language: str
    text: str
    origin: str
    source: NotRequired[str]
    segment: NotRequired[int | None]
    start: NotRequired[int | None]
    end: NotRequired[int | None]
    members: NotRequired[list[str]]
    score: NotRequired[float]


class TextSide(Open):
    """What a place says in one language; `spans` are its characters where terms stand."""

    language: str
    text: str
    spans: NotRequired[list[tuple[int, int]]]
    segments: NotRequired[list[int]]


class EntryContext(Open):
    """A place where terms of an entry stand."""

    sides: list[TextSide]
    source: str


class EntryRelation(Open):
    """What people say of an entry and another one."""

    kind: str
    target: str
    status: str


class Entry(Open):
    """An entry of the glossary."""

    id: str
    terms: list[EntryTerm]
    kind: str
    status: str
    definitions: NotRequired[list[EntryDefinition]]
    contexts: NotRequired[list[EntryContext]]
    subject: NotRequired[str]
    note: NotRequired[str]
    score: NotRequired[float]
    frequency: NotRequired[int]
    revision: NotRequired[int]
    relations: NotRequired[list[EntryRelation]]


class RelationEvidence(Open):
    """A sentence of a document that shows a relation."""

    document: int
    source: str
    date: str
    segment: int
    sentence: str
    span: tuple[int, int]


class RelatedEntry(Open):
    """Another entry, its terms by language, and what it is to this one."""

    relation: str
    concept: str
    terms: dict[str, str]
    status: str
    evidence: NotRequired[RelationEvidence]


class CorpusStanding(Open):
    """On how many days or in how many documents of each year a corpus has a form."""

    corpus: str
    form: str
    unit: str
    least: int
    units: dict[str, int] | None
    of: dict[str, int]


class HowMatched(Open):
    """Which term matched a query and how; `use` is what to write in the place of one to avoid."""

    query: str
    rank: int
    matches: int
    term: str
    status: str
    use: str | None
    language: str
    kind: str
    score: float
    starter: bool


class MatchedEntry(Entry):
    """An entry that was found."""

    match: HowMatched
    related: list[RelatedEntry]
    renderings: list[AttestedRendering]
    conditions: list[RenderingCondition]
    corpora: list[CorpusStanding]


class DocumentRecord(Open):
    """A stored document."""

    number: int
    source: str
    title: str
    language: str
    issuer: str
    date: str
    authority: str | None


class FormUse(Open):
    """How often a document uses a term."""

    text: str
    frequency: int


class UsingDocument(DocumentRecord):
    """A document that uses an entry."""

    forms: list[FormUse]


class AttestedRendering(Open):
    """A rendering and what is said for it; documents that are independent count."""

    language: str
    text: str
    lifecycle: str
    reliability: str
    stars: int
    documents: int
    issuers: int
    highest: str | None
    share: float
    decided: bool


class RenderingCondition(Open):
    """Where a rendering is used. What people set has no more to it; what contexts show has its
    evidence: the places of the term with that beside it, and how many of the others have it."""

    language: str
    rendering: str
    condition: str
    set: bool
    beside: NotRequired[str]
    before: NotRequired[bool]
    places: NotRequired[int]
    having: NotRequired[int]
    documents: NotRequired[int]
    others: NotRequired[int]
    others_having: NotRequired[int]
    chance: NotRequired[float]


class Decision(Open):
    """Who chose a rendering, and when."""

    text: str
    who: str
    when: str
    action: str


class Rung(Open):
    """A rendering by documents of one rank."""

    authority: str
    text: str
    lifecycle: str
    uses: int
    documents: list[int]
    first: str
    last: str


class Ladder(Open):
    """Renderings that differ between issuers, and which one to prefer."""

    language: str
    proposed: str | None
    by: str
    decided: Decision | None
    rungs: list[Rung]


class PlaceLine(Open):
    """A sentence or a bead at a place."""

    sides: list[TextSide]
    evidence: bool
    score: float | None
    who: str


class EvidencePlace(Open):
    """Where an entry was found, with what stands around it; documents by their numbers."""

    document: int
    translation: int | None
    start: int
    end: int
    lines: list[PlaceLine]


class EntryEvidence(Entry):
    """An entry with the documents that use it and the places where it was found."""

    corpora: list[CorpusStanding]
    related: list[RelatedEntry]
    documents: list[UsingDocument]
    renderings: list[AttestedRendering]
    conditions: list[RenderingCondition]
    ladders: list[Ladder]
    places: list[EvidencePlace]


class FieldChange(Open):
    """A field before and after a change."""

    field: str
    item: str
    before: str | None
    after: str | None


class EntryRevision(Open):
    """Who changed what of an entry, when and why."""

    revision: int
    change_set: int
    concept: str
    time: str
    who: str
    action: str
    why: str
    changes: list[FieldChange]
    before: Entry | None
    after: Entry | None
