"""The full-text index also holds who published an article and who wrote it."""

from alembic import op

from briefings.library.migrations import postgres

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TRIGGERS = ("added", "taken", "changed")
_INDEX = """
CREATE VIRTUAL TABLE article_words USING fts5(
    title, text, source, author, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
)"""
_ADD = """
INSERT INTO article_words(rowid, title, text, source, author)
VALUES (new.number, new.title, new.text, new.source, new.author);"""
_TAKE = """
INSERT INTO article_words(article_words, rowid, title, text, source, author)
VALUES ('delete', old.number, old.title, old.text, old.source, old.author);"""
_CHANGE = "AFTER UPDATE OF title, text, source, author"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        postgres.add_words()
        return
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER article_words_{name}")
    op.execute("DROP TABLE article_words")
    op.execute(_INDEX)
    op.execute("INSERT INTO article_words(article_words) VALUES ('rebuild')")
    op.execute(f"CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN {_ADD} END")
    op.execute(f"CREATE TRIGGER article_words_taken AFTER DELETE ON articles BEGIN {_TAKE} END")
    op.execute(f"CREATE TRIGGER article_words_changed {_CHANGE} ON articles BEGIN {_TAKE} {_ADD} END")
