"""Terms found in the beads of a text, a few at a time and never on the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock

from align.model import Language
from glossary.marking.annotate import Annotator
from glossary.model import Concept
from glossary.store import Glossary
from glossary.store.reading.documents import OpenText


@dataclass(frozen=True, slots=True)
class Marked:
    """A term in a bead.

    Attributes:
        start, end: characters of what the bead says in that language.
        avoid: whether it is deprecated or superseded.
    """

    language: Language
    start: int
    end: int
    concept: Concept
    avoid: bool


Marks = tuple[Marked, ...]


class Marker:
    """Marks terms; its methods block, and any thread may call them.

    Args:
        open_glossary: opened when the first marks are asked for, closed by `close`.
    """

    def __init__(self, open_glossary: Callable[[], Glossary], text: OpenText) -> None:
        self._open = open_glossary
        self._text = text
        self._lock = Lock()
        self._glossary: Glossary | None = None
        self._annotator: Annotator | None = None

    def marks(self, places: Iterable[int], stop: Callable[[], bool]) -> dict[int, Marks]:
        """The terms of some beads; fewer where `stop` says so in between.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        found = {}
        for place in places:
            if stop():
                break
            with self._lock:
                found[place] = self._of(place)
        return found

    def close(self) -> None:
        """Close the glossary."""
        with self._lock:
            if self._glossary is not None:
                self._glossary.close()
                self._glossary = self._annotator = None

    def _of(self, place: int) -> Marks:
        if self._annotator is None:
            self._glossary = self._open()
            self._annotator = Annotator(self._glossary, None)
        return tuple(
            Marked(language, mark.start, mark.end, mark.senses[0].concept, mark.senses[0].avoid)
            for language in self._text.languages
            for mark in self._annotator.marks(self._text.text(place, language), language)
        )
