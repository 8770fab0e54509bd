"""The shelf: what people at one place may see of the library at one moment. Every read goes through it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from briefings.article import Withdrawal
from briefings.errors import NotHere
from briefings.folding import fold, typed_key
from briefings.library import rows
from briefings.library.fulltext import Values, newest, newest_matching, title_match
from briefings.library.passages import Candidate, candidates, find_entries
from briefings.library.reader import (
    AFTER,
    MEANT,
    MOST,
    RELEASED,
    SINCE_BY_TIME,
    TIME,
    UNCOUNTED,
    Page,
    of_articles,
    published,
)
from briefings.library.rows import Held
from briefings.library.schema import articles, quotes, reported, topics
from briefings.library.search import Found, search_articles
from briefings.library.source_names import named
from briefings.library.spoken import spoken
from briefings.library.stories import StoryReader
from briefings.library.subjects import Subjects
from briefings.library.tally_schema import source_counts
from briefings.library.versions import Former, find_former
from briefings.moments import maybe_moment, to_micros
from briefings.terms import Terms

_WITHDRAWAL = (articles.c.withdrawn, articles.c.withdrawn_at, articles.c.withdrawn_why)
_COUNT = func.count()
_CITE = re.compile(r"a[0-9]{1,9}")
_NEWEST = 1000  # entries whose titles are looked through for what stands anywhere in them
_MOST_TITLED = 50  # entries that are compared with a title
_PUBLISHED = articles.c.published_at
_DATED = of_articles(_PUBLISHED).where(_PUBLISHED.is_not(None))
_NEWEST_FIRST = of_articles(articles.c.number).order_by(TIME.desc(), articles.c.id).limit(MOST).offset(AFTER)
_HOLDINGS = select(
    func.sum(source_counts.c.articles),
    func.sum(source_counts.c.dated),
    _DATED.order_by(_PUBLISHED).limit(1).scalar_subquery(),
    _DATED.order_by(_PUBLISHED.desc()).limit(1).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is: entries, how many of them have a date, the first and last date (UTC)."""

    entries: int
    dated: int
    first: datetime | None
    last: datetime | None


class Titled(NamedTuple):
    """An entry by its number, its id and its title."""

    number: int
    id: str
    title: str

    @property
    def cite(self) -> str:
        """Return the cite of the entry."""
        return f"A{self.number}"


