"""Bringing the library up to date with its folders: what is new or changed is read, what has gone leaves."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update

from briefings.article import Article
from briefings.audience import Keys
from briefings.errors import BadFile, Fault
from briefings.folder import audience_at, file_state, find_states, for_audience, id_taken, read_file
from briefings.library import identities, tallies
from briefings.library.arrival import Arrival, prepare
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.database import writer
from briefings.library.filed import Filed, Placed, Read, below
from briefings.library.schema import articles, files
from briefings.library.storing import Stored, is_same, stored, storing
from briefings.moments import to_micros

BATCH = 100  # files that are written in one transaction
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


class Folders:
    """The shared articles that stand in files."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writer(engine)

    def sync(
        self,
        paths: Iterable[Path],
        now: datetime,
        limited: Mapping[Path, Keys] | None = None,
        only: Collection[Path] | None = None,
    ) -> Synced:
        """Make the shared articles those of the files at *paths*; analyse what is new or changed, nothing else.

        What is at or below the paths that *limited* names is for their audiences only.
        Files are read and analysed before a lock is taken, and written some at a time, so that others can write too.
        *only*: files and folders below *paths* that may have changed; nothing else is looked at then.
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
        if others:
            owners = self._owners(unchanged)
            seen.update(self._read_all(others, owners, now, result, limited or {}, only is not None))
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

    def _read_all(
        self,
        others: deque[Placed],
        owners: dict[str, Placed],
        now: datetime,
        result: Synced,
        limited: Mapping[Path, Keys],
        alone: bool,
    ) -> set[int]:
        """Read, analyse and store the files *others*, and return the numbers of their articles."""
        seen: set[int] = set()
        batch: list[Read] = []
        while others:
            placed = others.popleft()
            try:
                batch.append(self._read(placed, owners, others, limited, alone))
            except BadFile as error:
                result.faults.extend(error.faults)
                seen.update(self._article_numbers(files.c.path == str(Path(placed.path).absolute())))  # it stays
                continue
            if len(batch) >= BATCH:
                seen.update(self._write(batch, now, result))
                batch = []
        return seen | set(self._write(batch, now, result))

    def _read(
        self,
        placed: Placed,
        owners: dict[str, Placed],
        others: deque[Placed],
        limited: Mapping[Path, Keys],
        alone: bool,
    ) -> Read:
        """Return what is in the file; an unchanged file behind it with its id is looked into again.

        *alone*: the files that are not looked at have ids too.
        """
        path = Path(placed.path)
        state, audience = file_state(path), audience_at(path, limited)
        article = for_audience(read_file(path), audience, path)
        first = owners.get(article.id)
        if first is not None and first.place < placed.place:
            raise BadFile(id_taken(path, article, first.named))
        file = self._file_of(article.id) if alone and first is None else None
        if file and file != str(path.absolute()) and Path(file).exists():
            raise BadFile(id_taken(path, article, Path(file)))
        if first is not None:
            others.append(first)
        owners[article.id] = replace(placed, embargo=article.embargo is not None)
        return Read(str(path.absolute()), state, audience, article, prepared(self._engine, article, SHARED))

    def _write(self, batch: Sequence[Read], now: datetime, result: Synced) -> list[int]:
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
                store.connection.execute(insert(files).values(**each.known_by, article=one.number))
                if each.article.embargo is None or each.article.embargo <= now:  # till then not even its count is told
                    result.count(one)
                numbers_written.append(one.number)
        return numbers_written

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

    def _file_of(self, name: str) -> str | None:
        """Return the file that holds the shared article with the id *name*, None if no file does."""
        with self._engine.connect() as connection:
            return files_of(connection, [name]).get(name)


def prepared(engine: Engine, article: Article, workspace: str) -> Arrival | None:
    """Return *article* with all that is stored of it, None when it is stored unchanged."""
    with engine.connect() as connection:
        row = stored(connection, [article.id], workspace).get(article.id)
    return None if row is not None and is_same(row, article) else prepare(article)


def files_of(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return the files that hold the shared articles with the ids *names*, by id."""
    query = select(articles.c.id, files.c.path).join(files, articles.c.number == files.c.article)
    here = query.where(articles.c.workspace == SHARED, articles.c.id.in_(names), articles.c.gone_at.is_(None))
    return dict(connection.execute(here).all())
