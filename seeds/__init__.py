"""What ships with tifa: texts, the starter glossary, and the statistics of state TV news."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def seed(name: str) -> Traversable:
    """One of the files of this folder, which README.md lists."""
    return files(__name__) / name
