"""`tifa export`: the glossary as a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.errors import InputError, OutputError
from cli import options
from cli.export_for import BRIEFS, concepts_for, write_brief
from cli.wanted import Few, of_concepts
from exports.git.places import is_folder
from exports.registry import FOLDER_FORMATS, GLOSSARY_FORMATS, glossary_format
from glossary.model import ConceptStatus

if TYPE_CHECKING:
    from glossary.store import Glossary


@click.command("export", short_help="Write the glossary as an Excel workbook or another file.")
@click.argument("file", metavar="FILE|FOLDER", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([*GLOSSARY_FORMATS, *FOLDER_FORMATS, *BRIEFS]),
    help="By default told by FILE's extension. brief: a list for a person or a language model, in"
    " Markdown or JSON.",
)
@click.option(
    "--pair",
    metavar="FROM-TO",
    help="The languages of a file that holds one pair: OmegaT, DeepL, XLIFF, briefs.",
    show_default="zh-en",
)
@click.option(
    "--for",
    "text",
    metavar="TEXT",
    help="Only concepts with a term in TEXT, a document or a file of a CAT tool.",
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="N",
    help="Characters that a brief may have, by default 2000.",
)
@click.option("--strict", is_flag=True, help="Write nothing if the format would lose anything.")
@click.option("--overwrite", is_flag=True, help="Write over files of a folder that were edited.")
@options.statuses("approved ones for CAT tools and DeepL, all for git, else all but rejected ones")
@of_concepts
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    format_: str | None,
    pair: str | None,
    text: str | None,
    budget: int | None,
    strict: bool,
    overwrite: bool,
    statuses: tuple[str, ...],
    few: Few,
    glossary: str | None,
) -> None:
    """Write the glossary in use to FILE; its extension says in which format.

    "-" is standard output, in the format of --format. With --format git it is a folder to keep
    under git, a text file a concept: all that changes in it are the files of concepts that changed.
    Where files were edited there and not imported yet, nothing is written.

    What the format cannot carry is said on standard error, with the number of concepts. Formats for
    translation engines and CAT tools hold approved concepts only, the others all concepts but
    rejected ones. Options keep a part of these, such as concepts with evidence from some documents,
    and what they leave out is counted on standard error. What is written of a concept is whole: its
    counts and contexts are those of all documents. Exit code 1 if something was cut or left out
    because it did not fit.
    """
    from cli.console import counted, progress, say, tell
    from cli.reference import begun_glossary
    from exports.exporting import LossError, export_glossary
    from exports.files import require_writable
    from exports.pairs import parse_pair
    from glossary.store.reading.exporting import left_out, material

    is_of_folder = format_ in FOLDER_FORMATS or (format_ is None and is_folder(file))
    _require_fitting(format_, text, pair, budget, is_of_folder=is_of_folder, overwrite=overwrite)
    if is_of_folder:
        _to_folder(file, statuses, few, glossary, overwrite=overwrite)
        return
    if str(file) == "-" and format_ is None:
        raise OutputError("-: standard output has no extension to tell a format", "give --format")
    piped = str(file) == "-"
    called = "standard output" if piped else str(file)
    if not piped:
        require_writable(file)
    if format_ in BRIEFS:
        _to_brief(context, file, format_, budget, pair, text, statuses, few, glossary)
        return
    form = glossary_format(file, format_)
    if piped and form.binary and sys.stdout.isatty():
        raise OutputError("-: a terminal cannot show a workbook", "name a file, or pipe it on")
    both = None if pair is None else parse_pair(pair)
    having = frozenset(map(ConceptStatus, statuses)) or form.statuses
    with (
        begun_glossary(glossary) as store,
        progress() as report_progress,
        material(
            store, statuses=having, wanted=(wanted := concepts_for(few, text, store, having))
        ) as found,
    ):
        try:
            report = export_glossary(
                found,
                file,
                form,
                both,
                strict=strict,
                stream=sys.stdout.buffer if piped else None,
                progress=report_progress,
            )
        except LossError as error:
            _tell_lost(called, error.losses)
            raise
        if form.for_tools and not statuses:
            _tell_not_approved(called, store)
        kept_by = " ".join(filter(None, (f"--for {text}" if text else "", str(few))))
        without = kept_by and left_out(store, statuses=having, wanted=wanted)
    _tell_lost(called, report.losses)
    for line in report.cut:
        say(f"tifa: {called}: {line}")
    (say if piped else tell)(f"{counted(report.concepts, 'concept')} written to {called}")
    if without:
        say(f"tifa: {called}: {counted(without, 'concept')} left out by {kept_by}")
    if report.cut:
        context.exit(1)


def _require_fitting(
    format_: str | None,
    text: str | None,
    pair: str | None,
    budget: int | None,
    *,
    is_of_folder: bool,
    overwrite: bool,
) -> None:
    """Refuse options that say nothing of what is written.

    Raises:
        InputError: there are such.
    """
    if is_of_folder and pair is not None:
        raise InputError("a folder for git holds all languages", "leave --pair out")
    if is_of_folder and text is not None:
        raise InputError("a folder for git holds the terms of all texts", "leave --for out")
    if overwrite and not is_of_folder:
        raise InputError("--overwrite is about a folder", "leave it out")
    if budget is not None and format_ not in BRIEFS:
        raise InputError("--budget is about a brief", "give --format brief, or leave it out")


def _to_brief(
    context: click.Context,
    file: Path,
    form: str | None,
    budget: int | None,
    pair: str | None,
    text: str | None,
    statuses: tuple[str, ...],
    few: Few,
    location: str | None,
) -> None:
    """Write a brief, of approved concepts where nothing else is said."""
    from cli.reference import begun_glossary

    having = frozenset(map(ConceptStatus, statuses)) or frozenset({ConceptStatus.APPROVED})
    with begun_glossary(location) as store:
        wanted = concepts_for(few, text, store, having)
        is_whole = write_brief(
            file, store, wanted, having, pair=pair, budget=budget, as_json=form == BRIEFS[1]
        )
        if not statuses:
            _tell_not_approved("standard output" if str(file) == "-" else str(file), store)
    if not is_whole:
        context.exit(1)


def _to_folder(
    folder: Path, statuses: tuple[str, ...], few: Few, location: str | None, *, overwrite: bool
) -> None:
    """Write the concepts to a folder; those that options leave out keep their files there."""
    from cli.console import counted, say, tell
    from cli.reference import begun_glossary
    from exports.git.writing import export_folder
    from glossary.store.reading.exporting import left_out, material

    having = frozenset(map(ConceptStatus, statuses or ConceptStatus))
    wanted = few.chosen()
    whole = not (statuses or few.arguments())
    with (
        begun_glossary(location) as store,
        material(store, statuses=having, wanted=wanted) as found,
    ):
        count = export_folder(store, found.concepts, folder, whole=whole, overwrite=overwrite)
        without = 0 if whole else left_out(store, statuses=having, wanted=wanted)
    tell(f"{counted(count, 'concept')} written to {folder}")
    if without:
        say(
            f"tifa: {folder}: {counted(without, 'concept')} left out by {few}; their files are kept"
        )


def _tell_not_approved(called: str, store: Glossary) -> None:
    """Say how many concepts a tool does not get since nobody has approved them yet."""
    from cli.console import counted, say

    waiting = store.count()
    number = waiting[ConceptStatus.PROPOSED] + waiting[ConceptStatus.IN_REVIEW]
    if number:
        say(
            f"tifa: {called}: {counted(number, 'concept')} not approved and left out;"
            " approve them, or export them too with: --status approved --status proposed"
        )


def _tell_lost(called: str, losses: Sequence[str]) -> None:
    """Say on one line which fields a format does not carry."""
    from cli.console import say

    if losses:
        say(f"tifa: {called}: not carried: {'; '.join(losses)}")
