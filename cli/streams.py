"""The standard streams: UTF-8 wherever a program writes or reads them, and there at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from align.errors import InputError

#: Bytes in a line of standard input; no query comes near.
LONGEST_LINE = 65_536


def prepare() -> None:
    """Make the standard streams fit for use, whatever the shell and the locale gave us.

    A stream that the shell has closed becomes the null device: otherwise the next file that is
    opened, such as the glossary, would take its number and receive what is written to it. What no
    encoding holds (half of a character in a file's name) is written as an escape.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open to the end
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def abandon_output() -> None:
    """Let nothing more be written to standard output, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def settle_output() -> None:
    """Send out what was written, after an error that was told: what cannot be sent is given up.

    Else it is tried again at exit, which fails with a code and a message of Python's own.
    """
    try:
        sys.stdout.flush()
    except OSError:
        abandon_output()


def input_lines() -> Iterator[str]:
    """The lines of standard input that hold anything, as soon as each is there.

    Raises:
        InputError: a line is not UTF-8 or too long to be a query; it is named.
    """
    number = 0
    while data := sys.stdin.buffer.readline(LONGEST_LINE):
        number += 1
        if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
            raise InputError(
                f"standard input, line {number}: longer than {LONGEST_LINE:,} bytes",
                "write one query a line",
            )
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise InputError(
                f"standard input, line {number}: not UTF-8", "convert it to UTF-8"
            ) from None
        if line:
            yield line


def given(names: Sequence[str]) -> Iterator[str]:
    """The names, those on standard input in the place of "-"."""
    for name in names:
        if name == "-":
            yield from input_lines()
        else:
            yield name
