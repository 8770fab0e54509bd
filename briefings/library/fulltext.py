"""The full-text index: SQLite's FTS5, or PostgreSQL's tsvector. The only place that knows either.

Both cut words alike: letters and digits, without case and accents. Only what may be seen is found; *here* holds the
values of a reader's parameters, and *when* conditions on the articles' publication.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, func, literal_column, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from briefings.library.reader import readable
from briefings.library.schema import articles
from briefings.stopwords import STOPWORDS

Where = tuple[ColumnElement[bool], ...]
Values = Mapping[str, Any]

_BEGUN_FROM = 4  # letters from which a word may be only the beginning of one
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # as the index cuts words: a combining mark parts none


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; with *begun* the last one also stands for words that begin with it."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What an article must hold: every one of the phrases or some of them, and nothing of what it must be without.

    With *text_only* titles, sources and authors do not count, with *title_only* nothing but titles.
    """

    phrases: tuple[Phrase, ...]
    every: bool = True
    without: tuple[Phrase, ...] = ()
    text_only: bool = False
    title_only: bool = False


def best(connection: Connection, match: Match, here: Values, limit: int, title_weight: float) -> list[int]:
    """Return the numbers of the articles that *match*, best first.

    A word in the title counts *title_weight* times one in the text.
    """
    index = _INDEXES[connection.dialect.name]
    shape = index.shape(match)
    query = index.seen(shape).order_by(index.rank(shape, title_weight), index.number)
    return list(connection.execute(query.limit(limit), {**here, **index.values(match)}).scalars())


def newest_ranked(
    connection: Connection, match: Match, when: Where, limit: int, title_weight: float
) -> tuple[Select[int, Any], Values]:
    """Return the query for the newest *limit* articles that *match*: their numbers and, as "likeness", their rank.

    With it the values of its parameters, all but a reader's and those in *when*. What differs in nothing else is one
    and the same.
    """
    index = _INDEXES[connection.dialect.name]
    return _newest_ranked(index, index.shape(match), when, limit, title_weight), index.values(match)


@lru_cache(maxsize=50)
def _newest_ranked(index: "_Index", shape: Match, when: Where, limit: int, title_weight: float) -> Select[int, Any]:
    return _newest_matching(index, shape, when, limit).add_columns(index.rank(shape, title_weight).label("likeness"))


def newest_matching(connection: Connection, match: Match, when: Where, limit: int) -> tuple[Select[int], Values]:
    """Return the query for the numbers of the newest *limit* articles that *match*, and the values of its parameters.

    What differs in nothing else is one and the same, as with ``newest_ranked``.
    """
    index = _INDEXES[connection.dialect.name]
    return _newest_matching(index, index.shape(match), when, limit), index.values(match)


@lru_cache(maxsize=50)
def _newest_matching(index: "_Index", shape: Match, when: Where, limit: int) -> Select[int]:
    return index.seen(shape, when).order_by(index.number.desc()).limit(limit)


def newest(connection: Connection, match: Match, here: Values, limit: int) -> list[int]:
    """Return the numbers of the articles that *match*, the last that arrived first."""
    query, values = newest_matching(connection, match, (), limit)
    return list(connection.execute(query, {**here, **values}).scalars())


def text_matches(parts: Iterable[str]) -> list[Match]:
    """Return what a text must hold that has every one of *parts* in it; none for no words.

    Short last words are whole ones in the first, and only begun in the second. A text may hold less than *parts*: words
    that are everywhere are left out at both ends, since a phrase with them takes long to find.
    """
    found = [words for part in parts if (words := _without_ends(_WORD.findall(part)))]
    tried = (tuple(Phrase(tuple(words), len(words[-1]) >= least) for words in found) for least in (_BEGUN_FROM, 0))
    return [Match(phrases, text_only=True) for phrases in dict.fromkeys(tried) if phrases]


def _without_ends(words: list[str]) -> list[str]:
    telling = [place for place, word in enumerate(words) if word.lower() not in STOPWORDS]
    return words[telling[0] : telling[-1] + 1] if telling else words


def title_match(typed: str, begun: bool = True) -> Match | None:
    """Return what a title with the words of *typed* must hold, the last one only *begun*; None for no words."""
    words = tuple(_WORD.findall(typed))
    phrases = (*(Phrase((word,)) for word in words[:-1]), *(Phrase((word,), begun) for word in words[-1:]))
    return Match(phrases, title_only=True) if words else None


