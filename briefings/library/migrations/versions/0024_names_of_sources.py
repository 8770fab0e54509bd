"""Sources are found by keys of their names, whatever their case, accents and marks."""

import sqlalchemy as sa
from alembic import op

from briefings.folding import typed_key  # as it is now: what is typed is looked for by the same keys

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_SOURCES = sa.text("SELECT DISTINCT source FROM articles WHERE source <> ''")


def upgrade() -> None:
    names = op.create_table(
        "source_names",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_names")),
        sqlite_with_rowid=False,
    )
    sources = op.get_bind().execute(_SOURCES).scalars()
    op.bulk_insert(names, [{"source": each, "key": typed_key(each)} for each in sources])
