"""`tifa check`: what to look at in a translation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.documents import is_folder
from align.errors import SettingsError
from cli import options
from cli.commenting import (
    WORD,
    is_document,
    of_findings,
    require_document,
    translation_of,
    write_comments,
)
from cli.reading import HowRead
from cli.reference import Asked
from exports.registry import FINDING_FORMATS, format_of
from glossary.model import ConceptStatus

if TYPE_CHECKING:
    from glossary.check import Finding
    from glossary.check.waivers import Waived, Waiver


#: Statuses whose concepts can be checked beside the approved ones.
_MORE = (ConceptStatus.PROPOSED, ConceptStatus.IN_REVIEW)


@click.command("check", short_help="Check a translation against the glossary.")
@options.texts
@options.reading_files
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([str(status) for status in _MORE]),
    help="Also check the terms of concepts of this status, beside the approved ones.",
)
@click.option(
    "--about",
    "subjects",
    multiple=True,
    metavar="SUBJECT",
    help="What the text is about, for renderings that people set for a subject.",
)
@click.option(
    "--text-kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="What kind of document it is, as law or official media, for renderings that people set"
    " for a kind. What the text is called and who issued it, where it says so, count too.",
)
@click.option(
    "--waivers",
    "waiver_file",
    metavar="FILE",
    help="Findings that somebody waived, with the reasons; they are not reported.",
)
@click.option(
    "--write-waivers",
    "new_waivers",
    type=click.Path(readable=False, path_type=Path),
    metavar="FILE",
    help="Write waivers for what is found, to be completed with reasons.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*FINDING_FORMATS, WORD]),
    help="Format of the report; by default told by the output file's extension, else text. docx:"
    " the translation, a Word document, with comments.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(readable=False, path_type=Path),
    help="Write to FILE instead of standard output.",
)
@options.asking
@click.pass_context
def command(
    context: click.Context,
    document: str,
    translation: str | None,
    how: HowRead,
    statuses: tuple[str, ...],
    subjects: tuple[str, ...],
    kinds: tuple[str, ...],
    waiver_file: str | None,
    new_waivers: Path | None,
    format_: str | None,
    output: Path | None,
    asked: Asked,
) -> None:
    """Check DOCUMENT with its TRANSLATION, in either order, or a translation alone.

    DOCUMENT can be a folder, whose texts are checked with their translations by the names of their
    files, speech.zh.md and speech.en.md; files that hold both, such as memory.tmx, are checked too.

    For a pair it reports: terms of the glossary whose translation has none of their approved or
    admitted renderings, renderings to avoid, terms that are rendered differently within the
    document, numbers that disagree, numeric formulas whose parts are missing, and sentences that
    the translation leaves out, where the alignment is sure of that. For a translation alone:
    renderings to avoid, and what looks like two renderings of one term. With -o FILE.docx the
    translation, a Word document, is written with a comment at each finding and otherwise as it is;
    so is a document whose table has the text beside its translation. Texts may be in any of the
    languages that tifa knows. A term that the glossary
    lacks is looked for in the starter glossary.

    A waiver names the rule, the term and a digest of the sentences, and says why.

    Exits with 1 if something was found or a damaged part of a file could not be read, with 2 if it
    could not be checked.
    """
    from cli.align import require_other
    from cli.console import counted, progress, say
    from cli.reference import stored_beads
    from exports.files import require_writable
    from glossary.check.conditional import Circumstances
    from glossary.check.texts import check_read
    from glossary.check.waivers import waive

    form = _form(format_, output)
    given = [each for each in (document, translation, waiver_file) if each is not None]
    for path in (output, new_waivers):
        if path is not None:
            require_other(path, given)
            require_writable(path)
    if form == WORD:
        require_document((document, translation))
    waivers = _waivers(waiver_file)
    corrected = None if asked.no_glossary else partial(stored_beads, asked.glossary)
    with progress() as report, asked.opened() as (store, reference):
        check = partial(
            check_read,
            glossary=store,
            reference=reference,
            statuses={ConceptStatus.APPROVED, *map(ConceptStatus, statuses)},
            said=Circumstances(subjects, kinds),
            progress=report,
        )
        reading, text = how.reading(corrected), None
        if translation is None and is_folder(document):
            from cli.check_folder import check_folder

            findings, whole = check_folder(Path(document), reading, check, report)
        else:
            text = reading.read(document, translation, report)
            findings, whole = check(text, reading), text.is_whole
    checked = waive(findings, waivers)
    if form == WORD and text is not None and output is not None:
        write_comments(translation_of(text), list(of_findings(checked.kept)), output)
    else:
        _write(checked, form, output)
    if new_waivers is not None:
        _write_waivers(checked.kept, new_waivers)
    for waiver in checked.unused:
        say(f"tifa: unused waiver: {waiver.rule}, {waiver.term}, {waiver.digest}")
    waived = f", {len(checked.waived)} waived" if checked.waived else ""
    say(f"{counted(len(checked.kept), 'finding')}{waived}")
    if checked.kept or not whole:
        context.exit(1)


def _form(name: str | None, output: Path | None) -> str:
    """The form of the report.

    Raises:
        OutputError: the file's ending means none.
        SettingsError: a workbook would go to a terminal.
    """
    if output is None:
        if name in ("xlsx", WORD):
            raise SettingsError("a workbook or document needs a file", "give -o FILE")
        return name or "text"
    if name is not None:
        return name
    if is_document(output):
        return WORD
    plain = output.suffix.lower() in ("", ".txt")
    return "text" if plain else format_of(FINDING_FORMATS, output).name


def _waivers(path: str | None) -> list[Waiver]:
    """The waivers in a file.

    Raises:
        InputError: it cannot be read, or something in it is wrong.
    """
    from exports.opening import opened
    from glossary.check.waivers import MAX_BYTES, read_waivers

    if path is None:
        return []
    with opened(path) as file:
        data = file.read(MAX_BYTES + 1)
    return read_waivers(data, path)


def _write(checked: Waived, form: str, output: Path | None) -> None:
    from exports.files import replacing
    from exports.registry import finding_writer

    if output is not None:
        with replacing(output) as neighbour, neighbour.open("wb") as stream:
            finding_writer(form).write(checked, stream)
    elif form == "text":
        _print(checked)
    else:
        finding_writer(form).write(checked, sys.stdout.buffer)


def _print(checked: Waived) -> None:
    """Print the report for people, as wide as their terminal."""
    from cli.console import on_terminal, output
    from exports.findings_text import WIDTH, lines

    console = output()
    for line in lines(checked, console.width if on_terminal(console) else WIDTH):
        console.print(line, soft_wrap=True)


def _write_waivers(findings: Sequence[Finding], path: Path) -> None:
    from exports.files import replacing
    from glossary.check.waivers import to_toml

    with replacing(path) as neighbour:
        neighbour.write_text("".join(to_toml(findings)), encoding="utf-8", errors="replace")
