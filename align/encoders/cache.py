"""Vectors kept on disk from one run to the next, by content and model.

A text's key is a SHA-256 digest: the cache holds no text. Still, who has a text can find out
whether it was encoded here, and vectors say something of what was encoded, so the file is its
owner's only, `clear` removes it, and callers let people do without. The rows are in an
`align.encoders.stored.Store`.

Vectors of sentences are kept. Those of single words are made as fast as they are read, and those of
tokens in context take too much room: both are made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np

from align.encoders.base import Encoder, RunEncoder, Runs, Vectors, is_blank
from align.encoders.lexical import WordEncoder
from align.encoders.stored import FILE, Store, Usage, clear, usage
from align.encoders.token_vectors import TokenEncoder, TokenVectors
from align.errors import EncoderError

__all__ = ["FILE", "Usage", "cached", "clear", "usage"]


def cached(
    encoder: Encoder,
    folder: Path,
    megabytes: int = 1_024,
    failed: Callable[[EncoderError], None] | None = None,
    renewed: Callable[[EncoderError], None] | None = None,
) -> Encoder:
    """The encoder, which first looks into the cache in `folder` and writes there what is new.

    What else the encoder offers (sums for runs, vectors of words and of tokens) this one offers.

    Args:
        encoder: what encodes the texts that are not in the cache.
        folder: where the cache is, or is made.
        megabytes: how large it may grow.
        failed: is told, once, why the cache cannot be used, and the work goes on without it; by
            default the error is raised.
        renewed: is told that the cache was damaged, or of an earlier tifa, and was begun anew.
    """
    store = Store(folder, megabytes, failed, renewed)
    parts = tuple(part for protocol, part in _PARTS if isinstance(encoder, protocol))
    made = type("Cached", parts or (_Cached,), {})
    return cast(Encoder, made(encoder, store))


class _Cached:
    def __init__(self, encoder: Any, store: Store) -> None:
        self._encoder = encoder
        self._store = store
        self.name: str = encoder.name
        self.dimensions: int = encoder.dimensions

    @property
    def beneath(self) -> Encoder:
        """What encodes the texts that are not in the cache."""
        return cast(Encoder, self._encoder)

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

    def runs(self, texts: Sequence[str]) -> Runs:
        if not texts or any(map(is_blank, texts)):
            return cast(Runs, self._encoder.runs(texts))
        own = self._sample.inner.shape[1]
        has_ends = self._sample.begin is not None
        width = 1 + own * (3 if has_ends else 1)
        rows = self._store.rows(self._keys("runs", texts), width, self._fresh, texts)
        parts = [rows[:, start : start + own] for start in range(1, width, own)]
        begin, end = (parts[1], parts[2]) if has_ends else (None, None)
        return Runs(parts[0], begin, end, rows[:, 0].copy(), self._sample.head)

    @cached_property
    def _sample(self) -> Runs:
        """What the encoder's sums look like; asked for late, as it may be reading its tables."""
        return cast(Runs, self._encoder.runs(["一"]))

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
