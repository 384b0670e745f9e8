"""Run by Alembic: migrate over the connection that `glossary.store.database.migrate` hands in.

To write a migration: change `schema.py`, then add a file to versions/ and set `schema.HEAD`.
"""

from alembic import context

from glossary.store.database.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
