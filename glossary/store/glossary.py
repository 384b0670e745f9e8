"""The glossary: concepts, the documents they come from, and who changed what."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, and_, func, or_, select

from align.errors import GlossaryError, NotFoundError
from align.model import Document, Language
from glossary.finding import Form, How, TermHit, Where
from glossary.keys import key
from glossary.model import Concept, ConceptStatus, Proposal, Revision
from glossary.store import schema
from glossary.store.adding import AddReport, add
from glossary.store.engines import engine_for, reading, shown, writing
from glossary.store.faults import sound, told
from glossary.store.migrate import bring_to_head
from glossary.store.rows import CHUNK, by_id, concepts_of, revision_of, utc
from glossary.store.searching import Asked, holding, keys, resembling, search
from glossary.store.writing import Deed, checked, save_all

Statuses = Collection[ConceptStatus] | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that was added, without its text.

    Attributes:
        digest: SHA-256 of language and text, which identifies it under any name.
        added: when it was first added, in UTC.
        who: who added it.
    """

    id: int
    source: str
    title: str
    language: Language
    digest: str
    added: datetime
    who: str


def new_id() -> str:
    """A new identifier of a concept: 80 random bits, usable as an XML id."""
    return "c" + base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


class Glossary:
    """A glossary in a database; `open` makes one.

    One object may be used from any number of threads: each call takes a connection of its own from
    a pool and gives it back, and nothing is shared between calls. Reads see one consistent state
    and do not wait for writers. Writes of several threads or processes come one after the other.
    An iterator is to be used by one thread, and holds a connection until it ends or is closed.
    """

    def __init__(self, engine: Engine, location: str, *, read_only: bool) -> None:
        self._engine = engine
        self._location = location
        self._read_only = read_only

    @classmethod
    def open(
        cls, location: str, *, create: bool = True, read_only: bool = False, timeout: float = 10.0
    ) -> Self:
        """Open a glossary, bringing its tables up to date.

        Args:
            location: the path of a file, or an SQLAlchemy URL.
            create: make the file and its folders where there are none.
            read_only: never write, not even to make the file or its tables.
            timeout: seconds to wait for another writer or for the server.

        Raises:
            EmptyGlossaryError: it is opened for reading and has not been begun.
            GlossaryError: it cannot be opened; the database was left as it was.
        """
        engine = engine_for(location, create=create, read_only=read_only, timeout=timeout)
        name = shown(location)
        try:
            with told(name):
                bring_to_head(engine, name, read_only=read_only)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name, read_only=read_only)

    @property
    def location(self) -> str:
        """The path or URL, without password."""
        return self._location

    def close(self) -> None:
        """Close all connections; a later call opens new ones."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def concepts(
        self, *, statuses: Statuses = None, limit: int | None = None, offset: int = 0
    ) -> list[Concept]:
        """The concepts with these statuses (None: all), best score first, then by id."""
        query = _ordered(statuses).limit(limit).offset(offset)
        with self.reading() as connection:
            return concepts_of(connection, connection.execute(query).all())

    def iterate(self, *, statuses: Statuses = None) -> Iterator[Concept]:
        """The same, all of one state of the glossary, with few in memory at a time."""
        table = schema.concept
        with self.reading() as connection:
            query = _ordered(statuses).limit(CHUNK)
            while rows := connection.execute(query).all():
                yield from concepts_of(connection, rows)
                last = rows[-1]
                follows = or_(
                    table.c.score < last.score,
                    and_(table.c.score == last.score, table.c.id > last.id),
                )
                query = _ordered(statuses).where(follows).limit(CHUNK)

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.with_ids([concept_id])
        if not found:
            raise NotFoundError(f"no concept has the id {concept_id}", "look it up by a term")
        return found[0]

    def with_ids(self, ids: Sequence[str]) -> list[Concept]:
        """The concepts with these ids, in this order; ids of none are passed over."""
        with self.reading() as connection:
            found = by_id(connection, ids)
        return [found[concept_id] for concept_id in ids if concept_id in found]

    def matching(self, text: str, language: Language) -> list[Concept]:
        """The concepts with a term that reads as `text` after normalisation, best score first."""
        table, term = schema.concept, schema.term
        same = select(term.c.concept_id).where(
            term.c.key == key(text, language), term.c.language == language.value
        )
        with self.reading() as connection:
            rows = connection.execute(_ordered(None).where(table.c.id.in_(same))).all()
            return concepts_of(connection, rows)

    def search(
        self,
        form: Form,
        how: How,
        value: str,
        *,
        language: Language | None = None,
        tones: str = "",
        statuses: Statuses = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms one of whose forms is or begins with `value`; see `glossary.finding`."""
        asked = Asked(language, statuses, limit)
        with self.reading() as connection:
            return search(connection, form, how, value, asked, tones)

    def holding(
        self,
        value: str,
        where: Where,
        language: Language,
        *,
        statuses: Statuses = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms whose keys hold `value`, shortest first; see `glossary.finding`."""
        with self.reading() as connection:
            return holding(connection, value, where, Asked(language, statuses, limit))

    def resembling(
        self, value: str, edits: int, language: Language, *, statuses: Statuses = None
    ) -> list[TermHit]:
        """The terms whose keys may be within so many edits of `value`; to be checked."""
        with self.reading() as connection:
            return resembling(connection, value, edits, language, statuses)

    def keys(self, *, statuses: Statuses = None) -> Iterator[tuple[Language, str, str]]:
        """Language, key and concept id of every term, concepts with the best scores first."""
        with self.reading() as connection:
            yield from keys(connection, statuses)

    def count(self) -> dict[ConceptStatus, int]:
        """How many concepts have each status; every status is there."""
        status = schema.concept.c.status
        with self.reading() as connection:
            rows = connection.execute(select(status, func.count()).group_by(status)).all()
        found = {row[0]: row[1] for row in rows}
        return {each: found.get(each.value, 0) for each in ConceptStatus}

    def documents(self) -> list[StoredDocument]:
        """The documents that were added, in the order in which they came."""
        table = schema.document
        columns = [column for column in table.c if column.name != "text"]
        with self.reading() as connection:
            rows = connection.execute(select(*columns).order_by(table.c.id)).all()
            return [
                StoredDocument(
                    id=row.id,
                    source=row.source,
                    title=row.title,
                    language=Language(row.language),
                    digest=row.digest,
                    added=utc(row.added),
                    who=row.who,
                )
                for row in rows
            ]

    def history(self, concept_id: str) -> list[Revision]:
        """The revisions of a concept, oldest first; empty where it never was."""
        table = schema.revision
        query = select(table).where(table.c.concept_id == concept_id).order_by(table.c.number)
        with self.reading() as connection:
            return [revision_of(row) for row in connection.execute(query)]

    def add(
        self, proposals: Iterable[Proposal], documents: Sequence[Document], *, who: str
    ) -> AddReport:
        """Add proposals and the documents they were drawn from, all or nothing.

        A proposal whose Chinese (or, where one side has no Chinese, preferred English) is that of a
        concept adds its evidence to it: contexts, definitions, frequencies, and new renderings as
        admitted terms. Nothing that is there is changed. What a document has said once is not
        counted again, so that adding it twice changes nothing. Rejected concepts stay rejected,
        and renderings that a person took out stay out.

        Raises:
            GlossaryError: it cannot be written; nothing was.
            InputError: a proposal holds values that no concept can have; nothing was written.
        """
        with self.writing() as connection:
            return add(connection, proposals, documents, who, new_id)

    def save(self, concept: Concept, *, who: str, action: str = "edit", why: str = "") -> Concept:
        """Store a changed concept, or a new one, whose revision is 0; returned as stored.

        Where nothing differs from what is stored and no reason is given, nothing is written.

        Raises:
            ConceptConflictError: it was changed since it was read; what is stored now is in the
                error's `current`.
            GlossaryError: it has no term, a term twice, or cannot be written.
            InputError: it holds values that no concept can have.
        """
        return self.save_all([concept], who=who, action=action, why=why)[0]

    def save_all(
        self, concepts: Iterable[Concept], *, who: str, action: str = "edit", why: str = ""
    ) -> list[Concept]:
        """Do with each concept as `save` does, all or nothing; returned in their order."""
        offered = [checked(concept) for concept in concepts]
        deed = Deed(who=who, action=action, why=why)
        with self.writing() as connection:
            return save_all(connection, offered, deed)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state, for the modules of this package."""
        with (
            told(self._location),
            sound(f"the glossary {self._location}"),
            reading(self._engine) as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, kept whole or not at all, for the modules of this package.

        Raises:
            GlossaryError: the glossary is open for reading only, or it cannot be written.
        """
        if self._read_only:
            raise GlossaryError(
                f"the glossary {self._location} is open for reading only", "open it for writing"
            )
        with told(self._location), writing(self._engine) as connection:
            yield connection


def _ordered(statuses: Statuses) -> Any:
    table = schema.concept
    query = select(table).order_by(table.c.score.desc(), table.c.id)
    if statuses is not None:
        query = query.where(table.c.status.in_([status.value for status in statuses]))
    return query
