"""From the paths of the command line to texts that the stages take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Bitext, SegmentedDocument
    from align.progress import Progress
    from align.reading import Corrected, Reading


def _warn(text: str) -> None:
    from cli.console import say

    say(f"tifa: {text}")


def read_text(path: str, *, pre_split: bool) -> SegmentedDocument:
    """As `align.reading.read_text`; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_text(path, pre_split=pre_split, tell=_warn)


def read_pair(
    first: str, second: str, *, pre_split: bool
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """As `align.reading.read_pair`; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_pair(first, second, pre_split=pre_split, tell=_warn)


def reading(
    *,
    pre_split: bool,
    force: bool,
    encoder: Callable[[], Encoder],
    corrected: Corrected | None = None,
) -> Reading:
    """How texts are read here; what is doubtful is said on standard error."""
    from align.reading import Reading

    return Reading(pre_split, force, encoder, _warn, corrected)


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
    document: Path, translation: Path | None, how: Reading, report: Progress
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
            texts.append(how.read(first, second, report))
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
