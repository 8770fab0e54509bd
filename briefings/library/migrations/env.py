"""Alembic's entry: runs a migration on the connection, and in the transaction, that ``upgrade.py`` hands over."""

from alembic import context

from briefings.library.migrations.postgres import sort_by_code_point

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None)
context.run_migrations()
if connection.dialect.name == "postgresql":
    sort_by_code_point(connection)
