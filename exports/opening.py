"""Paths as people write them, and files opened with the words of `align.documents` for failure."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from align.errors import InputError
from align.text import visible

MOST_STREAMED = 2**30  #: bytes that are taken of what has no size, such as a pipe
_IN_MEMORY = 2**20  #: of them, before the copy goes to a file
_PIECE = 2**16


def expanded(path: str) -> Path:
    """The path with ~ as the home folder; no shell does that in files, variables and forms."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # nobody's home, so a file of that name
        return Path(path)


@contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """The bytes of a file, which can be sought in; of a pipe they are a copy.

    Raises:
        InputError: there is none, it is a folder or a device, or it may not be read; a pipe gives
            more than `MOST_STREAMED`.
    """
    stream = _opened(path)
    with stream if stream.seekable() else copied(stream, visible(str(path))) as found:
        yield found


def _opened(path: Path | str) -> BufferedReader:
    try:
        mode = Path(path).stat().st_mode
        if not (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)):
            return Path(path).open("rb")
    except (OSError, ValueError) as error:
        from align.documents import unreadable

        raise unreadable(path, error) from error
    raise InputError(f"{visible(str(path))}: is a device, not a file", "give a file")


@contextmanager
def copied(stream: BufferedReader | BinaryIO, name: str) -> Iterator[BinaryIO]:
    """A copy that can be sought in of what comes through a pipe.

    Args:
        name: what to call it.

    Raises:
        InputError: it does not end within `MOST_STREAMED` bytes.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        while piece := stream.read(_PIECE):  # Python answers Ctrl-C between two reads
            copy.write(piece)
            if copy.tell() > MOST_STREAMED:
                raise InputError(
                    f"{name}: gives more than {MOST_STREAMED // 2**20:,} MB",
                    "save it as a file and give that",
                )
        copy.seek(0)
        yield cast(BinaryIO, copy)
