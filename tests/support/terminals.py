"""What is written to a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import forked


@contextmanager
def terminal(columns: int = 500) -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: our end, and the one for a program; who gave that away closes it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def shown_by(
    arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """What a command of `tifa` exits with and shows on a terminal wide enough for anything."""
    with terminal() as (ours, theirs), ThreadPoolExecutor(1) as reader:
        shown = reader.submit(written_to, ours)
        answer = forked.tifa(arguments, folder, {**environment, "TERM": "xterm"}, terminal=theirs)
        os.close(theirs)
        return answer.code, shown.result()


def written_to(ours: int) -> str:
    """All that came out of a pseudo-terminal whose other end is closed, or closes later.

    A single read returns what happens to have arrived, so one reads until the other end is gone.
    """
    return b"".join(_parts(ours)).decode("utf-8")


def _parts(ours: int) -> Iterator[bytes]:
    try:
        while part := os.read(ours, 65_536):
            yield part
    except OSError:  # so Linux says that the other end is closed
        return
