"""Tallies: how many of the articles that everybody may see have each topic and come from each source.

Counting when somebody asks costs by the size of the library. So the articles that are open to everybody for good are
counted as they come and go; the others are listed in ``uncounted``, where an answer looks through those that its asker
may see. Whoever stores an article, or changes who may see it, calls ``take`` before and ``add`` after, in one
transaction; each is a few statements, however many articles they are given.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from string import Template

from sqlalchemy import BigInteger, Connection, TextClause, and_, bindparam, text

from briefings.library.schema import articles

OPEN = and_(
    articles.c.workspace == "",
    articles.c.gone_at.is_(None),
    articles.c.limited.is_(False),
    articles.c.withdrawn.is_(False),
    articles.c.embargo_until.is_(None),
)
"""Everybody may see the article, whenever they ask; one that ever was under embargo is none of them."""

_PARTS = {
    "open": "workspace = '' AND gone_at IS NULL AND NOT limited AND NOT withdrawn AND embargo_until IS NULL",
    "points": "CAST(round(score * 1000000) AS BIGINT)",  # whole numbers, so that what is taken leaves nothing behind
    "of_topics": "FROM topics WHERE article IN :numbers "
    "AND NOT EXISTS (SELECT 1 FROM uncounted WHERE uncounted.article = topics.article)",
    "of_articles": "FROM articles WHERE number IN :numbers "
    "AND NOT EXISTS (SELECT 1 FROM uncounted WHERE uncounted.article = articles.number)",
    "source": "coalesce(source, '')",
}
_TAKE = (
    "UPDATE topic_counts SET articles = articles - (SELECT count(*) $of_topics AND topics.key = topic_counts.key), "
    "score = score - (SELECT sum($points) $of_topics AND topics.key = topic_counts.key) "
    "WHERE key IN (SELECT key $of_topics)",
    "DELETE FROM topic_counts WHERE articles < 1 AND key IN (SELECT key $of_topics)",
    "UPDATE source_counts SET "
    "articles = articles - (SELECT count(*) $of_articles AND $source = source_counts.source), "
    "dated = dated - (SELECT count(published_at) $of_articles AND $source = source_counts.source) "
    "WHERE source IN (SELECT $source $of_articles)",
    "DELETE FROM source_counts WHERE articles < 1 AND source IN (SELECT $source $of_articles)",
    "INSERT INTO uncounted (article) SELECT number $of_articles",
)
_ADD = (
    "DELETE FROM uncounted WHERE article IN :numbers",
    "INSERT INTO uncounted (article) SELECT number FROM articles WHERE number IN :numbers AND NOT ($open)",
    "INSERT INTO topic_counts (key, articles, score) SELECT key, count(*), sum($points) FROM topics "
    "WHERE article IN (SELECT number FROM articles WHERE number IN :numbers AND $open) GROUP BY key "
    "ON CONFLICT (key) DO UPDATE SET articles = topic_counts.articles + excluded.articles, "
    "score = topic_counts.score + excluded.score",
    "INSERT INTO source_counts (source, articles, dated) SELECT $source, count(*), count(published_at) "
    "FROM articles WHERE number IN :numbers AND $open GROUP BY $source "
    "ON CONFLICT (source) DO UPDATE SET articles = source_counts.articles + excluded.articles, "
    "dated = source_counts.dated + excluded.dated",
)


def _prepared(statements: Sequence[str]) -> tuple[TextClause, ...]:
    numbers = bindparam("numbers", expanding=True, type_=BigInteger())
    return tuple(text(Template(each).substitute(_PARTS)).bindparams(numbers) for each in statements)


_TAKE_ALL, _ADD_ALL = _prepared(_TAKE), _prepared(_ADD)


def take(connection: Connection, numbers: Sequence[int]) -> None:
    """Count the articles with these numbers no longer, before they change; those that are not counted stay so."""
    for statement in _TAKE_ALL:
        connection.execute(statement, {"numbers": numbers})


def add(connection: Connection, numbers: Sequence[int]) -> None:
    """Count those of these articles, new or taken, that are open; of the others keep that they are not counted."""
    for statement in _ADD_ALL:
        connection.execute(statement, {"numbers": numbers})


@contextmanager
def changed(connection: Connection, number: int) -> Generator[None]:
    """Keep the tallies right while an article changes."""
    take(connection, [number])
    yield
    add(connection, [number])
