"""The standard streams: there at all, UTF-8 wherever a program writes or reads them, and harmless.

What is written to a terminal through `sys.stdout` and `sys.stderr` (text, bytes, warnings of
libraries) can command it nothing: controls are written as escapes. Files and pipes get every
character as it is. Rich, which commands the terminal by right, writes to `beneath` the stream; its
consoles are made in `cli.console`, which keeps the same from it.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, BinaryIO, TextIO

from align.errors import InputError
from align.text import STANDARD_INPUT, escaped_controls

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

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
    sys.stdout, sys.stderr = _harmless(sys.stdout), _harmless(sys.stderr)


def beneath(stream: TextIO) -> TextIO:
    """The stream for who sends commands to a terminal, and nothing of a text unescaped."""
    return stream.terminal if isinstance(stream, _Harmless) else stream


def _harmless(stream: TextIO) -> TextIO:
    if isinstance(stream, _Harmless) or not (stream.isatty() and hasattr(stream, "buffer")):
        return stream
    return _Harmless(stream)


class _Harmless(io.TextIOWrapper):
    """A text stream to a terminal; `buffer` is as harmless."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal
        super().__init__(
            _Escaping(terminal.buffer, terminal.encoding),
            encoding=terminal.encoding,
            errors="backslashreplace",
            line_buffering=True,
        )


class _Escaping(io.BufferedIOBase):
    """Bytes on the way to a terminal, in its encoding; characters may come in parts."""

    def __init__(self, terminal: BinaryIO, encoding: str) -> None:
        self.name = terminal.name
        self._terminal = terminal
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("backslashreplace")
        self._held = ""  #: a carriage return whose line feed may come with the next bytes

    def write(self, data: ReadableBuffer) -> int:
        text = self._held + self._decoder.decode(bytes(data))
        self._held = "\r" if text.endswith("\r") else ""
        shown = escaped_controls(text.removesuffix(self._held))
        self._terminal.write(shown.encode(self._encoding, "backslashreplace"))
        return len(memoryview(data).cast("B"))

    def flush(self) -> None:
        self._terminal.flush()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._terminal.fileno()


def opened(path: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, or of standard input for "-".

    Raises:
        InputError: as for `exports.opening.opened`.
    """
    from exports import opening

    return nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else opening.opened(path)


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
                "write one query per line",
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
