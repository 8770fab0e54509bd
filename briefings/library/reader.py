"""Reading at one place and moment: what is visible, and entries whose text has been checked."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Engine, Row, Select, and_, func, not_, or_, select
from sqlalchemy.sql.util import ClauseAdapter

from briefings.audience import Keys, place_keys, workspace_key
from briefings.folding import fold
from briefings.library import rows
from briefings.library.rows import Held
from briefings.library.schema import articles, audiences, uncounted
from briefings.moments import to_micros
from briefings.place import Place

T = TypeVar("T")
TIME = func.coalesce(articles.c.published_at, articles.c.added_at)
_CLOSE = 0.6  # likeness (difflib) from which a name is offered for another


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


class Reader:
    """Reads for *place*. An entry whose stored text is not what was analysed is left out of every answer.

    *lifted* (microseconds) is when the last embargo ended: what is under a later one is not seen.
    """

    def __init__(self, engine: Engine, place: Place, lifted: int) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._read: dict[int, Held] | None = None  # entries read already, where all is read at once
        self._others: bool | None = None
        self._workspace = workspace_key(place)
        self._seen = (place_keys(place), lifted)
        self._visible = visible(*self._seen)

    @contextmanager
    def at_once(self) -> Iterator[Self]:
        """Give this reader as of now: every read inside sees the same state, over one connection."""
        with self._engine.connect() as connection:
            still = copy(self)
            still._connection, still._read = connection, {}
            yield still

    def numbered(self, numbers: Sequence[int]) -> list[Held]:
        """Return the entries with these numbers, in this order; those that cannot be seen are left out."""
        found = {} if self._read is None else self._read
        missing = [number for number in numbers if number not in found]
        if missing:
            query = self._of_articles(articles).where(articles.c.number.in_(missing))
            found.update({held.number: held for held in self._held(self._rows(query))})
        return [found[number] for number in numbers if number in found]

    def _sees_uncounted(self) -> bool:
        """Return whether something is visible here that the tallies do not count; mostly not."""
        if self._others is not None:
            return self._others
        found = bool(self._rows(select(self._of_articles(articles.c.number).where(UNCOUNTED).exists()))[0][0])
        if self._connection is not None:  # what is read at once stays as it is
            self._others = found
        return found

    def _readable(self, article: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return when the article with this number may be seen, from what is not open to all alone.

        So its row, which is wide, need not be read.
        """
        return _readable(*self._seen, article)

    def _others_seen(self) -> Select[Any]:
        """Return the query for the numbers of what is visible here and not counted by the tallies."""
        listed = _HIDDEN.c.number.in_(select(uncounted.c.article))
        return select(_HIDDEN.c.number).where(listed, *_elsewhere(*self._seen))

    def _of_articles(self, *columns: Any) -> Select[Any]:
        return _of_articles(*self._seen, columns)

    def _rows(self, query: "Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]") -> Sequence[Any]:
        with self._connected() as connection:
            return connection.execute(query).all()

    def _connected(self) -> AbstractContextManager[Connection]:
        return self._engine.connect() if self._connection is None else nullcontext(self._connection)

    def _total(self, found: Sequence[Any], limit: int, offset: int, count: Select[Any]) -> int:
        """Return how many there are in all; a page that is not full is the last one and tells it without *count*."""
        if len(found) < limit and (found or not offset):
            return offset + len(found)
        return int(self._rows(count)[0][0])

    def _held(self, found: Sequence[Row[Any]]) -> list[Held]:
        return [held for row in found if (held := rows.held(row)) is not None]


UNCOUNTED = articles.c.number.in_(select(uncounted.c.article))
# Nearly all articles are shared, so an index on the workspace is a wrong one to go by: a function hides it.
_WORKSPACE: ColumnElement[str] = func.coalesce(articles.c.workspace, "")


def begins(column: ColumnElement[Any], start: str) -> ColumnElement[bool]:
    """Return the condition that a text begins with *start*, by its index: texts are sorted by code point."""
    return and_(column >= start, column < start + "\U0010ffff")


@lru_cache(maxsize=256)
def visible(keys: Keys, lifted: int) -> tuple[ColumnElement[bool], ...]:
    """Return when an article may be seen where *keys* are met and the embargoes up to *lifted* have ended.

    Kept, since making statements is a good part of an answer.
    """
    return (*meant_for(keys), *released(lifted), articles.c.withdrawn.is_(False))


def meant_for(keys: Keys) -> tuple[ColumnElement[bool], ...]:
    """Return when an article is for those who meet *keys*: shared or their workspace's, and not limited to others."""
    if not keys:
        return (_WORKSPACE == "", articles.c.limited.is_(False))
    named = articles.c.number.in_(select(audiences.c.article).where(audiences.c.key.in_(keys)))
    return (_WORKSPACE.in_(("", keys[0])), or_(articles.c.limited.is_(False), named))


def released(lifted: int) -> tuple[ColumnElement[bool], ...]:
    """Return when an article is there and under no embargo that ends after *lifted*."""
    return (
        articles.c.gone_at.is_(None),
        or_(articles.c.embargo_until.is_(None), articles.c.embargo_until <= lifted),
    )


_HIDDEN = articles.alias("hidden")
_LISTED = uncounted.alias("listed")
_TO_HIDDEN = ClauseAdapter(_HIDDEN)


def _elsewhere(keys: Keys, lifted: int) -> tuple[ColumnElement[bool], ...]:
    """Return ``visible`` for the articles called "hidden", which stand beside those of a query."""
    return tuple(_TO_HIDDEN.traverse(condition) for condition in visible(keys, lifted))


@lru_cache(maxsize=256)
def _readable(keys: Keys, lifted: int, article: ColumnElement[Any]) -> ColumnElement[bool]:
    source = _LISTED.join(_HIDDEN, _HIDDEN.c.number == _LISTED.c.article)
    hidden = select(1).select_from(source).where(_LISTED.c.article == article, not_(and_(*_elsewhere(keys, lifted))))
    return ~hidden.correlate_except(_LISTED, _HIDDEN).exists()


@lru_cache(maxsize=256)
def _of_articles(keys: Keys, lifted: int, columns: tuple[Any, ...]) -> Select[Any]:
    return select(*columns).select_from(articles).where(*visible(keys, lifted))


def published(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """Return the conditions that an article was published from *since* on and before *until*, where they are given."""
    where: list[ColumnElement[bool]] = []
    if since is not None:
        where.append(articles.c.published_at >= to_micros(since))
    if until is not None:
        where.append(articles.c.published_at < to_micros(until))
    return where


def nearest(wanted: str, known: list[Counted], limit: int) -> list[str]:
    """Return the labels that are like *wanted*, else the first of *known*."""
    by_folded = {fold(each.label): each.label for each in known}
    close = get_close_matches(fold(wanted), list(by_folded), limit, _CLOSE)
    return [by_folded[each] for each in close] or [each.label for each in known[:limit]]
