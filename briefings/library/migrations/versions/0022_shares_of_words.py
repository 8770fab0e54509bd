"""A telling word knows its share of the entry, so that what finds an entry tells how alike it is.

Those of earlier rows are not known (0). Words that very many entries have, which found none, go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("telling_words", sa.Column("share", sa.SmallInteger(), nullable=False, server_default="0"))
    op.execute("DELETE FROM telling_words WHERE word IN (SELECT word FROM word_counts WHERE articles > 300)")
