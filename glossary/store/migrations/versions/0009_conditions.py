"""Conditions of terms that people set.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("term", sa.Column("conditions", sa.JSON(), nullable=False, server_default="[]"))
