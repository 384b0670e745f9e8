"""What the segments of documents say, kept beside them so that all can be searched at once.

It is read from front to back, with no index: 100,000 sentences are some 30 megabytes, which a
database looks through before people notice, and no index of SQLite and PostgreSQL finds one Chinese
character, a part of a word and a phrase of inflected words alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from align.model import Language, Segment
from align.text import storable
from glossary.language.folding import folded
from glossary.store.database import schema
from glossary.store.database.rows import chunks


class Sentence(NamedTuple):
    """What a segment of a stored document says.

    Attributes:
        document: the id of the document.
        segment: the index of the segment.
        searched: `glossary.language.folding.folded` of the text.
    """

    document: int
    segment: int
    text: str
    searched: str


def keep(
    connection: Connection, document: int, language: Language, segments: Iterable[Segment]
) -> None:
    """Store what the segments of a document say, in the place of what they said before."""
    table = schema.sentence
    connection.execute(delete(table).where(table.c.document_id == document))
    said = (storable(segment.reading.text) for segment in segments)
    rows = [
        {
            "document_id": document,
            "segment": index,
            "text": text,
            "searched": folded(text, language),
        }
        for index, text in enumerate(said)
    ]
    if rows:
        connection.execute(insert(table), rows)


def holding(connection: Connection, language: Language, parts: Sequence[str]) -> Iterator[Sentence]:
    """The sentences in a language that hold any of these folded parts, in the order of documents.

    Those of documents that were withdrawn are left out.
    """
    table = schema.sentence
    wanted = [
        # Every database has this function; LIKE would take small letters for capital ones.
        func.replace(table.c.searched, part, "") != table.c.searched
        for part in dict.fromkeys(filter(None, parts))
    ]
    if wanted:
        yield from _sentences(connection, language, or_(*wanted))


def of_language(connection: Connection, language: Language) -> Iterator[Sentence]:
    """All sentences in a language, as `holding` has those that hold something."""
    yield from _sentences(connection, language)


def _sentences(
    connection: Connection, language: Language, *conditions: ColumnElement[bool]
) -> Iterator[Sentence]:
    table, document = schema.sentence, schema.document
    query = (
        select(table.c.document_id, table.c.segment, table.c.text, table.c.searched)
        .join(document, document.c.id == table.c.document_id)
        .where(document.c.language == str(language), document.c.withdrawn.is_(None), *conditions)
        .order_by(table.c.document_id, table.c.segment)
    )
    yield from map(Sentence._make, connection.execute(query))


def searched_of(
    connection: Connection, documents: Sequence[int]
) -> Iterator[tuple[tuple[int, int], str]]:
    """What the sentences of documents are searched under, with the document and the segment."""
    table = schema.sentence
    for some in chunks(documents):
        query = select(table.c.document_id, table.c.segment, table.c.searched)
        for document, segment, said in connection.execute(
            query.where(table.c.document_id.in_(some))
        ):
            yield (document, segment), said


def texts_of(connection: Connection, document: int, segments: Sequence[int]) -> dict[int, str]:
    """What these segments of a document say, by their indices."""
    table = schema.sentence
    query = select(table.c.segment, table.c.text).where(table.c.document_id == document)
    rows = connection.execute(query.where(table.c.segment.in_(segments)))
    return {row.segment: row.text for row in rows}


def saying(connection: Connection, document: int, text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a document that hold a text as it is written, with their indices."""
    table = schema.sentence
    query = select(table.c.segment, table.c.text).where(table.c.document_id == document)
    for row in connection.execute(query.order_by(table.c.segment)):
        if text in row.text:
            yield row.segment, row.text
