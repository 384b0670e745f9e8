"""From the paths of the command line to texts that the stages take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Document, Language, SegmentedDocument
    from align.reading import Corrected, Reading


def warn(text: str) -> None:
    """Say what is doubtful on standard error."""
    from cli.console import say

    say(f"tifa: {text}")


def read_document(path: str, *, language: Language | None = None, lines: bool = False) -> Document:
    """As `align.documents.read_document`; what was damaged is said on standard error."""
    from align import documents, reading

    document = documents.read_document(path, language=language, lines=lines)
    reading.tell_losses(document, warn)
    return document


def read_text(path: str, *, pre_split: bool) -> SegmentedDocument:
    """As `align.reading.read_text`; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_text(path, pre_split=pre_split, tell=warn)


def read_pair(
    first: str, second: str, *, pre_split: bool
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """As `align.reading.read_pair`; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_pair(first, second, pre_split=pre_split, tell=warn)


def reading(
    *,
    pre_split: bool,
    force: bool,
    encoder: Callable[[], Encoder],
    corrected: Corrected | None = None,
    follow_links: bool = False,
) -> Reading:
    """How texts are read here; what is doubtful is said on standard error."""
    from align.reading import Reading

    return Reading(
        encoder, warn, corrected, pre_split=pre_split, force=force, follow_links=follow_links
    )
