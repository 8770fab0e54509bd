"""The library: articles come in, are analysed once, and stay under the numbers that their cites carry."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from briefings.article import Article
from briefings.audience import EVERYBODY, Keys
from briefings.folder import id_taken
from briefings.incoming import Incoming
from briefings.library.additions import Additions
from briefings.library.curations import Curations
from briefings.library.database import Watch, writer
from briefings.library.embargoes import Embargoes
from briefings.library.keys import shared_key
from briefings.library.people import People
from briefings.library.reader import Known
from briefings.library.removal import Removal
from briefings.library.schema import lines
from briefings.library.screening import Mapped, Screened, prepare_all, together
from briefings.library.shelf import Shelf
from briefings.library.storing import stored, storing
from briefings.library.syncing import BATCH, PORTION, Folders, Synced, prepared
from briefings.library.unread import SHARED, files_of
from briefings.moments import to_micros
from briefings.place import Place

_LINES_KEPT = timedelta(days=180)


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
        self._known = Known(self._watch.changes) if self._watch.near else None
        self._embargoes = Embargoes(engine, self._watch.changes)

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
        return Shelf(self._engine, place, self._embargoes.last(now) if now else 0, self._known)

    def next_embargo(self, now: datetime) -> datetime | None:
        """Return when answers change after *now* (UTC) without a change of the library, None for never."""
        return self._embargoes.next(now)

    def put(self, article: Article, now: datetime, workspace: str = SHARED, came_by: str = "folder") -> int:
        """Store *article* analysed, in place of the one with its id, and return its number.

        An article that is there unchanged is left as it is. *now* (UTC) is its moment of arrival if it is new,
        *workspace* the key of the workspace whose own it is.
        """
        arrival = prepared(self._engine, article, workspace)
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
            for batch in together(mapped(prepare_all, screened), PORTION):
                result.faults.extend(batch.faults)
                result.unchanged += batch.unchanged
                for each in writing.store(batch.found, now, SHARED, "import") if batch.found else ():
                    result.count(each)
                self.version += bool(batch.found)
                progress(result)
        return result

    def _screen(self, batch: Sequence[Incoming], owners: dict[str, str]) -> Screened:
        """Tell what of *batch* is to be stored; an unchanged article is not. *owners* are the places of ids."""
        names = [article.id for _, article in batch if isinstance(article, Article)]
        with self._engine.connect() as connection:
            there = stored(connection, names, SHARED)
            in_files = files_of(connection, names)
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
        limited: Mapping[Path, Keys] | None = None,
        only: Collection[Path] | None = None,
        most: int | None = None,
        mapped: Mapped = map,
        progress: Callable[[int, int], None] = lambda done, of: None,
        portion: int = PORTION,
    ) -> Synced:
        """Make the shared articles those of the files at *paths*, as ``Folders.sync`` does."""
        result = Folders(self._engine, mapped, progress, portion).sync(paths, now, limited, only, most)
        self.version += bool(result.added or result.changed or result.gone)
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


def _batches(found: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    left = iter(found)
    while batch := list(islice(left, BATCH)):
        yield batch
