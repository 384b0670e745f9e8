"""Contexts by side with their languages; pairs of documents as original and translation.

Revision ID: 0006
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Concepts whose contexts are changed at once.
_AT_ONCE = 500
_OLD = {
    language: (language, f"{language}_spans", f"{language}_segments") for language in ("zh", "en")
}


def upgrade() -> None:
    _contexts()
    _alignments()


def _contexts() -> None:
    op.add_column("context", sa.Column("sides", sa.JSON(), nullable=False, server_default="[]"))
    columns: list[sa.ColumnClause[Any]] = [
        sa.column(name) for names in _OLD.values() for name in names
    ]
    table = sa.table("context", sa.column("concept_id"), sa.column("position"), *columns)
    change = sa.text(
        "UPDATE context SET sides = :sides WHERE concept_id = :concept AND position = :place"
    )
    connection = op.get_bind()
    ids = connection.scalars(sa.select(table.c.concept_id).distinct()).all()
    for start in range(0, len(ids), _AT_ONCE):
        some = table.c.concept_id.in_(ids[start : start + _AT_ONCE])
        made = [
            {
                "sides": json.dumps(list(_sides(row._mapping)), ensure_ascii=False),
                "concept": row.concept_id,
                "place": row.position,
            }
            for row in connection.execute(sa.select(table).where(some))
        ]
        connection.execute(change, made)
    for column in columns:
        op.drop_column("context", column.name)


def _sides(row: Any) -> Iterator[list[Any]]:
    for language, (text, spans, segments) in _OLD.items():
        if row[text] is not None:
            yield [language, _kept(row[text]), _parsed(row[spans]), _parsed(row[segments])]


def _parsed(value: Any) -> Any:
    """What JSON holds; what is none stays, so that it is found to be damaged."""
    if not isinstance(value, str):  # PostgreSQL has parsed it
        return _kept(value)
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _kept(value: Any) -> Any:
    return value if isinstance(value, str | list | dict) else None


def _alignments() -> None:
    op.execute("CREATE TABLE kept_alignment AS SELECT * FROM alignment")
    op.execute("CREATE TABLE kept_bead AS SELECT * FROM bead")
    op.drop_table("bead")
    op.drop_table("alignment")
    _make_alignment()
    _make_bead()
    op.execute(
        "INSERT INTO alignment (id, original_id, translation_id)"
        " SELECT id, zh_id, en_id FROM kept_alignment"
    )
    op.execute(
        "INSERT INTO bead (alignment_id, position, original, translation, score, who)"
        " SELECT alignment_id, position, zh, en, score, who FROM kept_bead"
    )
    op.drop_table("kept_bead")
    op.drop_table("kept_alignment")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('alignment', 'id'), max(id)) FROM alignment"
        )


def _make_alignment() -> None:
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.Column("translation_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["document.id"],
                name=f"fk_alignment_{column}_document",
                ondelete="CASCADE",
            )
            for column in ("original_id", "translation_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alignment"),
        sa.UniqueConstraint(
            "original_id", "translation_id", name="uq_alignment_original_id_translation_id"
        ),
    )
    op.create_index("ix_alignment_translation_id", "alignment", ["translation_id"])


def _make_bead() -> None:
    op.create_table(
        "bead",
        sa.Column("alignment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("translation", sa.JSON(), nullable=False),
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
