"""Texts of a collection stored as they are read, so that a run that is ended loses little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from align.model import Bitext, SegmentedDocument
from glossary.model import Imprint, Particulars

if TYPE_CHECKING:
    from glossary.store import Glossary

_MANY = 20  #: texts after which the pairs among them are stored
_LONG = 15.0  #: seconds after which fewer are


class KeptAsRead:
    """Stores pairs of texts while others are being read, with their beads and without terms.

    What takes long of a pair is its alignment: a run that goes on where another was ended finds
    the beads in the glossary. Terms are ranked over all texts, and stored once all are read.

    Args:
        opened: opens the glossary.
        who: who adds the texts.

    Attributes:
        before: texts that stood in the glossary before they were read.
        documents: documents that were stored.
        imprints: issuers and dates that their records have from their texts, by the source.
    """

    def __init__(self, opened: Callable[[], Glossary], who: str) -> None:
        self._opened = opened
        self._who = who
        self._waiting: list[SegmentedDocument | Bitext] = []
        self._about: dict[str, Particulars] = {}
        self._since = monotonic()
        self.before = 0
        self.documents = 0
        self.imprints: dict[str, Imprint] = {}

    def __call__(
        self, texts: Sequence[SegmentedDocument | Bitext], about: Mapping[str, Particulars]
    ) -> None:
        """Take in texts that were read, and what is said of their documents.

        Raises:
            GlossaryError: the glossary cannot be read or written.
        """
        self._waiting += texts
        self._about.update(about)
        if len(self._waiting) >= _MANY or monotonic() - self._since > _LONG:
            self._settle(store=True)
            self._since = monotonic()

    def finish(self) -> None:
        """Find which of the last texts stood in the glossary; they are stored with their terms.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        self._settle(store=False)

    def _settle(self, *, store: bool) -> None:
        from glossary.store.documents.texts import are_stored

        if not self._waiting:
            return
        with self._opened() as glossary:
            with glossary.reading() as connection:
                new = [text for text in self._waiting if not are_stored(connection, text)]
            pairs = [text for text in new if isinstance(text, Bitext)]
            if store and pairs:
                report = glossary.add((), pairs, who=self._who, about=self._about)
                self.documents += report.documents
                self.imprints.update(report.imprints)
        self.before += len(self._waiting) - len(new)
        self._waiting.clear()
        self._about.clear()
