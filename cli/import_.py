"""`tifa import`: a glossary that people edited as a file, or that others made, taken in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from align.documents import is_folder
from align.errors import InputError
from align.text import one_line
from cli import options
from exports.registry import READABLE_FORMATS

if TYPE_CHECKING:
    from glossary.exchange.columns import Layout
    from glossary.store import Glossary
    from glossary.store.changing.importing import ImportReport


@click.command("import", short_help="Take back an edited glossary, or bring in another.")
@click.argument("file", metavar="FILE|FOLDER", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(READABLE_FORMATS)),
    help="By default told by FILE's extension or, for standard input, by its content.",
)
@click.option(
    "--sheet",
    metavar="NAME",
    help="The sheet of a workbook to read; by default all that are not hidden.",
)
@click.option(
    "--delimiter",
    type=click.Choice(["tab", "comma", "semicolon", "bar"]),
    help="What separates the cells of CSV and TSV; by default told by the whole file.",
)
@click.option(
    "--columns",
    metavar="NAME=TITLE,...",
    help='What the columns of a table hold, by their titles, "zh=Term A,en=Term B,definition=Def",'
    ' or, where it has none, by their letters, "zh=A,en=B,fr=C". By default the titles say it.',
)
@click.option(
    "--split",
    metavar="CHARACTERS",
    help='What separates several terms in one cell; by default ; | and line ends; "" for nothing.',
)
@click.option("--delete", is_flag=True, help="Reject concepts whose rows were deleted.")
@click.option("--skip-bad", is_flag=True, help="Import the rest if lines are bad.")
@click.option("--dry-run", is_flag=True, help="List what would be done, and do nothing.")
@options.glossary
@options.reviewer
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    format_: str | None,
    sheet: str | None,
    delimiter: str | None,
    columns: str | None,
    split: str | None,
    delete: bool,
    skip_bad: bool,
    dry_run: bool,
    glossary: str | None,
    reviewer: str | None,
) -> None:
    """Import FILE, which `tifa export` wrote or others made; "-" is standard input.

    An entry whose id the glossary does not have is added; one that was edited changes its concept,
    as a revision by the reviewer. What was changed in the glossary since stays; where the entry
    changes the same in another way, that is a conflict: it is listed and left as it is. Entries
    that were not edited change nothing. What a format cannot carry stays as it was.

    FOLDER is one that `tifa export --format git` wrote; then each file is an entry.

    Rows that were deleted from a workbook of tifa's own, and files from a folder, are listed; with
    --delete their concepts are rejected: they stay in the history, and texts do not propose them
    again.

    Entries without ids, as in other people's glossaries, add to the concept with the same Chinese
    term, or are new ones; entries that the file keeps apart stay apart. In a table the titles of
    the columns say what is what: "Chinese" and "French", "zh-CN" and "en", MultiTerm's and memoQ's
    titles; else what the columns hold; otherwise use --columns. Cells are read as they are shown,
    and of a workbook all sheets. What was not read is listed: what is hidden or struck through,
    headings, cells beyond the titles.

    Everything is imported together or, if a line is bad, nothing is, unless --skip-bad is given.
    Exit code 1 if there are conflicts, lines were skipped or cells were not read, 2 if lines are
    bad.
    """
    from cli.console import progress
    from cli.settings import reviewer_name
    from glossary.exchange.columns import layout_said

    who = reviewer_name(reviewer)
    layout = layout_said(columns, sheet, delimiter, split)
    called = "standard input" if str(file) == "-" else file.absolute().name
    with ExitStack() as stack:
        take = _taker(stack, file, format_, layout, called)
        store = stack.enter_context(_store(glossary, dry_run=dry_run))
        report_progress = stack.enter_context(progress())
        with _told(called):
            report = take(
                store,
                who=who,
                dry_run=dry_run,
                skip_bad=skip_bad,
                delete=delete,
                progress=report_progress,
            )
    _list(report)
    _sum_up(report, called, dry_run=dry_run, delete=delete)
    context.exit(1 if report.conflicts or report.faults or report.in_part else 0)


def _taker(
    stack: ExitStack, file: Path, form: str | None, layout: Layout | None, called: str
) -> Callable[..., ImportReport]:
    """What takes a file or a folder into a glossary; a file is open as long as the stack is."""
    if is_folder(file):
        from exports.git.reading import import_folder

        if form is not None or layout is not None:
            raise InputError(f"{file}: a folder has one format, and no columns", "leave both out")
        return partial(import_folder, folder=file)
    from exports.importing import import_glossary

    stream = stack.enter_context(_opened(file))
    return partial(
        import_glossary, stream=stream, path=file, form=form, layout=layout, source=called
    )


@contextmanager
def _told(called: str) -> Iterator[None]:
    """Bad lines are named one by one before the error is."""
    from cli.console import say
    from glossary.exchange.columns import NoColumnsError
    from glossary.store.changing.importing import BadLinesError

    try:
        yield
    except BadLinesError as error:
        for line in error.lines:
            say(f"tifa: {line}")
        raise
    except NoColumnsError as error:
        remedy = 'say what is what: --columns "zh=Title,en=Title", or by letters "zh=A,en=B"'
        raise InputError(f"{called}: {error.what}", remedy) from error
    except InputError as error:
        if called in error.what:
            raise
        raise InputError(f"{called}: {error.what}", error.remedy) from error


def _list(report: ImportReport) -> None:
    from cli.console import tell

    for item in report.items:
        where = f", {item.place}" if item.place else ""
        tell(f"{item.fate}{where}: {item.name} ({item.concept_id})")
        for clause in item.clauses:
            tell(f"    {one_line(clause)}")


def _sum_up(report: ImportReport, called: str, *, dry_run: bool, delete: bool) -> None:
    from cli.console import counted, say, tell

    would = "would be " if dry_run else ""
    parts = [
        f"{report.added} {would}added",
        f"{report.changed} {would}changed",
        f"{report.unchanged} unchanged",
    ]
    if delete:
        parts.append(f"{report.deletions} {would}rejected")
    tell(", ".join([*parts, counted(report.conflicts, "conflict")]))
    if report.deletions and not delete:
        say(
            f"tifa: {called}: {counted(report.deletions, 'concept')} taken out of the file and kept"
            " in the glossary; --delete rejects them"
        )
    for fault in report.faults:
        say(f"tifa: skipped: {fault}")
    if report.replaced:
        characters = counted(report.replaced, "character")
        say(f"tifa: {called}: {characters} that cannot be stored became U+FFFD")
    if report.ignored:
        names = ", ".join(f"{name} ({counted(count, 'time')})" for name, count in report.ignored)
        say(f"tifa: {called}: not imported: {names}")
    for remark in report.remarks:
        say(f"tifa: {called}: {remark}")


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The file; of standard input a copy, lest others wait for the glossary while it comes."""
    from exports.opening import copied, opened

    standard = str(file) == "-"
    with copied(sys.stdin.buffer, "standard input") if standard else opened(file) as stream:
        yield stream


@contextmanager
def _store(option: str | None, *, dry_run: bool) -> Iterator[Glossary]:
    """The glossary to import into; a dry run of one that is not there has an empty one."""
    from cli.damage import opened as to_change
    from cli.reference import existing_glossary
    from cli.settings import glossary_location
    from glossary.store import Glossary

    if not dry_run:
        with to_change(glossary_location(option)) as store:
            yield store
        return
    from tempfile import TemporaryDirectory

    with ExitStack() as stack:
        found = stack.enter_context(existing_glossary(option, may_be_new=True))
        if found is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="tifa-"))
            found = stack.enter_context(Glossary.open(str(Path(folder) / "empty.sqlite")))
        yield found
