"""The shapes of what servers are asked and answer, of which the schemas of both are made.

Those of entries stand in `cli.serving.entry_shapes`; what the words of findings mean in
`glossary.check`.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, ConfigDict, Field, with_config
from typing_extensions import TypedDict

from align.formats import MAX_CHARACTERS
from align.languages import languages
from cli.serving.entry_shapes import (
    DocumentRecord,
    EntryEvidence,
    EntryRevision,
    MatchedEntry,
    Open,
    TermForm,
)
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
TextIs = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_QUERY, description="A subject or a kind of document."),
]
Status = Literal["proposed", "in review", "approved", "rejected"]


@with_config(ConfigDict(extra="forbid"))
class Closed(TypedDict):
    """What holds nothing but its own fields."""


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


class Evidence(Open):
    """The entries that a name means."""

    entries: list[EntryEvidence]


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
    """A translation with its text, or alone; languages are those of both, in that order. What it is
    about and its kinds count for renderings that people set for these."""

    translation: Text
    text: NotRequired[Text | None]
    languages: NotRequired[list[Code]]
    statuses: NotRequired[list[Status]]
    about: NotRequired[list[TextIs]]
    kinds: NotRequired[list[TextIs]]


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
