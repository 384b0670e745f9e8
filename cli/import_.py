"""`tifa import`: a glossary that people edited as a file, taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from align.errors import InputError
from align.text import one_line, visible
from cli import options

if TYPE_CHECKING:
    from glossary.store import Glossary
    from glossary.store.importing import ImportReport

_IN_MEMORY = 2**20  #: bytes of standard input before the copy goes to a file
_ARCHIVE = b"PK\x03\x04"  #: how zip archives begin, workbooks among them


@click.command("import", short_help="Take back an edited glossary, or bring in another.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="List what would be done, and do nothing.")
@options.glossary
@options.reviewer
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    dry_run: bool,
    glossary: str | None,
    reviewer: str | None,
) -> None:
    """Import FILE, the JSON Lines that `tifa export` writes; "-" is standard input.

    A line whose id the glossary does not have is added; one that was edited changes its concept, as
    a revision by the reviewer. A concept that was changed in the glossary since it was exported is
    a conflict, where its line was edited too: it is listed and left as it is. Lines that were not
    edited change nothing. All of it is done together or, where a line is bad, nothing. Concepts of
    other ids with the same terms are kept apart: see `tifa duplicates`. Exit code 1 where there are
    conflicts, 2 where lines are bad.
    """
    from cli.console import counted, say
    from cli.settings import reviewer_name
    from glossary.jsonl import read
    from glossary.store.importing import BadLinesError, import_lines

    who = reviewer_name(reviewer)
    with _opened(file) as stream, _store(glossary, dry_run=dry_run) as store:
        called = "standard input" if str(file) == "-" else file.name
        try:
            report = import_lines(store, read(stream), who=who, source=called, dry_run=dry_run)
        except BadLinesError as error:
            for line in error.lines:
                say(f"tifa: {line}")
            raise
    _list(report)
    would = "would be " if dry_run else ""
    click.echo(
        f"{report.added} {would}added, {report.changed} {would}changed,"
        f" {report.unchanged} unchanged, {counted(report.conflicts, 'conflict')}"
    )
    if report.replaced:
        say(f"tifa: {file}: {report.replaced} characters that cannot be stored became U+FFFD")
    context.exit(1 if report.conflicts else 0)


def _list(report: ImportReport) -> None:
    for item in report.items:
        click.echo(visible(f"{item.fate}, line {item.line}: {item.name} ({item.concept_id})"))
        for clause in item.clauses:
            click.echo(visible(f"    {one_line(clause)}"))


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The file; of standard input a copy, lest others wait for the glossary while it comes."""
    if str(file) == "-":
        from shutil import copyfileobj
        from tempfile import SpooledTemporaryFile

        with SpooledTemporaryFile(_IN_MEMORY) as copy:
            copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            _require_no_archive("standard input", copy.read(len(_ARCHIVE)))
            copy.seek(0)
            yield cast(BinaryIO, copy)
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{file}: {reason}", "check the path") from error
    with stream:
        _require_no_archive(str(file), stream.peek(len(_ARCHIVE)))
        yield stream


def _require_no_archive(name: str, start: bytes) -> None:
    """Say in one line, not in one for every line of it, that a workbook is no JSON Lines."""
    if start.startswith(_ARCHIVE):
        raise InputError(
            f"{name}: is a workbook or another archive, and JSON Lines are imported",
            "write them with: tifa export glossary.jsonl",
        )


@contextmanager
def _store(option: str | None, *, dry_run: bool) -> Iterator[Glossary]:
    """The glossary to import into; a dry run of one that is not there has an empty one."""
    from cli.reference import existing_glossary
    from cli.settings import glossary_location
    from glossary.store import Glossary

    if not dry_run:
        with Glossary.open(glossary_location(option)) as store:
            yield store
        return
    from tempfile import TemporaryDirectory

    with ExitStack() as stack:
        found = stack.enter_context(existing_glossary(option, may_be_new=True))
        if found is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="tifa-"))
            found = stack.enter_context(Glossary.open(str(Path(folder) / "empty.sqlite")))
        yield found
