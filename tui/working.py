"""Long work of a screen: it says how far it is, and stops where it is told to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from time import monotonic
from typing import Any

from textual import work
from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from align.errors import TifaError
from align.progress import Progress
from glossary.store import Glossary
from tui.store_thread import StoreThread, outlasting

SELDOM = 0.05  # seconds between two reports of one stage


class CancelledError(Exception):
    """The reviewer has stopped the work; nothing was stored."""


class Watch:
    """What work reports its progress to, and what ends it there.

    Args:
        tell: told how far it is, some twenty times a second at most.
    """

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self._stop = Event()
        self._told = ("", 0.0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.check()
        before, when = self._told
        now = monotonic()
        if stage != before or now - when >= SELDOM or (total and done >= total):
            self._told = (stage, now)
            self._tell(stage, done, total)

    def cancel(self) -> None:
        """End the work as soon as may be. What is being written by then is written whole."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self) -> None:
        """Go on only where nobody has ended the work.

        Raises:
            CancelledError: somebody has.
        """
        if self._stop.is_set():
            raise CancelledError


def ending(stage: str, done: int, total: int) -> None:
    """A `Progress` for work in a worker: it ends where a newer one took the worker's place.

    Raises:
        CancelledError: it did, or the screen was left.
    """
    if get_current_worker().is_cancelled:
        raise CancelledError


class Works(DOMNode):
    """Does one long work at a time; a screen that extends it says how far it is and what came."""

    class Progressed(Message):
        """How far the work is."""

        def __init__(self, stage: str, done: int, total: int) -> None:
            super().__init__()
            self.stage = stage
            self.done = done
            self.total = total

        def __str__(self) -> str:
            if self.total:
                return f"{self.stage}: {self.done:,} of {self.total:,}"
            return f"{self.stage}: {self.done:,}" if self.done else f"{self.stage}…"

    class Ended(Message):
        """The work has ended, with what came of it, why nothing did, or None: it was stopped."""

        def __init__(self, outcome: Any) -> None:
            super().__init__()
            self.outcome = outcome

    _watch: Watch | None = None
    _outlasts = False

    def progressed(self, event: Progressed) -> None:
        """Show how far the work is."""
        raise NotImplementedError

    def ended(self, outcome: Any) -> None:
        """Show what came of the work: an error where it failed, None where it was stopped."""
        raise NotImplementedError

    @property
    def is_working(self) -> bool:
        """Whether something is under way."""
        return self._watch is not None

    def begin(self, job: Callable[[Watch], Any]) -> None:
        """Do a job in a thread of its own; it ends with the screen."""
        self._watch, self._outlasts = self._new_watch(), False
        self._work(self._watch, job)

    def begin_writing(self, store: StoreThread, job: Callable[[Glossary, Watch], Any]) -> None:
        """Do a job on the store thread; only `stop` ends it, not that the screen is left."""
        watch = self._watch = self._new_watch()
        self._outlasts = True
        # Queued here: a worker that is cancelled before it begins would lose it.
        self.run_worker(self._written(store.submit(lambda glossary: job(glossary, watch))))

    def stop(self) -> bool:
        """End what is under way as soon as may be; whether anything was."""
        if self._watch is not None:
            self._watch.cancel()
        return self._watch is not None

    def on_unmount(self) -> None:
        if not self._outlasts:
            self.stop()

    def on_works_progressed(self, event: Progressed) -> None:
        if self._watch is not None and not self._watch.is_cancelled:
            self.progressed(event)

    def on_works_ended(self, event: Ended) -> None:
        self._watch = None
        self.ended(event.outcome)

    def _new_watch(self) -> Watch:
        def tell(stage: str, done: int, total: int) -> None:
            self.post_message(self.Progressed(stage, done, total))

        return Watch(tell)

    @work(thread=True, group="work")
    def _work(self, watch: Watch, job: Callable[[Watch], Any]) -> None:
        try:
            outcome = job(watch)
        except CancelledError:
            outcome = None
        except TifaError as error:
            outcome = error
        self.post_message(self.Ended(outcome))

    async def _written(self, saved: Future[Any]) -> None:
        try:
            outcome = await outlasting(saved)
        except CancelledError:
            outcome = None
        except TifaError as error:
            outcome = error
        self.post_message(self.Ended(outcome))
