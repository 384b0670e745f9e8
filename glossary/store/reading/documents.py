"""Stored documents opened to be read: a list of all, and one with its translation bead by bead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from align.errors import GlossaryError
from align.model import Bead, Bitext, Language, Segment, SegmentedDocument
from align.normalise import Habits
from glossary.model import StoredDocument
from glossary.store.database.damage import REMEDY, note
from glossary.store.documents.records import document_with, stored_documents
from glossary.store.documents.texts import (
    StoredBead,
    alignments_of,
    corrected_beads,
    partners_of,
    text_of,
)
from glossary.store.glossary import Glossary
from glossary.store.reading.catalogue import counts, segments_in


@dataclass(frozen=True, slots=True)
class DocumentInUse:
    """A document in use.

    Attributes:
        segments: how many sentences it has; 0 where it was added before these were stored.
        concepts: how many concepts it gave evidence for.
        partners: the documents that it is aligned with and that are in use.
    """

    document: StoredDocument
    segments: int
    concepts: int
    partners: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True)
class OpenText:
    """A document to be read, beside its translation where it has one.

    Attributes:
        zh, en: the sides that there are, with their segments.
        beads: in reading order; of a document alone one a segment, the other side empty.
        is_aligned: whether the beads are those of an alignment.
    """

    document: StoredDocument
    partner: StoredDocument | None
    zh: SegmentedDocument | None
    en: SegmentedDocument | None
    beads: tuple[StoredBead, ...]

    @property
    def is_aligned(self) -> bool:
        return self.zh is not None and self.en is not None

    @property
    def ids(self) -> tuple[int, int]:
        """The ids of the Chinese and of the English document, 0 for one that is not there."""
        other = self.partner.id if self.partner else 0
        is_zh = self.document.language is Language.ZH
        return (self.document.id, other) if is_zh else (other, self.document.id)

    def side(self, language: Language) -> SegmentedDocument | None:
        """The document in a language."""
        return self.zh if language is Language.ZH else self.en

    def segments(self, place: int, language: Language) -> tuple[int, ...]:
        """The indices of the segments of a bead in one language."""
        bead = self.beads[place].bead
        return bead.source if language is Language.ZH else bead.target

    def text(self, place: int, language: Language) -> str:
        """What a bead says in one language; "" where it says nothing."""
        side = self.side(language)
        if side is None:
            return ""
        return gap(language).join(
            side.segments[index].reading.text for index in self.segments(place, language)
        )

    def place_of(self, language: Language, segment: int) -> int | None:
        """The bead that holds a segment; None where none does."""
        for place in range(len(self.beads)):
            if segment in self.segments(place, language):
                return place
        return None

    def bitext(self) -> Bitext | None:
        """The pair as the stages take it; None for a document alone."""
        if self.zh is None or self.en is None:
            return None
        return Bitext(self.zh, self.en, tuple(each.bead for each in self.beads))


def gap(language: Language) -> str:
    """What stands between two segments of a bead."""
    return "" if language is Language.ZH else " "


def documents_in_use(glossary: Glossary) -> list[DocumentInUse]:
    """The documents in use, in the order in which they came.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        found = {each.id: each for each in stored_documents(connection)}
        concepts = counts(connection)
        partners = partners_of(connection)
        return [
            DocumentInUse(
                document,
                segments_in(connection, number),
                concepts.get(number, 0),
                tuple(found[each] for each in partners.get(number, ()) if each in found),
            )
            for number, document in found.items()
        ]


def texts_in_use(glossary: Glossary) -> Iterator[tuple[StoredDocument, SegmentedDocument]]:
    """The documents in use with their texts, one at a time, in the order in which they came.

    One whose text is damaged is left out, and `Glossary.damage` tells of it.
    """
    with glossary.reading() as connection:
        for document in stored_documents(connection):
            try:
                yield document, segmented(connection, document.id)
            except GlossaryError as error:
                note(connection, error.what)


def open_text(glossary: Glossary, number: int, partner: int | None = None) -> OpenText:
    """Open a document, with its translation where it is aligned with one.

    Args:
        partner: the id of the translation to open where it has several; else its first.

    Raises:
        NotFoundError: there is no such document.
        GlossaryError: it cannot be read.
    """
    with glossary.reading() as connection:
        document = document_with(connection, number)
        own = segmented(connection, number)
        for alignment in alignments_of(connection, number):
            other = document_with(connection, alignment.other(number))
            if other.withdrawn is None and partner in (None, other.id):
                theirs = segmented(connection, other.id)
                zh, en = (own, theirs) if own.language is Language.ZH else (theirs, own)
                for each in alignment.beads:
                    require_within(zh, each.bead.source)
                    require_within(en, each.bead.target)
                return OpenText(document, other, zh, en, alignment.beads)
    is_zh = own.language is Language.ZH
    beads = tuple(
        StoredBead(Bead((index,), (), 1.0) if is_zh else Bead((), (index,), 1.0))
        for index in range(len(own.segments))
    )
    return OpenText(document, None, own if is_zh else None, None if is_zh else own, beads)


def segmented(connection: Connection, number: int) -> SegmentedDocument:
    """A document with its segments; one that was stored without has its lines for them."""
    text = text_of(connection, number)
    return text if text.segments else replace(text, segments=_lines(text.document.text))


def corrected(
    glossary: Glossary, source: SegmentedDocument, target: SegmentedDocument
) -> tuple[Bead, ...] | None:
    """The beads of two texts where people have corrected them, so that none need be found."""
    with glossary.reading() as connection:
        return corrected_beads(connection, source, target)


def require_within(text: SegmentedDocument, segments: Sequence[int]) -> None:
    """Find that a bead or a context names segments that a document does not have.

    Raises:
        GlossaryError: it does; one or the other is damaged.
    """
    if segments and max(segments) >= len(text.segments):
        raise GlossaryError(f"the segments of {text.document.source} are damaged", REMEDY)


def _lines(text: str) -> tuple[Segment, ...]:
    habits = Habits.of(text)
    found = re.finditer(r"[^\n]*\S[^\n]*", text)
    return tuple(Segment(each.start(), each.end(), each[0], habits) for each in found)
