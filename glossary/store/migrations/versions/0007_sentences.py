"""What the segments of documents say, to be searched.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

from align.errors import GlossaryError
from glossary.store.documents.texts import text_of
from glossary.store.searching import sentences

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentence",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_sentence_document_id_document",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "segment", name="pk_sentence"),
    )
    connection = op.get_bind()
    table = sa.table("segmentation", sa.column("document_id"))
    for number in connection.scalars(sa.select(table.c.document_id)).all():
        try:
            text = text_of(connection, number)
        except GlossaryError:
            continue  # what is damaged is told where it is read
        sentences.keep(connection, number, text.language, text.segments)
