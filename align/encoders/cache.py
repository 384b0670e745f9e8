"""Vectors kept on disk from one run to the next, by content and model.

A text's key is a SHA-256 digest: the cache holds no text. Still, who has a text can find out
whether it was encoded here, and vectors say something of what was encoded, so the file is its
owner's only, `clear` removes it, and callers let people do without. The cache is a SQLite file that
several processes may use at once; what was not used for longest goes when it outgrows its limit.

Vectors of sentences are kept. Those of single words are made as fast as they are read, and those of
tokens in context take too much room: both are made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from align.encoders.base import Encoder, RunEncoder, Runs, Vectors, is_blank
from align.encoders.lexical import WordEncoder
from align.encoders.token_vectors import TokenEncoder, TokenVectors
from align.errors import EncoderError

Result = TypeVar("Result")

FILE = "vectors.sqlite"
_FILES = (FILE, f"{FILE}-journal")
#: `used` comes before `data`, so that finding the oldest reads no vectors.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, data BLOB NOT NULL
)
"""
#: Rows of 6 KB fill pages of this size; of the usual 4 KB a quarter would stay empty.
_PAGE = 32_768
#: Of a full cache this share goes at once.
_SHARE = 4
_DAY = 86_400
_ASKED = 500
_BYTES = 4
#: Seconds to wait for another process, which writes for a moment only.
_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a cache holds.

    Attributes:
        size: bytes on disk.
        vectors: rows, one for each text and each kind of vector.
    """

    size: int
    vectors: int


def cached(
    encoder: Encoder,
    folder: Path,
    megabytes: int = 1_024,
    failed: Callable[[EncoderError], None] | None = None,
) -> Encoder:
    """The encoder, which first looks into the cache in `folder` and writes there what is new.

    What else the encoder offers (sums for runs, vectors of words and of tokens) this one offers.

    Args:
        encoder: what encodes the texts that are not in the cache.
        folder: where the cache is, or is made.
        megabytes: how large it may grow.
        failed: is told, once, why the cache cannot be used, and the work goes on without it; by
            default the error is raised.
    """
    store = _Store(folder, megabytes, failed)
    parts = tuple(part for protocol, part in _PARTS if isinstance(encoder, protocol))
    made = type("Cached", parts or (_Cached,), {})
    return cast(Encoder, made(encoder, store))


def usage(folder: Path) -> Usage:
    """What the cache in a folder holds; nothing where there is none.

    Raises:
        EncoderError: it cannot be read.
    """
    path = folder / FILE
    try:
        size = sum(each.stat().st_size for name in _FILES if (each := folder / name).exists())
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
    freed = 0
    for name in _FILES:
        path = folder / name
        try:
            size = path.stat().st_size
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise EncoderError(
                f"{path}: the cache cannot be removed ({error.strerror})", "remove it by hand"
            ) from error
        freed += size
    return freed


def _unusable(path: Path, error: Exception) -> EncoderError:
    return EncoderError(
        f"{path}: the cache of vectors cannot be used ({error})",
        "clear it with 'tifa cache clear', or give --no-cache",
    )


class _Cached:
    def __init__(self, encoder: Any, store: _Store) -> None:
        self._encoder = encoder
        self._store = store
        self.name: str = encoder.name
        self.dimensions: int = encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return cast(Vectors, self._encoder.encode(texts))
        keys = self._keys("vector", texts)
        return self._store.rows(keys, self.dimensions, self._encoder.encode, texts)

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
    """A row of the cache is a sentence's length and its sums: inner, and begin and end if any."""

    def __init__(self, encoder: Any, store: _Store) -> None:
        super().__init__(encoder, store)
        sample = encoder.runs(["一"])
        self._width = sample.inner.shape[1]
        self._ends = sample.begin is not None
        self._head = sample.head

    def runs(self, texts: Sequence[str]) -> Runs:
        if not texts or any(map(is_blank, texts)):
            return cast(Runs, self._encoder.runs(texts))
        width = 1 + self._width * (3 if self._ends else 1)
        rows = self._store.rows(self._keys("runs", texts), width, self._fresh, texts)
        parts = [rows[:, start : start + self._width] for start in range(1, width, self._width)]
        begin, end = (parts[1], parts[2]) if self._ends else (None, None)
        return Runs(parts[0], begin, end, rows[:, 0].copy(), self._head)

    def _fresh(self, texts: Sequence[str]) -> Vectors:
        made = self._encoder.runs(texts)
        parts = [part for part in (made.inner, made.begin, made.end) if part is not None]
        return np.concatenate([made.lengths[:, None], *parts], axis=1)


class _WithWords(_Cached):
    def encode_words(self, words: Sequence[str]) -> Vectors:
        return cast(Vectors, self._encoder.encode_words(words))


class _WithTokens(_Cached):
    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return cast("list[TokenVectors]", self._encoder.encode_tokens(texts))


#: What an encoder may offer beyond `encode`, and the class that offers the same.
_PARTS: tuple[tuple[type, type[_Cached]], ...] = (
    (RunEncoder, _CachedRuns),
    (WordEncoder, _WithWords),
    (TokenEncoder, _WithTokens),
)


class _Store:
    """Rows of numbers by key, in a file."""

    def __init__(
        self, folder: Path, megabytes: int, failed: Callable[[EncoderError], None] | None
    ) -> None:
        self._path = folder / FILE
        self._limit = megabytes << 20
        self._failed = failed
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
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection, connection:
                connection.execute(f"PRAGMA page_size = {_PAGE}")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_SCHEMA)
                return work(connection)
        except (sqlite3.Error, OSError) as error:
            unusable = _unusable(self._path, error)
            if self._failed is None:
                raise unusable from error
            self._given_up = True
            self._failed(unusable)
            return None


def _known(
    connection: sqlite3.Connection, keys: Sequence[bytes], width: int
) -> dict[bytes, Vectors]:
    """The rows that the cache has."""
    found: dict[bytes, Vectors] = {}
    for start in range(0, len(keys), _ASKED):
        asked = keys[start : start + _ASKED]
        marks = ",".join("?" * len(asked))
        for key, data in connection.execute(
            f"SELECT key, data FROM vectors WHERE key IN ({marks}) AND length(data) = ?",  # noqa: S608 only marks
            (*asked, _BYTES * width),
        ):
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
    connection.executemany(
        "INSERT OR REPLACE INTO vectors (key, used, data) VALUES (?, ?, ?)",
        [(key, today, row.astype("<f4").tobytes()) for key, row in zip(keys, rows, strict=True)],
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
