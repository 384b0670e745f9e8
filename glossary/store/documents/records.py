"""The records of documents: what they are, who issued them when, and what was done to them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from align.errors import GlossaryError, InputError, NotFoundError
from align.model import Document, Language
from align.text import storable
from glossary.model import DocumentRevision, Imprint, Particulars, StoredDocument
from glossary.model.authority import Authority
from glossary.store.database import schema
from glossary.store.database.damage import REMEDY, Columns, columns_of, sound_rows
from glossary.store.database.faults import translating_damage
from glossary.store.database.rows import Values, utc
from glossary.store.writing.concepts import Attribution

LONGEST = 500  #: characters of a title or an issuer
#: As it is stored, and as spreadsheets and Chinese texts write it: 2024/7/18, 2024年7月.
_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(\d\d)(?:-(\d\d))?"
    r"|(?P<mark>[/.])(\d{1,2})(?:(?P=mark)(\d{1,2}))?"
    r"|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)?",
    re.ASCII,
)
_COLUMNS = [column for column in schema.document.c if column.name != "text"]
_RECORD, _REVISION = Columns(*_COLUMNS), columns_of(schema.document_revision)


def checked_particulars(given: Particulars) -> Particulars:
    """The particulars as they are stored.

    Raises:
        InputError: the date is none, or a text is too long.
    """
    said = None if given.dated is None else given.dated.strip()
    dated = _date(said) if said else said
    if dated is None and said is not None:
        raise InputError(f"{said!r} is no date", "write it as 2024, 2024-07 or 2024-07-18")
    return replace(
        given,
        title=_line("title", given.title),
        issuer=_line("issuer", given.issuer),
        dated=dated,
    )


def _line(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    line = " ".join(storable(text).split())
    if len(line) > LONGEST:
        raise InputError(
            f"the {name} {line[:30]}… has {len(line)} characters", f"the most is {LONGEST}"
        )
    return line


def _date(text: str) -> str | None:
    """A day, month or year as it is stored; None for what is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    others = (part.zfill(2) for part in found.group(2, 3, 5, 6, 7, 8) if part)
    written = "-".join((found["year"], *others))
    try:
        date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        return None
    return written


def stored_documents(
    connection: Connection, *, withdrawn: bool = False, showing: str | None = None
) -> list[StoredDocument]:
    """The documents in the order in which they came; those that were withdrawn on request.

    Args:
        showing: only those that are evidence of the concept with this id.
    """
    query = select(*_COLUMNS).order_by(schema.document.c.id)
    if showing is not None:
        table = schema.evidence.c
        evidence = select(table.document_id).where(table.concept_id == showing)
        query = query.where(schema.document.c.id.in_(evidence))
    if not withdrawn:
        query = query.where(schema.document.c.withdrawn.is_(None))
    rows = sound_rows(connection, connection.execute(query), _RECORD, _named)
    return [_document(row) for row in rows]


def document_with(connection: Connection, number: int) -> StoredDocument:
    """The document with this id.

    Raises:
        NotFoundError: there is none.
        GlossaryError: its record is damaged.
    """
    row = connection.execute(select(*_COLUMNS).where(schema.document.c.id == number)).first()
    if row is None:
        raise NotFoundError(f"no document has the number {number}", "see: tifa documents --all")
    fault = _RECORD.fault(row)
    if fault is not None:
        raise GlossaryError(f"{_named(row)} is damaged: {fault}", REMEDY)
    return _document(row)


def _named(row: Row[Any]) -> str:
    return f"the record of the document {row.id}"


def _document(row: Row[Any]) -> StoredDocument:
    return StoredDocument(
        id=row.id,
        source=row.source,
        title=row.title,
        language=Language(row.language),
        digest=row.digest,
        added=utc(row.added),
        who=row.who,
        issuer=row.issuer,
        dated=row.dated,
        authority=None if row.authority is None else list(Authority)[row.authority - 1],
        withdrawn=None if row.withdrawn is None else utc(row.withdrawn),
    )


def described(document: StoredDocument, given: Particulars) -> StoredDocument:
    """The document with what people say of it; what is known is not guessed or read."""
    said = replace(
        document,
        title=document.title if given.title is None else given.title,
        issuer=document.issuer if given.issuer is None else given.issuer,
        dated=document.dated if given.dated is None else given.dated,
        authority=given.authority or document.authority or given.ranked,
    )
    read = given.imprint
    return replace(said, issuer=said.issuer or read.issuer, dated=said.dated or read.dated)


def read_from_text(document: StoredDocument, given: Particulars) -> Imprint:
    """What a document's record has from its text once it is `described`."""
    after = described(document, given)
    without = described(document, replace(given, imprint=Imprint()))
    return Imprint(
        "" if without.issuer else after.issuer,
        "" if without.dated else after.dated,
    )


def emptied(connection: Connection, number: int) -> frozenset[str]:
    """The fields of a document's record that people have emptied, by its history."""
    return frozenset(
        name
        for revision in history_of(connection, number)
        for name, value in (revision.after or {}).items()
        if value == "" and (revision.before or {}).get(name)
    )


def inheriting(
    translation: StoredDocument | None,
    given: Particulars,
    former: StoredDocument | None,
    original: StoredDocument,
) -> Particulars:
    """What is said of a translation, with the issuer, date and rank of its original.

    What is said of it, and what it has of its own, stays; what it has from the original follows it.

    Args:
        translation: as it is stored; None for one that is new.
        former: the original before it was changed to what it is; None for one that is new.
    """

    def inherits(name: str) -> bool:
        own = translation and getattr(translation, name)
        follows = former is not None and own == getattr(former, name)
        return getattr(given, name) is None and (not own or follows)

    is_ranked = given.ranked is not None and (translation is None or not translation.authority)
    return replace(
        given,
        issuer=original.issuer if inherits("issuer") else given.issuer,
        dated=original.dated if inherits("dated") else given.dated,
        authority=original.authority
        if inherits("authority") and not is_ranked
        else given.authority,
    )


