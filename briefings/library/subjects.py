"""What the articles are about: topics with their entries, what stands beside them, and how often in which week."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, select

from briefings.errors import NotHere
from briefings.folding import fold
from briefings.library import frequent
from briefings.library.alike import Names, Near
from briefings.library.frequent import Frequent
from briefings.library.reader import (
    AFTER,
    MOST,
    UPTO,
    VISIBLE,
    Counted,
    Page,
    are_these,
    readable,
    some,
)
from briefings.library.rows import Held, HeldQuote
from briefings.library.schema import articles, topic_quotes, topics
from briefings.library.speech import Speech
from briefings.library.tally_schema import topic_counts
from briefings.moments import to_micros
from briefings.spans import Span
from briefings.topics import topic_key
from briefings.trends import Weeks

_PUBLISHED = articles.c.published_at
_NEARBY = 400  # topics that are compared when nothing matches
_BESIDE = 500  # entries of a topic, the newest, in which related topics are looked for
_EVERYWHERE = 500  # entries from which on a topic joins no two of them in particular


class Subjects(Speech):
    """Reads of topics."""

    def topics(self, begun: str = "", limit: int = 25, offset: int = 0) -> Page[Counted]:
        """Return topics with the number of their entries, most frequent first; *begun* begins one of their words.

        With *begun* only so many as are given are counted.
        """
        if begun.strip():
            return self._known_alike(("begun", begun, limit), lambda: self._begun(begun, limit))
        page = _most_frequent(self._sees_uncounted())
        found = _counted(self._ready(page, most=limit, after=offset, upto=limit + offset))
        total = self._total(found, limit, offset, _topic_count(self._sees_uncounted()))
        return Page(found, total)

    def _begun(self, begun: str, limit: int) -> Page[Counted]:
        """Return topics one of whose words begins with *begun* as it is typed, else as topics are compared."""
        for start in dict.fromkeys((fold(begun), topic_key(begun))):
            values = {**frequent.begun(start), "most": limit}
            keys = self._frequent_with(start, limit)
            found = _counted(self._ready(_with_word(self._sees_uncounted()), keys=keys, **values))
            if len(found) < limit:
                known = {each.key for each in found}
                rest = _counted(self._ready(_BEGINNING, **values))
                found = (*found, *(each for each in rest if each.key not in known))[:limit]
            if found:
                return Page(found, len(found))
        return Page((), 0)

    def _frequent_with(self, start: str, limit: int) -> list[str]:
        """Return the keys of frequent topics in which a word begins with *start*; what is known is open to all."""
        if self._known is None:
            return [row.key for row in self._ready(_FREQUENT_WITH, **frequent.begun(start), most=limit)]
        known = self._known_at((), "frequent", lambda: Frequent(row.key for row in self._ready(_LOOKED_AT)))
        return known.begun(start, limit)

    def topic(self, wanted: str) -> Counted:
        """Return the topic called *wanted* in any form; raise NotHere when there is none."""
        found = self._topics_called([topic_key(wanted)])
        if not found:
            raise NotHere(wanted)
        return found[0]

    def has_topic(self, wanted: str) -> bool:
        """Tell whether an entry has the topic called *wanted*, in any form."""
        return bool(self._topics_called([topic_key(wanted)]))

    def _topics_called(self, keys: Sequence[str]) -> tuple[Counted, ...]:
        """Return those of the topics with these *keys* that there are."""
        return _counted(self._ready(_topics_called(self._sees_uncounted()), keys=keys, most=len(keys)))

    def nearest_topics(self, wanted: str, limit: int = 3) -> Near:
        """Return topics that are called like *wanted*, else the most frequent ones."""
        most_used = _most_used(self._sees_uncounted())
        used = self._known_alike("topics", lambda: Names(row.key for row in self._ready(most_used, upto=_NEARBY)))
        near = used.near(topic_key(wanted), limit)
        labels = {each.key: each.label for each in self._topics_called(near.names)}
        return Near([labels[key] for key in near.names if key in labels], near.alike)

    def topic_mentions(self, key: str, limit: int, offset: int = 0) -> Page[tuple[Held, tuple[Span, ...]]]:
        """Return the entries of a topic, newest first, with the places that mention it."""
        found = self._ready(_MENTIONS, key=key, most=limit, after=offset)
        total = self._total(found, limit, offset, _MENTIONS_COUNT, key=key)
        spans = {row.article: tuple(Span(*pair) for pair in row.spans) for row in found}
        return Page(tuple((held, spans[held.number]) for held in self.numbered(list(spans))), total)

    def topics_of(self, numbers: Sequence[int]) -> dict[int, list[Counted]]:
        """Return the topics of each of these entries, best first (count 1)."""
        found: dict[int, list[Counted]] = {number: [] for number in numbers}
        for article, key, label in self._ready(_TOPICS_OF, numbers=numbers):
            found[article].append(Counted(key, label, 1))
        return found

    def counts(self, keys: Sequence[str]) -> dict[str, int]:
        """Return how many entries have each of these topics."""
        return {each.key: each.count for each in self._topics_called(keys)} if keys else {}

    def mentions_in(self, article: int, key: str) -> tuple[Span, ...]:
        """Return the places of an entry that mention the topic."""
        found = self._ready(_SPANS, article=article, key=key)
        return tuple(Span(*pair) for row in found for pair in row.spans)

    def quotes_about(self, article: int, main: int) -> Counter[int]:
        """Return, by the number of a quote of the entry, how many of the first *main* topics it speaks of."""
        return Counter(dict(map(tuple, self._ready(_ABOUT, article=article, main=main))))

    def topic_of_quotes(self, found: Sequence[HeldQuote]) -> str | None:
        """Return the label of the topic that the most of these quotes speak of, None where they speak of none.

        Among equals it is the one that stands first in its entry. Who is quoted is no topic of the own words.
        """
        places = [(each.held.number, each.number) for each in found]
        speakers = {topic_key(name) for each in found for name in (each.speaker, each.fuller) if name}
        numbers = {article for article, _ in places}
        ranked = self._ready(_TOPIC_OF_QUOTES, numbers=list(numbers), places=places, speakers=list(speakers))
        return next((str(label) for (label,) in ranked), None)

    def related_topics(self, key: str, limit: int) -> list[Counted]:
        """Return the topics that stand beside this one in the most of its newest entries, with the number of those."""
        found = self._known_alike(("related", key, limit), lambda: self._ready(_RELATED, key=key, most=limit))
        return [Counted(*row) for row in found]

    def sharing(self, article: int, keys: Sequence[str], limit: int) -> list[tuple[Held, list[str]]]:
        """Return the other entries that have the most of these topics (keys), at least two, with their labels there.

        Topics of very many entries are not counted.
        """
        counts = self.counts(keys)
        telling = [key for key in keys if counts.get(key, 0) <= _EVERYWHERE]
        query = (
            select(topics.c.article)
            .where(readable(topics.c.article), topics.c.key.in_(telling), topics.c.article != article)
            .group_by(topics.c.article)
            .having(func.count() > 1)
            .order_by(func.count().desc(), func.max(topics.c.time).desc())
            .limit(limit)
        )
        others = [row.article for row in self._rows(query)]
        found = self.topics_of(others)
        held = {each.number: each for each in self.numbered(others)}
        return [
            (held[number], [topic.label for topic in found[number] if topic.key in set(keys)])
            for number in others
            if number in held
        ]

    def weeks(self, starts: Sequence[datetime], end: datetime, limit: int) -> list[tuple[Counted, Weeks]]:
        """Return the topics of at least two entries published in the last of the windows, with how often in which.

        The windows begin at *starts*, in order, and the last one ends before *end*; the most frequent topics of the
        last one come, at most *limit*, counted with what was published in all the windows. The cost goes by what was
        published in them, not by the library.
        """
        edges = [to_micros(moment) for moment in (*starts, end)]
        inside = [
            func.sum(case(((first <= _PUBLISHED) & (after > _PUBLISHED), 1), else_=0))
            for first, after in pairwise(edges)
        ]
        present = inside[-1]
        query = (
            select(topics.c.key, func.max(topics.c.label), func.count(), *inside)
            .join(articles, articles.c.number == topics.c.article)
            .where(*VISIBLE, edges[0] <= _PUBLISHED, edges[-1] > _PUBLISHED)
            .group_by(topics.c.key)
            .having(present > 1)
            .order_by(present.desc(), topics.c.key)
            .limit(limit)
        )
        found = self._rows(query)
        known = self._published_before(edges[0], [row[0] for row in found if not any(row[3:-1])])
        return [(Counted(*row[:3]), Weeks(row[0] in known, tuple(row[3:]))) for row in found]

    def _published_before(self, moment: int, keys: Sequence[str]) -> set[str]:
        """Return which of these topics an entry published before *moment* (microseconds) has."""
        query = (
            select(topics.c.key)
            .join(articles, articles.c.number == topics.c.article)
            .where(*VISIBLE, topics.c.key.in_(keys), moment > _PUBLISHED)
            .distinct()
        )
        return {row.key for row in self._rows(query)} if keys else set()


def _counted(found: Sequence[Row[Any]]) -> tuple[Counted, ...]:
    return tuple(Counted(row.key, row.label, int(row.articles)) for row in found if row.label is not None)


@cache
def _most_used(others: bool) -> Select[Any]:
    more = frequent.not_counted() if others else None
    return frequent.together(frequent.most_frequent(UPTO), more, UPTO)


@cache
def _most_frequent(others: bool) -> Select[Any]:
    return frequent.labelled(_most_used(others).limit(MOST).offset(AFTER))


@cache
def _with_word(others: bool) -> Select[Any]:
    return _called(frequent.not_counted(word=True) if others else None)


@cache
def _topics_called(others: bool) -> Select[Any]:
    return _called(frequent.not_counted(keys=some("keys")) if others else None)


def _called(more: Select[Any] | None) -> Select[Any]:
    return frequent.labelled(frequent.together(frequent.called(some("keys")), more, MOST))


@cache
def _topic_count(others: bool) -> Select[Any]:
    count = select(func.count()).select_from(topic_counts).scalar_subquery()
    if not others:
        return select(count)
    more = frequent.not_counted().subquery()
    new = select(func.count()).select_from(more).where(more.c.key.not_in(select(topic_counts.c.key)))
    return select(count + new.scalar_subquery())


_LOOKED_AT, _FREQUENT_WITH = frequent.looked_at(), frequent.with_word()
_BEGINNING = frequent.labelled(frequent.beginning())
_SAME_TOPIC = (topics.c.article == topic_quotes.c.article) & (topics.c.key == topic_quotes.c.key)
_TOPICS_OF = (
    select(topics.c.article, topics.c.key, topics.c.label)
    .where(topics.c.article.in_(some("numbers")))
    .order_by(topics.c.article, topics.c.rank)
)
_OF_TOPIC = (topics.c.key == bindparam("key"), readable(topics.c.article))
_MENTIONS = (
    select(topics.c.article, topics.c.spans)
    .join(articles, articles.c.number == topics.c.article)
    .where(*_OF_TOPIC)
    .order_by(topics.c.time.desc(), articles.c.id)
    .limit(MOST)
    .offset(AFTER)
)
_MENTIONS_COUNT = select(func.count()).select_from(topics).where(*_OF_TOPIC)
_NEWEST = select(topics.c.article).where(*_OF_TOPIC).order_by(topics.c.time.desc()).limit(_BESIDE)
_RELATED = (
    select(topics.c.key, func.max(topics.c.label), func.count())
    .where(topics.c.article.in_(_NEWEST), topics.c.key != bindparam("key"))
    .group_by(topics.c.key)
    .order_by(func.count().desc(), func.sum(topics.c.score).desc(), topics.c.key)
    .limit(MOST)
)
_SPANS = select(topics.c.spans).where(topics.c.article == bindparam("article"), topics.c.key == bindparam("key"))
_ABOUT = (
    select(topic_quotes.c.quote, func.count())
    .join(topics, _SAME_TOPIC)
    .where(topic_quotes.c.article == bindparam("article"), topics.c.rank < bindparam("main"))
    .group_by(topic_quotes.c.quote)
)
_TOPIC_OF_QUOTES = (
    select(func.max(topics.c.label))
    .select_from(topic_quotes)
    .join(topics, _SAME_TOPIC)
    .where(
        *are_these(topic_quotes.c.article, topic_quotes.c.quote),
        topics.c.key.not_in(some("speakers")),
    )
    .group_by(topics.c.key)
    .order_by(func.count().desc(), func.min(topics.c.rank), topics.c.key)
    .limit(1)
)
