"""From the paths of the command line to texts that the stages take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Bitext, SegmentedDocument
    from align.progress import Progress


def read_text(path: str, *, pre_split: bool) -> SegmentedDocument:
    """Read one file, or standard input for "-", and split it into segments."""
    from align.documents import read_document
    from align.segment import segment, segment_lines

    document = read_document(path, lines=pre_split)
    return segment_lines(document) if pre_split else segment(document)


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


def read_texts(
    document: str,
    translation: str | None,
    *,
    pre_split: bool,
    force: bool,
    encoder: Callable[[], Encoder],
    report: Progress,
) -> SegmentedDocument | Bitext:
    """Read a text alone, or with its translation and aligned with it.

    Raises:
        UnrelatedError: they do not seem to belong together, unless `force`.
    """
    if translation is None:
        return read_text(document, pre_split=pre_split)
    source, target = read_pair(document, translation, pre_split=pre_split)
    return align_pair(source, target, encoder=encoder(), force=force, report=report)
