"""Which quotes are asked for, as statements: a page of them, and how many there are.

They are looked up by the narrowest of what limits them, so that no more is read than is shown.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, and_, bindparam, func, select, union

from briefings.library.reader import (
    AFTER,
    HIDDEN,
    MOST,
    SINCE,
    SINCE_BY_TIME,
    TIME,
    UNTIL,
    UPTO,
    are_these,
    holds,
    readable,
    some,
)
from briefings.library.schema import articles, bearers, curations, quotes, topic_quotes
from briefings.library.spoken import SAME_NAME, in_force, spoken


@dataclass(frozen=True, slots=True)
class Limits:
    """By what a filter limits quotes: ``phrases`` of the text are how many, and all else is whether."""

    speakers: bool
    topic: bool
    phrases: int
    article: bool
    since: bool
    until: bool

    @property
    def when(self) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions on an article's publication."""
        return (*[SINCE] * self.since, *[UNTIL] * self.until)

    @property
    def by_time(self) -> bool:
        """Tell whether nothing but the time of publication, if anything, says which quotes are meant."""
        return not (self.speakers or self.topic or self.phrases or self.article)

    @property
    def by_words(self) -> bool:
        """Tell whether nothing but words says which articles are looked at."""
        return self.phrases > 0 and not (self.speakers or self.topic or self.article)


