"""Work on many items, whoever does it: processes of this machine (`align.processes`) or a cluster
(`align.cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Workers(Protocol):
    """Who does the work.

    Every worker has one thread for matrix products, so that results are the same to the last digit
    whoever does it, and however many they are.
    """

    @property
    def are_here(self) -> bool:
        """Whether the work is done in this process, so that it may tell of its progress."""

    def each(
        self,
        work: Callable[[Given], Made],
        items: Sequence[Given],
        lost: Callable[[Given], Made],
        *,
        worth: int = 2,
    ) -> Iterator[Made]:
        """The results of the work on each item, in order, each as soon as it and those before it
        are there, and each once.

        Where a worker ends, what it had begun is begun anew elsewhere.

        Args:
            work: picklable, as items and results, where it is not done in this process. It is sent
                to each worker once, so that it may hold what is large.
            lost: gives the result of an item that ends every worker that tries it.
            worth: items for each worker below which it is not worth the seconds that it takes to
                begin.

        Raises:
            ClusterError: the cluster is lost.
        """
