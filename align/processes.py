"""Work spread over processes of this machine, with the same results for any number of them."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, TypeVar

from align.threads import one_thread

Given = TypeVar("Given")
Made = TypeVar("Made")

_WORK = "work"  #: the name of the file that holds all but arrays

_work: Callable[[Any], Any] | None = None  #: what a process of a pool does


def spare_cores() -> int:
    """The cores that this process may use, less one, but at least 1."""
    every = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (every or 1) - 1)


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine at most; with one the work is done in this process.

    They are as in `align.workers.Workers`. Where a process is ended by the system, the item that
    was next is tried again alone, and all after it in new processes.
    """

    number: int = 1

    @property
    def are_here(self) -> bool:
        """Whether there is no other process."""
        return self.number == 1

    def each(
        self,
        work: Callable[[Given], Made],
        items: Sequence[Given],
        lost: Callable[[Given], Made],
        *,
        worth: int = 2,
    ) -> Iterator[Made]:
        """As in `align.workers.Workers`."""
        number = min(self.number, len(items) // worth)
        if number < 2:
            with one_thread():
                for item in items:
                    yield work(item)
            return
        place = 0
        with _kept(work) as kept:
            while place < len(items):
                for made in _until_broken(kept, items[place:], number):
                    place += 1
                    yield made
                if place < len(items):
                    alone = [*_until_broken(kept, items[place : place + 1], 1)]
                    yield alone[0] if alone else lost(items[place])
                    place += 1


#: This process alone.
HERE = Processes()


@contextmanager
def _kept(work: Callable[[Any], Any]) -> Iterator[Path]:
    """A folder with the work, its arrays in files of their own (PEP 574).

    Processes map these and do not copy them: what is large is in memory once, however many
    processes there are.
    """
    with TemporaryDirectory(prefix="tifa-", ignore_cleanup_errors=True) as name:
        folder, arrays = Path(name), list[pickle.PickleBuffer]()
        (folder / _WORK).write_bytes(pickle.dumps(work, 5, buffer_callback=arrays.append))
        for number, array in enumerate(arrays):
            with array.raw() as raw:
                (folder / f"{number}").write_bytes(raw)
        del arrays
        yield folder


def _read(folder: Path) -> Callable[[Any], Any]:
    """The work that a folder holds."""
    arrays = (_mapped(folder / f"{number}") for number in count())
    work: Callable[[Any], Any] = pickle.loads(  # noqa: S301 - our parent wrote it
        (folder / _WORK).read_bytes(), buffers=arrays
    )
    return work


def _mapped(path: Path) -> mmap | bytes:
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""


def _until_broken(work: Path, items: Sequence[Any], processes: int) -> Iterator[Any]:
    """The results in order, up to an item that was not done when a process ended."""
    with _pool(work, processes) as pool:
        with _no_main():
            waiting = deque(pool.submit(_do, item) for item in items)
        while waiting:
            try:
                made = waiting.popleft().result()
            except BrokenProcessPool:
                return
            yield made


@contextmanager
def _pool(work: Path, processes: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes that begin anew, without what this one has open."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (work,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _no_main() -> Iterator[None]:
    """While it lasts, new processes do not run again the script that began this one."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin(work: Path) -> None:
    """Make a process of a pool ready: it ends with the one that began it, which answers Ctrl-C."""
    global _work
    _work = _read(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(item: Any) -> Any:
    assert _work is not None
    with one_thread():
        return _work(item)
