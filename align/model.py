"""The data of alignment: documents, segments, beads and bitexts.

All are frozen; a changed copy comes from `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field, replace

from align.languages.language import CHINESE_ENGLISH as CHINESE_ENGLISH  # for those who read models
from align.languages.language import Language as Language
from align.normalise import Habits, Normalised, read


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read.

    Attributes:
        text: the whole text, with line ends as "\\n".
        source: what names it in reports and evidence: the path as given, or "-".
        language: the language that most of it is written in.
        title: its title, or "" where none is known.
        first_line: the number of the file's line with which the text begins, from 1; 0 where the
            lines of the text are not those of a file, as in a Word document.
        losses: what of the file was damaged and is not in the text, each in words for people that
            may follow its name ("1 byte is no GB18030, first in line 3").
    """

    text: str
    source: str
    language: Language
    title: str = ""
    first_line: int = 1
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or list item; `document.text[start:end] == text` always holds.

    Attributes:
        start, end: its place in the text of the document.
        text: as it stands there, with its line ends and whatever else.
        name: what a file of aligned texts calls it, "segment 12" or "row 3"; "" for nothing. Two
            that differ in this alone are equal.
        reading: what it says. This is what every stage reads; spans of it are brought back to the
            document with `place`.
    """

    start: int
    end: int
    text: str
    habits: InitVar[Habits | None] = None  #: those of the document
    name: str = field(default="", compare=False)
    reading: Normalised = field(init=False, repr=False, compare=False)

    def __post_init__(self, habits: Habits | None) -> None:
        object.__setattr__(self, "reading", read(self.text, habits))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the document of a span of the reading."""
        first, last = self.reading.outer(start, end)
        return self.start + first, self.start + last


@dataclass(frozen=True, slots=True)
class SegmentedDocument:
    """A document and its segments in reading order; they do not overlap."""

    document: Document
    segments: tuple[Segment, ...]

    @property
    def language(self) -> Language:
        return self.document.language

    @property
    def is_whole(self) -> bool:
        """Whether all of the file is in the text."""
        return not self.document.losses

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each segment as it stands."""
        return tuple(segment.text for segment in self.segments)

    @property
    def readings(self) -> tuple[str, ...]:
        """What each segment says."""
        return tuple(segment.reading.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that translate each other.

    Attributes:
        source: indices of source segments, ascending; empty where nothing corresponds.
        target: indices of target segments, likewise.
        score: posterior probability that the bead is right, 0 to 1.
        is_untranslated: one side is empty because what stands in its place is no translation, as
            a sentence that was left in the language of the original; two beads that differ in
            this alone are equal.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    is_untranslated: bool = field(default=False, compare=False)

    @property
    def indices(self) -> tuple[tuple[int, ...], ...]:
        """Those of each side, the source first."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two segmented documents and the beads that align them, in the order of the source."""

    source: SegmentedDocument
    target: SegmentedDocument
    beads: tuple[Bead, ...]

    @property
    def sides(self) -> tuple[SegmentedDocument, ...]:
        """Both documents, the source first."""
        return self.source, self.target

    @property
    def is_whole(self) -> bool:
        """Whether all of both files is in the texts."""
        return self.source.is_whole and self.target.is_whole

    @property
    def is_turned(self) -> bool:
        """Whether the target is the original: it is Chinese, and the source is not."""
        return self.target.language is Language.ZH and self.source.language is not Language.ZH

    @property
    def original(self) -> SegmentedDocument:
        """The side that is in Chinese; where none is, the source."""
        return self.target if self.is_turned else self.source

    @property
    def translation(self) -> SegmentedDocument:
        """The side that is not the original."""
        return self.source if self.is_turned else self.target

    def from_original(self) -> Bitext:
        """The same with the original as its source."""
        if not self.is_turned:
            return self
        beads = (replace(each, source=each.target, target=each.source) for each in self.beads)
        return Bitext(self.target, self.source, tuple(beads))

    def side(self, language: Language) -> SegmentedDocument:
        """The document in the given language."""
        return self.source if self.source.language is language else self.target

    def pairs(
        self, first: Language = Language.ZH
    ) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The indices of each bead, those of the document in language `first` first."""
        swap = self.source.language is not first
        for bead in self.beads:
            yield (bead.target, bead.source) if swap else (bead.source, bead.target)


@dataclass(frozen=True, slots=True)
class JointBead:
    """Sentences of a text with those of its translations into several languages.

    Attributes:
        indices: those of each side's segments, the original's first, ascending; empty where
            nothing corresponds.
        score: that of the least certain bead in it; see `Bead`.
    """

    indices: tuple[tuple[int, ...], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Multitext:
    """A text, its translations, and the beads that align all of them, in the original's order.

    Attributes:
        sides: the original and each translation.
    """

    sides: tuple[SegmentedDocument, ...]
    beads: tuple[JointBead, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of the files is in the texts."""
        return all(side.is_whole for side in self.sides)


#: Texts with the beads that align them; what is written of them asks for sides, beads and scores.
Aligned = Bitext | Multitext
