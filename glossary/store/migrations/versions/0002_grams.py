"""An index of the grams of terms, for substrings and approximate matches.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

from glossary.store.searching import grams

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "gram",
        sa.Column("gram", ORDERED, nullable=False),
        sa.Column("length", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("gram", "length", "term_id", name="pk_gram"),
        sqlite_with_rowid=False,
    )
    grams.fill(op.get_bind())
