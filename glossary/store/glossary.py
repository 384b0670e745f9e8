"""The glossary: concepts, the documents they come from, and who changed what."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, select

from align.errors import GlossaryError
from align.model import Language
from glossary.model import Concept, ConceptStatus, Particulars, Proposal, Revision, StoredDocument
from glossary.model.keys import key
from glossary.model.searchable import Form, How, Indexed, TermHit, Where
from glossary.store.database import schema
from glossary.store.database.damage import DAMAGE, Damage, note_lost_statuses
from glossary.store.database.engines import engine_for, reading, shown, writing
from glossary.store.database.faults import translating_damage, translating_errors
from glossary.store.database.migrate import bring_to_head
from glossary.store.database.rows import (
    by_id,
    chunks,
    concept_with,
    concepts_of,
    counted_statuses,
    revisions_of,
)
from glossary.store.documents.adding import AddReport, add
from glossary.store.documents.records import stored_documents
from glossary.store.documents.texts import Text
from glossary.store.searching.queries import Asked, Statuses, holding, keys, resembling, search
from glossary.store.writing.concepts import Attribution, checked, save_all


def new_id() -> str:
    """A new identifier of a concept: 80 random bits, usable as an XML id."""
    return "c" + base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


class Glossary:
    """A glossary in a database; `open` makes one.

    Its methods read and write whole concepts, and answer what `glossary.model.searchable` asks of
    any glossary. What is done with them is done by functions on it, in the rooms beside.

    One object may be used from any number of threads: each call takes a connection of its own from
    a pool and gives it back, and nothing is shared between calls. Reads see one consistent state
    and do not wait for writers. Writes of several threads or processes come one after the other.
    Rows that are damaged are left out and told by `damage`, which is of all calls.
    An iterator is to be used by one thread, and holds a connection until it ends or is closed.
    """

    def __init__(self, engine: Engine, location: str, *, read_only: bool) -> None:
        self._damage = Damage()
        self._engine = engine.execution_options(**{DAMAGE: self._damage})
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
            with translating_errors(name):
                bring_to_head(engine, name, read_only=read_only)
        except BaseException:
            engine.dispose()
            raise
        opened = cls(engine, name, read_only=read_only)
        try:
            with opened.reading() as connection:
                note_lost_statuses(connection)
        except BaseException:
            opened.close()
            raise
        return opened

    @property
    def location(self) -> str:
        """The path or URL, without password."""
        return self._location

    @property
    def damage(self) -> tuple[str, ...]:
        """What was left out so far, since its rows are damaged, and how; a clause each."""
        return tuple(self._damage.lines)

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

    def concepts(self, *, statuses: Statuses = None) -> list[Concept]:
        """The concepts with these statuses (None: all), best score first, then by id."""
        with self.reading() as connection:
            return concepts_of(connection, connection.execute(_ordered(statuses)).all())

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id.

        Raises:
            NotFoundError: there is none.
        """
        with self.reading() as connection:
            return concept_with(connection, concept_id)

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
        """The terms one of whose forms is or begins with `value`; see `Searchable`."""
        asked = Asked(language, statuses, limit)
        with self.reading() as connection:
            return search(connection, form, how, value, asked, tones)

    def holding(
        self,
        value: str,
        where: Where,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Statuses = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms that hold `value`, shortest first; see `glossary.model.searchable`."""
        with self.reading() as connection:
            return holding(connection, value, where, of, Asked(language, statuses, limit))

    def resembling(
        self,
        value: str,
        edits: int,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Statuses = None,
    ) -> list[TermHit]:
        """The terms that may be within so many edits of `value`; to be checked."""
        with self.reading() as connection:
            return resembling(connection, value, edits, of, language, statuses)

    def keys(self, *, statuses: Statuses = None) -> Iterator[tuple[Language, str, str]]:
        """Language, key and concept id of every term, concepts with the best scores first."""
        with self.reading() as connection:
            yield from keys(connection, statuses)

    def count(self) -> dict[ConceptStatus, int]:
        """How many concepts have each status; every status is there."""
        with self.reading() as connection:
            return counted_statuses(connection)

    def documents(self, *, withdrawn: bool = False) -> list[StoredDocument]:
        """The documents in the order in which they came; those that were withdrawn on request."""
        with self.reading() as connection:
            return stored_documents(connection, withdrawn=withdrawn)

    def history(self, concept_id: str) -> list[Revision]:
        """The revisions of a concept, oldest first; empty where it never was."""
        with self.reading() as connection:
            return revisions_of(connection, concept_id)

    def add(
        self,
        proposals: Iterable[Proposal],
        texts: Sequence[Text],
        *,
        who: str,
        why: str = "",
        about: Mapping[str, Particulars] = MappingProxyType({}),
    ) -> AddReport:
        """Add proposals and the texts they were drawn from, all or nothing.

        A proposal whose Chinese (or, where one side has no Chinese, preferred English) is that of a
        concept adds its evidence to it: contexts, definitions, frequencies, and new renderings as
        admitted terms. Nothing that is there is changed. What a document has said once is not
        counted again, so that adding it twice changes nothing. Rejected concepts stay rejected,
        and renderings that a person took out stay out. A document that was withdrawn comes back.

        Args:
            texts: documents; with segments and beads where these are to be stored too. Beads that
                a person has corrected stay.
            why: goes into the history, as `who` does.
            about: what people say of the documents, by their sources; it goes into their records.

        Raises:
            GlossaryError: it cannot be written; nothing was.
            InputError: a proposal holds values that no concept can have, or what is said of a
                document is wrong; nothing was written.
        """
        with self.writing() as connection:
            return add(connection, proposals, texts, Attribution(who, "add", why), new_id, about)

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
        attribution = Attribution(who=who, action=action, why=why)
        with self.writing() as connection:
            return save_all(connection, offered, attribution)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state, for the modules of this package."""
        with (
            translating_errors(self._location),
            translating_damage(f"the glossary {self._location}"),
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
        with translating_errors(self._location), writing(self._engine) as connection:
            yield connection


def pages(connection: Connection, *which: ColumnElement[bool]) -> Iterator[list[Concept]]:
    """The concepts of which all this holds, best score first, some hundreds at a time."""
    table = schema.concept.c
    query = select(table.id).where(*which).order_by(table.score.desc(), table.id)
    for part in chunks(connection.execute(query).scalars().all()):
        found = by_id(connection, part)
        yield [found[concept_id] for concept_id in part if concept_id in found]


def _ordered(statuses: Statuses) -> Any:
    table = schema.concept
    query = select(table).order_by(table.c.score.desc(), table.c.id)
    if statuses is not None:
        query = query.where(table.c.status.in_([status.value for status in statuses]))
    return query
