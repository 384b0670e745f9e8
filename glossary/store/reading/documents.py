"""Stored documents opened to be read: a list of all, and one with its translation bead by bead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from align.errors import GlossaryError
from align.model import Bead, Bitext, Language, Segment, SegmentedDocument
from align.normalise import Habits
from glossary.model import EVERY_DOCUMENT, DocumentFilter, StoredDocument
from glossary.store.database.damage import REMEDY, note
from glossary.store.documents.records import document_with, stored_documents
from glossary.store.documents.texts import (
    StoredBead,
    alignments_of,
    partners_of,
    stored_beads,
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
        sides: the original, then its translation; of a document alone itself.
        beads: in reading order, of the original and its translation; of a document alone one a
            segment, with nothing on the other side.
    """

    document: StoredDocument
    partner: StoredDocument | None
    sides: tuple[SegmentedDocument, ...]
    beads: tuple[StoredBead, ...]

    @property
    def is_aligned(self) -> bool:
        """Whether the beads are those of an alignment."""
        return len(self.sides) > 1

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the sides."""
        return tuple(side.language for side in self.sides)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the documents, in the order of the sides."""
        if self.partner is None:
            return (self.document.id,)
        own = self.languages.index(self.document.language)
        ids = self.document.id, self.partner.id
        return ids if own == 0 else ids[::-1]

    def side(self, language: Language) -> SegmentedDocument | None:
        """The document in a language."""
        return next((side for side in self.sides if side.language is language), None)

    def segments(self, place: int, language: Language) -> tuple[int, ...]:
        """The indices of the segments of a bead in one language."""
        bead = self.beads[place].bead
        both = zip(self.languages, (bead.source, bead.target), strict=False)
        return next((segments for own, segments in both if own is language), ())

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
        if not self.is_aligned:
            return None
        original, translation = self.sides
        return Bitext(original, translation, tuple(each.bead for each in self.beads))


def gap(language: Language) -> str:
    """What stands between two segments of a bead."""
    return language.profile.joint


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


def partners(glossary: Glossary, number: int) -> tuple[StoredDocument, ...]:
    """The documents in use that a document is aligned with.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        found = {each.id: each for each in stored_documents(connection)}
        aligned = partners_of(connection).get(number, ())
        return tuple(found[each] for each in aligned if each in found)


def texts_in_use(
    glossary: Glossary, wanted: DocumentFilter = EVERY_DOCUMENT
) -> Iterator[tuple[StoredDocument, SegmentedDocument]]:
    """The documents in use that are meant with their texts, one at a time, in the order in which
    they came.

    One whose text is damaged is left out, and `Glossary.damage` tells of it.

    >>> from glossary import Glossary, add_texts, texts_in_use
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     [(document.source, len(text.segments)) for document, text in texts_in_use(glossary)]
    [('speech.zh.txt', 3), ('speech.en.txt', 3)]
    """
    with glossary.reading() as connection:
        for document in filter(wanted.takes, stored_documents(connection)):
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
                sides = (own, theirs) if alignment.original == number else (theirs, own)
                for each in alignment.beads:
                    require_within(sides[0], each.bead.source)
                    require_within(sides[1], each.bead.target)
                return OpenText(document, other, sides, alignment.beads)
    beads = tuple(StoredBead(Bead((index,), (), 1.0)) for index in range(len(own.segments)))
    return OpenText(document, None, (own,), beads)


def segmented(connection: Connection, number: int) -> SegmentedDocument:
    """A document with its segments; one that was stored without has its lines for them."""
    text = text_of(connection, number)
    return text if text.segments else replace(text, segments=_lines(text.document.text))


def corrected(
    glossary: Glossary, source: SegmentedDocument, target: SegmentedDocument
) -> tuple[Bead, ...] | None:
    """The beads of two texts where people have corrected them, so that none need be found."""
    with glossary.reading() as connection:
        return stored_beads(connection, source, target, corrected=True)


def aligned_before(
    glossary: Glossary, source: SegmentedDocument, target: SegmentedDocument
) -> tuple[Bead, ...] | None:
    """The beads of two texts that are stored, whoever made them, so that none need be found."""
    with glossary.reading() as connection:
        return stored_beads(connection, source, target, corrected=False)


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
