"""Reading at one place and moment: what is visible, and entries whose text has been checked.

Making a statement takes many times as long as SQLite takes to answer it, so statements are made once: what differs
between places, moments and questions is a parameter. ``HERE`` and the others below are those of every reader.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.sql.util import ClauseAdapter

from briefings.audience import place_keys, workspace_key
from briefings.library import rows
from briefings.library.prepared import Query, fetched
from briefings.library.rows import Held
from briefings.library.schema import articles, audiences
from briefings.library.tally_schema import uncounted
from briefings.moments import maybe_micros
from briefings.place import Place

T = TypeVar("T")
TIME = func.coalesce(articles.c.published_at, articles.c.added_at)
HERE: BindParameter[str] = bindparam("workspace", type_=String)  # the key of the place's workspace
_PLACE: BindParameter[str] = bindparam("place", type_=String)  # the key of the place itself
_LIFTED: BindParameter[int] = bindparam("lifted", type_=BigInteger)  # when the last embargo ended, in microseconds
MOST: BindParameter[int] = bindparam("most", type_=Integer)  # rows
AFTER: BindParameter[int] = bindparam("after", type_=Integer)  # rows that are left out in front
UPTO: BindParameter[int] = bindparam("upto", type_=Integer)  # rows up to the last of a page
LAST = "\U0010ffff"  # the character that comes after all others
_MOST_KNOWN = 3000  # facts of places, most of less than a kilobyte


@dataclass(frozen=True, slots=True)
class Counted:
    """A speaker or a topic with the number of its quotes or entries."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the things found, and how many there are in all; with *capped* only the newest entries were looked at."""

    items: tuple[T, ...]
    total: int
    capped: bool = False


class Known:
    """What was found while nobody has written: *state* gives another number after every change."""

    def __init__(self, state: Callable[[], object]) -> None:
        self.state = state
        self._found: tuple[object, dict[object, Any]] = (None, {})

    def get(self, state: object, key: object, find: Callable[[], T]) -> T:
        """Return what *find* gives for *key*, which is asked once. May be called from any thread.

        *state* is as it was before anything was read of what *find* sees: what it finds may be newer, never older.
        """
        known = self._found
        if known[0] != state or len(known[1]) >= _MOST_KNOWN:
            known = self._found = (state, {})
        if key not in known[1]:
            known[1][key] = find()  # a thread that is late puts it where nobody looks any more
        found: T = known[1][key]
        return found


class Reader:
    """Reads for *place*. An entry whose stored text is not what was analysed is left out of every answer.

    *lifted* (microseconds) is when the last embargo ended: what is under a later one is not seen.
    """

    def __init__(self, engine: Engine, place: Place, lifted: int, known: Known | None = None) -> None:
        self._engine = engine
        self._known = known
        self._state: object = None  # of the library before all is read at once
        self._connection: Connection | None = None
        self._read: dict[int, Held] | None = None  # entries read already, where all is read at once
        self._others: bool | None = None
        self._workspace = workspace_key(place)
        self._here = {"workspace": self._workspace, "place": "".join(place_keys(place)[-1:]), "lifted": lifted}

    @contextmanager
    def at_once(self) -> Iterator[Self]:
        """Give this reader as of now: every read inside sees the same state, over one connection."""
        still = copy(self)
        still._state = self._known.state() if self._known else None
        with self._engine.connect() as connection, connection.begin():
            still._connection, still._read = connection, {}
            yield still

    def beside(self, other: "Reader") -> Self:
        """Return this reader as of the moment at which *other*, which reads all at once, began to."""
        still = copy(self)
        still._state, still._connection, still._read = other._state, other._connection, {}
        return still

    def numbered(self, numbers: Sequence[int]) -> list[Held]:
        """Return the entries with these numbers, in this order; those that cannot be seen are left out."""
        found = {} if self._read is None else self._read
        missing = [number for number in numbers if number not in found]
        if missing:
            found.update({held.number: held for held in self._held(self._ready(_NUMBERED, numbers=missing))})
        return [found[number] for number in numbers if number in found]

    def _sees_uncounted(self) -> bool:
        """Return whether something is visible here that the tallies do not count; mostly not."""
        if self._others is not None:
            return self._others
        found = self._known_here("uncounted", lambda: bool(self._ready(_ANY_UNCOUNTED)[0][0]))
        if self._connection is not None:  # what is read at once stays as it is
            self._others = found
        return found

    def _known_here(self, what: Hashable, find: Callable[[], T]) -> T:
        """Return what *find* gives here and now; it is asked again only when the library has changed."""
        return self._known_at(tuple(self._here.values()), what, find)

    def _known_at(self, here: tuple[object, ...], what: Hashable, find: Callable[[], T]) -> T:
        """Return what *find* gives now at every place that is told by the same *here*."""
        if self._known is None:
            return find()
        state = self._state if self._connection is not None else self._known.state()
        return self._known.get(state, (what, *here), find)

    def _rows(self, query: Query, **values: Any) -> Sequence[Any]:
        """Return what *query* finds with *values* for its parameters; those of the place are known."""
        with self._connected() as connection:
            return connection.execute(query, self._here | values).all()

    def _ready(self, statement: Query, **values: Any) -> Sequence[Any]:
        """Return the same for a *statement* that is made once and kept."""
        with self._connected() as connection:
            return fetched(connection, statement, self._here | values)

    def _connected(self) -> AbstractContextManager[Connection]:
        return self._engine.connect() if self._connection is None else nullcontext(self._connection)

    def _total(self, found: Sequence[Any], limit: int, offset: int, count: Select[Any], **values: Any) -> int:
        """Return how many there are in all; a page that is not full is the last one and tells it without *count*."""
        if len(found) < limit and (found or not offset):
            return offset + len(found)
        return int(self._rows(count, **values)[0][0])

    def _held(self, found: Sequence[Row[Any]]) -> list[Held]:
        return [held for row in found if (held := rows.held(row)) is not None]


