"""The connection that whole concepts are read over, one after the other, off the event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar

from glossary.model import Concept
from glossary.store import Glossary
from tui.store_thread import StoreThread

T = TypeVar("T")
KEPT = 200  #: whole concepts in memory


class Readings:
    """A thread that reads, with a connection of its own, and the concepts that it read last."""

    def __init__(self, open_glossary: Callable[[], Glossary]) -> None:
        self._thread = StoreThread(open_glossary, name="tifa-reading")
        self._kept: OrderedDict[str, Concept] = OrderedDict()

    async def run(self, job: Callable[[Glossary], T]) -> T:
        """The result of a job that reads; one that has not begun is dropped with who waits for it.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        return await asyncio.wrap_future(self._thread.submit(job))

    def kept(self, concept_id: str, revision: int) -> Concept | None:
        """A concept of that revision, where it is in memory."""
        found = self._kept.get(concept_id)
        return found if found is not None and found.revision == revision else None

    async def concepts(self, ids: Sequence[str]) -> dict[str, Concept]:
        """The concepts with these ids as they are stored now, as many as there are.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        found = await self.run(lambda glossary: glossary.with_ids(ids))
        for concept in found:
            self._kept[concept.id] = concept
            self._kept.move_to_end(concept.id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return {concept.id: concept for concept in found}

    def close(self) -> None:
        """End the thread. Blocks: call it off the loop."""
        self._thread.close()
