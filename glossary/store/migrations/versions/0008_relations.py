"""Relations between concepts.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concept", sa.Column("relations", sa.JSON(), nullable=False, server_default="[]"))
