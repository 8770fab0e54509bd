"""What answers look through is narrow: times and counts stand beside names and topics, profiles are packed."""

import json
import zlib
from string import Template
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TEXT, _INTEGER, _MOMENT = sa.Text(), sa.Integer(), sa.BigInteger()
_PARTS = {
    "time": "(SELECT coalesce(published_at, added_at) FROM articles WHERE number = article)",
    "counted": "article NOT IN (SELECT article FROM uncounted)",
}
_FILL = (
    "UPDATE topics SET time = $time",
    "UPDATE bearers SET time = $time, said = (SELECT count(*) FROM quotes "
    "WHERE quotes.article = bearers.article AND quotes.speaker_key = bearers.speaker_key)",
    "INSERT INTO topic_quotes (key, time, article, quote) SELECT key, $time, article, quote FROM quote_topics",
    "INSERT INTO called (article, word, speaker_key) SELECT article, word, speaker_key FROM speaker_words",
    "INSERT INTO telling_words (word, workspace, article) SELECT word, workspace, article FROM story_words",
    "INSERT INTO name_words (word, speaker_key, articles) "
    "SELECT word, speaker_key, count(*) FROM called WHERE $counted GROUP BY word, speaker_key",
    "INSERT INTO name_counts (speaker_key, person, articles, said) "
    "SELECT speaker_key, person, count(*), sum(said) FROM bearers WHERE $counted GROUP BY speaker_key, person",
)
_KEPT = {"article": _INTEGER, "story": _INTEGER, "copy_of": _INTEGER, "published_at": _MOMENT}  # of the profiles
_AT_ONCE = 500


def upgrade() -> None:
    for name in ("topics", "bearers"):
        op.add_column(name, sa.Column("time", _MOMENT, nullable=False, server_default="0"))
    op.add_column("bearers", sa.Column("said", _INTEGER, nullable=False, server_default="0"))
    _create("called", article=_INTEGER, word=_TEXT, speaker_key=_TEXT)
    _create("topic_quotes", key=_TEXT, time=_MOMENT, article=_INTEGER, quote=_INTEGER)
    _create("telling_words", word=_TEXT, workspace=sa.String(length=40), article=_INTEGER)
    _create("name_words", word=_TEXT, speaker_key=_TEXT, others={"articles": _INTEGER})
    _create("name_counts", speaker_key=_TEXT, person=_TEXT, others={"articles": _INTEGER, "said": _INTEGER})
    op.drop_index("ix_topics_key", "topics")
    op.drop_index("ix_bearers_person", "bearers")
    for name in ("quotes", "reported"):
        op.drop_index(f"ix_{name}_speaker_key", name)
        op.create_index(f"ix_{name}_speaker_key", name, ["speaker_key", "article"])
    for statement in _FILL:
        op.execute(Template(statement).substitute(_PARTS))
    for name in ("quote_topics", "speaker_words", "story_words"):
        op.drop_table(name)
    op.create_index("ix_topics_key", "topics", ["key", "time", "article"])
    op.create_index("ix_bearers_person", "bearers", ["person", "time", "article", "said"])
    op.create_index("ix_topic_quotes_article", "topic_quotes", ["article"])
    op.create_index("ix_telling_words_article", "telling_words", ["article"])
    op.create_index("ix_name_counts_person", "name_counts", ["person", "said"])
    op.create_index("ix_name_counts_said", "name_counts", [sa.text("said DESC"), "person"])
    _pack_profiles()


def _create(
    table: str, others: dict[str, sa.types.TypeEngine[Any]] | None = None, **key: sa.types.TypeEngine[Any]
) -> None:
    """Make a table whose rows stand in the order of their key; *others* are the columns that are not in it."""
    columns = [sa.Column[Any](name, kind, nullable=False) for name, kind in {**key, **(others or {})}.items()]
    constraints: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}"))]
    if "article" in key:
        named = op.f(f"fk_{table}_article")
        constraints.append(sa.ForeignKeyConstraint(["article"], ["articles.number"], name=named))
    op.create_table(table, *columns, *constraints, sqlite_with_rowid=False)


def _pack_profiles() -> None:
    """Write every profile anew: rows that shrink where they are leave their pages half empty."""
    names = ("terms", "anchors", "years", "sketch")
    before = _profiles("unpacked", dict.fromkeys(names, sa.JSON()))
    after = _profiles("profiles", {"known": sa.LargeBinary()})
    op.execute("CREATE TEMPORARY TABLE unpacked AS SELECT * FROM profiles")
    op.execute("CREATE INDEX ix_unpacked ON unpacked (article)")
    op.execute("DELETE FROM profiles")
    for name in names:
        op.drop_column("profiles", name)
    op.add_column("profiles", sa.Column("known", sa.LargeBinary(), nullable=False, server_default=""))
    connection, last = op.get_bind(), 0
    query = sa.select(before).order_by(before.c.article).limit(_AT_ONCE)
    while found := connection.execute(query.where(before.c.article > last)).all():
        rows = [(row[: len(_KEPT)], row[len(_KEPT) :]) for row in found]
        values = [{**dict(zip(_KEPT, own, strict=True)), "known": _packed(list(known))} for own, known in rows]
        connection.execute(sa.insert(after), values)
        last = found[-1].article
    op.execute("DROP TABLE unpacked")


def _profiles(name: str, others: dict[str, sa.types.TypeEngine[Any]]) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, kind) for each, kind in {**_KEPT, **others}.items()))


def _packed(known: list[object]) -> bytes:
    return zlib.compress(json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode(), 1)
