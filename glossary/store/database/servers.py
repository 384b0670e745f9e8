"""All that is peculiar to PostgreSQL: how a glossary on a server is reached, read and written."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from align.errors import GlossaryError

#: The advisory lock that writers take: a number that no other program is likely to use.
_WRITERS = int.from_bytes(b"tifa", "big")


def server_engine(url: URL, *, read_only: bool, timeout: float, writes: str) -> Engine:
    """An engine for a PostgreSQL URL; nothing is connected yet.

    Args:
        timeout: seconds to wait for the server, and for other writers.
        writes: the execution option of a connection whose transaction will write.

    Raises:
        GlossaryError: the URL names another driver than psycopg, or that is not installed.
    """
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise GlossaryError(
            f"a glossary cannot be reached through {url.drivername}", "use postgresql+psycopg://"
        )
    arguments = {
        "connect_timeout": str(max(2, round(timeout))),  # libpq takes 1 for 2
        "client_encoding": "utf8",
        "fallback_application_name": "tifa",
    }
    # A reader sees one state until it ends, as on SQLite.
    engine = _loaded(
        url.set(drivername="postgresql+psycopg"),  # alone, it is psycopg2 before SQLAlchemy 2.1
        isolation_level="REPEATABLE READ",
        connect_args={name: arguments[name] for name in arguments.keys() - url.query.keys()},
    )
    milliseconds = max(1, round(timeout * 1000))  # 0 would be for ever

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(writes, False):
            # Writers come one after the other, as on SQLite. With this isolation a statement
            # sees what was committed while its transaction waited for the lock.
            connection.exec_driver_sql(
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
                f"SET LOCAL lock_timeout = {milliseconds};"
                f"SELECT pg_advisory_xact_lock({_WRITERS})"
            )

    event.listen(engine, "begin", begin)
    if read_only:
        engine = engine.execution_options(postgresql_readonly=True)
    return engine


def _loaded(url: URL, **options: Any) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, **options)
    except ImportError as error:  # there is no psycopg, or no libpq for it
        raise GlossaryError(
            f"the database driver psycopg cannot be loaded: {' '.join(str(error).split())[:200]}",
            "install it: pip install 'tifa-glossary[postgresql]'",
        ) from error


def check_encoding(connection: Connection, location: str) -> None:
    """Refuse a database that cannot hold Chinese, before anything is put into it.

    Raises:
        GlossaryError: its encoding is not UTF-8.
    """
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise GlossaryError(
            f"the database {location} has the encoding {encoding}, and a glossary needs UTF8",
            "make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        )
