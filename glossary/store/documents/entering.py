"""Documents on their way into the glossary: new, known under another name, or back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from align.model import Document
from align.text import storable
from glossary.model import Imprint, Particulars, StoredDocument
from glossary.store.database import schema
from glossary.store.documents.records import (
    as_json,
    checked_particulars,
    columns,
    described,
    digest,
    document_with,
    emptied,
    inheriting,
    note,
    number_of,
    read_from_text,
    record,
)
from glossary.store.writing.concepts import Attribution


@dataclass(slots=True)
class Kept:
    """What became of the documents that were given.

    Attributes:
        documents: each as it is stored, by its id.
        numbers: the ids of the documents, in the order in which they were given.
        new: those that were not stored before.
        restored: those that had been withdrawn.
        described: how many had their record changed.
        imprints: what records have from the texts themselves, by the source of each.
    """

    documents: dict[int, Document] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    restored: list[int] = field(default_factory=list)
    described: int = 0
    imprints: dict[str, Imprint] = field(default_factory=dict)


def keep_documents(
    connection: Connection,
    documents: Sequence[Document],
    about: Mapping[str, Particulars],
    attribution: Attribution,
    originals: Mapping[int, int],
) -> Kept:
    """Store the documents that are not there, and what is said of them all.

    Args:
        about: by the source of a document what people say of it.
        originals: by the place of a translation among the documents, that of its original.

    Raises:
        InputError: what is said of a document is wrong.
    """
    kept = Kept()
    offered = [_offered(connection, document, about, attribution) for document in documents]
    for index, each in enumerate(offered):
        # among the documents may be the same one twice
        before = _stored(connection, each.plain.digest)
        given = each.given
        if index in originals:
            original = offered[originals[index]]
            given = inheriting(before, given, original.before, original.after)
        read = read_from_text(before or each.plain, given)
        if read != Imprint():
            kept.imprints[each.document.source] = read
        if before is None:
            made = described(each.plain, given)
            number = _insert(connection, each.document, made, _noting(attribution, read))
            kept.new.append(number)
        else:
            number = before.id
            _renew(connection, before, given, _noting(attribution, read), kept)
        kept.documents[number] = each.document
        kept.numbers.append(number)
    return kept


def _noting(attribution: Attribution, read: Imprint) -> Attribution:
    """The attribution with what the record has from the text, unless it says why already."""
    fields = [name for name, value in (("issuer", read.issuer), ("date", read.dated)) if value]
    why = f"{' and '.join(fields)} read from the text" if fields else ""
    return replace(attribution, why=attribution.why or why)


@dataclass(frozen=True, slots=True)
class _Offered:
    """A document that may be stored already.

    Attributes:
        plain: its record where nothing is said of it.
        before: its record as it is stored, or None.
        given: what people say of it.
    """

    document: Document
    plain: StoredDocument
    before: StoredDocument | None
    given: Particulars

    @property
    def after(self) -> StoredDocument:
        """Its record with what people say of it."""
        return described(self.before or self.plain, self.given)


def _offered(
    connection: Connection,
    raw: Document,
    about: Mapping[str, Particulars],
    attribution: Attribution,
) -> _Offered:
    document = replace(
        raw, text=storable(raw.text), source=storable(raw.source), title=storable(raw.title)
    )
    plain = StoredDocument(
        id=0,
        source=document.source,
        title=document.title,
        language=document.language,
        digest=digest(document),
        added=datetime.now(UTC),
        who=storable(attribution.who),
    )
    given = checked_particulars(about.get(raw.source, Particulars()))
    before = _stored(connection, plain.digest)
    if before is not None and read_from_text(before, given) != Imprint():
        # what a person has emptied is not filled again
        gone = emptied(connection, before.id)
        read = {name: "" for name in ("issuer", "dated") if name in gone}
        given = replace(given, imprint=replace(given.imprint, **read))
    return _Offered(document, plain, before, given)


def _stored(connection: Connection, mark: str) -> StoredDocument | None:
    number = number_of(connection, mark)
    return None if number is None else document_with(connection, number)


def _insert(
    connection: Connection, document: Document, made: StoredDocument, attribution: Attribution
) -> int:
    """Store a document that is not there, with its record."""
    values = {
        **columns(made),
        "digest": made.digest,
        "source": made.source,
        "language": made.language.value,
        "text": document.text,
        "added": made.added,
        "who": made.who,
    }
    table = schema.document
    number: int = connection.execute(insert(table).returning(table.c.id), values).scalar_one()
    note(connection, number, attribution, None, as_json(made))
    return number


def _renew(
    connection: Connection,
    before: StoredDocument,
    given: Particulars,
    attribution: Attribution,
    kept: Kept,
) -> None:
    after = described(before, given)
    if after != before:
        kept.described += 1
    if before.withdrawn is not None:
        kept.restored.append(before.id)
    action = "describe" if before.withdrawn is None else "restore"
    record(
        connection,
        before,
        replace(after, withdrawn=None),
        Attribution(attribution.who, action, attribution.why),
    )
