"""Full-text search over the articles that a workspace may see. The only place that knows SQLite's FTS5."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from briefings.library.schema import articles
from briefings.terms import Terms, is_prefix

_MOST = 2000  # matches that are ranked; bm25() looks at every one, and a common word has very many
_WORDS = sql_table("article_words", sql_column("rowid"))


def search_articles(
    connection: Connection, terms: Terms, visible: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """Return the numbers of the matching articles, best first, how many match, and whether all words had to.

    Articles with every term come first; only when there is none are those with some of them given.
    """
    for joiner in (" AND ", " OR "):
        match = _match(terms, joiner)
        found = _ranked(connection, match, visible)
        if found or len(terms.wanted) == 1:
            break
    return found[offset : offset + limit], len(found), joiner == " AND "


def _ranked(connection: Connection, match: str, visible: Sequence[ColumnElement[bool]]) -> list[int]:
    query = best_first(matching(match, visible), title_weight=4.0).limit(_MOST)
    return list(connection.execute(query).scalars())


def matching(match: str, visible: Sequence[ColumnElement[bool]]) -> Select[int]:
    """Return the query for the numbers of the articles that *match*, a text in FTS5's language."""
    matches = text("article_words MATCH :match").bindparams(bindparam("match", match))
    return select(articles.c.number).join(_WORDS, _WORDS.c.rowid == articles.c.number).where(matches, *visible)


def best_first(query: Select[int], title_weight: float) -> Select[int]:
    """Return *query* in the order of likeness; a word in the title counts *title_weight* times one in the text."""
    return query.order_by(text(f"bm25(article_words, {title_weight:.1f}, 1.0)"), articles.c.number)


def phrase(words: Sequence[str]) -> str:
    """Write words in FTS5's language: a quoted string, in which only the quotation mark is special."""
    return f'"{" ".join(words)}"'


def _match(terms: Terms, joiner: str) -> str:
    wanted = joiner.join(phrase(term) + (" *" if is_prefix(term) else "") for term in terms.wanted)
    unwanted = "".join(f" NOT {phrase(term)}" for term in terms.unwanted)
    return f"({wanted}){unwanted}"
