"""Temporary files beside those that they become; none outlives the process that writes it for long.

A process holds a lock on what it writes, which ends with it however it ends. So the next one to
write in the folder can tell what a dead one left, even where they are of different containers or
their numbers were given anew; it takes that away.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

if sys.platform != "win32":
    import fcntl

_PREFIX, _SUFFIX = ".tifa-", ".part"
#: What SQLite puts beside a file that it writes.
_COMPANIONS = ("-journal", "-wal", "-shm")
#: Those that end a process by default and that a user, a terminal or a service sends.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_live: set[Path] = set()  #: what this process is writing


@contextmanager
def part(folder: Path | None) -> Iterator[Path]:
    """A new empty file in a folder (None: that of temporary files); gone at the end if still there.

    Raises:
        OSError: no file can be made there.
    """
    place = Path(tempfile.gettempdir()) if folder is None else folder
    _clear(place)
    handle, path = _made(place)
    _live.add(path)
    try:
        with _tidy_on_signals():
            yield path
    finally:
        _remove(path)
        _live.discard(path)
        os.close(handle)


def _made(folder: Path) -> tuple[int, Path]:
    """A new file and an open handle that holds the lock on it."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        # Another process may take it for a dead one's before it is locked.
        if locked(handle) is not False and Path(name).exists():
            return handle, Path(name)
        os.close(handle)


def locked(handle: int, *, shared: bool = False) -> bool | None:
    """Lock a file: whether that was done, or None where nothing can be locked.

    The system takes the lock away with the process that has it, whatever ends that.

    Args:
        shared: others may hold it too, if they share it.
    """
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return True


def _clear(folder: Path) -> None:
    """Remove what dead processes have left in a folder."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # a folder that cannot be listed
        for path in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
            if path not in _live:
                with suppress(OSError):  # another user's, or somebody was faster
                    _clear_one(path)


def _clear_one(path: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode) and locked(handle):
            _remove(path)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + end) for end in _COMPANIONS)):
        with suppress(FileNotFoundError):
            each.unlink()


@contextmanager
def _tidy_on_signals() -> Iterator[None]:
    """Let a signal that ends the process take with it what the process is writing."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of signals; the next process will tidy up
        return
    old = {each: signal.getsignal(each) for each in _SIGNALS}
    ours = [each for each, handler in old.items() if handler is signal.SIG_DFL]
    for each in ours:
        signal.signal(each, _end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    """Remove what is being written, and end as the signal would have ended the process."""
    for path in list(_live):
        with suppress(OSError):
            _remove(path)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
