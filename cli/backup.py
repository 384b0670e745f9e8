"""`tifa backup`: a copy of the glossary while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from align.errors import OutputError
from cli import options


@click.command("backup", short_help="Copy the glossary while it is in use.")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@options.glossary
def command(file: Path, glossary: str | None) -> None:
    """Copy the glossary in use, with its documents and its history, to FILE.

    The copy is a consistent snapshot, whatever others write meanwhile, and FILE is replaced only
    once the copy is complete. A glossary on a PostgreSQL server becomes an SQLite file too. To go
    back to the copy, put it in place of the glossary, or name it with --glossary.
    """
    from cli.reference import begun_glossary
    from cli.settings import glossary_location
    from exports.files import replacing
    from glossary.store.reading.copying import copy

    with begun_glossary(glossary) as store:
        _require_unused(file, glossary_location(glossary))
        with replacing(file) as neighbour:
            copy(store, neighbour)
        count = sum(store.count().values())
    from cli.console import counted, tell

    tell(f"{counted(count, 'concept')} and the history copied to {file}")


def _require_unused(file: Path, location: str) -> None:
    """A database must not be replaced under those who use it."""
    is_itself = "://" not in location and file.exists() and file.samefile(location)
    if is_itself:
        raise OutputError(f"{file}: is the glossary itself", "name another file")
    if file.with_name(f"{file.name}-wal").exists():
        raise OutputError(f"{file}: is a glossary in use", "name another file")
