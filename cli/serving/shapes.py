"""The shapes of what servers are asked and answer, of which the schemas of both are made.

What the words of entries, definitions and findings mean stands with the data that they are made of,
in `glossary.model` and `glossary.check`; a field that has its default may be missing.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, ConfigDict, Field, with_config
from typing_extensions import TypedDict

from align.formats import MAX_CHARACTERS
from align.languages import languages
from glossary.finding.matches import LONGEST_QUERY

MOST = 100  #: of anything that is asked for at once

_CODES = [str(each) for each in languages()]


def _known(code: str) -> str:
    if code not in _CODES:
        raise ValueError(f"use one of {', '.join(_CODES)}")
    return code


Code = Annotated[
    str,
    AfterValidator(_known),
    Field(description="A language, such as zh, en or fr.", json_schema_extra={"enum": _CODES}),
]
Query = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="A term in any language, as it is or in pinyin, its initials or without"
        " accents.",
    ),
]
Name = Annotated[
    str, Field(min_length=1, max_length=LONGEST_QUERY, description="A term or the id of an entry.")
]
Words = Annotated[
    str, Field(min_length=1, max_length=LONGEST_QUERY, description="Words as they are written.")
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many.")]
Around = Annotated[int, Field(ge=0, le=20, description="Sentences before and after each place.")]
Text = Annotated[
    str, Field(min_length=1, max_length=MAX_CHARACTERS, description="The text itself, no file.")
]
Status = Literal["proposed", "in review", "approved", "rejected"]


@with_config(ConfigDict(extra="forbid"))
class Closed(TypedDict):
    """What holds nothing but its own fields."""


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


class Matches(Open):
    """Entries that match a query, best first."""

    matches: list[MatchedEntry]


class MarkedConcept(Open):
    """What a term in a text can stand for, with what renders it."""

    id: str
    term: str
    status: str
    use: str | None
    rendering: str | None
    renderings: list[TermForm]
    kind: str
    concept_status: str
    starter: bool


class MarkedTerm(Open):
    """A term in a text; characters count from 0."""

    start: int
    end: int
    text: str
    language: str
    concepts: list[MarkedConcept]


class MarkedText(Open):
    """The terms in a text."""

    language: str
    terms: list[MarkedTerm]


class FoundAt(Open):
    """Where something stands; sentences and characters count from 0, lines and columns from 1."""

    source: str
    language: str
    sentence: int
    start: int
    end: int
    line: int | None
    column: int | None


class CheckFinding(Open):
    """What a person should look at in a translation."""

    rule: str
    severity: str
    term: str
    stands: str | None
    expected: list[str]
    why: str
    places: list[FoundAt]
    origin: FoundAt | None
    sentences: list[str]
    concept: str | None
    digest: str
    waived: str | None


class Checked(Open):
    """What is to be looked at in a translation, and what was doubtful in reading it."""

    findings: list[CheckFinding]
    remarks: list[str]


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
    """A rendering that places of a term have beside something, and how many of the others do."""

    language: str
    rendering: str
    beside: str
    before: bool
    places: int
    having: int
    documents: int
    others: int
    others_having: int
    chance: float


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


class Evidence(Open):
    """The entries that a name means."""

    entries: list[EntryEvidence]


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


class History(Open):
    """Revisions, the oldest first."""

    revisions: list[EntryRevision]


class Said(Open):
    """What a translation says."""

    language: str
    text: str


class WordPlace(Open):
    """A place of words in a sentence of a document."""

    document: DocumentRecord
    segment: int
    text: str
    start: int
    end: int
    translations: list[Said]


class Concordance(Open):
    """The first places of words in documents, and how many there are."""

    places: list[WordPlace]
    found: int


class Documents(Open):
    """The documents in use."""

    documents: list[DocumentRecord]


class DocumentText(DocumentRecord):
    """A document, sentence by sentence, beside its translation if it has one."""

    lines: list[list[Said]]


class GivenText(Closed):
    """A text whose terms are asked for; its language is found where none is said."""

    text: Text
    language: NotRequired[Code | None]
    statuses: NotRequired[list[Status]]


class GivenTranslation(Closed):
    """A translation with its text, or alone; languages are those of both, in that order."""

    translation: Text
    text: NotRequired[Text | None]
    languages: NotRequired[list[Code]]
    statuses: NotRequired[list[Status]]


class ProposedTerm(Closed):
    """A term to propose: its form in each language, verbatim, and of what kind it is."""

    terms: dict[str, str]
    kind: NotRequired[str]


class Refused(Open):
    """A term that was refused, counted from 1, and why."""

    line: int
    refused: str


class Accepted(Open):
    """A term that was put up for review, counted from 1; `status` is that of its entry."""

    line: int
    terms: dict[str, str]
    concept: str
    status: str
    score: float


class Proposed(Open):
    """What became of proposed terms."""

    accepted: list[Accepted]
    refused: list[Refused]
