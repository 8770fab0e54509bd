"""Which story each entry belongs to, and what is known of entries to find it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("became", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stories")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "profiles",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.Column("years", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("sketch", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_profiles_article")),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name=op.f("fk_profiles_story")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_profiles")),
    )
    op.create_index("ix_profiles_story", "profiles", ["story"], unique=False)
    op.create_index("ix_profiles_copy_of", "profiles", ["copy_of"], unique=False)
    op.create_table(
        "story_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=40), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_story_words_article")),
        sa.PrimaryKeyConstraint("word", "workspace", "article", name=op.f("pk_story_words")),
    )
    op.create_index("ix_story_words_article", "story_words", ["article"], unique=False)
    op.create_table(
        "word_counts",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_word_counts")),
    )
