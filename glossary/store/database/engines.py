"""From the location of a glossary to a database engine; all that is peculiar to SQLite is here.

What is peculiar to PostgreSQL is in `servers`.

Python's sqlite3 begins transactions by itself, and not before DDL, so that a migration which fails
would leave its tables behind. It is switched off, and SQLAlchemy's own `begin` event says BEGIN.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from align.errors import GlossaryError
from glossary.store.database import quiet
from glossary.store.database.servers import server_engine

_WRITES = "tifa_writes"  #: the execution option of a connection whose transaction will write


def engine_for(location: str, *, create: bool, read_only: bool, timeout: float) -> Engine:
    """An engine for a path or an SQLAlchemy URL; nothing is opened or connected yet.

    Raises:
        GlossaryError: the URL is invalid, its driver is missing, or no file can stand there.
    """
    if "://" not in location:
        return _sqlite(Path(location), create=create, read_only=read_only, timeout=timeout)
    url = _parsed(location)
    backend = url.get_backend_name()
    if backend == "postgresql":
        return server_engine(url, read_only=read_only, timeout=timeout, writes=_WRITES)
    if backend != "sqlite":
        raise GlossaryError(
            f"a glossary cannot be kept in {backend}", "use SQLite (a path) or PostgreSQL (a URL)"
        )
    if not url.database or url.database == ":memory:" or url.query:
        raise GlossaryError(
            f"{shown(location)} names no file", "give the path of a file; it need not exist"
        )
    return _sqlite(Path(url.database), create=create, read_only=read_only, timeout=timeout)


def shown(location: str) -> str:
    """The location for messages: without the passwords that a URL may hold."""
    if "://" not in location:
        return location
    try:
        url = _parsed(location)
    except GlossaryError:
        return _scheme(location)
    secret = [name for name in url.query if "password" in name.lower()]
    hidden = url.update_query_dict(dict.fromkeys(secret, "..."))
    return hidden.render_as_string(hide_password=True)


def _parsed(location: str) -> URL:
    """The parts of a URL.

    Raises:
        GlossaryError: it is none; what may be a password is not repeated.
    """
    wrong = GlossaryError(
        f"{_scheme(location)} is no valid database URL",
        "give a path, or a URL such as postgresql+psycopg://user@host/name;"
        " in a password, @ is written %40 and % is written %25",
    )
    try:
        url = make_url(location)
        location.encode("utf-8")
    except (exc.ArgumentError, ValueError) as error:
        raise wrong from error
    # libpq reads no further than a NUL, and an @ too many is one of the password's.
    if "\0" in unquote(location) or location.count("@") > 1:
        raise wrong
    return url


def _scheme(location: str) -> str:
    return location.partition("://")[0] + "://…"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the glossary until it ends."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or nothing. It waits for other writers."""
    with engine.connect() as connection:
        connection = connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def tables(connection: Connection) -> set[str]:
    """The names of the tables in the database."""
    return set(inspect(connection).get_table_names())


def _sqlite(path: Path, *, create: bool, read_only: bool, timeout: float) -> Engine:
    _check(path, create=create and not read_only)
    quiet.require_ours(path, others_file(str(path)))
    if read_only:
        kept = None if quiet.may_write(path) else quiet.Untouched(path)
    else:
        kept = None
        _require_writable(path)
    mode = "rwc" if create and not read_only else "rw"
    place = quiet.uri(path, mode) if kept is None else kept.uri

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            place, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _prepare(read_only=read_only, kept=kept))
    event.listen(engine, "begin", _begin)
    return engine


def others_file(location: str) -> GlossaryError:
    """What to say of a database that is no glossary and holds something."""
    return GlossaryError(
        f"{location} is the database of another program",
        "give another file; the file was left as it is",
    )


def _check(path: Path, *, create: bool) -> None:
    """Find what is wrong with a path before SQLite calls everything "unable to open"."""
    if "\0" in str(path):  # which is_dir() would only call no folder
        raise GlossaryError("no glossary can be made at a path with a NUL", "choose another path")
    try:
        if path.is_dir():
            raise GlossaryError(f"{path} is a folder", "give the path of a file")
        if path.exists():
            if not path.is_file():
                raise GlossaryError(f"{path} is no regular file", "give the path of a file")
            if not os.access(path, os.R_OK):
                raise GlossaryError(f"{path} cannot be read", "check the file's permissions")
            return
        if not create:
            raise GlossaryError(
                f"there is no glossary {path}", "check the path, or make one with: tifa add FILE"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        what = "made at" if create else "read from"
        raise GlossaryError(
            f"no glossary can be {what} {path}: {reason}", "choose another path"
        ) from error
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise GlossaryError(
            f"no glossary can be made at {path}: you may not write to {path.parent}",
            "choose another path or change the folder's permissions",
        )


def _require_writable(path: Path) -> None:
    """Find that a file may not be written before SQLite opens it and leaves its own files there.

    Raises:
        GlossaryError: the file or its folder may only be read.
    """
    if not path.exists():
        return
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise GlossaryError(
                f"the glossary {path} cannot be written: {place} is read-only",
                "check the permissions, or use a copy",
            )


def _prepare(*, read_only: bool, kept: quiet.Untouched | None) -> Any:
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        if kept is not None:  # which lives as long as the engine does; there may be no disk to sort
            connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA query_only = ON" if read_only else "PRAGMA synchronous = FULL")

    return prepare


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_wal(engine: Engine) -> None:
    """Let people read while one writes; SQLite keeps this setting in the file.

    Where another program holds the file at this moment, the next opening does it.
    """
    if engine.dialect.name != "sqlite":
        return
    # SQLAlchemy's AUTOCOMMIT would give the connection back with Python's own BEGIN switched on.
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise GlossaryError(
                f"the glossary's journal cannot be set up: {error}", "check the disk"
            ) from error
    finally:
        connection.close()
