"""What people put into the library by hand: articles of one workspace, and who did what to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, func, insert, or_, select

from briefings.article import Article, Withdrawal
from briefings.audience import place_keys, workspace_key
from briefings.errors import BriefingError, NotHere
from briefings.library import rows
from briefings.library.database import writer
from briefings.library.reader import Page
from briefings.library.removal import Known, known, named
from briefings.library.schema import acts, articles, audiences, files
from briefings.moments import from_micros, to_micros
from briefings.place import Place

_FOLDER = "folder"


class Did(StrEnum):
    """What a person did to an article."""

    ADDED = "added"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put back"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person did to an article: who ("discord:123"; "" for somebody who is forgotten), when (UTC)."""

    article: int
    did: Did
    by: str
    at: datetime


class NotOwn(BriefingError):
    """The article is there, but it is not one that was put in by hand here."""


class Taken(BriefingError):
    """Another article, which may be known of here, has the id; ``cite`` opens it."""

    def __init__(self, cite: str) -> None:
        super().__init__("This is here already as {cite}; to change it use library edit {cite}", cite=cite)
        self.cite = cite


class NotUsable(BriefingError):
    """The id cannot be used here; why is not told, since an article that may not be known of can have it."""

    def __init__(self, name: str) -> None:
        super().__init__("The id {name} cannot be used here; add the article from a file with another id", name=name)


Put = Callable[[Article, datetime, str, str], int]


class Additions:
    """The articles that were put in by hand, of one database. Its methods block.

    *place* is where is asked: they are its workspace's, and outside of every workspace the operator's, which
    everybody may see. *put* stores an article.
    """

    def __init__(self, engine: Engine, put: Put, changed: Callable[[], None]) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self._put = put
        self._changed = changed

    def add(self, article: Article, place: Place, by: str, now: datetime) -> Known:
        """Store a new article; one that was taken out comes back.

        Raises Taken when its id is another's, and NotUsable when nothing may be known of that one at *now*.
        """
        wanted = articles.c.id == article.id
        with self._engine.connect() as connection:
            there = self._row(connection, workspace_key(place), wanted)
            told = self._row(connection, workspace_key(place), and_(wanted, *_known_of(place, now)))
        if there is not None and told is None:
            raise NotUsable(article.id)
        if there is not None and there.gone_at is None:
            raise Taken(f"A{there.number}")
        number = self._put(article, now, workspace_key(place), "chat")
        return self._done(number, place, Did.ADDED, by, now)

    def change(self, number: int, article: Article, place: Place, by: str, now: datetime) -> Known:
        """Store *article* in the place of the one with this number; its old words are kept as a version."""
        self._put(article, now, workspace_key(place), "chat")
        return self._done(number, place, Did.EDITED, by, now)

    def withdraw(self, number: int, why: str | None, place: Place, by: str, now: datetime) -> Known:
        """Show the article no longer; where a cite of it is opened, it says so, and *why* if that is given."""
        return self._withdrawn(number, Withdrawal(now.date(), why), place, Did.WITHDRAWN, by, now)

    def put_back(self, number: int, place: Place, by: str, now: datetime) -> Known:
        """Show a withdrawn article again."""
        return self._withdrawn(number, None, place, Did.PUT_BACK, by, now)

    def find(self, wanted: str, place: Place, now: datetime) -> tuple[Known, Article]:
        """Return the article that *wanted* names by its cite or id, also a withdrawn one.

        Raises NotHere when there is none that may be known of there at *now*, and NotOwn when it was not put in by
        hand.
        """
        with self._engine.connect() as connection:
            row = self._row(connection, workspace_key(place), and_(named(wanted), *_known_of(place, now)))
            held = rows.held(row) if row is not None else None
            if row is None or held is None:
                raise NotHere(wanted.strip())
            file = connection.execute(select(files.c.path).where(files.c.article == row.number)).scalar()
        if file is not None:
            raise NotOwn("{cite} stands in {file}; change that file", cite=f"A{row.number}", file=file)
        return known(row), held.article

    def listed(self, place: Place, now: datetime, limit: int, offset: int = 0) -> Page[tuple[Known, tuple[Act, ...]]]:
        """Return the articles that were put in by hand, the latest first, with what was done to them."""
        where = (articles.c.workspace == workspace_key(place), articles.c.came_by != _FOLDER, *_known_of(place, now))
        query = select(articles).where(*where).order_by(articles.c.number.desc()).limit(limit).offset(offset)
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
            total = connection.execute(select(func.count()).select_from(articles).where(*where)).scalar_one()
        done = self.acts([row.number for row in found], place)
        return Page(tuple((known(row), done.get(row.number, ())) for row in found), total)

    def acts(self, numbers: Sequence[int], place: Place) -> dict[int, tuple[Act, ...]]:
        """Return what people of the workspace did to the articles with these numbers, in the order of time."""
        query = select(acts).where(acts.c.article.in_(numbers), acts.c.workspace == workspace_key(place))
        with self._engine.connect() as connection:
            found = connection.execute(query.order_by(acts.c.number)).all()
        by_article: dict[int, tuple[Act, ...]] = {}
        for row in found:
            act = Act(row.article, Did(row.did), row.done_by, from_micros(row.done_at))
            by_article[row.article] = (*by_article.get(row.article, ()), act)
        return by_article

    def _row(self, connection: Connection, workspace: str, condition: Any) -> Row[Any] | None:
        return connection.execute(select(articles).where(articles.c.workspace == workspace, condition)).first()

    def _withdrawn(
        self, number: int, withdrawal: Withdrawal | None, place: Place, did: Did, by: str, now: datetime
    ) -> Known:
        _, article = self.find(f"A{number}", place, now)
        self._put(replace(article, withdrawn=withdrawal), now, workspace_key(place), "chat")
        return self._done(number, place, did, by, now)

    def _done(self, number: int, place: Place, did: Did, by: str, now: datetime) -> Known:
        """Record what was done, and return the article as it is now."""
        values = {"article": number, "workspace": workspace_key(place), "did": did.value, "done_by": by}
        with self._writer.begin() as connection:
            connection.execute(insert(acts).values(**values, done_at=to_micros(now)))
            row = connection.execute(select(articles).where(articles.c.number == number)).one()
        self._changed()
        return known(row)


def _known_of(place: Place, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return when people at *place* may know of an article: after its embargo, and if it is not limited to others."""
    over = or_(articles.c.embargo_until.is_(None), articles.c.embargo_until <= to_micros(now))
    for_here = articles.c.number.in_(select(audiences.c.article).where(audiences.c.key.in_(place_keys(place))))
    return (over, or_(articles.c.limited.is_(False), for_here))
