"""Vectors kept on disk from one run to the next, by content and model.

A text's key is a SHA-256 digest: the cache holds no text. Still, who has a text can find out
whether it was encoded here, so the file is its owner's only, `clear` removes it, and callers let
people do without. The cache is a SQLite file that several processes may use at once; what was not
used for longest goes when it outgrows its limit.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from align.encoders.base import Encoder, RunEncoder, Runs, Vectors, is_blank
from align.errors import EncoderError

FILE = "vectors.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, data BLOB NOT NULL, used INTEGER NOT NULL
)
"""
#: Of a full cache this share goes at once.
_SHARE = 4
_HOUR = 3_600
_ASKED = 500
_WAIT = 30.0


def cached(encoder: Encoder, folder: Path, megabytes: int = 1_024) -> Encoder:
    """The encoder, which first looks into the cache in `folder` and writes there what is new.

    Args:
        encoder: what encodes the texts that are not in the cache.
        folder: where the cache is, or is made.
        megabytes: how large it may grow.
    """
    store = _Store(folder, megabytes)
    if isinstance(encoder, RunEncoder):
        return _CachedRuns(encoder, store)
    return _Cached(encoder, store)


def clear(folder: Path) -> int:
    """Remove the cache in a folder; returns the bytes that it took.

    Raises:
        EncoderError: it cannot be removed.
    """
    freed = 0
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        path = folder / name
        try:
            freed += path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise EncoderError(f"{path}: the cache cannot be removed ({error.strerror})") from error
    return freed


class _Cached:
    def __init__(self, encoder: Encoder, store: _Store) -> None:
        self._encoder = encoder
        self._store = store
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = self._store.rows(self._keys("vector", texts), self._encoder.encode, texts)
        return rows if len(texts) else self._encoder.encode(texts)

    def _keys(self, kind: str, texts: Sequence[str]) -> list[bytes]:
        model = getattr(self._encoder, "identity", self.name)
        head = hashlib.sha256(f"{kind}\0{model}\0".encode("utf-8", "surrogatepass"))
        keys = []
        for text in texts:
            digest = head.copy()
            digest.update(text.encode("utf-8", "surrogatepass"))
            keys.append(digest.digest())
        return keys


class _CachedRuns(_Cached):
    def __init__(self, encoder: RunEncoder, store: _Store) -> None:
        super().__init__(encoder, store)
        self._runs = encoder.runs
        sample = encoder.runs(["一"])
        self._width = sample.inner.shape[1]
        self._ends = sample.begin is not None
        self._head = sample.head

    def runs(self, texts: Sequence[str]) -> Runs:
        if not texts or any(map(is_blank, texts)):
            return self._runs(texts)
        rows = self._store.rows(self._keys("runs", texts), self._fresh, texts)
        parts = [
            rows[:, start : start + self._width] for start in range(1, rows.shape[1], self._width)
        ]
        begin, end = (parts[1], parts[2]) if self._ends else (None, None)
        return Runs(parts[0], begin, end, rows[:, 0].copy(), self._head)

    def _fresh(self, texts: Sequence[str]) -> Vectors:
        made = self._runs(texts)
        parts = [part for part in (made.inner, made.begin, made.end) if part is not None]
        return np.concatenate([made.lengths[:, None], *parts], axis=1)


class _Store:
    """Rows of numbers by key, in a file."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._path = folder / FILE
        self._limit = megabytes << 20

    def rows(
        self,
        keys: Sequence[bytes],
        make: Callable[[Sequence[str]], Vectors],
        texts: Sequence[str],
    ) -> Vectors:
        """The row of each key; those that are missing are made of the texts and kept."""
        with self._connection() as connection:
            known = self._known(connection, keys)
        missing = list(dict.fromkeys(key for key in keys if key not in known))
        if missing:
            by_key = dict(zip(keys, texts, strict=True))
            made = make([by_key[key] for key in missing])
            known |= dict(zip(missing, made, strict=True))
            with self._connection() as connection:
                self._keep(connection, missing, made)
        return np.array([known[key] for key in keys], dtype=np.float32)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise EncoderError(
                f"{self._path}: the cache of vectors cannot be used ({error})",
                "clear the cache, or work without it",
            ) from error

    @staticmethod
    def _known(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            marks = ",".join("?" * len(asked))
            for key, data in connection.execute(
                f"SELECT key, data FROM vectors WHERE key IN ({marks})",  # noqa: S608 only marks
                asked,
            ):
                found[key] = np.frombuffer(data, dtype="<f4")
        connection.executemany(
            "UPDATE vectors SET used = ? WHERE key = ? AND used < ?",
            [(_now(), key, _now()) for key in found],
        )
        return found

    def _keep(self, connection: sqlite3.Connection, keys: list[bytes], rows: Vectors) -> None:
        connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [
                (key, row.astype("<f4").tobytes(), _now())
                for key, row in zip(keys, rows, strict=True)
            ],
        )
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        if (pages - free) * size > self._limit:
            connection.execute(
                "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors "
                "ORDER BY used, rowid LIMIT (SELECT count(*) / ? + 1 FROM vectors))",
                (_SHARE,),
            )


def _now() -> int:
    """Hours since 1970: how long ago something was used need not be known better."""
    return int(time.time()) // _HOUR
