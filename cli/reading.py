"""From the paths of the command line to texts that the stages take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Bead, Bitext, SegmentedDocument
    from align.progress import Progress

    Corrected = Callable[[SegmentedDocument, SegmentedDocument], tuple[Bead, ...] | None]

#: Share of sentences in the other language from which a text is said to be mixed.
MIXED = 0.1


def read_text(path: str, *, pre_split: bool) -> SegmentedDocument:
    """Read one file, or standard input for "-", and split it into segments."""
    from align.documents import read_document
    from align.segment import segment, segment_lines

    document = read_document(path, lines=pre_split)
    segmented = segment_lines(document) if pre_split else segment(document)
    _tell_mixed(segmented)
    return segmented


def _tell_mixed(text: SegmentedDocument) -> None:
    """Say where a good part of a text is in the other language: two texts may be in one file."""
    from align.languages import foreign_share
    from cli.console import say

    share = foreign_share(text.texts, text.language)
    if share >= MIXED:
        say(
            f"tifa: {text.document.source}: about {share:.0%} of its sentences are in"
            f" {text.language.other.label}, and it is read as {text.language.label};"
            " give the two languages in files of their own"
        )


def read_pair(
    first: str, second: str, *, pre_split: bool
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """Read a text and its translation, in either order.

    Raises:
        InputError: both are standard input, or both are in the same language.
    """
    if first == second == "-":
        raise InputError("both texts are standard input", "give a file for one of them")
    pair = read_text(first, pre_split=pre_split), read_text(second, pre_split=pre_split)
    if pair[0].language is pair[1].language:
        raise InputError(
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
        pre_split: they hold one sentence a line.
        force: align even texts that do not seem to belong together.
        encoder: gives the encoder; called only where texts are aligned.
        corrected: gives the beads of two texts that people have corrected, or None.
    """

    pre_split: bool
    force: bool
    encoder: Callable[[], Encoder]
    corrected: Corrected | None = None

    def read(
        self, document: str, translation: str | None, report: Progress
    ) -> SegmentedDocument | Bitext:
        """Read a text alone, or with its translation and aligned with it.

        Raises:
            UnrelatedError: they do not seem to belong together, unless `force`.
        """
        if translation is None:
            return read_text(document, pre_split=self.pre_split)
        source, target = read_pair(document, translation, pre_split=self.pre_split)
        beads = self.corrected(source, target) if self.corrected else None
        if beads is not None:
            from align.model import Bitext

            return Bitext(source, target, beads)
        return align_pair(source, target, encoder=self.encoder(), force=self.force, report=report)


def files_of(folder: Path) -> list[Path]:
    """The files of a folder by name; hidden ones and folders within it are passed over.

    Raises:
        InputError: it cannot be read, or holds no file.
    """
    from cli.align_folders import visible_files

    found = visible_files(folder)
    if not found:
        raise InputError(f"{folder}: there is no file in it", "name a folder of texts")
    return found


def read_folder(
    document: Path, translation: Path | None, reading: Reading, report: Progress
) -> tuple[list[SegmentedDocument | Bitext], bool]:
    """Read the texts of a folder, or those of two folders aligned pair by pair.

    Files are matched as `tifa align` does. One without a partner is read as a text alone, and one
    that cannot be used is left out; both are said on standard error.

    Returns:
        The texts, and whether nothing was left out.

    Raises:
        InputError: there is no text that can be used.
    """
    from cli.console import say

    wanted = _pairs(document, translation)
    texts: list[SegmentedDocument | Bitext] = []
    for done, (first, second) in enumerate(wanted):
        report("texts", done, len(wanted))
        try:
            texts.append(reading.read(first, second, report))
        except InputError as error:
            say(f"tifa: {error}; left out")
    report("texts", len(wanted), len(wanted))
    if not texts:
        raise InputError(f"{document}: no file in it can be used", "see the lines above")
    return texts, len(texts) == len(wanted)


def _pairs(document: Path, translation: Path | None) -> list[tuple[str, str | None]]:
    """The files to read, each with its partner or without, in the order of their names."""
    if translation is None:
        return [(str(path), None) for path in files_of(document)]
    from cli.align_folders import match_files
    from cli.console import say

    matched = match_files(document, translation)
    for path, reason in matched.unmatched:
        say(f"tifa: {path}: {reason}; taken as a text without translation")
    pairs: list[tuple[str, str | None]] = [(str(one), str(two)) for _, one, two in matched.pairs]
    pairs += [(str(path), None) for path, _ in matched.unmatched]
    if not pairs:
        raise InputError(f"{document}: there is no file in it", "name a folder of texts")
    return sorted(pairs, key=lambda pair: pair[0])
