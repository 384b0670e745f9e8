"""Paths as people write them, and files opened with the words of `align.documents` for failure."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path


def expanded(path: str) -> Path:
    """The path with ~ as the home folder; no shell does that in files, variables and forms."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # nobody's home, so a file of that name
        return Path(path)


def opened(path: Path | str) -> BufferedReader:
    """The bytes of a file, to be closed by who asked.

    Raises:
        InputError: there is none, it is a folder, or it may not be read.
    """
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        from align.documents import unreadable

        raise unreadable(path, error) from error
