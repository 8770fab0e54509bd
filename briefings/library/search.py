"""Full-text search over the articles that a workspace may see: every word, else a begun one, else some."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from briefings.library.fulltext import Match, Phrase, Values, Where, newest_ranked
from briefings.library.prepared import fetched
from briefings.library.reader import AFTER
from briefings.library.reader import MOST as MOST_ROWS
from briefings.terms import Terms

MOST = 1000  # matches that are ranked; each costs a microsecond or two, and a common word has very many
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


def search_articles(connection: Connection, terms: Terms, when: Where, here: Values, limit: int, offset: int) -> Found:
    """Return the articles with every term; only if there are none those where a short last word is but begun, and only
    then those with some of the terms. *here* holds the values of a reader's parameters and of those in *when*, the
    conditions on the publication.
    """
    tries = [(terms, Fit.EVERY, True)]
    begun = terms.as_begun()
    tries += [(begun, Fit.BEGUN, True)] if begun else []
    tries += [(terms, Fit.SOME, False)] if len(terms.wanted) > 1 else []
    for tried, fit, every in tries:
        numbers, total = _page(connection, _match(tried, every), when, here, limit, offset)
        if total:
            return Found(numbers, min(total, MOST), tried, fit, total > MOST)
    return Found((), 0, terms, Fit.EVERY)


def _page(
    connection: Connection, match: Match, when: Where, here: Values, limit: int, offset: int
) -> tuple[tuple[int, ...], int]:
    """Return a page of the newest matches in the order of likeness, and how many there are, MOST + 1 for more."""
    ranked, values = newest_ranked(connection, match, when, MOST + 1, _TITLE)
    values = {**here, **values, "most": limit, "after": offset}
    found = fetched(connection, _best(ranked), values)
    if not found and offset:  # beyond the last page
        count = select(func.count()).select_from(ranked.subquery())
        return (), int(connection.execute(count, values).scalar_one())
    return tuple(row[0] for row in found), found[0][1] if found else 0


@lru_cache(maxsize=50)
def _best(ranked: Select[int, Any]) -> Select[int, int]:
    """Return the query for a page of them in the order of likeness, each with how many there are."""
    every = ranked.subquery()
    best = select(every.c.number, func.count().over()).order_by(every.c.likeness, every.c.number)
    return best.limit(MOST_ROWS).offset(AFTER)


def _match(terms: Terms, every: bool) -> Match:
    wanted = tuple(Phrase(term, terms.is_prefix(term)) for term in terms.wanted)
    return Match(wanted, every, tuple(Phrase(term) for term in terms.unwanted))
