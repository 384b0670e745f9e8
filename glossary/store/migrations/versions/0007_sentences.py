"""What the segments of documents say, to be searched.

Revision ID: 0007
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from align.model import Language
from align.normalise import Habits, read
from align.text import storable
from glossary.language.folding import folded

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
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Keep what the documents say that stand there, by the tables as they were then."""
    document = sa.table("document", *map(sa.column, ("id", "text", "language")))
    cut = sa.table("segmentation", sa.column("document_id"), sa.column("steps", sa.JSON()))
    sentence = sa.table("sentence", *map(sa.column, ("document_id", "segment", "text", "searched")))
    texts = sa.select(document.c.text, document.c.language, cut.c.steps).join_from(
        document, cut, cut.c.document_id == document.c.id
    )
    for number in connection.scalars(sa.select(cut.c.document_id)).all():
        try:
            row = connection.execute(texts.where(document.c.id == number)).one()
            language, said = Language(row.language), list(_said(row.text, row.steps or ()))
        except (TypeError, ValueError):
            continue  # what is damaged is told where it is read
        rows = [
            {
                "document_id": number,
                "segment": index,
                "text": text,
                "searched": folded(text, language),
            }
            for index, text in enumerate(said)
        ]
        if rows:
            connection.execute(sa.insert(sentence), rows)


def _said(text: str, steps: Sequence[int]) -> Iterator[str]:
    """What the segments say: steps are the gap before each and its length."""
    habits, end = Habits.of(text), 0
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start = end + gap
        end = start + length
        if gap < 0 or length < 0 or end > len(text):
            raise ValueError("a segment is not within its text")
        yield storable(read(text[start:end], habits).text)
