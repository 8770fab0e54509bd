"""Who said what: quotes, speakers and reported speech of the articles that a workspace may see.

People's corrections count in every read: the workspace's own before those of the operator, which count for everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, bindparam, func, or_, select, union

from briefings.entry import Reported
from briefings.folding import fold, name_key, words_key
from briefings.library import rows
from briefings.library.fulltext import Match, newest_matching, text_matches
from briefings.library.reader import (
    AFTER,
    MOST,
    SINCE,
    TIME,
    UNTIL,
    UPTO,
    VISIBLE,
    Page,
    escaped,
    holds,
    published,
    readable,
    some,
)
from briefings.library.rows import Held, HeldQuote
from briefings.library.schema import articles, bearers, curations, quotes, reported, topic_quotes
from briefings.library.search import MOST as LOOKED_AT
from briefings.library.speakers import Speakers
from briefings.library.spoken import SAME_NAME, in_force, spoken
from briefings.spans import Span

_MARKS = frozenset('"“”„«»')
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)')
_MOST_TWINS = 100
_MOST_FOUND = 200  # quotes that hold search words, of the entries shown


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes are meant; what is left None does not limit. *since* and *until* are of the publication."""

    speakers: tuple[str, ...] | None = None  # keys, as ``speakers`` gives them
    topic: str | None = None  # a key
    text: str | None = None
    article: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Limits:
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
    def by_words(self) -> bool:
        """Tell whether nothing but words says which articles are looked at."""
        return self.phrases > 0 and not (self.speakers or self.topic or self.article)


