"""The first tables, and the full-text index over titles and texts that triggers keep true."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INDEX = """
CREATE VIRTUAL TABLE article_words USING fts5(
    title, text, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
)"""
_ADD = "INSERT INTO article_words(rowid, title, text) VALUES (new.number, new.title, new.text);"
_TAKE = (
    "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);"
)
_TRIGGERS = (
    f"CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN {_ADD} END",
    f"CREATE TRIGGER article_words_taken AFTER DELETE ON articles BEGIN {_TAKE} END",
    f"CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text ON articles BEGIN {_TAKE} {_ADD} END",
)


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("workspace", sa.String(length=40), server_default="", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_by", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("given_topics", sa.JSON(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("gone_at", sa.BigInteger(), nullable=True),
        sa.Column("analysis", sa.Integer(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("last_quote", sa.Integer(), nullable=False),
        sa.Column("last_sentence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_articles_workspace_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_added_at", "articles", ["added_at"], unique=False)
    op.create_index("ix_articles_newest", "articles", ["workspace", "published_at", "added_at"], unique=False)
    op.create_index("ix_articles_source", "articles", ["source"], unique=False)
    op.create_table(
        "lines",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lines")),
    )
    op.create_table(
        "schedules",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("at", sa.JSON(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=False),
        sa.Column("when_empty", sa.String(length=10), nullable=False),
        sa.Column("from_config", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("planned_until", sa.BigInteger(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("set_up_by", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_schedules")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_place", "schedules", ["platform", "workspace"], unique=False)
    op.create_table(
        "curations",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_key", sa.Text(), nullable=True),
        sa.Column("set_by", sa.String(length=60), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_curations_article")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_curations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_curations_quote", "curations", ["article", "quote"], unique=False)
    op.create_index("ix_curations_workspace", "curations", ["workspace", "ended_at"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("schedule", sa.Integer(), nullable=False),
        sa.Column("slot_at", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("holder", sa.String(length=40), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("through", sa.Integer(), nullable=True),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["schedule"], ["schedules.number"], name=op.f("fk_deliveries_schedule")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "schedule", "slot_at", "platform", "channel", name=op.f("uq_deliveries_schedule_slot_at_platform_channel")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_deliveries_token")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"], unique=False)
    op.create_table(
        "files",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed_ns", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_files_article")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_files")),
    )
    op.create_index("ix_files_article", "files", ["article"], unique=False)
    op.create_table(
        "flags",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=40), nullable=False),
        sa.Column("flagged_by", sa.String(length=60), nullable=False),
        sa.Column("flagged_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_flags_article")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_flags")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flags_workspace", "flags", ["workspace", "settled_at"], unique=False)
    op.create_table(
        "quote_topics",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_quote_topics_article")),
        sa.PrimaryKeyConstraint("key", "article", "quote", name=op.f("pk_quote_topics")),
    )
    op.create_index("ix_quote_topics_article", "quote_topics", ["article"], unique=False)
    op.create_table(
        "quotes",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("grade", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("utterance", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_key", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("words_key", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_quotes_article")),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_quotes")),
    )
    op.create_index("ix_quotes_speaker_key", "quotes", ["speaker_key"], unique=False)
    op.create_index("ix_quotes_words_key", "quotes", ["words_key"], unique=False)
    op.create_table(
        "reported",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_reported_article")),
        sa.PrimaryKeyConstraint("article", "start", name=op.f("pk_reported")),
    )
    op.create_index("ix_reported_speaker_key", "reported", ["speaker_key"], unique=False)
    op.create_table(
        "speaker_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_speaker_words_article")),
        sa.PrimaryKeyConstraint("word", "speaker_key", "article", name=op.f("pk_speaker_words")),
    )
    op.create_index("ix_speaker_words_article", "speaker_words", ["article"], unique=False)
    op.create_table(
        "topics",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_topics_article")),
        sa.PrimaryKeyConstraint("article", "key", name=op.f("pk_topics")),
    )
    op.create_index("ix_topics_key", "topics", ["key"], unique=False)
    op.create_table(
        "considered",
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_considered_article")),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.number"], name=op.f("fk_considered_delivery")),
        sa.PrimaryKeyConstraint("delivery", "article", name=op.f("pk_considered")),
    )
    op.create_index("ix_considered_article", "considered", ["article"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        return  # its index comes with the next step
    op.execute(_INDEX)
    for trigger in _TRIGGERS:
        op.execute(trigger)
