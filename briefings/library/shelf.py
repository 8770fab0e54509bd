"""The shelf: what the people of one workspace may see of the library. Every read goes through it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Engine, Row, Select, String, and_, cast, func, literal, or_, select

from briefings.errors import NotHere
from briefings.folding import fold, telling_words
from briefings.library import rows
from briefings.library.rows import Held, HeldQuote
from briefings.library.schema import articles, quote_topics, quotes, speaker_words, topics
from briefings.library.search import search_articles
from briefings.moments import maybe_moment
from briefings.spans import Span
from briefings.terms import Terms
from briefings.topics import topic_key

T = TypeVar("T")
_TIME = func.coalesce(articles.c.published_at, articles.c.added_at)
_CLOSE = 0.6  # likeness (difflib) from which a name is offered for another
_NEARBY = 400  # names that are compared when nothing matches


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is: entries, how many of them have a date, the first and last date, the last arrival (UTC)."""

    entries: int
    dated: int
    first: datetime | None
    last: datetime | None
    last_added: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A speaker or a topic with the number of its quotes or entries."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the things found, and how many there are in all."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes are meant; what is left None does not limit."""

    speakers: tuple[str, ...] | None = None  # keys, as ``speakers`` gives them
    topic: str | None = None  # a key
    text: str | None = None
    article: int | None = None


class Shelf:
    """Reads for one workspace. An entry whose stored text is not what was analysed is left out of every answer."""

    def __init__(self, engine: Engine, workspace: str) -> None:
        self._engine = engine
        self._visible: tuple[ColumnElement[bool], ...] = (
            articles.c.workspace.in_({"", workspace}),
            articles.c.gone_at.is_(None),
        )

    def holdings(self) -> Holdings:
        """Return how much there is and from when."""
        columns = (
            func.count(),
            func.count(articles.c.published_at),
            func.min(articles.c.published_at),
            func.max(articles.c.published_at),
            func.max(articles.c.added_at),
        )
        count, dated, first, last, added = tuple(self._rows(self._of_articles(*columns))[0])
        return Holdings(count, dated, maybe_moment(first), maybe_moment(last), maybe_moment(added))

    def newest(self, limit: int, offset: int = 0, source: str | None = None, topic: str | None = None) -> Page[Held]:
        """Return entries newest first: by publication where it is known, else by arrival, then by id."""
        where = []
        if source:
            where.append(func.lower(articles.c.source).contains(source.lower(), autoescape=True))
        if topic:
            where.append(articles.c.number.in_(select(topics.c.article).where(topics.c.key == topic)))
        query = self._of_articles(articles).where(*where).order_by(_TIME.desc(), articles.c.id)
        found = self._rows(query.limit(limit).offset(offset))
        total = self._rows(self._of_articles(func.count()).where(*where))[0][0]
        return Page(tuple(self._held(found)), total)

    def arrived_after(self, number: int, limit: int) -> list[Held]:
        """Return the entries that arrived after the one with *number*, newest first."""
        query = self._of_articles(articles).where(articles.c.number > number)
        return self._held(self._rows(query.order_by(_TIME.desc(), articles.c.id).limit(limit)))

    def numbered(self, numbers: Sequence[int]) -> list[Held]:
        """Return the entries with these numbers, in this order; those that cannot be seen are left out."""
        found = {held.number: held for held in self._held(self._rows(self._numbered(numbers)))}
        return [found[number] for number in numbers if number in found]

    def find(self, wanted: str) -> Held:
        """Return the entry that *wanted* names: a cite ("A1"), an id, a title or words of only one title.

        Raises NotHere when there is none or more than one.
        """
        name = wanted.strip()
        matches: list[ColumnElement[bool]] = [
            articles.c.id == name,
            func.lower(articles.c.title) == name.lower(),
        ]
        digits = name[1:]
        if name[:1] in "Aa" and digits.isascii() and digits.isdigit() and len(digits) < 10:
            matches.insert(0, articles.c.number == int(digits))
        if name:
            holds = (func.lower(articles.c.title).contains(word, autoescape=True) for word in name.lower().split())
            matches.append(and_(*holds))
        for match in matches:
            found = self._held(self._rows(self._of_articles(articles).where(match).limit(2)))
            if len(found) == 1:
                return found[0]
        raise NotHere(name)

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        """Return the quotes that *wanted* describes, in the order of their articles' time and of the text."""
        where = _conditions(wanted)
        base = select(func.count()).join_from(quotes, articles, articles.c.number == quotes.c.article)
        total = self._rows(base.where(*self._visible, *where))[0][0]
        query = (
            select(quotes)
            .join(articles, articles.c.number == quotes.c.article)
            .where(*self._visible, *where)
            .order_by(_TIME, quotes.c.article, quotes.c.start)
            .limit(limit)
            .offset(offset)
        )
        return Page(tuple(self._held_quotes(self._rows(query))), total)

    def speakers(self, words: str = "", limit: int = 25) -> list[Counted]:
        """Return the speakers whose names hold every one of *words* (the last may be begun only), most quoted first."""
        where = []
        for word in telling_words(words):
            exact = self._speaker_keys(speaker_words.c.word == word)
            begun = self._speaker_keys(speaker_words.c.word.startswith(word, autoescape=True))
            where.append(quotes.c.speaker_key.in_(exact if self._rows(exact.limit(1)) else begun))
        counts = (
            select(quotes.c.speaker_key, func.max(quotes.c.speaker), func.count())
            .join(articles, articles.c.number == quotes.c.article)
            .where(*self._visible, quotes.c.speaker_key.is_not(None), *where)
            .group_by(quotes.c.speaker_key)
            .order_by(func.count().desc(), quotes.c.speaker_key)
            .limit(limit)
        )
        return [Counted(key, label, count) for key, label, count in self._rows(counts)]

    def nearest_speakers(self, wanted: str, limit: int = 3) -> list[str]:
        """Return speakers whose names are like *wanted*, else the most quoted ones."""
        return _nearest(wanted, self.speakers(limit=_NEARBY), limit)

    def topics(self, begun: str = "", limit: int = 25, offset: int = 0) -> Page[Counted]:
        """Return topics with the number of their entries, most frequent first; *begun* begins one of their words."""
        where = []
        if begun.strip():
            start = fold(begun)
            label = func.lower(topics.c.label)
            where.append(or_(label.startswith(start, autoescape=True), label.contains(" " + start, autoescape=True)))
        base = select(topics.c.key).join(articles, articles.c.number == topics.c.article)
        grouped = base.where(*self._visible, *where).group_by(topics.c.key)
        total = self._rows(select(func.count()).select_from(grouped.subquery()))[0][0]
        query = (
            select(topics.c.key, func.max(topics.c.label), func.count())
            .join(articles, articles.c.number == topics.c.article)
            .where(*self._visible, *where)
            .group_by(topics.c.key)
            .order_by(func.count().desc(), func.sum(topics.c.score).desc(), topics.c.key)
        )
        found = self._rows(query.limit(limit).offset(offset))
        return Page(tuple(Counted(key, label, count) for key, label, count in found), total)

    def topic(self, wanted: str) -> Counted:
        """Return the topic called *wanted* in any form; raise NotHere when there is none."""
        key = topic_key(wanted)
        query = (
            select(topics.c.label, topics.c.article)
            .join(articles, articles.c.number == topics.c.article)
            .where(*self._visible, topics.c.key == key)
        )
        found = self._rows(query)
        if not found:
            raise NotHere(wanted)
        label = Counter(row.label for row in found).most_common(1)[0][0]
        return Counted(key, label, len(found))

    def nearest_topics(self, wanted: str, limit: int = 3) -> list[str]:
        """Return topics whose labels are like *wanted*, else the most frequent ones."""
        return _nearest(wanted, list(self.topics(limit=_NEARBY).items), limit)

    def topic_mentions(self, key: str, limit: int, offset: int = 0) -> Page[tuple[Held, tuple[Span, ...]]]:
        """Return the entries of a topic, newest first, with the places that mention it."""
        joined = select(topics.c.article, topics.c.spans).join(articles, articles.c.number == topics.c.article)
        query = joined.where(*self._visible, topics.c.key == key).order_by(_TIME.desc(), articles.c.id)
        found = self._rows(query.limit(limit).offset(offset))
        total = self._rows(select(func.count()).select_from(query.subquery()))[0][0]
        spans = {row.article: tuple(Span(*pair) for pair in row.spans) for row in found}
        return Page(tuple((held, spans[held.number]) for held in self.numbered(list(spans))), total)

    def topics_of(self, numbers: Sequence[int]) -> dict[int, list[Counted]]:
        """Return the topics of each of these entries, best first (count 1)."""
        query = select(topics).where(topics.c.article.in_(numbers)).order_by(topics.c.article, topics.c.rank)
        found: dict[int, list[Counted]] = {number: [] for number in numbers}
        for row in self._rows(query):
            found[row.article].append(Counted(row.key, row.label, 1))
        return found

    def search(self, terms: Terms, limit: int, offset: int = 0) -> tuple[Page[Held], bool]:
        """Return the entries that match, best first, and whether they match all of the terms."""
        with self._engine.connect() as connection:
            numbers, total, every = search_articles(connection, terms, self._visible, limit, offset)
        return Page(tuple(self.numbered(numbers)), total), every

    def titles(self, begun: str = "", limit: int = 25) -> list[Held]:
        """Return the newest entries whose title, id or cite holds what was typed."""
        typed = fold(begun)
        where = []
        if typed:
            title = func.lower(articles.c.title)
            where.append(
                or_(
                    title.contains(typed, autoescape=True),
                    func.lower(articles.c.id).startswith(typed, autoescape=True),
                    (literal("a") + cast(articles.c.number, String)) == typed,
                )
            )
        query = self._of_articles(articles).where(*where).order_by(_TIME.desc(), articles.c.id).limit(limit)
        return self._held(self._rows(query))

    def sources(self, begun: str = "", limit: int = 25) -> list[str]:
        """Return the sources whose names hold what was typed, most frequent first."""
        query = (
            self._of_articles(articles.c.source)
            .where(func.lower(articles.c.source).contains(fold(begun), autoescape=True))
            .group_by(articles.c.source)
            .order_by(func.count().desc(), articles.c.source)
            .limit(limit)
        )
        return [row[0] for row in self._rows(query)]

    def _speaker_keys(self, condition: ColumnElement[bool]) -> Select[Any]:
        return (
            select(speaker_words.c.speaker_key)
            .join(articles, articles.c.number == speaker_words.c.article)
            .where(*self._visible, condition)
        )

    def _of_articles(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(articles).where(*self._visible)

    def _numbered(self, numbers: Sequence[int]) -> Select[Any]:
        return self._of_articles(articles).where(articles.c.number.in_(numbers))

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def _held(self, found: Sequence[Row[Any]]) -> list[Held]:
        return [held for row in found if (held := rows.held(row)) is not None]

    def _held_quotes(self, found: Sequence[Row[Any]]) -> list[HeldQuote]:
        entries = {held.number: held for held in self.numbered(list({row.article for row in found}))}
        return [HeldQuote(entries[row.article], row.number, rows.quote(row)) for row in found if row.article in entries]


def _conditions(wanted: QuoteFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.speakers is not None:
        where.append(quotes.c.speaker_key.in_(wanted.speakers))
    if wanted.topic is not None:
        topical = select(quote_topics.c.quote).where(
            quote_topics.c.key == wanted.topic,
            quote_topics.c.article == quotes.c.article,
            quote_topics.c.quote == quotes.c.number,
        )
        where.append(topical.exists())
    if wanted.text is not None:
        where.append(quotes.c.folded.contains(fold(wanted.text), autoescape=True))
    if wanted.article is not None:
        where.append(quotes.c.article == wanted.article)
    return where


def _nearest(wanted: str, known: list[Counted], limit: int) -> list[str]:
    by_folded = {fold(each.label): each.label for each in known}
    close = get_close_matches(fold(wanted), list(by_folded), limit, _CLOSE)
    return [by_folded[each] for each in close] or [each.label for each in known[:limit]]
