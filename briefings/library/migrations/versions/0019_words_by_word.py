"""The telling words of an entry are looked up by the words, which its profile has: no index knows them by entries."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_telling_words_article", "telling_words")
