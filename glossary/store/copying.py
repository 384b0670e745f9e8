"""A copy of a glossary in use, of one state of it, as an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from align.errors import OutputError
from glossary.store import schema
from glossary.store.glossary import Glossary
from glossary.store.rows import utc

_BATCH = 1_000  #: rows copied at a time


def copy(glossary: Glossary, path: Path) -> None:
    """Write the glossary with its documents and history to `path`, which is empty or not there.

    Others may read and write the glossary meanwhile. That of a server becomes an SQLite file like
    any other, which `Glossary.open` opens.

    Raises:
        OutputError: the file cannot be written.
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            _copy_file(driver, path)
        else:
            copy_rows(connection, path)


def _copy_file(source: sqlite3.Connection, path: Path) -> None:
    """By SQLite's own backup, page by page, inside the caller's transaction."""
    try:
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)
            # One file without companions; the next to write to it sets WAL up again.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise OutputError(f"{path}: the copy failed: {error}", "check the disk") from error


def copy_rows(connection: Connection, path: Path) -> None:
    """Row by row through SQLAlchemy, from whatever database `connection` is to."""
    with Glossary.open(str(path)) as made, made.writing() as target:
        for table in schema.metadata.sorted_tables:
            rows = connection.execution_options(yield_per=_BATCH).execute(select(table))
            for part in rows.mappings().partitions():
                target.execute(
                    insert(table),
                    [{name: _plain(value) for name, value in row.items()} for row in part],
                )


def _plain(value: Any) -> Any:
    """Times in UTC: a server gives them in a zone of its own, and SQLite keeps none."""
    return utc(value) if isinstance(value, datetime) else value
