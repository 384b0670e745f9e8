"""What ships with tifa: the seed article, its back-translation and the starter glossary."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def seed(name: str) -> Traversable:
    """One of the files of this folder: "article.txt", "article.zh.txt" or "starter.jsonl"."""
    return files(__name__) / name
