"""Paths as people write them, and files opened with the words of `align.documents` for failure."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path

from align.errors import InputError


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
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file", "check the path") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder", "give a file in it") from error
    except PermissionError as error:
        raise InputError(f"{path}: may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read ({reason})", "check the path") from error
