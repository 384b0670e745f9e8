"""Whether a glossary is as this program wrote it, down to the pages of its file."""

from __future__ import annotations

from sqlalchemy import Connection, select

from align.errors import GlossaryError
from glossary.store.database import schema
from glossary.store.database.damage import REMEDY, columns_of
from glossary.store.database.rows import revision_of

_BATCH = 2_000  #: rows read at a time


def require_sound(connection: Connection) -> None:
    """Find damage to the pages of an SQLite file, which could give rows that were never written.

    A server looks after its pages itself. The contents of indexes are not compared, which takes as
    long as to read everything.

    Raises:
        GlossaryError: the file is damaged.
    """
    if connection.dialect.name == "sqlite":
        _require(connection, "PRAGMA quick_check(1)")


def require_sound_rows(connection: Connection) -> None:
    """Find damage anywhere: in pages, indexes, references between rows and values of all rows.

    Raises:
        GlossaryError: something is damaged.
    """
    _require(connection, "PRAGMA integrity_check(1)")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise GlossaryError(f"a row of the table {broken[0]} belongs to nothing", REMEDY)
    for table in schema.metadata.sorted_tables:
        columns = columns_of(table)
        for row in connection.execution_options(yield_per=_BATCH).execute(select(table)):
            fault = columns.fault(row)
            if fault is not None:
                raise GlossaryError(f"a row of the table {table.name}: {fault}", REMEDY)
            if table is schema.revision:
                revision_of(row)


def _require(connection: Connection, pragma: str) -> None:
    found = connection.exec_driver_sql(pragma).scalar()
    if found != "ok":
        said = " ".join(str(found).split())[:100]
        raise GlossaryError(f"the glossary's file is damaged ({said})", REMEDY)
