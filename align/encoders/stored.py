"""Rows of numbers by key in a file, none of which is believed without its checksum.

The file is SQLite's, which several processes may use at once. It can be made again from nothing:
what is damaged is never read for something else, never stops the work, and is replaced. A row
whose checksum does not fit its key and numbers counts as missing; a file that SQLite cannot use is
removed and begun anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from align.encoders.base import Vectors
from align.errors import EncoderError
from align.owned import make_own_file, own_file, own_folder

Result = TypeVar("Result")

FILE = "vectors.sqlite"
#: What SQLite keeps beside its file for a while.
_BESIDE = tuple(f"{FILE}-{ending}" for ending in ("journal", "wal", "shm"))
_FILES = (FILE, *_BESIDE)
#: `used` comes before `data`, so that finding the oldest reads no vectors.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, checksum BLOB NOT NULL, data BLOB NOT NULL
)
"""
#: Rows of 6 KB fill pages of this size; of the usual 4 KB a quarter would stay empty.
_PAGE = 32_768
#: Of a full cache this share goes at once.
_SHARE = 4
_DAY = 86_400
_ASKED = 500
_BYTES = 4
_CHECKSUM = 16  #: bytes: nothing that differs passes by chance
#: Seconds to wait for another process, which writes for a moment only.
_WAIT = 5.0
#: What SQLite cannot do now and could do later: the file is not to blame.
_PASSING = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
    }
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a cache holds.

    Attributes:
        size: bytes on disk.
        vectors: rows, one for each text and each kind of vector.
    """

    size: int
    vectors: int


def usage(folder: Path) -> Usage:
    """What the cache in a folder holds; nothing where there is none.

    Raises:
        EncoderError: it cannot be read.
    """
    path = folder / FILE
    try:
        size = sum(each.stat().st_size for name in _FILES if own_file(each := folder / name))
        if not size:
            return Usage(0, 0)
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, timeout=_WAIT, uri=True)) as connection:
            (vectors,) = connection.execute("SELECT count(*) FROM vectors").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path, error) from error
    return Usage(size, vectors)


def clear(folder: Path) -> int:
    """Remove the cache in a folder; returns the bytes that it took.

    Raises:
        EncoderError: it cannot be removed.
    """
    try:
        return _remove(folder)
    except OSError as error:
        raise EncoderError(
            f"{error.filename}: the cache cannot be removed ({error.strerror})",
            "remove it by hand",
        ) from error


def _remove(folder: Path) -> int:
    """The bytes that the files took which are removed; of a link it goes, not what it leads to."""
    freed = 0
    for name in _FILES:
        path = folder / name
        with suppress(FileNotFoundError, NotADirectoryError):
            size = path.lstat().st_size
            path.unlink()
            freed += size
    return freed


def _unusable(path: Path, error: Exception) -> EncoderError:
    reason = getattr(error, "strerror", None) or error
    return EncoderError(
        f"{path}: the cache of vectors cannot be used ({reason})",
        "clear it with 'tifa cache clear', or give --no-cache",
    )


class Store:
    """The rows in the file of a folder.

    Args:
        megabytes: how large the file may grow; what was not used for longest goes then.
        failed: is told, once, why the file cannot be used, and the work goes on without it; by
            default the error is raised.
        renewed: is told that the file was damaged and is begun anew.
    """

    def __init__(
        self,
        folder: Path,
        megabytes: int,
        failed: Callable[[EncoderError], None] | None,
        renewed: Callable[[EncoderError], None] | None = None,
    ) -> None:
        self._path = folder / FILE
        self._limit = megabytes << 20
        self._failed = failed
        self._renewed = renewed
        self._given_up = False

    def rows(
        self,
        keys: Sequence[bytes],
        width: int,
        make: Callable[[Sequence[str]], Vectors],
        texts: Sequence[str],
    ) -> Vectors:
        """The row of each key, `width` numbers; those that are missing are made of the texts."""
        known = self._attempt(lambda connection: _known(connection, keys, width)) or {}
        missing = list(dict.fromkeys(key for key in keys if key not in known))
        if missing:
            by_key = dict(zip(keys, texts, strict=True))
            made = make([by_key[key] for key in missing])
            known |= dict(zip(missing, made, strict=True))
            self._attempt(lambda connection: _keep(connection, missing, made, self._limit))
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _attempt(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do something with the cache, wholly or not at all; None once the cache has failed."""
        if self._given_up:
            return None
        try:
            try:
                return self._do(work)
            except sqlite3.Error as error:
                if _code(error) in _PASSING:
                    raise
                self._renew(error)
                return self._do(work)
        except (sqlite3.Error, OSError) as error:
            unusable = _unusable(self._path, error)
            if self._failed is None:
                raise unusable from error
            self._given_up = True
            self._failed(unusable)
            return None

    def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        own_folder(self._path.parent)
        make_own_file(self._path)
        for name in _BESIDE:
            own_file(self._path.with_name(name))
        with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection, connection:
            connection.text_factory = bytes  # damage may give a value any type
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute(_SCHEMA)
            return work(connection)

    def _renew(self, error: sqlite3.Error) -> None:
        """Remove the file, which is damaged or of an earlier version."""
        _remove(self._path.parent)
        if self._renewed is not None:
            self._renewed(
                EncoderError(f"{self._path}: the cache of vectors was begun anew ({error})")
            )


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code of an error, or what it has for damage where Python has none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF


def _checksum(key: bytes, data: bytes) -> bytes:
    """What fits these numbers under this key only."""
    return hashlib.blake2b(data, digest_size=_CHECKSUM, key=key).digest()


def _known(
    connection: sqlite3.Connection, keys: Sequence[bytes], width: int
) -> dict[bytes, Vectors]:
    """The rows that the cache has, sound ones only."""
    found: dict[bytes, Vectors] = {}
    for start in range(0, len(keys), _ASKED):
        asked = keys[start : start + _ASKED]
        marks = ",".join("?" * len(asked))
        for key, checksum, data in connection.execute(
            f"SELECT key, checksum, data FROM vectors WHERE key IN ({marks})"  # noqa: S608 only marks
            " AND typeof(data) = 'blob' AND length(data) = ?",
            (*asked, _BYTES * width),
        ):
            if checksum == _checksum(key, data):
                found[key] = np.frombuffer(data, dtype="<f4")
    today = _today()
    connection.executemany(
        "UPDATE vectors SET used = ? WHERE key = ? AND used < ?",
        [(today, key, today) for key in found],
    )
    return found


def _keep(connection: sqlite3.Connection, keys: Sequence[bytes], rows: Vectors, limit: int) -> None:
    """Add rows, and remove the oldest where they are more than `limit` bytes."""
    today = _today()
    packed = [row.astype("<f4").tobytes() for row in rows]
    connection.executemany(
        "INSERT OR REPLACE INTO vectors (key, used, checksum, data) VALUES (?, ?, ?, ?)",
        [(key, today, _checksum(key, data), data) for key, data in zip(keys, packed, strict=True)],
    )
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if (pages - free) * size > limit:
        connection.execute(
            "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors "
            "ORDER BY used, rowid LIMIT (SELECT count(*) / ? + 1 FROM vectors))",
            (_SHARE,),
        )


def _today() -> int:
    """Days since 1970: how long ago something was used need not be known better."""
    return int(time.time()) // _DAY
