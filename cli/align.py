"""`tifa align`: the sentences of a text beside those of its translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from align.errors import SettingsError
from cli import options
from cli.reading import HowRead
from exports.registry import BITEXT_FORMATS, format_of


@click.command("align", short_help="Align a text and its translation by sentence.")
@click.argument("source")
@click.argument("target", required=False)
@options.more_translations
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", *BITEXT_FORMATS]),
    help="Format of the result; by default told by the output file's extension, else a table.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    type=click.Path(readable=False, path_type=Path),
    help="Write to FILE instead of standard output; where SOURCE and TARGET are folders, one file"
    " per pair into FOLDER.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out the beads whose confidence is below P.",
)
@options.reading
@click.pass_context
def command(
    context: click.Context,
    source: str,
    target: str | None,
    more: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    min_confidence: float,
    how: HowRead,
) -> None:
    """Align SOURCE and TARGET, a text and its translation in any two languages, by sentence.

    With further TRANSLATIONs, into other languages, there is one table by the sentences of SOURCE,
    with a column a language: tifa align speech.zh.txt speech.en.txt speech.fr.txt.

    Reads plain text, Markdown, HTML, Word and PDF; "-" is standard input. Each bead of the result
    has a confidence: the probability, 0 to 1, that its sentences translate each other. Texts that
    do not belong together are refused.

    SOURCE alone may hold all, already aligned: TMX, XLIFF, a Word document of two columns, or a
    spreadsheet (xlsx, CSV, TSV).

    The files of folders are matched by name: speech.zh.docx with speech.en.txt, speech-fr.pdf and
    speech（俄文）.docx, or, of other folders, with speech.html.

    Exits with 1 if a part was left out: beads below P, files without a partner, pairs that could
    not be aligned, damaged parts of files.
    """
    from align.gathering import folders_among

    given = [each for each in (source, target, *more) if each is not None]
    folders = folders_among(given)
    if folders:
        from cli.align_folders import align_folders

        if output is None or format_ in {None, "table"}:
            others = ", ".join(BITEXT_FORMATS)
            raise SettingsError(
                "folders need a place and a format", f"give -o FOLDER and a --format: {others}"
            )
        complete = align_folders(folders, output, format_, how, min_confidence)
    else:
        complete = _align_files(source, given[1:], output, format_, how, min_confidence)
    if not complete:
        context.exit(1)


def _align_files(
    source: str,
    targets: Sequence[str],
    path: Path | None,
    format_: str | None,
    how: HowRead,
    min_confidence: float,
) -> bool:
    """Align a file and its translations; return whether all was read and every bead written."""
    from cli.beads import align_files, left_out, write_file, write_out
    from cli.console import progress, say
    from exports.files import require_writable

    if path is not None:
        require_other(path, (source, *targets))
        require_writable(path)
    form = format_ or ("table" if path is None else format_of(BITEXT_FORMATS, path).name)
    if path is not None and form == "table":
        raise SettingsError("a table goes to standard output", "give --format for a file")
    with progress() as report:
        texts, fewer = align_files(source, targets, how.reading(), min_confidence, report)
    if path is None:
        write_out(texts, form)
    else:
        write_file(texts, form, path)
    if fewer:
        say(f"tifa: {left_out(fewer, min_confidence)}")
    return texts.is_whole and not fewer


def require_other(path: Path, texts: Iterable[str]) -> None:
    """Refuse to write over one of the texts.

    Raises:
        SettingsError: the path is one of them.
    """
    for text in texts:
        if path.exists() and Path(text).exists() and path.samefile(text):
            raise SettingsError(f"{path}: is one of the texts", "name another file")