_TOPIC_ALONE = _Limits(speakers=False, topic=True, phrases=0, article=False, since=False, until=False)
_SPEAKERS_ALONE = _Limits(speakers=True, topic=False, phrases=0, article=False, since=False, until=False)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Where the quotes that are asked for are looked up, and by which columns they come in order."""

    source: FromClause
    order: tuple[ColumnElement[Any], ...]
    where: tuple[ColumnElement[bool], ...]

    def select(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(self.source).where(*self.where)


class Speech(Speakers):
    """Reads of what is said in the articles."""

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        """Return the quotes that *wanted* describes, in the order of their articles' time and of the text.

        Of words that stand in very many articles only the newest are looked at; the page is *capped* then.
        """
        phrases = _phrases(wanted.text) if wanted.text is not None else []
        given = (each is not None for each in (wanted.article, wanted.since, wanted.until))
        limits = _Limits(wanted.speakers is not None, wanted.topic is not None, len(phrases), *given)
        values = {
            "people": wanted.speakers,
            "topic": wanted.topic,
            "article": wanted.article,
            **published(wanted.since, wanted.until)[1],
            **{f"phrase{place}": escaped(fold(each)) for place, each in enumerate(phrases)},
        }
        corrected = self._touched().corrected
        if limits.by_words and (matches := text_matches(phrases)):
            tried = (self._with_words(match, limits, corrected, values, limit, offset) for match in matches)
            return next((page for page in tried if page.total or page.capped), Page((), 0))
        found = self._ready(_page(limits, corrected), most=limit, after=offset, upto=limit + offset, **values)
        if wanted.speakers is not None and wanted == QuoteFilter(wanted.speakers) and len(found) == limit:
            return Page(tuple(self._held_quotes(found)), self._said(wanted.speakers))
        total = self._total(found, limit, offset, _count(limits, corrected), **values)
        return Page(tuple(self._held_quotes(found)), total)

    def _with_words(
        self, match: Match, limits: _Limits, corrected: bool, values: dict[str, Any], limit: int, offset: int
    ) -> Page[HeldQuote]:
        """Return a page of the quotes of the newest articles that *match*."""
        with self._connected() as connection:
            among, words = newest_matching(connection, match, (*VISIBLE, *limits.when), LOOKED_AT)
        page, looked_at = _among(limits, corrected, among)
        values = {**values, **words}
        found = self._rows(page, most=limit, after=offset, **values)
        if found:
            return Page(tuple(self._held_quotes(found)), found[0].total, found[0].looked_at >= LOOKED_AT)
        if offset:  # beyond the last page
            return replace(self._with_words(match, limits, corrected, values, 1, 0), items=())
        return Page((), 0, self._rows(looked_at, **values)[0][0] >= LOOKED_AT)

    def quote(self, article: int, number: int) -> HeldQuote | None:
        """Return the quote that a cite names, also one that a person said is none; None when there is no such."""
        found = self._held_quotes(self._ready(_QUOTE, article=article, number=number))
        return found[0] if found else None

    def quotes_with(self, numbers: Sequence[int], words: Sequence[str]) -> list[HeldQuote]:
        """Return the quotes of these entries in whose words or speaker's name one of the folded *words* can stand."""
        values = {f"word{place}": escaped(word) for place, word in enumerate(words)}
        query = _quotes_with(len(words), self._touched().corrected)
        return self._held_quotes(self._ready(query, numbers=numbers, **values))

    def reported(self, speakers: Sequence[str], limit: int, offset: int = 0) -> Page[tuple[Held, Reported]]:
        """Return what these speakers (keys) are reported to have said, in the order of time and of the text."""
        found = self._ready(_REPORTED, people=speakers, most=limit, after=offset)
        total = self._total(found, limit, offset, _REPORTED_COUNT, people=speakers)
        entries = {held.number: held for held in self.numbered(list({row.article for row in found}))}
        return Page(tuple((entries[r.article], rows.reported(r)) for r in found if r.article in entries), total)

    def mentions_of_speakers(self, held: Held) -> list[tuple[Span, Span]]:
        """Return the words that point to a speaker in the entry ("he") with the speaker's fullest name there."""
        spoken = [each.quote for each in self.quotes(QuoteFilter(article=held.number), _MOST_FOUND).items]
        told = [rows.reported(row) for row in self._ready(_REPORTED_IN, article=held.number)]
        pairs = [(each.mention, each.speaker) for each in spoken] + [(each.mention, each.speaker) for each in told]
        return [(mention, speaker) for mention, speaker in pairs if mention and speaker]

    def twins(self, found: Sequence[HeldQuote]) -> dict[str, list[HeldQuote]]:
        """Return, by the cite of each quote in *found*, the quotes elsewhere that have the same words."""
        keys = {quote.cite: words_key(quote.quote.span.of(quote.held.article.text)) for quote in found}
        others = self._ready(_twins(self._touched().corrected), keys=list({key for key in keys.values() if key}))
        known = {(quote.held.number, quote.number) for quote in found}
        if all((row.article, row.number) in known for row in others) and len(others) == len(
            set(keys.values()) - {None}
        ):
            return {}  # as a rule: each stands once only
        same: dict[str | None, list[HeldQuote]] = {}
        for quote in self._held_quotes(others):
            same.setdefault(words_key(quote.quote.span.of(quote.held.article.text)), []).append(quote)
        return {cite: [twin for twin in same.get(key, ()) if twin.cite != cite] for cite, key in keys.items() if key}

    def _held_quotes(self, found: Sequence[Row[Any]]) -> list[HeldQuote]:
        numbers = list({row.article for row in found})
        entries = {held.number: held for held in self.numbered(numbers)}
        touched = self._touched()
        corrections = self._corrections(numbers) if touched.corrected else {}
        people = self._people(numbers)
        fullest = self._labels(sorted(set(people.values())))
        doubted = self._doubted(numbers) if touched.doubted else set()
        quoted = []
        for row in found:
            if row.article in entries:
                held, name = entries[row.article], (row.article, row.number)
                correction, said = corrections.get(name), rows.quote(row)
                if correction is not None:
                    said = rows.corrected(said, correction, held.article.text)
                speaker = said.speaker.of(held.article.text) if said.speaker else ""
                person = people.get((row.article, name_key(speaker)), name_key(speaker))
                fuller = fullest.get(person, "")
                known = fuller if fuller and name_key(fuller) != name_key(speaker) else None
                quoted.append(HeldQuote(held, row.number, said, correction, name in doubted, person or None, known))
        return quoted

    def _people(self, numbers: Sequence[int]) -> dict[tuple[int, str], str]:
        """Return the people of these entries who have another name elsewhere, by entry and by the name's key there."""
        return {(article, key): person for article, key, person in self._ready(_OTHER_NAMES, numbers=numbers)}


_BY_ARTICLES: tuple[ColumnElement[Any], ColumnElement[Any]] = (TIME, articles.c.number)
_SPEAKS = and_(topic_quotes.c.article == quotes.c.article, topic_quotes.c.quote == quotes.c.number)


@lru_cache(maxsize=200)
def _sought(limits: _Limits, corrected: bool) -> _Sought:
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
    where += VISIBLE if order is _BY_ARTICLES else (readable(order[1]),)
    return _Sought(source, (*order, quotes.c.start), tuple(where))


