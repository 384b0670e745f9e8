"""What databases complain about, as one clear line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from align.errors import ConflictError, GlossaryError
from glossary.model import Concept

#: What the driver says, in lower case; what to say; what to try. The first that fits is used.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (
        "file is not a database",
        "is no glossary: the file is not an SQLite database",
        "give another file; the file was left as it is",
    ),
    (
        "malformed",
        "is damaged",
        "restore a backup, or save what is left with: sqlite3 FILE .recover",
    ),
    ("is locked", "is being written by another program", "wait for it to end, then try again"),
    ("readonly database", "cannot be written: it is read-only", "check the file's permissions"),
    (
        "database or disk is full",
        "cannot be written: the disk is full",
        "free some space, then try again; nothing was changed",
    ),
    ("disk i/o error", "cannot be read or written: input/output error", "check the disk"),
    (
        "unable to open database file",
        "cannot be opened",
        "check that the path is right and that you may write to its folder",
    ),
    ("password authentication failed", "refuses the user or password", "check the URL"),
    ("no password supplied", "asks for a password", "put it into the URL or into ~/.pgpass"),
    ("does not exist", "does not exist on the server", "create the database, or check the URL"),
    ("could not translate host name", "cannot be reached: no such host", "check the URL"),
    ("failed to resolve host", "cannot be reached: no such host", "check the URL"),
    ("connection refused", "cannot be reached: connection refused", "check server and port"),
    ("timeout", "cannot be reached: no answer in time", "check server and network"),
)


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
def told(location: str) -> Iterator[None]:
    """Turn what the database complains about into a `GlossaryError` that names the glossary."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _explained(str(error.orig), location) from error
    except exc.SQLAlchemyError as error:
        raise _explained(str(error), location) from error


def _explained(said: str, location: str) -> GlossaryError:
    line = " ".join(said.split())
    for mark, what, remedy in _FAULTS:
        if mark in line.lower():
            return GlossaryError(f"the glossary {location} {what}", remedy)
    return GlossaryError(
        f"the glossary {location} cannot be used: {line[:200]}", "nothing was changed"
    )
