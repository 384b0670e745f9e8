"""The documents of a glossary as people ask for them: what each is, gives and went through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from align.errors import GlossaryError
from glossary.model import DocumentRevision, Particulars, StoredDocument
from glossary.store.database import schema
from glossary.store.database.damage import note
from glossary.store.documents.records import (
    checked_particulars,
    described,
    document_with,
    history_of,
    inheriting,
    one_document,
    record,
    stored_documents,
)
from glossary.store.documents.texts import alignments_of, steps_of
from glossary.store.glossary import Glossary
from glossary.store.writing.concepts import Attribution


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and how many concepts it gave evidence for."""

    document: StoredDocument
    concepts: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A document that translates another.

    Attributes:
        beads: how many beads align the two.
        corrected: how many of these people have made.
    """

    document: StoredDocument
    beads: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is known of a document, without its text.

    Attributes:
        segments: how many sentences it has; 0 where it was added before these were stored.
        history: oldest first.
    """

    entry: Entry
    segments: int
    partners: tuple[Partner, ...]
    history: tuple[DocumentRevision, ...]


def catalogue(glossary: Glossary, *, withdrawn: bool = False) -> list[Entry]:
    """The documents in the order in which they came; those that were withdrawn on request."""
    with glossary.reading() as connection:
        known = counts(connection)
        return [
            Entry(each, known.get(each.id, 0))
            for each in stored_documents(connection, withdrawn=withdrawn)
        ]


def details(glossary: Glossary, name: str) -> Detail:
    """The document that a name means (`records.documents_named`), one that was withdrawn too.

    Raises:
        NotFoundError: it means none.
        GlossaryError: it means several.
    """
    with glossary.reading() as connection:
        everything = stored_documents(connection, withdrawn=True)
        document = one_document(everything, name)
        return Detail(
            entry=Entry(document, counts(connection).get(document.id, 0)),
            segments=segments_in(connection, document.id),
            partners=_partners(connection, document.id, everything),
            history=tuple(history_of(connection, document.id)),
        )


def describe(
    glossary: Glossary, name: str, given: Particulars, *, who: str, why: str = ""
) -> tuple[StoredDocument, StoredDocument]:
    """Change what is known of a document, with a revision; returned are before and after.

    Translations that have what they have from the document follow it.

    Raises:
        InputError: the date is none, or a text is too long.
        NotFoundError: the name means no document.
        GlossaryError: it means several, or the glossary cannot be written.
    """
    given = checked_particulars(given)
    with glossary.writing() as connection:
        before = one_document(stored_documents(connection, withdrawn=True), name)
        after = described(before, given)
        attribution = Attribution(who, "describe", why)
        record(connection, before, after, attribution)
        for alignment in alignments_of(connection, before.id):
            if alignment.original == before.id:
                translation = document_with(connection, alignment.translation)
                inherited = inheriting(translation, Particulars(), before, after)
                record(connection, translation, described(translation, inherited), attribution)
    return before, after


def counts(connection: Connection) -> dict[int, int]:
    """For how many concepts each document gave evidence, by its id."""
    number = schema.evidence.c.document_id
    rows = connection.execute(select(number, func.count()).group_by(number))
    return {row[0]: row[1] for row in rows}


def segments_in(connection: Connection, number: int) -> int:
    """How many segments of a document are stored; 0, too, where they are damaged."""
    try:
        return len(steps_of(connection, number) or ()) // 2
    except GlossaryError as error:
        note(connection, error.what)
        return 0


def _partners(
    connection: Connection, number: int, everything: Sequence[StoredDocument]
) -> tuple[Partner, ...]:
    records = {each.id: each for each in everything}
    try:
        alignments = alignments_of(connection, number)
    except GlossaryError as error:
        note(connection, error.what)
        alignments = []
    return tuple(
        Partner(
            records[each.other(number)],
            len(each.beads),
            sum(bool(bead.who) for bead in each.beads),
        )
        for each in alignments
        if each.other(number) in records
    )