@lru_cache(maxsize=200)
def _page(limits: _Limits, corrected: bool) -> Select[Any]:
    if limits == _SPEAKERS_ALONE and not corrected:
        return _first_of_speakers()
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
    source = first.join(quotes, (first.c.article == quotes.c.article) & (first.c.speaker_key == quotes.c.speaker_key))
    query = select(quotes).select_from(source).order_by(first.c.time, first.c.article, quotes.c.start)
    return query.limit(MOST).offset(AFTER)


@lru_cache(maxsize=200)
def _count(limits: _Limits, corrected: bool) -> Select[Any]:
    if limits == _TOPIC_ALONE and not corrected:  # then every row is one quote
        count = select(func.count()).select_from(topic_quotes)
        return count.where(topic_quotes.c.key == bindparam("topic"), readable(topic_quotes.c.article))
    return _sought(limits, corrected).select(func.count())


@lru_cache(maxsize=50)
def _among(limits: _Limits, corrected: bool, articles_found: Select[int]) -> tuple[Select[Any], Select[Any]]:
    """Return the query for a page of the quotes in *articles_found*, and the one for how many of these there are.

    The quotes of the page are found by their keys first; so few rows are sorted with all their columns.
    """
    sought, few = _sought(limits, corrected), articles_found.cte("few")
    looked_at = select(func.count()).select_from(few)
    place = func.row_number().over(order_by=sought.order).label("place")
    keys = sought.select(quotes.c.article, quotes.c.number, place, func.count().over().label("total"))
    among = keys.where(quotes.c.article.in_(select(few.c.number))).order_by(*sought.order)
    page = among.limit(MOST).offset(AFTER).subquery()
    these = (quotes.c.article == page.c.article) & (quotes.c.number == page.c.number)
    columns = quotes, page.c.total, looked_at.scalar_subquery().label("looked_at")
    return select(*columns).join(page, these).order_by(page.c.place), looked_at


def _conditions(limits: _Limits) -> list[ColumnElement[bool]]:
    """Return what is wanted besides the speakers."""
    where = [topic_quotes.c.key == bindparam("topic")] * limits.topic
    where += [holds(quotes.c.folded, f"phrase{place}") for place in range(limits.phrases)]
    where += [quotes.c.article == bindparam("article")] * limits.article
    return [*where, *limits.when]


def _with_speakers() -> Any:
    """Return the query for the articles that may quote the people, with all that are corrected."""
    corrected = select(curations.c.article).where(*in_force(curations))
    return union(select(bearers.c.article).where(bearers.c.person.in_(some("people"))), corrected)


@lru_cache(maxsize=50)
def _quotes_with(words: int, corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    found = (holds(each, f"word{place}") for place in range(words) for each in (quotes.c.folded, said.key))
    where = (readable(quotes.c.article), *said.where, quotes.c.article.in_(some("numbers")), or_(*found))
    query = select(quotes).select_from(said.source).where(*where).order_by(quotes.c.article, quotes.c.start)
    return query.limit(_MOST_FOUND)


@cache
def _twins(corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    query = select(quotes).select_from(said.source).limit(_MOST_TWINS)
    return query.where(readable(quotes.c.article), *said.where, quotes.c.words_key.in_(some("keys")))


_QUOTE = select(quotes).where(
    readable(quotes.c.article), quotes.c.article == bindparam("article"), quotes.c.number == bindparam("number")
)
_OTHER_NAMES = select(bearers.c.article, bearers.c.speaker_key, bearers.c.person).where(
    bearers.c.article.in_(some("numbers")), bearers.c.person != bearers.c.speaker_key
)
_REPORTED_IN = select(reported).where(reported.c.article == bindparam("article")).limit(_MOST_FOUND)
_BY_PEOPLE = bearers.join(
    reported, and_(bearers.c.article == reported.c.article, bearers.c.speaker_key == reported.c.speaker_key)
)
_THEIRS = (readable(bearers.c.article), bearers.c.person.in_(some("people")))
_REPORTED = (
    select(reported)
    .select_from(_BY_PEOPLE)
    .where(*_THEIRS)
    .order_by(bearers.c.time, bearers.c.article, reported.c.start)
    .limit(MOST)
    .offset(AFTER)
)
_REPORTED_COUNT = select(func.count()).select_from(_BY_PEOPLE).where(*_THEIRS)


def _phrases(text: str) -> list[str]:
    """Return the text, or its phrases and words where some of it stands in quotation marks."""
    if _MARKS.isdisjoint(text):
        return [text]
    return [part for match in _QUOTED.finditer(text) if fold(part := match[1] or match[2])]