def oldest(connection: Connection, match: Match, here: Values, limit: int) -> list[int]:
    """Return the numbers of the articles that *match*, the oldest first."""
    index = _INDEXES[connection.dialect.name]
    query = index.seen(index.shape(match)).order_by(index.number)
    return list(connection.execute(query.limit(limit), {**here, **index.values(match)}).scalars())


def forget_words(connection: Connection) -> None:
    """Take the words of deleted articles out of the index, where FTS5 only marks them (sqlite.org/fts5.html)."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO article_words(article_words) VALUES ('optimize')"))


@dataclass(frozen=True, slots=True)
class _Index:
    """A full-text index: the query for the numbers that match, what is less the better one fits, and its own number.

    Matches of one ``shape`` have one query, and differ in the ``values`` of its parameters. ``joined`` is a query with
    the articles' columns, which an index of its own does not read for every match.
    """

    shape: Callable[[Match], Match]
    values: Callable[[Match], Values]
    matching: Callable[[Match], Select[int]]
    rank: Callable[[Match, float], ColumnElement[Any]]
    number: ColumnElement[int]
    joined: Callable[[Select[int]], Select[int]]

    def seen(self, shape: Match, when: Where = ()) -> Select[int]:
        """Return the query for the numbers of the matches that may be seen, of *when* they were published."""
        found = self.matching(shape).where(readable(self.number))
        return self.joined(found).where(*when) if when else found


_FTS5 = sql_table("article_words", sql_column("rowid"))


def _fts5(match: Match) -> str:
    """See sqlite.org/fts5.html#full_text_query_syntax: in a quoted string only the quotation mark is special."""
    wanted = (" AND " if match.every else " OR ").join(map(_quoted, match.phrases))
    columns = "{text} : " if match.text_only else "{title} : " if match.title_only else ""
    return f"{columns}({wanted})" + "".join(f" NOT {_quoted(phrase)}" for phrase in match.without)


_FTS5_MATCHES = select(_FTS5.c.rowid.label("number")).where(
    text("article_words MATCH :match").bindparams(bindparam("match", type_=String))
)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.begun else "")


def _bm25(_match: Match, title_weight: float) -> ColumnElement[Any]:
    return literal_column(f"bm25(article_words, {title_weight:.1f})")


_TSVECTOR: ColumnElement[Any] = literal_column("articles.words")


def _tsvector(match: Match) -> Select[int]:
    return select(articles.c.number).where(_TSVECTOR.op("@@")(_tsquery(match)))


def _tsquery(match: Match) -> ColumnElement[Any]:
    """See postgresql.org/docs/15/functions-textsearch.html; titles have weight A, sources B, authors C and texts D."""
    weight = "D" if match.text_only else "A" if match.title_only else ""
    phrases: list[ColumnElement[Any]] = [_phrase(phrase, weight) for phrase in match.phrases]
    wanted = reduce(lambda one, other: one.op("&&" if match.every else "||")(other), phrases)
    return reduce(lambda one, other: one.op("&&")(func.tsquery_not(_phrase(other))), match.without, wanted)


def _phrase(phrase: Phrase, weight: str = "") -> ColumnElement[Any]:
    return func.briefing_phrase(" ".join(phrase.words), phrase.begun, weight)


def _ts_rank(match: Match, title_weight: float) -> ColumnElement[Any]:
    title, other = min(title_weight, 1), 1 / max(title_weight, 1)
    weights: ColumnElement[Any] = literal_column(f"'{{{other:.2f},{other:.2f},{other:.2f},{title:.2f}}}'::real[]")
    return -func.ts_rank(weights, _TSVECTOR, _tsquery(match), 1)  # 1: longer texts count less


_INDEXES = {
    "sqlite": _Index(
        shape=lambda match: Match(()),
        values=lambda match: {"match": _fts5(match)},
        matching=lambda shape: _FTS5_MATCHES,
        rank=_bm25,
        number=_FTS5.c.rowid,
        joined=lambda query: query.join(articles, articles.c.number == _FTS5.c.rowid),
    ),
    "postgresql": _Index(
        shape=lambda match: match,
        values=lambda match: {},
        matching=_tsvector,
        rank=_ts_rank,
        number=articles.c.number,
        joined=lambda query: query,
    ),
}
