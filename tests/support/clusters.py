"""A dask cluster on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import LocalCluster


@contextmanager
def running(workers: int = 2) -> Iterator[str]:
    """The address of the scheduler of a new cluster of processes, begun again where they end."""
    few = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.worker.memory.terminate": False,
    }
    with (
        dask.config.set(few),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=60,
        ) as cluster,
    ):
        yield str(cluster.scheduler_address)
