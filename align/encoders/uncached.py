"""Encoders without the cache of their vectors."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from align.encoders.base import Encoder


@runtime_checkable
class _OnCache(Protocol):
    @property
    def beneath(self) -> Encoder: ...


def uncached(encoder: Encoder) -> Encoder:
    """The encoder that one with a cache stands on; any other as it is."""
    return encoder.beneath if isinstance(encoder, _OnCache) else encoder
