"""`tifa diff`: what two glossaries, or two exports of one, do not have alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.documents import is_folder
from align.errors import InputError
from cli import reports
from cli.reports import ReportGoes

if TYPE_CHECKING:
    from glossary.exchange.incoming import Line

_SQLITE = b"SQLite format 3\0"


@click.command("diff", short_help="Show what two glossaries or exports do not have alike.")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@reports.report
@click.pass_context
def command(context: click.Context, before: str, after: str, goes: ReportGoes) -> None:
    """Show the entries that were added, removed or changed from BEFORE to AFTER.

    Each is a glossary (a file or a database URL), a file that `tifa import` reads, or a folder that
    `tifa export --format git` wrote. Entries are matched by their ids, else by their first terms;
    of files that carry some fields only, those are compared that both carry. Exit code 1 if
    anything differs.
    """
    from cli.console import say
    from exports.reports.diff import diff_report
    from glossary.exchange.differing import entry_differences
    from glossary.store.database.engines import shown

    form = goes.checked()
    with _lines(before) as old, _lines(after) as new:
        found = list(entry_differences(old, new))
    if found:
        goes.give(diff_report(found, shown(before), shown(after)), form)
        context.exit(1)
    say(f"tifa: {shown(after)}: has the same as {shown(before)}")


@contextmanager
def _lines(called: str) -> Iterator[Iterator[Line]]:
    """What a glossary holds, wherever it is kept."""
    from cli.damage import opened as opened_glossary
    from exports.opening import opened
    from exports.registry import read_glossary
    from exports.sniffing import format_of_file
    from glossary.exchange.incoming import Line

    path = Path(called)
    if is_folder(path):
        from exports.git.reading import lines

        yield _placed(lines(path), called)
    elif "://" in called or _is_database(path):
        with opened_glossary(called, create=False, read_only=True) as glossary:
            yield (Line(place, each) for place, each in enumerate(glossary.concepts(), 1))
    else:
        with opened(path) as stream:
            yield _placed(read_glossary(format_of_file(path, stream), stream), called)


def _placed(lines: Iterator[Line], called: str) -> Iterator[Line]:
    """The lines; what is wrong with one names the file too."""
    for line in lines:
        if line.fault is not None:
            raise InputError(f"{called}, {line.place}: {line.fault.what}", line.fault.remedy)
        yield line


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # what is wrong with it is told where it is opened
