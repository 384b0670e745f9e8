"""Small file systems of a test's own: full ones, and such as may only be read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(place: Path, size: str = "8m") -> Iterator[Path]:
    """Mount an empty file system of this size; CI runs as root and must be able to."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
        missing = done.stderr.strip() if done.returncode else ""
    except FileNotFoundError as error:
        missing = str(error)
    if missing:
        pytest.skip(f"no file system can be mounted here: {missing}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def make_read_only(place: Path) -> None:
    """Let a file system that `disk` gave only be read from now on."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)


def fill(place: Path) -> None:
    """Take all the space that a file system has left."""
    handle = os.open(place / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        for size in (1 << 16, 1 << 9, 1):
            while _written(handle, size):
                pass
    finally:
        os.close(handle)


def _written(handle: int, size: int) -> bool:
    try:
        return os.write(handle, b"x" * size) > 0
    except OSError:
        return False
