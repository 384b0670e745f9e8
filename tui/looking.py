"""Screens that read something from the glossary and then show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work
from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from align.errors import TifaError
from glossary.store import Glossary
from tui.working import CancelledError


class Looks(DOMNode):
    """Reads in a worker, over a connection of its own; handle `Looked` and `NotLooked`."""

    class Looked(Message):
        """What was asked for was read."""

        def __init__(self, found: Any) -> None:
            super().__init__()
            self.found = found

    class NotLooked(Message):
        """It could not be."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    @work(thread=True, exclusive=True, group="look")
    def look(self, open_glossary: Callable[[], Glossary], job: Callable[[Glossary], Any]) -> None:
        """Read what a job gives; one that is asked for later takes its place.

        Args:
            job: long ones report to `ending`, which ends them then.
        """
        worker = get_current_worker()
        try:
            with open_glossary() as glossary:
                found = job(glossary)
        except CancelledError:
            return
        except TifaError as error:
            said: Message = self.NotLooked(error)
        else:
            said = self.Looked(found)
        if not worker.is_cancelled:
            self.post_message(said)
