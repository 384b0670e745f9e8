"""Work side by side in threads, without the threads of the matrix library in the way.

numpy's matrix products start threads of their own, which wait in loops. For many small products
that costs more than it brings, and on a busy machine ten times as much.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_MOST = 4


def one_thread() -> AbstractContextManager[Any]:
    """While it lasts, a matrix product takes one thread."""
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[Any] = threadpool_limits(1, user_api="blas")
    return limits


def in_background(work: Callable[[], Made]) -> Future[Made]:
    """Begin work in a thread of its own; who asks for the result waits for it."""
    pool = ThreadPoolExecutor(1)
    begun = pool.submit(work)
    pool.shutdown(wait=False)
    return begun


def side_by_side(work: Callable[[Given], Made], items: Iterable[Given]) -> list[Made]:
    """The results of the work on each item, in order; best for work outside of Python's lock."""
    return [*as_made(work, items)]


def as_made(work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[Made]:
    """The same, each as soon as it and those before it are there; all items are read at once.

    Work that has not begun is not done where the reader stops.
    """
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST)) as pool:
        yield from pool.map(work, items)
