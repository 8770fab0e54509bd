"""The library: articles come in, are analysed once, and stay under the numbers that their cites carry."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update

from briefings.analysis import VERSION
from briefings.article import Article
from briefings.audience import EVERYBODY, Keys
from briefings.errors import BadFile, Fault
from briefings.folder import audience_at, file_state, find_files, for_audience, id_taken, owner, read_file
from briefings.incoming import Incoming
from briefings.library import identities
from briefings.library.additions import Additions
from briefings.library.arrival import Arrival, prepare
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.curations import Curations
from briefings.library.database import Watch, writer
from briefings.library.embargoes import Embargoes
from briefings.library.keys import shared_key
from briefings.library.people import People
from briefings.library.removal import Removal
from briefings.library.schema import articles, files, lines
from briefings.library.screening import Screened, prepare_all
from briefings.library.shelf import Shelf
from briefings.library.storing import Stored, is_same, stored, storing
from briefings.moments import to_micros
from briefings.place import Place

_BATCH = 100  # files that are written in one transaction
_LINES_KEPT = timedelta(days=180)
Mapped = Callable[[Callable[[Screened], Screened], Iterable[Screened]], Iterable[Screened]]
SHARED = ""  # the workspace of the articles that everybody may see


@dataclass(slots=True)
class Synced:
    """What bringing the library up to date with its folders did."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Return how many articles were looked at."""
        return self.added + self.changed + self.unchanged + len(self.faults)

    def count(self, done: Stored) -> None:
        """Count what became of one article."""
        self.added += done.new
        self.changed += done.changed and not done.new
        self.unchanged += not done.changed


