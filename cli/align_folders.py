"""Folders of texts and their translations, aligned pair by pair."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from align.errors import InputError, OutputError
from align.folders import match_files, no_partner
from cli.reading import HowRead


def align_folders(
    folders: Sequence[Path],
    output: Path,
    form: str,
    how: HowRead,
    min_confidence: float,
) -> bool:
    """Align the texts of folders with their translations into files of another folder.

    What was left out is said. A text that cannot be aligned is reported, and the work goes on with
    the next.

    Returns:
        Whether nothing was left out.

    Raises:
        InputError: no file has a partner.
        OutputError: the other folder cannot be made, or holds the texts.
    """
    from cli.beads import align_files, left_out, write_file
    from cli.console import counted, progress, say
    from cli.reading import warn
    from exports.files import require_writable
    from exports.registry import BITEXT_FORMATS

    matched = match_files(*folders, follow_links=how.follow_links)
    if not matched.texts:
        raise no_partner(*folders)
    _prepare(output, {path.parent for text in matched.texts for path in text.paths})
    matched.tell(warn)
    partial = failed = 0
    reading = how.reading()
    with progress() as report:
        for done, text in enumerate(matched.texts):
            report("texts", done, len(matched.texts))
            path = output / (text.name + BITEXT_FORMATS[form].suffix)
            try:
                require_writable(path)
                source, *targets = map(str, text.paths)
                as_named = reading.of(text.languages)
                texts, fewer = align_files(source, targets, as_named, min_confidence, report)
                write_file(texts, form, path)
            except (InputError, OutputError) as error:
                say(f"tifa: {error}")
                failed += 1
                continue
            if fewer:
                say(f"tifa: {path}: {left_out(fewer, min_confidence)}")
            partial += bool(fewer) or not texts.is_whole
        report("texts", len(matched.texts), len(matched.texts))
    aligned = len(matched.texts) - failed
    what = "pair" if all(len(text.paths) == 2 for text in matched.texts) else "text"
    say(
        f"{counted(aligned, what)} aligned in {output}, {failed} failed,"
        f" {counted(len(matched.unmatched), 'file')} without a partner"
    )
    return matched.is_whole and not (failed or partial or matched.unmatched)


def _prepare(output: Path, inputs: Collection[Path]) -> None:
    """Make the folder of results, which must not hold the texts: a result could replace one."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{output}: {error.strerror}", "name a folder that you may write"
        ) from error
    if any(output.samefile(folder) for folder in inputs):
        raise OutputError(f"{output}: holds the texts", "name another folder for the results")
