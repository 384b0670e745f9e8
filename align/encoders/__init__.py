"""Encoders of sentences: the offline default and transformers models, behind one protocol."""

from __future__ import annotations

from align.encoders.base import Encoder, RunEncoder, Runs, Vectors, runs
from align.encoders.registry import DEFAULT, ENCODERS, Entry, load

__all__ = [
    "DEFAULT",
    "ENCODERS",
    "Encoder",
    "Entry",
    "RunEncoder",
    "Runs",
    "Vectors",
    "load",
    "runs",
]
