"""Which reported speech is asked for, as statements: a page of it, and how much there is.

It is looked up by its speakers, as ``sought`` looks up quotes.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, func, select

from briefings.library.reader import AFTER, MOST, holds, readable, some
from briefings.library.schema import articles, bearers, reported
from briefings.library.sought import Limits

_SAME_NAME = and_(bearers.c.article == reported.c.article, bearers.c.speaker_key == reported.c.speaker_key)
_IN_ORDER = (bearers.c.time, bearers.c.article, reported.c.start)


@lru_cache(maxsize=100)
def page(limits: Limits) -> Select[Any]:
    """Return the query for a page of what the people are reported to have said, in the order of time and of the text.

    Its parameters are what limits it, and ``MOST`` and ``AFTER``.
    """
    return _told(limits, reported).order_by(*_IN_ORDER).limit(MOST).offset(AFTER)


@lru_cache(maxsize=100)
def count(limits: Limits) -> Select[Any]:
    """Return the query for how much there is on all the pages."""
    return _told(limits, func.count())


def _told(limits: Limits, *columns: Any) -> Select[Any]:
    source: FromClause = bearers.join(reported, _SAME_NAME)
    if limits.when:
        source = source.join(articles, articles.c.number == reported.c.article)
    where: list[ColumnElement[bool]] = [bearers.c.person.in_(some("people")), readable(bearers.c.article)]
    where += [holds(reported.c.folded, f"phrase{place}") for place in range(limits.phrases)]
    where += [holds(reported.c.topics, "about")] * limits.topic
    where += [reported.c.article == bindparam("article")] * limits.article
    return select(*columns).select_from(source).where(*where, *limits.when)