class Library:
    """The store of entries behind one database. Its methods block; they may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self.curations = Curations(engine, self._changed)
        self.removal = Removal(engine, self._changed)
        self.people = People(engine, self._changed)
        self.additions = Additions(engine, self.put, self._changed)
        self.version = 0  # counts this process's changes
        self._watch = Watch(engine)
        self.state_is_near = self._watch.near
        self._embargoes = Embargoes(engine, self.state)

    def _changed(self) -> None:
        self.version += 1

    def state(self) -> tuple[int, int]:
        """Return what changes whenever anybody, in any process, has written; answers of another state are stale.

        ``state_is_near``: that costs some microseconds and waits for nobody, else it may wait for the server.
        """
        return self.version, self._watch.changes()

    def shelf(self, place: Place = EVERYBODY, now: datetime | None = None) -> Shelf:
        """Return what people at *place* may see at *now* (UTC): what is shared, and what is for them.

        Without a moment nothing is seen that ever was under embargo.
        """
        return Shelf(self._engine, place, self._embargoes.last(now) if now else 0)

    def next_embargo(self, now: datetime) -> datetime | None:
        """Return when answers change after *now* (UTC) without a change of the library, None for never."""
        return self._embargoes.next(now)

    def put(self, article: Article, now: datetime, workspace: str = SHARED, came_by: str = "folder") -> int:
        """Store *article* analysed, in place of the one with its id, and return its number.

        An article that is there unchanged is left as it is. *now* (UTC) is its moment of arrival if it is new,
        *workspace* the key of the workspace whose own it is.
        """
        arrival = self._prepared(article, workspace)
        with storing(self._engine) as writing, writing.batch() as batch:
            [done] = batch.store([(article, arrival)], now, workspace, came_by)
        self.version += done.changed
        return done.number

    def take_in(
        self,
        found: Iterable[Incoming],
        now: datetime,
        result: Synced | None = None,
        progress: Callable[[Synced], None] = lambda result: None,
        mapped: Mapped = map,
    ) -> Synced:
        """Put what was *found* among the shared articles, where it stays until it is removed.

        An id that a file of the folders or another article of *found* has is a fault. *mapped* is a ``map`` that may
        work ahead in other processes. What *result* counts is stored, whatever comes; *progress* is told of it.
        """
        result, owners = result or Synced(), dict[str, str]()
        screened = (self._screen(batch, owners) for batch in _batches(found))
        with storing(self._engine) as writing:
            for batch in mapped(prepare_all, screened):
                result.faults.extend(batch.faults)
                result.unchanged += batch.unchanged
                if batch.found:
                    with writing.batch() as store:
                        done = store.store(batch.found, now, SHARED, "import")
                    for each in done:
                        result.count(each)
                    self.version += 1
                progress(result)
        return result

    def _screen(self, batch: Sequence[Incoming], owners: dict[str, str]) -> Screened:
        """Tell what of *batch* is to be stored; an unchanged article is not. *owners* are the places of ids."""
        names = [article.id for _, article in batch if isinstance(article, Article)]
        with self._engine.connect() as connection:
            there = stored(connection, names, SHARED)
            in_files = _files_of(connection, names)
        screened = Screened()
        for place, article in batch:
            if not isinstance(article, Article):
                screened.faults.append(article)
            elif taken_by := owners.get(article.id) or in_files.get(article.id):
                screened.faults.append(id_taken(Path(place), article, Path(taken_by)))
            else:
                owners[article.id] = place
                screened.add(article, there.get(article.id))
        return screened

    def sync(
        self,
        paths: Iterable[Path],
        now: datetime,
        progress: Callable[[Path], None] = lambda path: None,
        limited: Mapping[Path, Keys] | None = None,
        only: Collection[Path] | None = None,
    ) -> Synced:
        """Make the shared articles those of the files at *paths*; analyse what is new or changed, nothing else.

        What is at or below the paths that *limited* names is for their audiences only.
        Files are read and analysed before a lock is taken, and written some at a time, so that others can write too.
        *only*: files and folders below *paths* that may have changed; nothing else is looked at then.
        """
        result, paths = Synced(), list(paths)
        before = self._from_files() if only is None else {number for path in only for number in self._below(path)}
        seen = {number for path in paths if not path.exists() for number in self._below(path)}
        owners: dict[str, Path] = {}
        batch: list[_Read] = []
        for path in find_files(paths if only is None else filter(Path.exists, only)):
            progress(path)
            try:
                found = self._read(path, owners, audience_at(path, limited or {}), only is not None)
            except BadFile as error:
                result.faults.extend(error.faults)
                seen.update(self._numbers_of(path))  # what was read before stays
                continue
            if isinstance(found, int):
                seen.add(found)
                continue
            batch.append(found)
            if len(batch) >= _BATCH:
                seen.update(self._write(batch, now, result))
                batch = []
        seen.update(self._write(batch, now, result))
        result.gone = self._leave(before - seen, now)
        if result.added or result.changed or result.gone:
            self.version += 1
        return result

    def keep_line(self, key: str, line: str, now: datetime) -> None:
        """Keep a typed *line* under *key* for a button whose id is too short for it; old lines are dropped."""
        if self.kept_line(key) is not None:
            return
        with self._writer.begin() as connection:
            connection.execute(delete(lines).where(lines.c.stored_at < to_micros(now - _LINES_KEPT)))
            if connection.execute(select(lines.c.key).where(lines.c.key == key)).first() is None:
                connection.execute(insert(lines).values(key=key, line=line, stored_at=to_micros(now)))

    def kept_line(self, key: str) -> str | None:
        """Return the line kept under *key*, None if there is none."""
        with self._engine.connect() as connection:
            return connection.execute(select(lines.c.line).where(lines.c.key == key)).scalar()

    def key(self, name: str, fresh: bytes) -> bytes:
        """Return the key called *name*, which every process shares; *fresh* becomes it where there is none yet."""
        return shared_key(self._engine, name, fresh)

    def close(self) -> None:
        """Close the connections."""
        self._watch.close()
        self._engine.dispose()

    def _read(self, path: Path, owners: dict[str, Path], audience: Keys, alone: bool) -> "_Read | int":
        """Return what is in the file at *path*, or the number of its article when neither has changed.

        *alone*: the files that are not looked at have ids too.
        """
        size, changed_ns = file_state(path)
        query = (
            select(files, articles.c.analysis, articles.c.id, articles.c.embargo_until)
            .join(articles, articles.c.number == files.c.article)
            .where(files.c.path == str(path.absolute()), articles.c.gone_at.is_(None))
        )
        with self._engine.connect() as connection:
            known = connection.execute(query).first()
        state = (size, changed_ns, list(audience))
        unchanged = known is not None and (known.size, known.changed_ns, known.audience) == state
        if known is not None and unchanged and known.analysis == VERSION and known.id not in owners:
            owners[known.id] = owner(path, known.embargo_until)
            return int(known.article)
        article = for_audience(read_file(path), audience, path)
        file = self._file_of(article.id) if alone else None
        other = Path(file) if file and file != str(path.absolute()) and Path(file).exists() else None
        if taken := owners.get(article.id, other):
            raise BadFile(id_taken(path, article, taken))
        owners[article.id] = owner(path, article.embargo)
        return _Read(str(path.absolute()), size, changed_ns, audience, article, self._prepared(article, SHARED))

    def _write(self, batch: Sequence["_Read"], now: datetime, result: Synced) -> list[int]:
        """Store what was read, and return the numbers of the articles."""
        numbers_written: list[int] = []
        if not batch:
            return numbers_written
        with storing(self._engine) as writing, writing.batch() as store:
            done = store.store([(each.article, each.arrival) for each in batch], now, SHARED, "folder")
            store.write()
            for each, one in zip(batch, done, strict=True):
                known = delete(files).where(or_(files.c.path == each.path, files.c.article == one.number))
                store.connection.execute(known)
                store.connection.execute(insert(files).values(**each.state, article=one.number))
                if each.article.embargo is None or each.article.embargo <= now:  # till then not even its count is told
                    result.count(one)
                numbers_written.append(one.number)
        return numbers_written

    def _numbers_of(self, path: Path) -> list[int]:
        return self._article_numbers(files.c.path == str(path.absolute()))

    def _below(self, path: Path) -> list[int]:
        """Return the articles of the file at *path*, or of the files below it."""
        name = str(path.absolute())
        return self._article_numbers(or_(files.c.path == name, files.c.path.startswith(name + os.sep, autoescape=True)))

    def _from_files(self) -> set[int]:
        """Return the numbers of the articles that came from files and are not gone."""
        return set(self._article_numbers(articles.c.gone_at.is_(None)))

    def _article_numbers(self, condition: ColumnElement[bool]) -> list[int]:
        query = select(files.c.article).join(articles, articles.c.number == files.c.article).where(condition)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _leave(self, gone: set[int], now: datetime) -> int:
        """Mark the articles whose files are gone, and forget those files."""
        if gone:
            with self._writer.begin() as connection:
                for number in gone:
                    connection.execute(delete(files).where(files.c.article == number))
                    left = update(articles).where(articles.c.number == number, articles.c.came_by == "folder")
                    connection.execute(left.values(gone_at=to_micros(now)))
                    identities.settle_article(connection, number)
                    ask_for_corrections(connection, number, What.DETAILS, now)
        return len(gone)

    def _prepared(self, article: Article, workspace: str) -> Arrival | None:
        """Return *article* with all that is stored of it, None when it is stored unchanged."""
        with self._engine.connect() as connection:
            row = stored(connection, [article.id], workspace).get(article.id)
        return None if row is not None and is_same(row, article) else prepare(article)

    def _file_of(self, name: str) -> str | None:
        """Return the file that holds the shared article with the id *name*, None if no file does."""
        with self._engine.connect() as connection:
            return _files_of(connection, [name]).get(name)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: its path, its state (bytes, nanoseconds, the audience of its folders), its article, and
    what is stored of it if that is new."""

    path: str
    size: int
    changed_ns: int
    audience: Keys
    article: Article
    arrival: Arrival | None

    @property
    def state(self) -> dict[str, Any]:
        """Return the columns by which the file is known again."""
        state = {"size": self.size, "changed_ns": self.changed_ns, "audience": list(self.audience)}
        return {"path": self.path, **state}


def _files_of(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return the files that hold the shared articles with the ids *names*, by id."""
    query = select(articles.c.id, files.c.path).join(files, articles.c.number == files.c.article)
    here = query.where(articles.c.workspace == SHARED, articles.c.id.in_(names), articles.c.gone_at.is_(None))
    return dict(connection.execute(here).all())


def _batches(found: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    left = iter(found)
    while batch := list(islice(left, _BATCH)):
        yield batch
