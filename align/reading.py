"""From the paths of files to segmented texts and aligned pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace

from align.bitexts import read_bitext
from align.detection import foreign_share
from align.documents import read_document
from align.encoders.base import Encoder
from align.errors import InputError, SameLanguageError
from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.progress import Progress
from align.progress import Tell as Tell  # for those who read
from align.segment import segment, segment_lines
from align.sides import apart, is_left
from align.text import called, numbered

#: Gives the beads of two texts that people have corrected, or None.
Corrected = Callable[[SegmentedDocument, SegmentedDocument], tuple[Bead, ...] | None]

#: Share of sentences in the other language from which a text is said to be mixed.
MIXED = 0.1


def read_text(path: str, *, pre_split: bool, tell: Tell) -> SegmentedDocument:
    """Read one file, or standard input for "-", and split it into segments.

    Args:
        pre_split: it holds one sentence a line.
        tell: told what of it was damaged, and where a good part of it is in the other language:
            two may be in one file.

    Raises:
        InputError: it cannot be used.
    """
    document = read_document(path, lines=pre_split)
    tell_losses(document, tell)
    text = segment_lines(document) if pre_split else segment(document)
    share = foreign_share(text.readings, text.language)
    if share >= MIXED:
        tell(
            f"{path}: about {share:.0%} of its sentences are in {text.language.other.label}, and it"
            f" is read as {text.language.label}; give the two languages in files of their own"
        )
    return text


def tell_losses(document: Document, tell: Tell) -> None:
    """Tell what of the file was damaged and is not in the text."""
    for loss in document.losses:
        tell(f"{called(document.source)}: {loss}")


def read_pair(
    first: str, second: str, *, pre_split: bool, tell: Tell
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """Read a text and its translation, in either order.

    Raises:
        InputError: both are standard input, or one cannot be used.
        SameLanguageError: both are in the same language.
    """
    if first == second == "-":
        raise InputError("both texts are standard input", "give a file for one of them")
    pair = (
        read_text(first, pre_split=pre_split, tell=tell),
        read_text(second, pre_split=pre_split, tell=tell),
    )
    if pair[0].language is pair[1].language:
        raise SameLanguageError(
            f"{first} and {second} are both in {pair[0].language.label}",
            "give a Chinese text and its English translation",
        )
    return pair


def align_pair(
    source: SegmentedDocument,
    target: SegmentedDocument,
    *,
    encoder: Encoder,
    force: bool,
    report: Progress,
) -> Bitext:
    """Align two texts; unless `force`, refuse those that do not belong together.

    Raises:
        UnrelatedError: they do not seem to.
    """
    from align.relatedness import require_related
    from align.sentences import align

    bitext = align(source, target, encoder, report)
    if not force:
        require_related(bitext)
    return bitext


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read.

    Attributes:
        encoder: gives the encoder; called only where texts are aligned.
        tell: told what is doubtful.
        corrected: gives beads that people have corrected.
        pre_split: they hold one sentence a line.
        force: align even texts that do not seem to belong together.
        follow_links: of folders read also what links lead to out of them.
    """

    encoder: Callable[[], Encoder]
    tell: Tell
    corrected: Corrected | None = None
    _: KW_ONLY
    pre_split: bool = False
    force: bool = False
    follow_links: bool = False

    def read(
        self, document: str, translation: str | None, report: Progress
    ) -> SegmentedDocument | Bitext:
        """Read a text alone, or with its translation and aligned with it.

        A single file may hold both, already aligned: see `align.bitexts`.

        Raises:
            UnrelatedError: they do not seem to belong together, unless `force`.
        """
        if translation is None:
            bitext = self._bitext(document)
            if bitext is not None:
                return bitext
            return read_text(document, pre_split=self.pre_split, tell=self.tell)
        source, target = read_pair(document, translation, pre_split=self.pre_split, tell=self.tell)
        if source.language is not Language.ZH:
            self.tell(
                f"{document} is in {source.language.label} and {translation} in"
                f" {target.language.label}: taken as the translation and its original"
            )
        beads = self.corrected(source, target) if self.corrected else None
        if beads is not None:
            return Bitext(source, target, beads)
        bitext = apart(
            align_pair(source, target, encoder=self.encoder(), force=self.force, report=report)
        )
        for side in (bitext.source, bitext.target):
            self._tell_left(side)
        return bitext

    def _tell_left(self, side: SegmentedDocument) -> None:
        """Tell of sentences of a translation that were left in the language of the original."""
        left = [number for number in range(len(side.segments)) if is_left(side, number)]
        if left:
            which = numbered([number + 1 for number in left], "sentence")
            self.tell(
                f"{side.document.source}: {which} of {len(side.segments):,} in"
                f" {side.language.other.label}, and taken for no translation"
            )

    def _bitext(self, path: str) -> Bitext | None:
        bitext = read_bitext(path, self.tell)
        if bitext is None or self.corrected is None:
            return bitext
        beads = self.corrected(bitext.source, bitext.target)
        return bitext if beads is None else replace(bitext, beads=beads)
