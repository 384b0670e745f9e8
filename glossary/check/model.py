"""What a check finds: a rule that was broken, where, what stands there and what is expected."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from align.model import Language, SegmentedDocument
from align.normalise import normalised
from glossary.model.windows import cut


class Severity(StrEnum):
    """How bad a finding is; the names are SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(StrEnum):
    """What is checked; the names stand in waivers and SARIF and do not change."""

    RENDERING = "term-rendering"
    AVOIDED = "term-avoided"
    VARIES = "term-varies"
    CONDITION = "term-condition"
    NUMBER = "number"
    FORMULA = "formula-parts"
    UNTRANSLATED = "untranslated"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class About:
    """A rule as it is explained to people.

    Attributes:
        title: a line.
        meaning: a sentence or two.
    """

    severity: Severity
    title: str
    meaning: str


RULES: Mapping[Rule, About] = MappingProxyType(
    {
        Rule.RENDERING: About(
            Severity.ERROR,
            "A term without its rendering",
            "The source has a term of the glossary, and neither the translation of that sentence"
            " nor the sentences beside it have one of its approved or admitted renderings.",
        ),
        Rule.AVOIDED: About(
            Severity.ERROR,
            "A rendering to avoid",
            "The translation uses a rendering that the glossary marks as deprecated or superseded.",
        ),
        Rule.VARIES: About(
            Severity.WARNING,
            "One term rendered differently",
            "The document renders a term with the glossary's rendering in some places and"
            " differently in others.",
        ),
        Rule.CONDITION: About(
            Severity.NOTE,
            "Another rendering than the place asks for",
            "The translation uses one rendering of a term where the glossary has another: people"
            " set it for such places or texts, or its contexts show it for what stands beside.",
        ),
        Rule.NUMBER: About(
            Severity.ERROR,
            "A number that disagrees",
            "A number of the source is not in the translation, as digits or in words.",
        ),
        Rule.FORMULA: About(
            Severity.WARNING,
            "A numeric formula whose parts are missing",
            "The members that a numeric formula counts are listed, and the translation lacks some.",
        ),
        Rule.UNTRANSLATED: About(
            Severity.WARNING,
            "A sentence without a translation",
            "Nothing in the translation corresponds to a sentence of the source.",
        ),
        Rule.UNCHECKED: About(
            Severity.NOTE,
            "A sentence that was not checked",
            "The sentence or its translation is too long to be one; check how the text is split.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where something stands.

    Attributes:
        source: the document's source, as given.
        segment: index of the sentence.
        start, end: characters in the document's text.
        line, column: of the start, counted from 1; columns in characters. All four are 0 where
            the file has no lines of text, as a Word document.
        end_line, end_column: of the end; the column is that of the first character behind it.
        unit: what a file of aligned texts calls the sentence: "segment 12"; "" for nothing.
    """

    source: str
    language: Language
    segment: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that a finding is about.

    Attributes:
        texts: that of the source and its translation, or an English one alone; long ones are cut.
        key: what tells them from others, whole as they are. White space does not count, so that a
            text that is wrapped anew keeps its waivers.
    """

    texts: tuple[str, ...]
    key: str


def sentences_of(*texts: str) -> Sentences:
    """Sentences as findings have them."""
    plain = "\x1f".join("".join(text.split()) for text in texts)
    return Sentences(tuple(cut(text, ())[0] for text in texts), _hash(plain))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should look at.

    Attributes:
        term: the term or number of the source that it is about; of an English text alone, the
            rendering that is expected.
        stands: what stands in the translation, "" for nothing.
        expected: what may stand there, best first.
        why: a sentence for people.
        places: where to look in the translation, at least one; the first is where to begin.
        origin: where the term stands in the source; None for an English text alone.
        concept: the id of the concept, or "".
    """

    rule: Rule
    term: str
    stands: str
    expected: tuple[str, ...]
    why: str
    places: tuple[FindingPlace, ...]
    sentences: Sentences
    origin: FindingPlace | None = None
    concept: str = ""

    @property
    def severity(self) -> Severity:
        return RULES[self.rule].severity

    @property
    def digest(self) -> str:
        """What identifies it in waivers: the same for the same rule, term and sentences."""
        return _hash("\x1f".join((self.rule, self.term, self.sentences.key)))[:16]


class Places:
    """Makes places of one document."""

    def __init__(self, document: SegmentedDocument) -> None:
        self.document = document
        self._text = document.document.text
        self._first = document.document.first_line
        self._lines = [0]
        at = self._text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = self._text.find("\n", at + 1)

    def at(self, segment: int, start: int, end: int) -> FindingPlace:
        """The place of characters `start` to `end` of the document's text."""
        document = self.document.document
        lines = (*self._line(start), *self._line(end))
        unit = self.document.segments[segment].name
        return FindingPlace(document.source, document.language, segment, start, end, *lines, unit)

    def whole(self, segment: int) -> FindingPlace:
        """The place of a sentence."""
        found = self.document.segments[segment]
        return self.at(segment, found.start, found.end)

    def text(self, start: int, end: int) -> str:
        """What is read there."""
        return normalised(self._text[start:end])

    def _line(self, offset: int) -> tuple[int, int]:
        if not self._first:
            return 0, 0
        line = bisect_right(self._lines, offset) - 1
        return line + self._first, offset - self._lines[line] + 1
