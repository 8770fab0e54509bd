"""The shelf: what people at one place may see of the library at one moment. Every read goes through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, select

from briefings.article import Withdrawal
from briefings.errors import NotHere
from briefings.folding import fold
from briefings.library import rows
from briefings.library.passages import Candidate, candidates, find_entries
from briefings.library.reader import TIME, Page, meant_for, published, released
from briefings.library.rows import Held
from briefings.library.schema import articles, quotes, reported, topics
from briefings.library.search import Found, search_articles
from briefings.library.stories import StoryReader
from briefings.library.subjects import Subjects
from briefings.library.versions import Former, find_former
from briefings.moments import maybe_moment, to_micros
from briefings.terms import Terms

_HOLDINGS = (
    func.count(),
    func.count(articles.c.published_at),
    func.min(articles.c.published_at),
    func.max(articles.c.published_at),
)
_WITHDRAWAL = (articles.c.withdrawn, articles.c.withdrawn_at, articles.c.withdrawn_why)
_COUNT = func.count()
_NEARBY = 400  # labels that are compared when nothing matches


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is: entries, how many of them have a date, the first and last date (UTC)."""

    entries: int
    dated: int
    first: datetime | None
    last: datetime | None


class Shelf(Subjects, StoryReader):
    """Everything that may be read at one place: entries, topics and search, and what is said in them."""

    def holdings(self) -> Holdings:
        """Return how much there is and from when."""
        count, dated, first, last = tuple(self._rows(self._of_articles(*_HOLDINGS))[0])
        return Holdings(count, dated, maybe_moment(first), maybe_moment(last))

    def newest(
        self,
        limit: int,
        offset: int = 0,
        source: str | None = None,
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[Held]:
        """Return entries newest first: by publication where it is known, else by arrival, then by id."""
        where = published(since, until)
        if source:
            where.append(func.lower(articles.c.source).contains(source.lower(), autoescape=True))
        if topic:
            where.append(articles.c.number.in_(select(topics.c.article).where(topics.c.key == topic)))
        query = self._of_articles(articles).where(*where).order_by(TIME.desc(), articles.c.id)
        found = self._rows(query.limit(limit).offset(offset))
        total = self._total(found, limit, offset, self._of_articles(_COUNT).where(*where))
        return Page(tuple(self._held(found)), total)

    def arrived(self, after: int, upto: int, limit: int, since: datetime | None = None) -> list[Held]:
        """Return the entries with numbers above *after* and up to *upto*, newest first.

        With them those whose embargo ended after *since* (UTC), whenever they arrived.
        """
        new = articles.c.number > after
        if since is not None:
            new = or_(new, articles.c.embargo_until > to_micros(since))
        query = self._of_articles(articles).where(new, articles.c.number <= upto)
        return self._held(self._rows(query.order_by(TIME.desc(), articles.c.id).limit(limit)))

    def after(self, number: int, limit: int, own: bool = False) -> list[Held]:
        """Return the entries with numbers above *number* in their order; *own*: only those of this workspace itself."""
        query = self._of_articles(articles).where(articles.c.number > number)
        if own:
            query = query.where(articles.c.workspace == self._workspace)
        return self._held(self._rows(query.order_by(articles.c.number).limit(limit)))

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

    def withdrawal(self, number: int) -> Withdrawal | None:
        """Return that the entry with this number was withdrawn; None if it was not, or was never to be seen here."""
        keys, lifted = self._seen
        query = select(*_WITHDRAWAL).where(articles.c.number == number, *meant_for(keys), *released(lifted))
        found = self._rows(query)
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
        where = [*self._visible, *published(since, until)]
        with self._connected() as connection:
            found = search_articles(connection, terms, where, limit, offset)
        return self.numbered(found.numbers), found

    def passages(self, parts: Sequence[str], whole: bool, limit: int) -> list[Candidate]:
        """Return entries that can hold the texts *parts*: each as a phrase (*whole*), else those that share most."""
        with self._engine.connect() as connection:
            numbers = find_entries(connection, parts, self._visible, whole, limit)
        spoken = self._spoken()
        said = select(quotes).select_from(spoken.source).where(quotes.c.article.in_(numbers), *spoken.where)
        told = self._rows(select(reported).where(reported.c.article.in_(numbers)))
        return candidates(self.numbered(numbers), self._held_quotes(self._rows(said.order_by(quotes.c.start))), told)

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
        query = self._of_articles(articles).where(*where).order_by(TIME.desc(), articles.c.id).limit(limit)
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
