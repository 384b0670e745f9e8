"""Documents with their segments, beads and history, and documents that were withdrawn.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("withdrawn", sa.DateTime(timezone=True)))
    _segmentation()
    _alignment()
    _bead()
    _document_revision()


def _document_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["document.id"], name=f"fk_{table}_{column}_document", ondelete="CASCADE"
    )


def _segmentation() -> None:
    op.create_table(
        "segmentation",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        _document_key("segmentation", "document_id"),
        sa.PrimaryKeyConstraint("document_id", name="pk_segmentation"),
    )


def _alignment() -> None:
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zh_id", sa.Integer(), nullable=False),
        sa.Column("en_id", sa.Integer(), nullable=False),
        _document_key("alignment", "zh_id"),
        _document_key("alignment", "en_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alignment"),
        sa.UniqueConstraint("zh_id", "en_id", name="uq_alignment_zh_id_en_id"),
    )
    op.create_index("ix_alignment_en_id", "alignment", ["en_id"])


def _bead() -> None:
    op.create_table(
        "bead",
        sa.Column("alignment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zh", sa.JSON(), nullable=False),
        sa.Column("en", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name="fk_bead_alignment_id_alignment",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("alignment_id", "position", name="pk_bead"),
    )


def _document_revision() -> None:
    op.create_table(
        "document_revision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True)),
        sa.Column("after", sa.JSON(none_as_null=True)),
        sa.Column("first", sa.Integer()),
        sa.Column("last", sa.Integer()),
        _document_key("document_revision", "document_id"),
        sa.PrimaryKeyConstraint("number", name="pk_document_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_revision_document_id", "document_revision", ["document_id"])
    op.create_index("ix_document_revision_first", "document_revision", ["first"])
