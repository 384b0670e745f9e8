"""Terms marked in one text after another: those of the glossary are read once while it stays."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from cli.reference import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from align.model import Document
    from glossary.marking.annotate import Annotator, Mark
    from glossary.model import ConceptStatus
    from glossary.store import Glossary

    _Change = tuple[int, str, datetime]


class Marking:
    """Marks the terms of the glossary in use, as it is when a text comes.

    A plug-in asks for each sentence, and to read 50,000 terms takes a second. They are read again
    once the glossary has another last revision: it was changed, or another one is in its place.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._lock = Lock()
        self._of: tuple[_Change | None, frozenset[ConceptStatus]] | None = None
        self._annotator: Annotator | None = None
        self._store: Glossary | None = None  #: which the annotator reads concepts from

    def marks(self, document: Document, statuses: frozenset[ConceptStatus]) -> list[Mark]:
        """The terms of concepts of these statuses in a text.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        from glossary.marking.annotate import Annotator

        with self._lock, self._asked.opened() as (store, reference):
            now = (_last_change(store), statuses)
            if self._annotator is None or self._of != now:
                annotator = Annotator(store, reference, statuses=statuses)
                if self._store is not None:
                    self._store.close()
                self._of, self._annotator, self._store = now, annotator, store
            return self._annotator.marks(document.text, document.language)


def _last_change(store: Glossary | None) -> _Change | None:
    """The last revision of a glossary; None where it has none or has not been begun."""
    from glossary.store.documents.records import last_change

    if store is None:
        return None
    with store.reading() as connection:
        return last_change(connection)
