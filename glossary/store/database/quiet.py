"""Read an SQLite file where nothing can or may be written: neither to it nor beside it.

Even to read a file in WAL mode SQLite puts two files beside it. A program that may write takes them
away again; one that may not leaves them there, where they lock the file for its owner, and on a
full disk it cannot read at all.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from align.errors import GlossaryError
from glossary.store.database.schema import VERSION_TABLE

_ROOM = 1 << 18  #: bytes that SQLite's files may need beside one that is only read
_LOGS = ("-wal", "-journal")  #: what holds changes that are not in the file yet

Rows = Callable[[str], Sequence[Any]]


def may_write(path: Path) -> bool:
    """Whether SQLite can put its files beside this one and will take them away again."""
    # The superuser may write what nobody is to write.
    is_open = path.stat().st_mode & 0o222 and os.access(path, os.W_OK)
    folder = path.parent
    return bool(
        is_open and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > _ROOM
    )


def uri(path: Path, mode: str) -> str:
    """How SQLite is told of a file: `mode` is what stands behind "mode=" in a URI."""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


class Untouched:
    """A file as it can be read without a change to its folder.

    Attributes:
        uri: what SQLite is to open.

    Raises:
        GlossaryError: changes lie beside the file that only one who may write can take in, and
            there is no room for a copy.
    """

    def __init__(self, path: Path) -> None:
        if _beside(path, "-wal").exists() and _beside(path, "-shm").exists():
            self.uri = uri(path, "ro")  # in use; nothing more is needed beside it
        elif any(_size(_beside(path, log)) for log in _LOGS):
            self.uri = uri(self._copy(path), "rw")
        else:
            self.uri = uri(path, "ro&immutable=1")

    def _copy(self, path: Path) -> Path:
        """A copy that takes in what lies beside the file; it goes with this object."""
        try:
            folder = Path(tempfile.mkdtemp(prefix="tifa-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            copied = folder / "copy"
            for end in ("", *_LOGS):
                if _beside(path, end).exists():
                    shutil.copyfile(_beside(path, end), _beside(copied, end))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise GlossaryError(
                f"the glossary {path} has changes beside it that are not in the file yet,"
                f" and no copy can be made to take them in: {reason}",
                "open it once where it may be written",
            ) from error
        return copied


def require_ours(path: Path, other: GlossaryError) -> None:
    """Find that a file is another program's before SQLite opens it in earnest.

    To open a file in WAL mode for writing is to change it, by taking in what lies beside it.

    Args:
        other: what to raise then.
    """
    if not _size(path):
        return
    found = Untouched(path)
    try:
        with closing(sqlite3.connect(found.uri, uri=True)) as connection:
            is_others = is_foreign(lambda said: connection.execute(said).fetchall())
    except (sqlite3.Error, UnicodeDecodeError):
        return  # whoever opens it in earnest says what is wrong with it
    if is_others:
        raise other


def is_foreign(rows: Rows) -> bool:
    """Whether an SQLite file has something in it and is no glossary."""
    names = {row[0] for row in rows("SELECT name FROM sqlite_master")}
    if VERSION_TABLE in names:
        return False
    marks = (rows(f"PRAGMA {mark}")[0][0] for mark in ("application_id", "user_version"))
    return bool(names) or any(marks)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
