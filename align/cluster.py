"""Work spread over a dask.distributed cluster, with the same results as in processes.

Tasks run in the folder that this process runs in, and read the files that it names: the machines of
a cluster share their file system. Nothing else is asked of workers but the same version of tifa.
"""

from __future__ import annotations

import asyncio
import logging
import os
from asyncio import CancelledError as AsyncCancelledError
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from warnings import catch_warnings

from align.errors import ClusterError, SettingsError

if TYPE_CHECKING:
    from distributed import Client, Future

Given = TypeVar("Given")
Made = TypeVar("Made")

PACKAGE = "tifa-glossary"
_COMPARED = (PACKAGE, "numpy", "python")  #: what results rest on to the last digit
_PATIENCE = 30.0  #: seconds in which a cluster must answer
_WITHOUT = 120.0  #: seconds that it may be without workers: those that ended are begun again
_AHEAD = 4  #: tasks that are sent for each thread before the first of them is done, and at least:
_LEAST_AHEAD = 32


@contextmanager
def connected(
    address: str, needed: Sequence[Path] = (), *, patience: float = _PATIENCE
) -> Iterator[Cluster]:
    """The cluster whose scheduler has this address ("tcp://host:8786").

    Args:
        needed: files and folders that tasks will read.
        patience: seconds in which it must answer.

    Raises:
        ClusterError: it cannot be reached; it has no workers; these have another version of tifa,
            of numpy or of Python, or do not see the files.
        SettingsError: distributed is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError(
            "a cluster needs the package distributed, which is not installed",
            f"install it with: pip install '{PACKAGE}[cluster]'",
        ) from error
    with _quiet():
        try:
            # A client that fails to connect may wait a minute where it ends, and then trace back.
            asyncio.run(_reach(address, patience))
            client = Client(address, timeout=patience, set_as_default=False, name="tifa")
        except (OSError, ValueError, TypeError, ImportError) as error:
            raise ClusterError(
                f"no scheduler of dask answers at {address}",
                "begin one with: dask scheduler; its address is what it prints",
            ) from error
        with client:
            _require_ready(client, address, patience)
            folder = str(Path.cwd())
            unseen = client.run(_unseen, folder, [str(path) for path in needed])
            for worker, paths in unseen.items():
                if paths:
                    raise ClusterError(
                        f"the worker {worker} does not see {paths[0]}",
                        "run workers where the same files have the same paths",
                    )
            yield Cluster(client, folder)


async def _reach(address: str, patience: float) -> None:
    """Connect with a scheduler, and leave it again.

    Raises:
        OSError: nobody answers there.
        TypeError, ValueError: it is no address, or one that needs what dask is not configured for.
    """
    from distributed import Security
    from distributed.comm import connect

    arguments = Security().get_connection_args("client")
    await (await connect(address, timeout=patience, **arguments)).close()


@contextmanager
def _quiet() -> Iterator[None]:
    """While it lasts, distributed does not report itself what its errors say."""
    log = logging.getLogger("distributed")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _require_ready(client: Client, address: str, patience: float) -> None:
    """Refuse a cluster without workers, or with such as compute otherwise than we do.

    Raises:
        ClusterError: it is one.
    """
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise ClusterError(
            f"the cluster at {address} has no workers", f"begin some with: dask worker {address}"
        ) from error
    versions = client.get_versions(packages=[PACKAGE])
    ours = versions["client"]["packages"]
    for worker, told in versions["workers"].items():
        for name in _COMPARED:
            own, theirs = _version(ours, name), _version(told["packages"], name)
            if own != theirs:
                has = f"has {name} {theirs}" if theirs else f"lacks {name}"
                raise ClusterError(
                    f"the worker {worker} {has}, and this is {own}",
                    "install the same versions everywhere",
                )


def _version(packages: Mapping[str, Any], name: str) -> str | None:
    """The version of a package; of Python without the parts that change nothing."""
    found = packages.get(name)
    return ".".join(found.split(".")[:2]) if found and name == "python" else found


def _unseen(folder: str, paths: Sequence[str]) -> list[str]:
    """Those of some paths that this worker does not see from a folder."""
    every = (folder, *(f"{Path(folder) / path}" for path in paths))
    return [path for path in every if not Path(path).exists()]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a cluster, as in `align.workers.Workers`.

    Attributes:
        folder: where tasks run.
    """

    client: Client
    folder: str

    @property
    def are_here(self) -> bool:
        """They are in processes of their own."""
        return False

    def each(
        self,
        work: Callable[[Given], Made],
        items: Sequence[Given],
        lost: Callable[[Given], Made],
        *,
        worth: int = 2,
    ) -> Iterator[Made]:
        """As in `align.workers.Workers`.

        The work is the result of a task itself, so that the scheduler has it made again where
        the workers end that have it.
        """
        from distributed import KilledWorker

        begin = self._sent(work)
        threads = sum(self.client.nthreads().values())
        rest = iter(items)
        waiting = deque(
            (item, begin(item)) for item in islice(rest, _LEAST_AHEAD + _AHEAD * threads)
        )
        while waiting:
            item, begun = waiting.popleft()
            try:
                made = self._result(begun)
            except KilledWorker:
                # Who ended the workers is not known: tasks beside it are suspected, too, and so is
                # that of the work, on which all others rest.
                for _, other in waiting:
                    self._finish(other)
                try:
                    made = self._result(self._sent(work)(item))
                except KilledWorker:
                    made = lost(item)
                begin = self._sent(work)
            yield made
            waiting.extend((each, begin(each)) for each in islice(rest, 1))

    def _sent(self, work: Callable[[Any], Any]) -> Callable[[Any], Future[Any]]:
        """Send the work; what begins it on an item."""
        with catch_warnings(action="ignore", category=UserWarning):  # that it is large
            given = self.client.submit(_same, work, pure=False)
        return partial(self.client.submit, _do, self.folder, given, pure=False)

    def _result(self, begun: Future[Any]) -> Any:
        """What a task made.

        Raises:
            ClusterError: the scheduler or all workers are lost.
        """
        self._finish(begun)
        try:
            return begun.result()
        except (CancelledError, AsyncCancelledError) as error:
            raise _lost_cluster("the scheduler was lost") from error

    def _finish(self, begun: Future[Any]) -> None:
        """Wait until a task is done, or will not be.

        Raises:
            ClusterError: the scheduler or all workers are lost.
        """
        since = monotonic()
        while True:
            try:
                begun.exception(timeout=1)
            except TimeoutError as error:
                if self.client.status != "running":
                    raise _lost_cluster("the scheduler was lost") from error
                if self.client.nthreads():
                    since = monotonic()
                elif monotonic() - since > _WITHOUT:
                    raise _lost_cluster("all its workers ended") from error
            else:
                return


def _lost_cluster(why: str) -> ClusterError:
    return ClusterError(
        f"the cluster did not finish: {why}", "run it again: what was stored is not done twice"
    )


def _same(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return work


def _do(folder: str, work: Callable[[Any], Any], item: Any) -> Any:
    """Work on an item, on a worker."""
    _one_thread()
    with _place().within(folder):
        return work(item)


@cache
def _one_thread() -> None:
    """From now on, matrix products of this process take one thread."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")


@cache
def _place() -> _Place:
    return _Place()


class _Place:
    """The folder in which a worker runs: its threads share it, and who use the cluster may not."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._running = 0
        self._folder = ""

    @contextmanager
    def within(self, folder: str) -> Iterator[None]:
        """Run in a folder, once nothing runs in another."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running or self._folder == folder)
            if self._folder != folder:
                os.chdir(folder)
                self._folder = folder
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
