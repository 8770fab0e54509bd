"""Full-text search over the articles that a workspace may see. The only place that knows SQLite's FTS5."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from briefings.library.schema import articles
from briefings.terms import Terms

MOST = 2000  # matches that are ranked; bm25() looks at every one, and a common word has very many
_WORDS = sql_table("article_words", sql_column("rowid"))
_TITLE = 4.0  # how much more than one in the text a word in the title counts


class Fit(StrEnum):
    """What the entries found hold: every term, every one with the last only begun, or some of them."""

    EVERY = "every"
    BEGUN = "begun"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Found:
    """A page of articles by their numbers, best first, the terms they hold, and how many there are.

    With ``capped`` more match than were ranked: the newest ``total`` of them were.
    """

    numbers: tuple[int, ...]
    total: int
    terms: Terms
    fit: Fit
    capped: bool = False


def search_articles(
    connection: Connection, terms: Terms, where: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> Found:
    """Return the articles with every term; only if there are none those where a short last word is but begun, and only
    then those with some of the terms.
    """
    tries = [(terms, Fit.EVERY, " AND ")]
    begun = terms.as_begun()
    tries += [(begun, Fit.BEGUN, " AND ")] if begun else []
    tries += [(terms, Fit.SOME, " OR ")] if len(terms.wanted) > 1 else []
    for tried, fit, joiner in tries:
        numbers, total = _page(connection, _match(tried, joiner), where, limit, offset)
        if total:
            return Found(numbers, min(total, MOST), tried, fit, total > MOST)
    return Found((), 0, terms, Fit.EVERY)


def _page(
    connection: Connection, match: str, where: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> tuple[tuple[int, ...], int]:
    """Return a page of the newest matches in the order of likeness, and how many there are, MOST + 1 for more."""
    newest = matching(match, where).add_columns(text(f"bm25(article_words, {_TITLE:.1f}) AS likeness"))
    ranked = newest.order_by(_WORDS.c.rowid.desc()).limit(MOST + 1).subquery()
    best = select(ranked.c.number, func.count().over()).order_by(text("likeness"), ranked.c.number)
    found = connection.execute(best.limit(limit).offset(offset)).all()
    if not found and offset:  # beyond the last page
        return (), int(connection.execute(select(func.count()).select_from(ranked)).scalar_one())
    return tuple(row[0] for row in found), found[0][1] if found else 0


def matching(match: str, where: Sequence[ColumnElement[bool]]) -> Select[int]:
    """Return the query for the numbers of the articles that *match*, a text in FTS5's language."""
    matches = text("article_words MATCH :match").bindparams(bindparam("match", match))
    return select(articles.c.number).join(_WORDS, _WORDS.c.rowid == articles.c.number).where(matches, *where)


def best_first(query: Select[int], title_weight: float) -> Select[int]:
    """Return *query* in the order of likeness; a word in the title counts *title_weight* times one in the text."""
    return query.order_by(text(f"bm25(article_words, {title_weight:.1f}, 1.0)"), articles.c.number)


def phrase(words: Sequence[str]) -> str:
    """Write words in FTS5's language: a quoted string, in which only the quotation mark is special."""
    return f'"{" ".join(words)}"'


def _match(terms: Terms, joiner: str) -> str:
    wanted = joiner.join(phrase(term) + (" *" if terms.is_prefix(term) else "") for term in terms.wanted)
    unwanted = "".join(f" NOT {phrase(term)}" for term in terms.unwanted)
    return f"({wanted}){unwanted}"


def forget_words(connection: Connection) -> None:
    """Take the words of deleted articles out of the index, where FTS5 only marks them (sqlite.org/fts5.html)."""
    connection.execute(text("INSERT INTO article_words(article_words) VALUES ('optimize')"))
