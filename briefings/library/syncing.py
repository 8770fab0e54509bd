"""Bringing the library up to date with its folders: what is new or changed is read, what has gone leaves."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import ColumnElement, Engine, delete, insert, or_, select, update

from briefings.article import Article
from briefings.audience import Keys
from briefings.errors import Fault
from briefings.folder import find_states
from briefings.library import identities, tallies
from briefings.library.arrival import Arrival, prepare
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.database import writer
from briefings.library.filed import Filed, Placed, below
from briefings.library.schema import articles, files
from briefings.library.screening import Mapped, Screened, prepare_all
from briefings.library.storing import Batch, Stored, Storing, storing, unchanged
from briefings.library.unread import SHARED, Read, Unread
from briefings.moments import to_micros

BATCH = 100  # files that are analysed together; no more than these are not worth other processes
PORTION = 400  # articles that are written in one transaction; fewer cost more pages an article


@dataclass(slots=True)
class Synced:
    """What bringing the library up to date with its folders did; how much was *left*, where that was too much."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    left: int = 0
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


class Folders:
    """The shared articles that stand in files."""

    def __init__(
        self,
        engine: Engine,
        mapped: Mapped = map,
        progress: Callable[[int, int], None] = lambda done, of: None,
        portion: int = PORTION,
    ) -> None:
        """Begin with *mapped*, a ``map`` that may work ahead in other processes; a few files are not worth them.

        *progress* is told how many files that are new or changed are done, and of how many, after each *portion*,
        which is written in one transaction: the smaller, the sooner others can write.
        """
        self._engine, self._mapped, self._progress, self._portion = engine, mapped, progress, portion
        self._writer = writer(engine)

    def sync(
        self,
        paths: Iterable[Path],
        now: datetime,
        limited: Mapping[Path, Keys] | None = None,
        only: Collection[Path] | None = None,
        most: int | None = None,
    ) -> Synced:
        """Make the shared articles those of the files at *paths*; analyse what is new or changed, nothing else.

        What is at or below the paths that *limited* names is for their audiences only.
        Files are read and analysed before a lock is taken, and written some at a time, so that others can write too.
        *only*: files and folders below *paths* that may have changed; nothing else is looked at then.
        *most*: where more files than these are to be read or have gone, all are left as they are.
        """
        result, paths = Synced(), list(paths)
        known = Filed(self._engine, only)
        before = known.numbers
        seen = {number for path in paths if not path.exists() for number in self._below(path)}
        unchanged: dict[int, Placed] = {}
        others: deque[Placed] = deque()
        for place, found in enumerate(find_states(paths if only is None else filter(Path.exists, only))):
            number = known.unchanged(found, limited or {})
            if number is None:
                others.append(Placed(place, found.path))
            else:
                unchanged[number] = Placed(place, found.path)
        seen.update(unchanged)
        left = max(len(others), len(before - seen) - len(others))
        if most is not None and left > most:
            return Synced(left=left)
        if others:
            unread = Unread(self._engine, others, self._owners(unchanged), limited or {}, alone=only is not None)
            seen.update(self._take_in(unread, now, result))
        result.gone = self._leave(before - seen, now)
        return result

    def _owners(self, unchanged: Mapping[int, Placed]) -> dict[str, Placed]:
        """Return which of the *unchanged* files, by the numbers of their articles, has which id."""
        query = select(articles.c.number, articles.c.id).join(files, files.c.article == articles.c.number)
        secret = select(articles.c.number).where(articles.c.embargo_until.is_not(None))
        with self._engine.connect() as connection:
            found, hidden = connection.execute(query).all(), set(connection.execute(secret).scalars())
        return {
            row.id: replace(unchanged[row.number], embargo=row.number in hidden)
            for row in found
            if row.number in unchanged
        }

    def _take_in(self, unread: Unread, now: datetime, result: Synced) -> set[int]:
        """Read, analyse and store the files *unread*, and return the numbers of their articles."""
        seen: set[int] = set()
        ahead: deque[list[Read]] = deque()  # whose articles are being analysed

        def screened() -> Iterator[Screened]:
            found = iter(unread)
            while batch := list(islice(found, BATCH)):
                ahead.append(batch)
                yield self._screen([each.article for each in batch])

        done, of = 0, len(unread)
        mapped = self._mapped if of > BATCH else map

        def analysed() -> Iterator[tuple[Read, Arrival | None]]:
            for batch in mapped(prepare_all, screened()):
                arrivals = batch.arrivals
                yield from ((each, arrivals.get(each.article.id)) for each in ahead.popleft())

        found = analysed()
        with storing(self._engine) as writing:
            while portion := list(islice(found, self._portion)):
                seen.update(self._write(writing, portion, now, result))
                done += len(portion)
                self._progress(done, of)
        result.faults.extend(unread.faults)
        return seen | {number for path in unread.unreadable for number in self._article_numbers(files.c.path == path)}

    def _screen(self, found: Sequence[Article]) -> Screened:
        """Tell which of the articles *found* are to be analysed; those that are stored unchanged are not."""
        with self._engine.connect() as connection:
            same = unchanged(connection, found, SHARED)
        return Screened(found=[(article, None) for article in found if article.id not in same])

    def _write(
        self, writing: Storing, portion: Sequence[tuple[Read, Arrival | None]], now: datetime, result: Synced
    ) -> list[int]:
        """Store what was read, and return the numbers of the articles."""
        found = [(each.article, arrival) for each, arrival in portion]

        def write(store: Batch) -> list[Stored]:
            done = store.store(found, now, SHARED, "folder")
            store.write()
            paths, numbers = [each.path for each, _ in portion], [one.number for one in done]
            store.connection.execute(delete(files).where(or_(files.c.path.in_(paths), files.c.article.in_(numbers))))
            known = [each.known_by | {"article": one.number} for (each, _), one in zip(portion, done, strict=True)]
            store.connection.execute(insert(files), known)
            return done

        done = writing.write(write)
        for (each, _), one in zip(portion, done, strict=True):
            if each.article.embargo is None or each.article.embargo <= now:  # till then not even its count is told
                result.count(one)
        return [one.number for one in done]

    def _below(self, path: Path) -> list[int]:
        """Return the articles of the file at *path*, or of the files below it."""
        return self._article_numbers(below(path))

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
                    with tallies.changed(connection, number):
                        connection.execute(left.values(gone_at=to_micros(now)))
                    identities.settle_article(connection, number)
                    ask_for_corrections(connection, number, What.DETAILS, now)
        return len(gone)


def prepared(engine: Engine, article: Article, workspace: str) -> Arrival | None:
    """Return *article* with all that is stored of it, None when it is stored unchanged."""
    with engine.connect() as connection:
        same = unchanged(connection, [article], workspace)
    return None if same else prepare(article)