def record(
    connection: Connection,
    before: StoredDocument,
    after: StoredDocument,
    attribution: Attribution,
) -> None:
    """Store what differs in a document's record, and note it; nothing where nothing does."""
    if before == after:
        return
    table = schema.document
    connection.execute(update(table).where(table.c.id == after.id).values(columns(after)))
    note(connection, after.id, attribution, as_json(before), as_json(after))


def columns(document: StoredDocument) -> Values:
    """What can change of a document, as it is stored."""
    return {
        "title": document.title,
        "issuer": document.issuer,
        "dated": document.dated,
        "authority": document.authority and document.authority.rank,
        "withdrawn": document.withdrawn,
    }


def as_json(document: StoredDocument) -> dict[str, Any]:
    """What a revision keeps of a document's record."""
    return {
        "title": document.title,
        "issuer": document.issuer,
        "dated": document.dated,
        "authority": document.authority and document.authority.value,
        "withdrawn": document.withdrawn is not None,
    }


def note(
    connection: Connection,
    number: int,
    attribution: Attribution,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Append a revision of a document."""
    values = {
        "document_id": number,
        "time": datetime.now(UTC),
        "who": storable(attribution.who),
        "action": attribution.action,
        "why": storable(attribution.why),
        "before": before,
        "after": after,
        "change_set": attribution.change_set,
    }
    connection.execute(insert(schema.document_revision), values)


def last_revision(connection: Connection) -> int:
    """The highest number of a revision of concepts; 0 where there is none."""
    number = connection.execute(select(func.max(schema.revision.c.number))).scalar()
    return number or 0


def last_change(connection: Connection) -> tuple[int, str, datetime] | None:
    """The number, the concept and the time of the last revision of concepts, where there is one.

    Two glossaries may have as many revisions, but not the same last one, unless one is a copy.
    """
    table = schema.revision
    columns = table.c.number, table.c.concept_id, table.c.time
    row = connection.execute(select(*columns).order_by(table.c.number.desc()).limit(1)).first()
    return None if row is None else (row.number, row.concept_id, row.time)


@translating_damage("the history of a document")
def bring_back(connection: Connection, revision: Row[Any], attribution: Attribution) -> None:
    """Undo what was done to documents together with a revision of concepts, which may be nothing.

    Raises:
        GlossaryError: a document was withdrawn or came back since.
    """
    table = schema.document_revision
    same = select(table).where(table.c.change_set == revision.change_set)
    for row in connection.execute(same).all():
        document = document_with(connection, row.document_id)
        if (document.withdrawn is not None) != row.after["withdrawn"]:
            raise GlossaryError(
                f"revision {revision.number} cannot be undone: {document.source}"
                f" (document {document.id}) has been"
                f" {'withdrawn' if document.withdrawn else 'brought back'} since",
                f"see: tifa documents {document.id}",
            )
        when = datetime.now(UTC) if row.before["withdrawn"] else None
        record(connection, document, replace(document, withdrawn=when), attribution)


def revision_range(connection: Connection, change_set: int | None) -> tuple[int, int] | None:
    """The first and the last revision of concepts in a change set; None where it has none."""
    number = schema.revision.c.number
    query = select(func.min(number), func.max(number))
    first, last = connection.execute(query.where(schema.revision.c.change_set == change_set)).one()
    return None if first is None else (first, last)


def history_of(connection: Connection, number: int) -> list[DocumentRevision]:
    """The revisions of a document, oldest first."""
    table = schema.document_revision
    rows = connection.execute(
        select(table).where(table.c.document_id == number).order_by(table.c.number)
    )
    named = f"the history of the document {number}"
    return [
        DocumentRevision(
            number=row.number,
            document_id=row.document_id,
            when=utc(row.time),
            who=row.who,
            action=row.action,
            why=row.why,
            before=row.before,
            after=row.after,
            revisions=revision_range(connection, row.change_set),
        )
        for row in sound_rows(connection, rows, _REVISION, lambda _: named)
    ]


def number_of(connection: Connection, mark: str) -> int | None:
    """The id of the document with that digest; None where it is not stored."""
    table = schema.document
    return connection.execute(select(table.c.id).where(table.c.digest == mark)).scalar()


def digest(document: Document) -> str:
    """What identifies a document whatever it is called: SHA-256 of its language and text."""
    text = f"{document.language.value}\n{document.text}"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def documents_named(documents: Sequence[StoredDocument], name: str) -> tuple[StoredDocument, ...]:
    """The documents that a name means: a number, else a source as it was given, else a title."""
    wanted = storable(name).strip()
    for field in ("id", "source", "title"):
        same = tuple(each for each in documents if str(getattr(each, field)) == wanted)
        if same and wanted:
            return same
    return ()


def one_document(documents: Sequence[StoredDocument], name: str) -> StoredDocument:
    """The one document that a name means.

    Raises:
        NotFoundError: it means none.
        GlossaryError: it means several.
    """
    found = documents_named(documents, name)
    if not found:
        raise NotFoundError(f"{name or '(nothing)'}: no such document", "see: tifa documents --all")
    if len(found) > 1:
        numbers = ", ".join(str(each.id) for each in found)
        raise GlossaryError(f"{name} means several documents", f"give a number: {numbers}")
    return found[0]
