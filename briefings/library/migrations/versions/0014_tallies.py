"""How many articles have each topic and come from each source is kept; and indexes for what is asked most."""

from string import Template

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OPEN = "workspace = '' AND gone_at IS NULL AND NOT limited AND NOT withdrawn AND embargo_until IS NULL"
_COUNT = (
    "INSERT INTO topic_counts (key, articles, score) "
    "SELECT key, count(*), sum(CAST(round(score * 1000000) AS BIGINT)) FROM topics "
    "WHERE article IN (SELECT number FROM articles WHERE $open) GROUP BY key",
    "INSERT INTO source_counts (source, articles, dated) SELECT coalesce(source, ''), count(*), count(published_at) "
    "FROM articles WHERE $open GROUP BY coalesce(source, '')",
    "INSERT INTO uncounted (article) SELECT number FROM articles WHERE NOT ($open)",
)


def upgrade() -> None:
    op.create_table(
        "topic_counts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_topic_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_counts",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "uncounted",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_uncounted_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_uncounted")),
    )
    for statement in _COUNT:
        op.execute(Template(statement).substitute(open=_OPEN))
    most_frequent: list[str | sa.TextClause] = [sa.text("articles DESC"), sa.text("score DESC"), "key"]
    op.create_index("ix_topic_counts_articles", "topic_counts", most_frequent)
    op.drop_index("ix_articles_newest", "articles")
    op.drop_index("ix_articles_added_at", "articles")
    op.create_index("ix_articles_published_at", "articles", ["published_at"])
    op.create_index("ix_articles_analysis", "articles", ["analysis", "gone_at"])
    op.create_index("ix_articles_time", "articles", [sa.text("coalesce(published_at, added_at) DESC"), "id"])
    op.create_index("ix_articles_title", "articles", [sa.text("lower(title)")])
    op.drop_index("ix_topics_key", "topics")
    op.create_index("ix_topics_key", "topics", ["key", "article"])
