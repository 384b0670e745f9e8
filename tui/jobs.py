"""Texts added to the glossary from inside the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.resources import as_file
from pathlib import Path

from align.encoders import Encoder
from align.model import SegmentedDocument
from align.reading import Reading, align_pair, read_pair
from glossary.extraction.collecting import (
    WORTH_REVIEWING,
    Found,
    collect,
    known_terms,
    propose,
)
from glossary.extraction.said import Said
from glossary.store import AddReport, Glossary
from glossary.store.reading.documents import corrected
from seeds import seed
from tui.access import Access
from tui.working import Watch


class Job:
    """Finding the terms of texts and adding them, in a thread of its own.

    Args:
        watch: sees how far it is, and ends it.
        tell: told what is doubtful.
    """

    def __init__(self, access: Access, watch: Watch, tell: Callable[[str], None]) -> None:
        self._access = access
        self._watch = watch
        self._tell = tell

    def files(self, document: str, translation: str | None) -> AddReport:
        """Add a file, alone or with its translation, or folders. Blocks: call it off the loop.

        Raises:
            CancelledError: it was cancelled, and nothing was stored.
            TifaError: a file cannot be used, or the glossary cannot be written.
        """
        document = str(self._access.files.path(document))
        translation = translation and str(self._access.files.path(translation))
        with self._access.open_glossary() as glossary:
            self._watch.check()
            found = collect(
                document,
                translation,
                Reading(self._encoder, self._tell, partial(corrected, glossary)),
                known=known_terms(glossary),
                progress=self._watch,
                said=Said(ranked=self._access.ranked),
                whole=WORTH_REVIEWING,
            )
        return self._add(found)

    def demo(self) -> AddReport:
        """Add the texts that ship with tifa; otherwise as `files`."""
        with (
            as_file(seed("article.zh.txt")) as zh,
            as_file(seed("article.txt")) as en,
            self._access.open_glossary() as glossary,
        ):
            pair = read_pair(str(zh), str(en), pre_split=False, tell=self._tell)
            text = align_pair(
                *map(_called, pair), encoder=self._encoder(), force=False, report=self._watch
            )
            found = propose(
                [text],
                known=known_terms(glossary),
                encoder=self._access.encoder,
                progress=self._watch,
                whole=WORTH_REVIEWING,
            )
        return self._add(found)

    def _encoder(self) -> Encoder:
        self._watch.check()
        self._watch("Loading the encoder", 0, 0)
        return self._access.encoder()

    def _add(self, found: Found) -> AddReport:
        def add(glossary: Glossary) -> AddReport:
            self._watch.check()  # it may have waited for its turn
            self._watch("Storing", 0, 0)
            return found.add_to(glossary, who=self._access.reviewer)

        self._watch.check()
        return self._access.store.submit(add).result()


def _called(text: SegmentedDocument) -> SegmentedDocument:
    """A text that is called as its file: where tifa is installed is nobody's concern."""
    source = Path(text.document.source).name
    return replace(text, document=replace(text.document, source=source))
