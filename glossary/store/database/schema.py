"""The tables of a glossary.

`HEAD` names the newest migration; a test holds the tables, `HEAD` and the migrations together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0009"
VERSION_TABLE = "tifa_version"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Unreadable(NamedTuple):
    """What stands where something else belongs."""

    value: object

    def __str__(self) -> str:
        return repr(self.value)


class _Tolerant(TypeDecorator[Any]):
    """A type whose values are made of text; what no value can be made of costs no other row."""

    impl: Any = Text
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        made = super().result_processor(dialect, coltype)
        if made is None:
            return None

        def read(value: Any) -> Any:
            try:
                return made(value)
            except (ValueError, TypeError, RecursionError):
                return Unreadable(value)

        return read


class Json(_Tolerant):
    """JSON that may turn out to be none; `Unreadable` then."""

    impl = JSON
    cache_ok = True


class Moment(_Tolerant):
    """A time in UTC that may turn out to be none; `Unreadable` then."""

    impl = DateTime
    cache_ok = True


#: Text whose order is that of code points on every database, so that prefixes are ranges of it.
Ordered = Text().with_variant(Text(collation="C"), "postgresql")


def _of_concept(*, primary: bool = False) -> Column[str]:
    return Column(
        "concept_id",
        Ordered,
        ForeignKey("concept.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary,
    )


def _of_document(*, primary: bool = False) -> Column[int]:
    return Column(
        "document_id",
        Integer,
        ForeignKey("document.id", ondelete="CASCADE" if primary else "SET NULL"),
        nullable=not primary,
        primary_key=primary,
    )


#: What was added. The digest is that of language and text: the same text under another name is
#: the same document. `issuer`, `dated` (ISO 8601) and `authority` (the rank of a
#: `glossary.model.authority.Authority`) say what its wording weighs. One that was `withdrawn` at
#: some time has no evidence here; its text stays, so that adding it again brings it back as it was.
document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("dated", Text, nullable=False),
    Column("authority", Integer),
    Column("added", Moment(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("withdrawn", Moment(timezone=True)),
)

#: Where the segments of a document stand in its text; see `glossary.store.documents.texts`, which
#: packs them.
segmentation = Table(
    "segmentation",
    metadata,
    _of_document(primary=True),
    Column("steps", Json, nullable=False),
)


#: What the segments of documents say, to be searched without reading the documents; see
#: `glossary.store.searching.sentences`, which alone writes it. `searched` is
#: `glossary.language.folding.folded` of the text.
sentence = Table(
    "sentence",
    metadata,
    _of_document(primary=True),
    Column("segment", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("searched", Text, nullable=False),
)


def _side(name: str) -> Column[int]:
    return Column(
        f"{name}_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False
    )


#: A document and its translation, and their beads. Of the pair the Chinese is the original where
#: there is one. `who` is the person who made a bead; "" is the program.
alignment = Table(
    "alignment",
    metadata,
    Column("id", Integer, primary_key=True),
    _side("original"),
    _side("translation"),
    UniqueConstraint("original_id", "translation_id"),
)
Index("ix_alignment_translation_id", alignment.c.translation_id)

bead = Table(
    "bead",
    metadata,
    Column(
        "alignment_id",
        Integer,
        ForeignKey("alignment.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("original", Json, nullable=False),
    Column("translation", Json, nullable=False),
    Column("score", Float(53), nullable=False),
    Column("who", Text, nullable=False),
)

#: Append-only: what was done to documents, with what it changed of them as JSON objects.
#: `change_set` is that of the revisions of concepts that were made with it and are undone with it.
document_revision = Table(
    "document_revision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("time", Moment(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Json(none_as_null=True)),
    Column("after", Json(none_as_null=True)),
    Column("change_set", Integer),
    sqlite_autoincrement=True,
)
Index("ix_document_revision_document_id", document_revision.c.document_id)

#: `relations` is a list with kind, target and status of each; targets may be gone.
concept = Table(
    "concept",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("score", Float(53), nullable=False),
    Column("frequency", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("relations", Json, nullable=False, server_default="[]"),
)
Index("ix_concept_score", concept.c.score.desc(), concept.c.id)
Index("ix_concept_status", concept.c.status, concept.c.score.desc(), concept.c.id)

#: `key` is `glossary.model.keys.key`; the last three are `glossary.language.chinese.pinyin.spell`
#: of Chinese terms. Terms of other languages have `glossary.language.spelling.spelled` as pinyin.
#: `conditions` is a list of texts as `glossary.model.conditions` writes them.
term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_concept(),
    Column("position", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Ordered, nullable=False),
    Column("status", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("frequency", Integer, nullable=False),
    Column("inconsistency", Float(53), nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("conditions", Json, nullable=False, server_default="[]"),
    Column("key", Ordered, nullable=False),
    Column("pinyin", Ordered),
    Column("tones", Text),
    Column("initials", Ordered),
)
Index("ix_term_concept_id_position", term.c.concept_id, term.c.position)
Index("ix_term_key", term.c.key)
Index("ix_term_pinyin", term.c.pinyin)
Index("ix_term_initials", term.c.initials)

#: How else Chinese terms are spelled; see `glossary.store.searching.other_spellings`, which alone
#: writes it.
spelling = Table(
    "spelling",
    metadata,
    Column(
        "term_id",
        Integer,
        ForeignKey("term.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("pinyin", Ordered, primary_key=True),
    Column("initials", Ordered, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_spelling_pinyin", spelling.c.pinyin)
Index("ix_spelling_initials", spelling.c.initials)

#: Which terms hold a gram; see `glossary.store.searching.grams`, which alone writes it. `length` is
#: that of the term's key or spelling in characters.
gram = Table(
    "gram",
    metadata,
    Column("gram", Ordered, primary_key=True),
    Column("length", Integer, primary_key=True, autoincrement=False),
    Column("term_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

definition = Table(
    "definition",
    metadata,
    _of_concept(primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("segment", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("origin", Text, nullable=False),
    Column("members", Json, nullable=False),
    Column("score", Float(53), nullable=False),
    _of_document(),
)
Index("ix_definition_document_id", definition.c.document_id)

#: `sides` is a list with language, text, spans and segments of each, the original first.
context = Table(
    "context",
    metadata,
    _of_concept(primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sides", Json, nullable=False, server_default="[]"),
    Column("source", Text, nullable=False),
    _of_document(),
)
Index("ix_context_document_id", context.c.document_id)

#: What a document says of a concept, whatever people do to the concept afterwards: this is what
#: makes adding idempotent and lets a document be withdrawn.
evidence = Table(
    "evidence",
    metadata,
    _of_concept(primary=True),
    _of_document(primary=True),
    Column("frequency", Integer, nullable=False),
)
Index("ix_evidence_document_id", evidence.c.document_id)

#: How often a document uses a form for a concept; a form without a term was taken out by a person.
rendering = Table(
    "rendering",
    metadata,
    _of_concept(primary=True),
    _of_document(primary=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("frequency", Integer, nullable=False),
)
Index("ix_rendering_document_id", rendering.c.document_id)

#: Append-only. `before` and `after` are JSON objects of `glossary.model.serial`. What is done at
#: one go is one `change_set`: a merge, an import, a decision about many concepts.
revision = Table(
    "revision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("concept_id", Ordered, nullable=False),
    Column("time", Moment(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Json(none_as_null=True)),
    Column("after", Json(none_as_null=True)),
    Column("change_set", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_revision_concept_id", revision.c.concept_id, revision.c.number)
Index("ix_revision_change_set", revision.c.change_set)
