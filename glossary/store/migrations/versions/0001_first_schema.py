"""The first schema: documents, concepts, evidence and history.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _document()
    _concept()
    _term()
    _definition()
    _context()
    _evidence()
    _rendering()
    _revision()


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("authority", sa.Integer(), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("digest", name="uq_document_digest"),
    )


def _concept() -> None:
    op.create_table(
        "concept",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_concept"),
    )
    op.create_index(
        "ix_concept_score", "concept", [sa.literal_column("score DESC"), "id"], unique=False
    )
    op.create_index(
        "ix_concept_status",
        "concept",
        ["status", sa.literal_column("score DESC"), "id"],
        unique=False,
    )


def _term() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", ORDERED, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("part_of_speech", sa.Text(), server_default="", nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("inconsistency", sa.Float(precision=53), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key", ORDERED, nullable=False),
        sa.Column("pinyin", ORDERED, nullable=True),
        sa.Column("tones", sa.Text(), nullable=True),
        sa.Column("initials", ORDERED, nullable=True),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name="fk_term_concept_id_concept", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
    )
    op.create_index("ix_term_concept_id_position", "term", ["concept_id", "position"], unique=False)
    op.create_index("ix_term_initials", "term", ["initials"], unique=False)
    op.create_index("ix_term_key", "term", ["key"], unique=False)
    op.create_index("ix_term_pinyin", "term", ["pinyin"], unique=False)
    # ### end Alembic commands ###


def _definition() -> None:
    op.create_table(
        "definition",
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name="fk_definition_concept_id_concept",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_definition_document_id_document",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("concept_id", "position", name="pk_definition"),
    )
    op.create_index("ix_definition_document_id", "definition", ["document_id"], unique=False)


def _context() -> None:
    op.create_table(
        "context",
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zh", sa.Text(), nullable=True),
        sa.Column("en", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("zh_spans", sa.JSON(), nullable=False),
        sa.Column("en_spans", sa.JSON(), nullable=False),
        sa.Column("zh_segments", sa.JSON(), nullable=False),
        sa.Column("en_segments", sa.JSON(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name="fk_context_concept_id_concept", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_context_document_id_document",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("concept_id", "position", name="pk_context"),
    )
    op.create_index("ix_context_document_id", "context", ["document_id"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name="fk_evidence_concept_id_concept",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_evidence_document_id_document",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concept_id", "document_id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_document_id", "evidence", ["document_id"], unique=False)


def _rendering() -> None:
    op.create_table(
        "rendering",
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name="fk_rendering_concept_id_concept",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_rendering_document_id_document",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "concept_id", "document_id", "language", "text", name="pk_rendering"
        ),
    )
    op.create_index("ix_rendering_document_id", "rendering", ["document_id"], unique=False)


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("concept_id", ORDERED, nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_concept_id", "revision", ["concept_id", "number"], unique=False)
