"""What is done at one go has one change set; columns that nothing used go.

Until now, what was done to several concepts as one was told by its time, who did it and why, or by
the revisions that the history of a document names. Whatever else was done is a set of its own.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_set = sa.Column("change_set", sa.Integer(), nullable=False, server_default="0")
    op.add_column("revision", change_set)
    op.add_column("document_revision", sa.Column("change_set", sa.Integer()))
    _group(op.get_bind())
    op.create_index("ix_revision_change_set", "revision", ["change_set"])
    op.drop_index("ix_document_revision_first", "document_revision")
    op.drop_column("document_revision", "first")
    op.drop_column("document_revision", "last")
    op.drop_column("term", "part_of_speech")
    op.drop_column("concept", "changed")


def _group(connection: sa.Connection) -> None:
    """Name every set after its first revision."""
    deed = ("time", "who", "action", "why")
    table = sa.table("revision", *map(sa.column, ("number", *deed, "change_set")))
    documents = sa.table("document_revision", *map(sa.column, ("first", "last", "change_set")))
    change = sa.update(table)
    connection.execute(change.values(change_set=table.c.number))
    united = sa.and_(table.c.action == "add", table.c.why != "")
    joint = sa.or_(table.c.action.in_(("merge", "split", "undo")), united)
    firsts: dict[tuple[object, ...], int] = {}
    for number, *done in connection.execute(
        sa.select(*(table.c[name] for name in ("number", *deed))).where(joint).order_by("number")
    ).all():
        first = firsts.setdefault(tuple(done), number)
        if first != number:
            connection.execute(change.where(table.c.number == number).values(change_set=first))
    ranges = sa.select(documents.c.first, documents.c.last).where(documents.c.first.is_not(None))
    for first, last in connection.execute(ranges.distinct()).all():
        within = table.c.number.between(first, last)
        connection.execute(change.where(within).values(change_set=first))
    connection.execute(sa.update(documents).values(change_set=documents.c.first))
