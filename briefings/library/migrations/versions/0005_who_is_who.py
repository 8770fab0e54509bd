"""The speakers of the articles with the person that each is; until an article is analysed again, by equal names."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bearers",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("offices", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_bearers_article")),
        sa.PrimaryKeyConstraint("article", "speaker_key", name=op.f("pk_bearers")),
    )
    op.create_index("ix_bearers_name", "bearers", ["name", "sex", "offices"], unique=False)
    op.create_index("ix_bearers_surname", "bearers", ["surname"], unique=False)
    op.create_index("ix_bearers_first", "bearers", ["first"], unique=False)
    op.create_index("ix_bearers_person", "bearers", ["person"], unique=False)
    for table in ("quotes", "reported"):
        op.execute(_EQUAL_NAMES.format(table=table))


_EQUAL_NAMES = """
INSERT INTO bearers (article, speaker_key, name, sex, offices, person)
SELECT DISTINCT article, speaker_key, speaker_key, '', '', speaker_key FROM {table}
WHERE speaker_key IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM bearers WHERE bearers.article = {table}.article AND bearers.speaker_key = {table}.speaker_key
)"""
