"""Bring a database to the newest schema, inside one transaction."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import ColumnClause, Connection, Engine, column, select, table

from align.errors import GlossaryError
from glossary.store.database.engines import others_file, reading, tables, use_wal, writing
from glossary.store.database.faults import EmptyGlossaryError
from glossary.store.database.quiet import is_foreign
from glossary.store.database.schema import HEAD, VERSION_TABLE
from glossary.store.database.servers import check_encoding

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent.with_name("migrations")
_ALEMBIC = Lock()  #: Alembic hands its migrations their context in global variables


def bring_to_head(engine: Engine, location: str, *, read_only: bool) -> None:
    """Make or migrate the tables where that is needed; a glossary of today costs one SELECT.

    Raises:
        EmptyGlossaryError: it has no tables yet and may only be read.
        GlossaryError: the database belongs to another program or to a newer tifa, or it would
            have to be changed but may only be read.
    """
    with reading(engine) as connection:
        version = _version(connection, location)
    if version == HEAD:
        if not read_only:
            use_wal(engine)
        return
    if version is not None and not _is_known(version):
        raise GlossaryError(
            f"the glossary {location} was made by a newer tifa (schema {version}; "
            f"this one knows {HEAD})",
            "upgrade tifa: pip install --upgrade tifa-glossary",
        )
    if read_only and version is None:
        raise EmptyGlossaryError(
            f"the glossary {location} is empty", "fill it first, with: tifa add FILE"
        )
    if read_only:
        raise GlossaryError(
            f"the glossary {location} has the old schema {version}, and it is opened for reading"
            " only",
            "open it once for writing, for instance with: tifa review",
        )
    with writing(engine) as connection:
        if version is None and connection.dialect.name == "postgresql":
            check_encoding(connection, location)
        upgrade(connection)
    use_wal(engine)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are missing inside the transaction of `connection`."""
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, revision)


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _version(connection: Connection, location: str) -> str | None:
    """The schema's version; None where the database is empty."""
    names = tables(connection)
    if VERSION_TABLE in names:
        number: ColumnClause[str] = column("version_num")
        version = connection.execute(select(number).select_from(table(VERSION_TABLE))).scalar()
        if version is None and names > {VERSION_TABLE}:
            raise GlossaryError(
                f"the glossary {location} is damaged: the number of its schema is missing",
                "restore a backup of the glossary",
            )
        return None if version is None else str(version)
    if connection.dialect.name == "sqlite" and is_foreign(
        lambda said: connection.exec_driver_sql(said).all()
    ):
        raise others_file(location)
    return None


def _is_known(version: str) -> bool:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(configuration())
    return version in {found.revision for found in script.walk_revisions()}