class Shelf(Subjects, StoryReader):
    """Everything that may be read at one place: entries, topics and search, and what is said in them."""

    def holdings(self) -> Holdings:
        """Return how much there is and from when."""
        row = self._ready(_HOLDINGS)[0]
        count, dated = row[0] or 0, row[1] or 0
        if self._sees_uncounted():
            more = self._rows(of_articles(_COUNT, func.count(_PUBLISHED)).where(UNCOUNTED))[0]
            count, dated = count + more[0], dated + more[1]
        return Holdings(int(count), int(dated), maybe_moment(row[2]), maybe_moment(row[3]))

    def newest(
        self,
        limit: int,
        offset: int = 0,
        source: str | None = None,
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[Held]:
        """Return entries newest first: by publication where it is known, else by arrival, then by id.

        On a *topic*, by its key, are those that have it, and the newest whose titles hold its words.
        """
        where, values = published(since, until)
        where += [SINCE_BY_TIME] * (since is not None)
        if source:
            where.append(articles.c.source.in_(named(source)))
        if topic:
            on, more = self._on(topic)
            where.append(on)
            values |= more
        values |= {"most": limit, "after": offset}
        every = _NEWEST_FIRST
        found = self._rows(every.where(*where), **values) if where else self._ready(every, **values)
        numbers = [row.number for row in found]
        if len(numbers) == limit and not where:
            return Page(tuple(self.numbered(numbers)), self.holdings().entries)
        total = self._total(numbers, limit, offset, of_articles(_COUNT).where(*where), **values)
        return Page(tuple(self.numbered(numbers)), total)

    def _on(self, topic: str) -> tuple[ColumnElement[bool], Values]:
        """Return that an article is on a topic, and the values of the condition's parameters."""
        having = articles.c.number.in_(select(topics.c.article).where(topics.c.key == topic))
        match = title_match(topic, begun=False)
        if match is None:
            return having, {}
        with self._connected() as connection:
            titled, values = newest_matching(connection, match, (), _NEWEST)
        return or_(having, articles.c.number.in_(titled)), values

    def arrived(self, after: int, upto: int, limit: int, since: datetime | None = None) -> list[Held]:
        """Return the entries with numbers above *after* and up to *upto*, newest first.

        With them those whose embargo ended after *since* (UTC), whenever they arrived.
        """
        new = articles.c.number > after
        if since is not None:
            new = or_(new, articles.c.embargo_until > to_micros(since))
        query = of_articles(articles).where(new, articles.c.number <= upto)
        return self._held(self._rows(query.order_by(TIME.desc(), articles.c.id).limit(limit)))

    def after(self, number: int, limit: int, own: bool = False) -> list[Held]:
        """Return the entries with numbers above *number* in their order; *own*: only those of this workspace itself."""
        query = of_articles(articles).where(articles.c.number > number)
        if own:
            query = query.where(articles.c.workspace == self._workspace)
        return self._held(self._rows(query.order_by(articles.c.number).limit(limit)))

    def find(self, wanted: str) -> Held:
        """Return the entry that *wanted* names: a cite ("A1"), an id, a title or words of only one title.

        Raises NotHere when there is none or more than one.
        """
        name = wanted.strip()
        numbered = self.numbered([int(name[1:])]) if _CITE.fullmatch(name.lower()) else []
        if numbered:
            return numbered[0]
        for match in self._naming(name):
            found = self._held(self._rows(of_articles(articles).where(match).limit(2)))
            if len(found) == 1:
                return found[0]
        raise NotHere(name)

    def _naming(self, name: str) -> Iterator[ColumnElement[bool]]:
        """Yield in which ways an entry can be called *name*, the surest first."""
        yield and_(articles.c.workspace.in_({"", self._workspace}), articles.c.id == name)
        yield func.lower(articles.c.title) == func.lower(name)
        words, numbers = typed_key(name).split(), self._titled(name, _MOST_TITLED)
        titled = self._rows(of_articles(articles.c.number, articles.c.title).where(articles.c.number.in_(numbers)))
        holding = [each.number for each in titled if all(word in typed_key(each.title) for word in words)]
        yield articles.c.number.in_(holding)

    def withdrawal(self, number: int) -> Withdrawal | None:
        """Return that the entry with this number was withdrawn; None if it was not, or was never to be seen here."""
        found = self._rows(select(*_WITHDRAWAL).where(articles.c.number == number, *MEANT, *RELEASED))
        return rows.withdrawal(found[0]) if found else None

    def former(self, held: Held, kind: str, number: int) -> Former | None:
        """Return what sentence ("s") or quote ("q") *number* of the entry was before it went, None if it never was."""
        with self._connected() as connection:
            return find_former(connection, held, kind, number)

    def search(
        self,
        terms: Terms,
        limit: int,
        offset: int = 0,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[list[Held], Found]:
        """Return a page of the entries that match and were published in time, best first, and how they match."""
        where, values = published(since, until)

        def find() -> Found:
            with self._connected() as connection:
                return search_articles(connection, terms, tuple(where), self._here | values, limit, offset)

        found = self._known_alike(("search", terms, since, until, limit, offset), find)
        return self.numbered(found.numbers), found

    def passages(self, parts: Sequence[str], whole: bool, limit: int) -> list[Candidate]:
        """Return entries that can hold the texts *parts*: each as a phrase (*whole*), else those that share most."""
        with self._engine.connect() as connection:
            numbers = find_entries(connection, parts, self._here, whole, limit)
        by = spoken(self._touched().corrected)
        said = select(quotes).select_from(by.source).where(quotes.c.article.in_(numbers), *by.where)
        told = self._rows(select(reported).where(reported.c.article.in_(numbers)))
        return candidates(self.numbered(numbers), self._held_quotes(self._rows(said.order_by(quotes.c.start))), told)

    def titles(self, begun: str = "", limit: int = 25) -> list[Titled]:
        """Return the newest entries whose title, id or cite holds what was typed.

        Of the older ones, those whose title has words that begin so.
        """
        typed, columns = fold(begun), (articles.c.number, articles.c.id, articles.c.title)
        every = of_articles(*columns).order_by(TIME.desc(), articles.c.id)
        if not typed:
            return [Titled(*row) for row in self._rows(every.limit(limit))]
        recent = every.limit(_NEWEST).subquery()
        title, name = (func.lower(each) for each in (recent.c.title, recent.c.id))
        holds = or_(title.contains(typed, autoescape=True), name.startswith(typed, autoescape=True))
        found = [Titled(*row) for row in self._rows(select(recent).where(holds).limit(limit))]
        numbers = [int(typed[1:])] if _CITE.fullmatch(typed) else []
        numbers += self._titled(typed, limit) if len(found) < limit else []
        known = {each.number for each in found}
        others = [Titled(*row) for row in self._rows(of_articles(*columns).where(articles.c.number.in_(numbers)))]
        return [*found, *sorted(each for each in others if each.number not in known)[::-1]][:limit]

    def _titled(self, typed: str, limit: int) -> list[int]:
        """Return the newest entries that hold the words of *typed* in their titles, the last of them begun."""
        match = title_match(typed)
        if match is None:
            return []
        with self._connected() as connection:
            return newest(connection, match, self._here, limit)

    def sources(self, begun: str = "", limit: int = 25) -> list[str]:
        """Return the sources whose names hold what was typed, most frequent first."""
        kept = select(source_counts.c.source, source_counts.c.articles).where(source_counts.c.source.in_(named(begun)))
        counts = Counter({row.source: int(row.articles) for row in self._rows(kept)})
        if self._sees_uncounted():
            others = of_articles(articles.c.source, _COUNT).where(UNCOUNTED, articles.c.source.in_(named(begun)))
            for source, count in self._rows(others.group_by(articles.c.source)):
                counts[source] += count
        return sorted(counts, key=lambda source: (-counts[source], source))[:limit]
