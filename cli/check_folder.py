"""Folders of texts and their translations, checked pair by pair."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.folders import match_files, no_partner

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from align.progress import Progress
    from align.reading import Reading
    from glossary.check import Finding

#: Checks a text with its translation that were read.
Check = Callable[["SegmentedDocument | Bitext", "Reading"], "list[Finding]"]


def check_folder(
    folder: Path, reading: Reading, check: Check, progress: Progress
) -> tuple[list[Finding], bool]:
    """Check each text of a folder with each of its translations, as the names of files say.

    What was left out is said. A pair that cannot be checked is reported, and the work goes on.

    Returns:
        The findings, and whether nothing was left out.

    Raises:
        InputError: no file has a partner.
    """
    from cli.console import counted, say
    from cli.reading import warn

    matched = match_files(folder, follow_links=reading.follow_links)
    pairs: list[tuple[str, str | None, Reading]] = [
        (str(source), str(target), reading.of((text.languages[0], language)))
        for text in matched.texts
        for source, *targets in [text.paths]
        for target, language in zip(targets, text.languages[1:], strict=True)
    ]
    pairs += [(str(path), None, reading) for path in matched.whole]
    if not pairs:
        raise no_partner(folder)
    matched.tell(warn)
    found: list[Finding] = []
    failed, all_read = 0, matched.is_whole and not matched.unmatched
    for done, (source, target, read_as) in enumerate(pairs):
        progress("texts", done, len(pairs))
        try:
            text = read_as.read(source, target, progress)
            findings = check(text, read_as)
        except InputError as error:
            say(f"tifa: {error}")
            failed += 1
            continue
        found += findings
        all_read &= text.is_whole
    progress("texts", len(pairs), len(pairs))
    say(f"{counted(len(pairs) - failed, 'pair')} checked in {folder}, {failed} failed")
    return found, all_read and not failed
