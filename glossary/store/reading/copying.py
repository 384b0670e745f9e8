"""A copy of a glossary in use, of one state of it, as an SQLite file."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from align.errors import GlossaryError, OutputError
from glossary.store.database import schema
from glossary.store.database.rows import utc
from glossary.store.database.soundness import require_sound_rows
from glossary.store.glossary import Glossary

_BATCH = 1_000  #: rows copied at a time
_PAGES = 1_000  #: of the file, copied at a time
#: What SQLite calls what happens to the new file.
_ERRNO = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}


def copy(glossary: Glossary, path: Path) -> None:
    """Write the glossary with its documents and history to `path`, which is empty or not there.

    Others may read and write the glossary meanwhile. That of a server becomes an SQLite file like
    any other, which `Glossary.open` opens. The copy is sound in every row.

    Raises:
        OSError, OutputError: the file cannot be written.
        GlossaryError: the glossary cannot be read, or is damaged.
    """
    with glossary.reading() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            _copy_file(driver, path)
        else:
            copy_rows(connection, path)
        with Glossary.open(str(path), read_only=True) as made, made.reading() as target:
            try:
                require_sound_rows(target)
            except GlossaryError as error:
                raise GlossaryError(
                    f"the glossary {glossary.location} is damaged, and no copy of it is kept:"
                    f" {error.what}",
                    error.remedy,
                ) from error


def _copy_file(source: sqlite3.Connection, path: Path) -> None:
    """By SQLite's own backup, page by page, inside the caller's transaction."""
    try:
        with closing(sqlite3.connect(path)) as target:
            # Between the steps Python hears of signals.
            source.backup(target, pages=_PAGES, progress=lambda *_: None)
            # One file without companions; the next to write to it sets WAL up again.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        number = _ERRNO.get(error.sqlite_errorcode & 0xFF)
        if number is None:
            raise OutputError(f"{path}: the copy failed: {error}", "check the disk") from error
        raise OSError(number, os.strerror(number)) from error


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