def some(name: str) -> BindParameter[Any]:
    """Return the parameter *name* that holds several values, for ``in_``."""
    return bindparam(name, expanding=True)


def are_these(article: ColumnElement[Any], quote: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a row is of the quotes with the keys "places", of the articles "numbers"."""
    # The articles say nothing more, but an index goes by them, and by no pairs.
    return article.in_(some("numbers")), tuple_(article, quote).in_(some("places"))


UNCOUNTED = articles.c.number.in_(select(uncounted.c.article))
# Nearly all articles are shared, so an index on the workspace is a wrong one to go by: a function hides it.
# PostgreSQL has statistics of just this expression.
_WORKSPACE: ColumnElement[str] = func.coalesce(articles.c.workspace, literal_column("''"))
_NAMED = articles.c.number.in_(select(audiences.c.article).where(audiences.c.key.in_([HERE, _PLACE])))
# When an article is for those who are here: shared or their workspace's, and not limited to others.
MEANT = (_WORKSPACE.in_([literal(""), HERE]), or_(articles.c.limited.is_(False), _NAMED))
# When an article is there and under no embargo that has not ended.
RELEASED = (
    articles.c.gone_at.is_(None),
    or_(articles.c.embargo_until.is_(None), articles.c.embargo_until <= _LIFTED),
)
VISIBLE: tuple[ColumnElement[bool], ...] = (*MEANT, *RELEASED, articles.c.withdrawn.is_(False))

_HIDDEN = articles.alias("hidden")
_LISTED = uncounted.alias("listed")
_TO_HIDDEN = ClauseAdapter(_HIDDEN)
_ELSEWHERE = tuple(_TO_HIDDEN.traverse(condition) for condition in VISIBLE)  # of the articles called "hidden"
_OTHERS = select(_HIDDEN.c.number).where(_HIDDEN.c.number.in_(select(uncounted.c.article)))
# The numbers of what is not counted by the tallies and visible here, and of what is not visible.
OTHERS_SEEN = _OTHERS.where(*_ELSEWHERE)
HIDDEN = _OTHERS.where(not_(and_(*_ELSEWHERE)))


@cache
def readable(article: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return when the article with this number may be seen, from what is not open to all alone.

    So its row, which is wide, need not be read.
    """
    source = _LISTED.join(_HIDDEN, _HIDDEN.c.number == _LISTED.c.article)
    hidden = select(1).select_from(source).where(_LISTED.c.article == article, not_(and_(*_ELSEWHERE)))
    return ~hidden.correlate_except(_LISTED, _HIDDEN).exists()


@cache
def of_articles(*columns: Any) -> Select[Any]:
    """Return the query for these columns of the articles that may be seen."""
    return select(*columns).select_from(articles).where(*VISIBLE)


_NUMBERED = of_articles(articles).where(articles.c.number.in_(some("numbers")))
_ANY_UNCOUNTED = select(of_articles(articles.c.number).where(UNCOUNTED).exists())
SINCE = articles.c.published_at >= bindparam("since")  # on and after this moment, in microseconds
SINCE_BY_TIME = SINCE.right <= TIME  # which follows from it, but lets a database go by the index that orders by time
UNTIL = articles.c.published_at < bindparam("until")  # before this moment


def holds(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a text holds the parameter *name*, which is ``escaped``."""
    return column.contains(bindparam(name, type_=String), escape="/")


def escaped(text: str) -> str:
    """Return *text* as ``holds`` looks for it: letter for letter."""
    return re.sub("[/%_]", r"/\g<0>", text)


def published(since: datetime | None, until: datetime | None) -> tuple[list[ColumnElement[bool]], dict[str, Any]]:
    """Return the conditions that an article was published from *since* on and before *until*, where they are given.

    With them the values of their parameters.
    """
    where = [SINCE] * (since is not None) + [UNTIL] * (until is not None)
    return where, {"since": maybe_micros(since), "until": maybe_micros(until)}
