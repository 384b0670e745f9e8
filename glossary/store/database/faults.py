"""What databases complain about, as one clear line each."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from align.errors import ConflictError, GlossaryError
from glossary.model import Concept

_FULL = (
    "cannot be written: the disk is full",
    "free some space, then try again; nothing was changed",
)
#: What the driver says, as a pattern; what to say; what to try. The first that fits is used.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (
        "file is not a database",
        "is no glossary: the file is not an SQLite database",
        "give another file; the file was left as it is",
    ),
    (
        "malformed|could not decode to utf-8",
        "is damaged",
        "restore a backup, or save what is left with: sqlite3 FILE .recover",
    ),
    ("is locked", "is being written by another program", "wait for it to end, then try again"),
    ("readonly database", "cannot be written: it is read-only", "check the file's permissions"),
    ("database or disk is full", *_FULL),
    ("disk i/o error", "cannot be read or written: input/output error", "check the disk"),
    (
        "unable to open database file",
        "cannot be opened",
        "check that the path is right and that you may write to its folder",
    ),
    ("password authentication failed", "refuses the user or password", "check the URL"),
    ("no password supplied", "asks for a password", "put it into the URL or into ~/.pgpass"),
    (
        'database ".*" does not exist',
        "does not exist on the server",
        "create the database, or check the URL",
    ),
    (
        'role ".*" does not exist',
        "refuses the user: the server does not know them",
        "check the URL",
    ),
    ("no pg_hba.conf entry", "refuses the user, the machine or the database", "check the URL"),
    ("too many clients|remaining connection slots", "has too many connections", "try again later"),
    ("starting up|shutting down|in recovery mode", "is not ready", "try again in a moment"),
    ("could not translate host name", "cannot be reached: no such host", "check the URL"),
    ("failed to resolve host", "cannot be reached: no such host", "check the URL"),
    ("connection refused", "cannot be reached: connection refused", "check server and port"),
    ("no such file or directory", "cannot be reached: no server has this socket", "check the URL"),
    ("timeout", "cannot be reached: no answer in time", "check server and network"),
    (
        "server closed the connection|connection is lost|consuming input failed",
        "was cut off: the connection to the server was lost",
        "see whether your last change is there, then try again",
    ),
    (
        "invalid .*connection option",
        "cannot be reached: the URL has a wrong option",
        "check the URL",
    ),
)
#: The same for the codes of SQLSTATE, which are the same in every language of a server, and for
#: what SQLite calls an I/O error and is none.
_CODES: dict[str, tuple[str, str]] = {
    "SQLITE_IOERR_SHMSIZE": _FULL,  # even a reader of a file in WAL mode needs some space
    "40001": ("is being written by another program", "try again; nothing was changed"),
    "40P01": ("is being written by another program", "try again; nothing was changed"),
    "55P03": ("is being written by another program", "wait for it to end, then try again"),
    "25006": ("cannot be written: it is read-only", "use a server and a user that may write"),
    "42501": ("may not be used: permission denied", "ask the database's owner for the rights"),
    "TF001": (  # of the triggers in docs/team.md
        "keeps decisions to reviewers",
        "propose it, or ask the database's owner for the role tifa_reviewer; nothing was changed",
    ),
    "42P07": ("cannot be made: another program has tables of its names", "use another database"),
    "3F000": ("has no schema to be made in", "create the schema, or ask for the right to use it"),
    "53100": (
        "cannot be written: the server's disk is full",
        "free some space, then try again; nothing was changed",
    ),
    "57P01": (
        "was cut off: the server is shutting down",
        "see whether your last change is there, then try again",
    ),
}


class ConceptConflictError(ConflictError):
    """Somebody else changed the concept since it was read; nothing was saved.

    Attributes:
        current: the concept as it is stored now; None where it is no longer there.
    """

    def __init__(self, what: str, remedy: str, current: Concept | None) -> None:
        super().__init__(what, remedy)
        self.current = current


class EmptyGlossaryError(GlossaryError):
    """The glossary has not been begun: its database is empty, and it is opened for reading only."""


@contextmanager
def translating_errors(location: str) -> Iterator[None]:
    """Turn what the database complains about into a `GlossaryError` that names the glossary."""
    try:
        yield
    except exc.DBAPIError as error:
        code = getattr(error.orig, "sqlstate", None) or getattr(
            error.orig, "sqlite_errorname", None
        )
        raise _explained(str(error.orig), code, location) from error
    except exc.StatementError as error:  # its own text has the statement
        raise _explained(str(error.orig), None, location) from error
    except exc.SQLAlchemyError as error:
        raise _explained(str(error), None, location) from error
    except sqlite3.Error as error:
        raise _explained(str(error), error.sqlite_errorname, location) from error
    except UnicodeDecodeError as error:  # even SQLite's own messages quote what is damaged
        raise _explained("malformed", None, location) from error


@contextmanager
def translating_damage(what: str) -> Iterator[None]:
    """Rows are read here; what no row of ours can hold becomes a `GlossaryError`.

    Args:
        what: what is damaged then, to begin a sentence.
    """
    try:
        yield
    except (ValueError, TypeError) as error:
        raise GlossaryError(
            f"{what} is damaged: {' '.join(str(error).split())[:200]}",
            "restore a backup of the glossary",
        ) from error


def _explained(said: str, code: str | None, location: str) -> GlossaryError:
    if code in _CODES:
        what, remedy = _CODES[code]
        return GlossaryError(f"the glossary {location} {what}", remedy)
    line = " ".join(said.split())
    for pattern, what, remedy in _FAULTS:
        if re.search(pattern, line, re.IGNORECASE):
            return GlossaryError(f"the glossary {location} {what}", remedy)
    return GlossaryError(
        f"the glossary {location} cannot be used: {line[:200]}", "nothing was changed"
    )
