"""A glossary taken in from a file of any format that is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from align.progress import Progress, silent
from exports.registry import READABLE_FORMATS, read_glossary
from exports.sniffing import format_of_file

if TYPE_CHECKING:
    from glossary.exchange.columns import Layout
    from glossary.exchange.incoming import Line
    from glossary.store import Glossary
    from glossary.store.changing.importing import ImportReport

_TOLD_EVERY = 500  #: entries


def import_glossary(
    glossary: Glossary,
    stream: BinaryIO,
    path: Path,
    form: str | None = None,
    layout: Layout | None = None,
    *,
    who: str,
    source: str | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    delete: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Add and change concepts as a file says, all in one transaction.

    Args:
        stream: the file, opened; it can be sought in.
        path: where it is; "-" for standard input.
        form: the name of its format; else what its ending means, or what it looks like.
        layout: how a table is to be read; else its titles say it.
        source: what to call it; else by its name.
        dry_run: change nothing.
        skip_bad: import the rest where lines are bad.
        delete: reject the concepts whose lines were taken out of the file.

    Raises:
        BadLinesError: lines are bad; nothing is changed.
        InputError: the format cannot be told, or the file cannot be read to its end, or it has no
            such columns; nothing is changed.
        GlossaryError: the glossary cannot be read or written.

    >>> from io import BytesIO
    >>> from glossary import Glossary
    >>> table = BytesIO("Chinese,English\\n三农,three rural issues\\n".encode())
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     import_glossary(glossary, table, Path("terms.csv"), who="Li").added
    1
    """
    from glossary.store.changing.importing import import_lines

    found = READABLE_FORMATS[form] if form is not None else format_of_file(path, stream)
    return import_lines(
        glossary,
        told(read_glossary(found, stream, layout), progress),
        who=who,
        source=source or path.name,
        dry_run=dry_run,
        skip_bad=skip_bad,
        delete=delete,
    )


def told(lines: Iterable[Line], report: Progress) -> Iterator[Line]:
    """The lines on their way in, with word of how many have come; nobody knows how many will."""
    for number, line in enumerate(lines, 1):
        if number % _TOLD_EVERY == 0:
            report("entries", number, 0)
        yield line