_TOPIC_ALONE = Limits(speakers=False, topic=True, phrases=0, article=False, since=False, until=False)
_SPEAKERS_ALONE = Limits(speakers=True, topic=False, phrases=0, article=False, since=False, until=False)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Where the quotes that are asked for are looked up, and by which columns they come in order."""

    source: FromClause
    order: tuple[ColumnElement[Any], ...]
    where: tuple[ColumnElement[bool], ...]

    def select(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(self.source).where(*self.where)


_BY_ARTICLES: tuple[ColumnElement[Any], ColumnElement[Any]] = (TIME, articles.c.number)
_SPEAKS = and_(topic_quotes.c.article == quotes.c.article, topic_quotes.c.quote == quotes.c.number)


@lru_cache(maxsize=200)
def _sought(limits: Limits, corrected: bool) -> _Sought:
    """Look by the speakers, else by the topic, else in all articles, the narrowest first."""
    said = spoken(corrected)
    source: FromClause = said.source
    order, where = _BY_ARTICLES, [*said.where, *_conditions(limits)]
    if limits.speakers and not corrected:
        source, order = bearers.join(quotes, SAME_NAME), (bearers.c.time, bearers.c.article)
        where.append(bearers.c.person.in_(some("people")))
    elif limits.speakers:
        where += [said.key.in_(some("people")), quotes.c.article.in_(_with_speakers())]
    if limits.topic:
        source = source.join(topic_quotes, _SPEAKS)
        order = order if limits.speakers else (topic_quotes.c.time, topic_quotes.c.article)
    if order is _BY_ARTICLES or limits.since or limits.until:
        source = source.join(articles, articles.c.number == quotes.c.article)
    where += [*limits.when, readable(order[1])]
    return _Sought(source, (*order, quotes.c.start), tuple(where))


@lru_cache(maxsize=200)
def page(limits: Limits, corrected: bool) -> Select[Any]:
    """Return the query for a page of the quotes, in the order of their articles' time and of the text.

    Its parameters are what limits them, and ``MOST``, ``AFTER`` and ``UPTO``.
    """
    if limits == _SPEAKERS_ALONE and not corrected:
        return _first_of_speakers()
    if limits.by_time and not corrected:
        return _first_of_all(limits)
    sought = _sought(limits, corrected)
    return sought.select(quotes).order_by(*sought.order).limit(MOST).offset(AFTER)


def _first_of_speakers() -> Select[Any]:
    """Return the query for a page of what people said, from no more articles than it needs: each has a quote."""
    first = (
        select(bearers.c.article, bearers.c.speaker_key, bearers.c.time)
        .where(bearers.c.person.in_(some("people")), bearers.c.said > 0, readable(bearers.c.article))
        .order_by(bearers.c.time, bearers.c.article)
        .limit(UPTO)
        .subquery()
    )
    return _quotes_of(first, first.c.speaker_key == quotes.c.speaker_key)


def _first_of_all(limits: Limits) -> Select[Any]:
    """Return the query for a page of all that is quoted then, from no more articles than it needs: each has a quote."""
    first = (
        select(articles.c.number.label("article"), TIME.label("time"))
        .where(select(1).where(quotes.c.article == articles.c.number).exists(), readable(articles.c.number))
        .where(*limits.when, *[SINCE_BY_TIME] * limits.since)
        .order_by(TIME, articles.c.number)
        .limit(UPTO)
        .subquery()
    )
    return _quotes_of(first)


def _quotes_of(first: Subquery, *where: ColumnElement[bool]) -> Select[Any]:
    """Return the query for a page of the quotes in the articles that *first* has in their order."""
    query = select(quotes).join(first, and_(first.c.article == quotes.c.article, *where))
    return query.order_by(first.c.time, first.c.article, quotes.c.start).limit(MOST).offset(AFTER)


@lru_cache(maxsize=200)
def count(limits: Limits, corrected: bool) -> Select[Any]:
    """Return the query for how many quotes there are on all the pages."""
    if limits == _TOPIC_ALONE and not corrected:  # then every row is one quote
        every = select(func.count()).select_from(topic_quotes)
        return every.where(topic_quotes.c.key == bindparam("topic"), readable(topic_quotes.c.article))
    if limits.by_time and not corrected:
        return _count_of_all(limits)
    return _sought(limits, corrected).select(func.count())


def _count_of_all(limits: Limits) -> Select[Any]:
    """Return the query for how much is quoted then, and of everything if no time limits it."""
    every = select(func.count()).select_from(quotes)
    if limits.when:
        then = select(articles.c.number).where(*limits.when, readable(articles.c.number))
        return every.where(quotes.c.article.in_(then))
    # Counting all, and those few that are hidden, looks at no article.
    hidden = every.where(quotes.c.article.in_(HIDDEN))
    return select(every.scalar_subquery() - hidden.scalar_subquery())


@lru_cache(maxsize=50)
def among(limits: Limits, corrected: bool, articles_found: Select[int]) -> tuple[Select[Any], Select[Any]]:
    """Return the query for a page of the quotes in *articles_found*, and the one for how many of these there are.

    These articles are known to be seen, and published in time. Of the quotes it gives the keys, for ``THESE``:
    so an article is looked up only where one stands, and no more rows are read than are shown.
    """
    said, few = spoken(corrected), articles_found.cte("few")
    keys = select(quotes.c.article, quotes.c.number, quotes.c.start).select_from(said.source)
    limited = (*said.where, *_conditions(limits), quotes.c.article.in_(select(few.c.number)))
    found = keys.where(*limited).cte("found")
    in_order = (TIME, found.c.article, found.c.start)
    total, looked_at = (select(func.count()).select_from(each) for each in (found, few))
    counts = total.scalar_subquery().label("total"), looked_at.scalar_subquery().label("looked_at")
    dated = select(found.c.article, found.c.number, *counts).join(articles, articles.c.number == found.c.article)
    return dated.order_by(*in_order).limit(MOST).offset(AFTER), looked_at


def _conditions(limits: Limits) -> list[ColumnElement[bool]]:
    """Return what is wanted besides the speakers."""
    where = [topic_quotes.c.key == bindparam("topic")] * limits.topic
    where += [holds(quotes.c.folded, f"phrase{place}") for place in range(limits.phrases)]
    where += [quotes.c.article == bindparam("article")] * limits.article
    return where


def _with_speakers() -> Any:
    """Return the query for the articles that may quote the people, with all that are corrected."""
    corrected = select(curations.c.article).where(*in_force(curations))
    return union(select(bearers.c.article).where(bearers.c.person.in_(some("people"))), corrected)


THESE = select(quotes).where(*are_these(quotes.c.article, quotes.c.number))
"""The query for the quotes with the keys "places", which are those of the articles "numbers"."""
