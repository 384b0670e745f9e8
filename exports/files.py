"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from align.errors import OutputError
from exports.parts import part


def require_writable(path: Path) -> None:
    """Say early, before long work, that a file cannot be written.

    Raises:
        OutputError: its folder is missing or closed to us, or `path` is a folder, or "-", which
            people mean for standard output.
    """
    if str(path) == "-":
        raise OutputError("-: nothing is written to standard output", "name a file")
    try:
        target, mode = _place(path)
        folder = target.parent
        if mode is not None and stat.S_ISDIR(mode):
            raise OutputError(f"{path}: is a folder", "name a file in it")
        if not stat.S_ISDIR(_mode(folder) or 0):
            raise OutputError(
                f"{path}: there is no folder {folder}", "make the folder or name another"
            )
    except OSError as error:
        raise refused(path, error) from error
    may_write = mode is None or os.access(path, os.W_OK)
    if _is_file(mode):
        may_write = may_write and os.access(folder, os.W_OK | os.X_OK)
    if not may_write:
        raise OutputError(f"{path}: permission denied", "name a file that you may write")


@contextmanager
def replacing(path: Path, *, lasting: bool = True) -> Iterator[Path]:
    """Give a temporary neighbour to write; put it in the place of `path` when all went well.

    It is on the disk before it takes that place. Where the body raises, or a signal ends the
    process, the old file stays as it was and the neighbour is removed. A link is followed. What is
    no regular file (a pipe, a device) is never replaced: it gets the bytes.

    Args:
        lasting: wait for the disk, so that no crash of the machine leaves an empty file.

    Raises:
        OutputError: the file cannot be written: permission, a full disk, a folder in its place.
    """
    require_writable(path)
    try:
        target, mode = _place(path)
        with part(target.parent if _is_file(mode) else None) as neighbour:
            yield neighbour
            if _is_file(mode):
                neighbour.chmod(_new_file_mode() if mode is None else mode & 0o777)
                if lasting:
                    _sync(neighbour)
                neighbour.replace(target)
                with suppress(OSError):  # the file is there; not every file system can do more
                    if lasting:
                        _sync(target.parent)
            else:
                with neighbour.open("rb") as whole, path.open("wb") as stream:
                    shutil.copyfileobj(whole, stream)
    except BrokenPipeError:
        raise  # the reader has left, as it may
    except OSError as error:
        raise refused(path, error) from error


@contextmanager
def sending(path: Path, stream: BinaryIO) -> Iterator[Path]:
    """Give a temporary file to write, and send it on in one piece when all went well.

    Args:
        path: what errors call the stream.

    Raises:
        OutputError: the temporary file or the stream cannot be written.
    """
    try:
        with part(None) as neighbour:
            yield neighbour
            with neighbour.open("rb") as written:
                shutil.copyfileobj(written, stream)
            stream.flush()  # else a full disk is met once all was said to be well
    except BrokenPipeError:
        raise  # the reader has left, as it may
    except OSError as error:
        raise refused(path, error) from error


def _sync(path: Path) -> None:
    """Have what was written of a file or a folder on the disk, so that no crash takes it back."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(path: Path) -> tuple[Path, int | None]:
    """What a path stands for once links are followed, and the mode of what is there.

    The shell's pipes (/dev/fd/63) are links too, but to what has no other name.
    """
    mode = _mode(path)
    is_link = path.is_symlink() and _is_file(mode)
    return Path(os.path.realpath(path)) if is_link else path, mode


def _is_file(mode: int | None) -> bool:
    """Whether a regular file is there or may be made there."""
    return mode is None or stat.S_ISREG(mode)


def _mode(path: Path) -> int | None:
    """The mode of what a path leads to; None where nothing is there.

    Raises:
        OSError: it cannot be told: a closed folder, a name that is too long.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _new_file_mode() -> int:
    """What the umask gives a new file; temporary files are private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def refused(path: Path, error: OSError) -> OutputError:
    """What to tell people where the system does not let a file be written."""
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"{path}: {reason}", "write somewhere else")
