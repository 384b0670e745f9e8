"""Work spread over processes of this machine, with the same results for any number of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

from align.threads import one_thread

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Fewer items for each process are not worth the second that it takes to begin.
_WORTH = 2

_work: Callable[[Any], Any] | None = None  #: what a process of a pool does


def spare_cores() -> int:
    """The cores that this process may use, less one, but at least 1."""
    every = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (every or 1) - 1)


def in_processes(
    work: Callable[[Given], Made],
    items: Sequence[Given],
    processes: int,
    lost: Callable[[Given], Made],
) -> Iterator[Made]:
    """The results of the work on each item, in order, each as soon as those before it are there.

    Every process has one thread for matrix products, as has this one where there is no other, so
    that results are the same to the last digit. Where a process is ended by the system, the item
    that was next is tried again alone, and all after it in new processes.

    Args:
        work: must be picklable where there is more than one process, as items and results must be.
        processes: how many at most; with one the work is done in this process.
        lost: gives the result of an item that ends its process twice.
    """
    number = min(processes, len(items) // _WORTH)
    if number < 2:
        with one_thread():
            for item in items:
                yield work(item)
        return
    place = 0
    while place < len(items):
        for made in _until_broken(work, items[place:], number):
            place += 1
            yield made
        if place < len(items):
            alone = [*_until_broken(work, items[place : place + 1], 1)]
            yield alone[0] if alone else lost(items[place])
            place += 1


def _until_broken(
    work: Callable[[Given], Made], items: Sequence[Given], processes: int
) -> Iterator[Made]:
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
def _pool(work: Callable[[Any], Any], processes: int) -> Iterator[ProcessPoolExecutor]:
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


def _begin(work: Callable[[Any], Any]) -> None:
    """Make a process of a pool ready: it ends with the one that began it, which answers Ctrl-C."""
    global _work
    _work = work
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
