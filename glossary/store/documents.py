"""Documents on their way into the glossary: new, known under another name, or back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from align.model import Document
from align.text import storable
from glossary.store import schema
from glossary.store.records import (
    Particulars,
    StoredDocument,
    as_json,
    checked_particulars,
    columns,
    described,
    digest,
    document_with,
    note,
    number_of,
    record,
)
from glossary.store.writing import Deed


@dataclass(slots=True)
class Kept:
    """What became of the documents that were given.

    Attributes:
        documents: each as it is stored, by its id.
        numbers: the ids of the documents, in the order in which they were given.
        new: those that were not stored before.
        restored: those that had been withdrawn.
        described: how many had their record changed.
    """

    documents: dict[int, Document] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    restored: list[int] = field(default_factory=list)
    described: int = 0


def keep_documents(
    connection: Connection,
    documents: Sequence[Document],
    about: Mapping[str, Particulars],
    deed: Deed,
) -> Kept:
    """Store the documents that are not there, and what is said of them all.

    Args:
        about: by the source of a document what people say of it.

    Raises:
        InputError: what is said of a document is wrong.
    """
    kept = Kept()
    for raw in documents:
        document = replace(
            raw, text=storable(raw.text), source=storable(raw.source), title=storable(raw.title)
        )
        given = checked_particulars(about.get(raw.source, Particulars()))
        mark = digest(document)
        number = number_of(connection, mark)
        if number is None:
            number = _insert(connection, document, mark, given, deed)
            kept.new.append(number)
        else:
            _renew(connection, number, given, deed, kept)
        kept.documents[number] = document
        kept.numbers.append(number)
    return kept


def _insert(
    connection: Connection, document: Document, mark: str, given: Particulars, deed: Deed
) -> int:
    """Store a document that is not there; `mark` is its digest."""
    plain = StoredDocument(
        id=0,
        source=document.source,
        title=document.title,
        language=document.language,
        digest=mark,
        added=datetime.now(UTC),
        who=storable(deed.who),
    )
    made = described(plain, given)
    values = {
        **columns(made),
        "digest": mark,
        "source": made.source,
        "language": made.language.value,
        "text": document.text,
        "added": made.added,
        "who": made.who,
    }
    table = schema.document
    number: int = connection.execute(insert(table).returning(table.c.id), values).scalar_one()
    note(connection, number, deed, None, as_json(made))
    return number


def _renew(connection: Connection, number: int, given: Particulars, deed: Deed, kept: Kept) -> None:
    before = document_with(connection, number)
    after = described(before, given)
    if after != before:
        kept.described += 1
    if before.withdrawn is not None:
        kept.restored.append(number)
    action = "describe" if before.withdrawn is None else "restore"
    record(connection, before, replace(after, withdrawn=None), Deed(deed.who, action, deed.why))
