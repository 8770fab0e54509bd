"""Tallies: in how many of the articles that everybody may see each topic, speaker, name and source occurs.

Counting when somebody asks costs by the size of the library. So the articles that are open to everybody for good are
counted as they come and go; the others are listed in ``uncounted``, where an answer looks through those that its asker
may see. Whoever stores an article, or changes who may see it, calls ``take`` before and ``add`` after, in one
transaction; each is a few statements, however many articles they are given.
"""

from collections.abc import Generator, Mapping, Sequence
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
    "source": "coalesce(source, '')",
    "of": "article IN :numbers AND NOT EXISTS (SELECT 1 FROM uncounted WHERE uncounted.article =",
    "to": "article IN (SELECT number FROM articles WHERE number IN :numbers AND",
    "moved": "FROM bearers WHERE name = :of AND sex = :as AND offices = :in AND person <> :to "
    "AND NOT EXISTS (SELECT 1 FROM uncounted WHERE uncounted.article = bearers.article)",
}
_TAKE = (
    "UPDATE topic_counts SET "
    "articles = articles - (SELECT count(*) FROM topics WHERE $of topics.article) AND topics.key = topic_counts.key), "
    "score = score - (SELECT sum($points) FROM topics WHERE $of topics.article) AND topics.key = topic_counts.key) "
    "WHERE key IN (SELECT key FROM topics WHERE $of topics.article))",
    "DELETE FROM topic_counts WHERE articles < 1 AND key IN (SELECT key FROM topics WHERE $of topics.article))",
    "UPDATE name_words SET articles = articles - (SELECT count(*) FROM called WHERE $of called.article) "
    "AND called.word = name_words.word AND called.speaker_key = name_words.speaker_key) "
    "WHERE (word, speaker_key) IN (SELECT word, speaker_key FROM called WHERE $of called.article))",
    "DELETE FROM name_words WHERE articles < 1 "
    "AND (word, speaker_key) IN (SELECT word, speaker_key FROM called WHERE $of called.article))",
    "UPDATE name_counts SET articles = articles - (SELECT count(*) FROM bearers WHERE $of bearers.article) "
    "AND bearers.speaker_key = name_counts.speaker_key AND bearers.person = name_counts.person), "
    "said = said - (SELECT sum(bearers.said) FROM bearers WHERE $of bearers.article) "
    "AND bearers.speaker_key = name_counts.speaker_key AND bearers.person = name_counts.person) "
    "WHERE (speaker_key, person) IN (SELECT speaker_key, person FROM bearers WHERE $of bearers.article))",
    "DELETE FROM name_counts WHERE articles < 1 "
    "AND (speaker_key, person) IN (SELECT speaker_key, person FROM bearers WHERE $of bearers.article))",
    "UPDATE source_counts SET articles = articles - (SELECT count(*) FROM articles WHERE number IN :numbers "
    "AND number NOT IN (SELECT article FROM uncounted) AND $source = source_counts.source), "
    "dated = dated - (SELECT count(published_at) FROM articles WHERE number IN :numbers "
    "AND number NOT IN (SELECT article FROM uncounted) AND $source = source_counts.source) "
    "WHERE source IN (SELECT $source FROM articles WHERE number IN :numbers)",
    "DELETE FROM source_counts WHERE articles < 1 "
    "AND source IN (SELECT $source FROM articles WHERE number IN :numbers)",
    "INSERT INTO uncounted (article) SELECT number FROM articles WHERE number IN :numbers "
    "AND number NOT IN (SELECT article FROM uncounted)",
)
_ADD = (
    "DELETE FROM uncounted WHERE article IN :numbers",
    "INSERT INTO uncounted (article) SELECT number FROM articles WHERE number IN :numbers AND NOT ($open)",
    "INSERT INTO topic_counts (key, articles, score) "
    "SELECT key, count(*), sum($points) FROM topics WHERE $to $open) GROUP BY key "
    "ON CONFLICT (key) DO UPDATE SET articles = topic_counts.articles + excluded.articles, "
    "score = topic_counts.score + excluded.score",
    "INSERT INTO name_words (word, speaker_key, articles) "
    "SELECT word, speaker_key, count(*) FROM called WHERE $to $open) GROUP BY word, speaker_key "
    "ON CONFLICT (word, speaker_key) DO UPDATE SET articles = name_words.articles + excluded.articles",
    "INSERT INTO name_counts (speaker_key, person, articles, said) "
    "SELECT speaker_key, person, count(*), sum(said) FROM bearers WHERE $to $open) GROUP BY speaker_key, person "
    "ON CONFLICT (speaker_key, person) DO UPDATE SET articles = name_counts.articles + excluded.articles, "
    "said = name_counts.said + excluded.said",
    "INSERT INTO source_counts (source, articles, dated) SELECT $source, count(*), count(published_at) "
    "FROM articles WHERE number IN :numbers AND $open GROUP BY $source "
    "ON CONFLICT (source) DO UPDATE SET articles = source_counts.articles + excluded.articles, "
    "dated = source_counts.dated + excluded.dated",
)
_MOVE = (
    "INSERT INTO name_counts (speaker_key, person, articles, said) "
    "SELECT speaker_key, CAST(:to AS TEXT), count(*), sum(said) $moved GROUP BY speaker_key "
    "ON CONFLICT (speaker_key, person) DO UPDATE SET articles = name_counts.articles + excluded.articles, "
    "said = name_counts.said + excluded.said",
    "UPDATE name_counts SET articles = articles - (SELECT count(*) $moved "
    "AND bearers.speaker_key = name_counts.speaker_key AND bearers.person = name_counts.person), "
    "said = said - (SELECT sum(bearers.said) $moved "
    "AND bearers.speaker_key = name_counts.speaker_key AND bearers.person = name_counts.person) "
    "WHERE (speaker_key, person) IN (SELECT speaker_key, person $moved)",
    "DELETE FROM name_counts WHERE articles < 1 AND (speaker_key, person) IN (SELECT speaker_key, person $moved)",
)


def _prepared(statements: Sequence[str]) -> tuple[TextClause, ...]:
    return tuple(text(Template(each).substitute(_PARTS)) for each in statements)


_NUMBERS = bindparam("numbers", expanding=True, type_=BigInteger())
_TAKE_ALL, _ADD_ALL = (tuple(each.bindparams(_NUMBERS) for each in _prepared(some)) for some in (_TAKE, _ADD))
_MOVE_ALL = _prepared(_MOVE)


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


def move(connection: Connection, moved: Sequence[Mapping[str, str]]) -> None:
    """Count the speakers who are another person now, before their rows change.

    Each is the name "of", "as" which sex and "in" which offices, and the person "to".
    """
    for statement in _MOVE_ALL:
        connection.execute(statement, moved)
