"""The other spellings of Chinese terms, so that each reading of them is found.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

from glossary.store.searching import other_spellings

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "spelling",
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pinyin", ORDERED, nullable=False),
        sa.Column("initials", ORDERED, nullable=False),
        sa.ForeignKeyConstraint(
            ["term_id"], ["term.id"], name="fk_spelling_term_id_term", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("term_id", "pinyin", name="pk_spelling"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spelling_pinyin", "spelling", ["pinyin"])
    op.create_index("ix_spelling_initials", "spelling", ["initials"])
    other_spellings.fill(op.get_bind())
