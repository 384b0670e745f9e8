"""What extraction finds in texts and proposes: candidates and proposals of concepts."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Language
from glossary.model.concepts import TO_AVOID, Context, Definition, Kind, Sense, Term, TermStatus


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a form stands.

    Attributes:
        document: the document's source.
        segment: index of the segment.
        start, end: characters within the segment's text.
    """

    document: str
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term as found in texts of one language.

    Attributes:
        form: the form to show, usually the most frequent surface form.
        surfaces: all forms that were joined, `form` included, most frequent first.
        occurrences: every place, in reading order.
        kind: the best guess of its kind.
        evidence: why it was proposed, as (name, strength) pairs, for people and for ranking.
        score: 0 to 1, higher is better.
    """

    language: Language
    form: str
    surfaces: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    kind: Kind
    evidence: tuple[tuple[str, float], ...]
    score: float

    @property
    def frequency(self) -> int:
        return len(self.occurrences)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How a term is spread over the texts; see `glossary.extraction.dispersion`.

    Attributes:
        documents: documents that hold it.
        deviation: from an even spread over documents, or over equal parts of a single one; from 0
            for a term that is spread as the text is to nearly 1.
    """

    documents: int
    deviation: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate concept, as extraction proposes it.

    Attributes:
        terms: in each language the preferred term first, then variants and other renderings.
        frequency: occurrences of the concept in the texts (the larger of both languages).
        definitions: ranked, best first.
        evidence: why it is proposed, as (name, strength) pairs.
        score: 0 to 1, higher is better.
        dispersion: of the Chinese term, or of the English one where it has no Chinese.
        short_for: the full form that its term abbreviates, which is a proposal of its own; or "".
        known: what the glossary says of its term; None for a new find.
    """

    terms: tuple[Term, ...]
    kind: Kind
    score: float
    frequency: int
    definitions: tuple[Definition, ...] = ()
    contexts: tuple[Context, ...] = ()
    evidence: tuple[tuple[str, float], ...] = ()
    subject: str = ""
    dispersion: Dispersion | None = None
    short_for: str = ""
    known: Known | None = None


def note_of_short_form(full: str) -> str:
    """What the note of a term says that is the short form of another one."""
    return f"short for {full}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """English that renders a known term in the texts.

    Attributes:
        count: how often it does.
        status: that of the entry's rendering which it is; None where the entry does not have it.
    """

    text: str
    count: int
    status: TermStatus | None

    @property
    def is_approved(self) -> bool:
        """Whether the entry has it as a rendering that may be used."""
        return self.status is not None and self.status not in TO_AVOID


@dataclass(frozen=True, slots=True)
class Known:
    """What a glossary says of a term that stands in the texts.

    Attributes:
        sense: its entry, and the term of the entry that stands there.
        here: what renders it in the texts, most frequent first.
    """

    sense: Sense
    here: tuple[Rendered, ...] = ()
