"""Reported speech is found by its words and by the topics that it speaks of."""

import sqlalchemy as sa
from alembic import op

from briefings.folding import fold  # as it is now: what is typed is looked for by the same words
from briefings.library.rows import lined
from briefings.spans import Span, meeting

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_AT_ONCE = 200
_ARTICLES = sa.table("articles", sa.column("number"), sa.column("text"))
_REPORTED = sa.table("reported", *map(sa.column, ("article", "start", "end", "folded", "topics")))
_TOPICS = sa.table("topics", sa.column("article"), sa.column("key"), sa.column("rank"), sa.column("spans", sa.JSON))


def upgrade() -> None:
    for name in ("folded", "topics"):
        op.add_column("reported", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    connection, last = op.get_bind(), 0
    told = _ARTICLES.c.number.in_(sa.select(_REPORTED.c.article))
    query = sa.select(_ARTICLES).where(told).order_by(_ARTICLES.c.number).limit(_AT_ONCE)
    row = (_REPORTED.c.article == sa.bindparam("of"), _REPORTED.c.start == sa.bindparam("at"))
    change = _REPORTED.update().where(*row).values(folded=sa.bindparam("words"), topics=sa.bindparam("about"))
    while found := connection.execute(query.where(_ARTICLES.c.number > last)).all():
        connection.execute(change, [each for number, text in found for each in _values(connection, number, text)])
        last = found[-1].number


def _values(connection: sa.Connection, number: int, text: str) -> list[dict[str, object]]:
    topics = sa.select(_TOPICS.c.key, _TOPICS.c.spans).where(_TOPICS.c.article == number).order_by(_TOPICS.c.rank)
    about = [(key, meeting([Span(*pair) for pair in spans])) for key, spans in connection.execute(topics)]
    told = sa.select(_REPORTED.c.start, _REPORTED.c.end).where(_REPORTED.c.article == number)
    sentences = [Span(*pair) for pair in connection.execute(told)]
    return [
        {
            "of": number,
            "at": each.start,
            "words": fold(each.of(text)),
            "about": lined(key for key, meets in about if meets(each)),
        }
        for each in sentences
    ]
