"""Storing entries: their rows, the numbers that their cites keep, and the versions that they take the place of.

One that writes stores batch after batch, each in a transaction. What it has read it remembers as long as nobody else
has written in between; so many articles cost little more than their rows.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, insert, select, update

from briefings.analysis import VERSION
from briefings.article import Article
from briefings.library import identities, rows, tallies
from briefings.library.arrival import Arrival, prepare
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.database import much_at_hand, undisturbed, writer
from briefings.library.estimates import correct_estimates
from briefings.library.grouping import Grouping
from briefings.library.identities import Identities
from briefings.library.numbering import Numbered
from briefings.library.patience import patiently
from briefings.library.schema import articles, audiences, called, quotes, reported, topic_quotes, topics
from briefings.library.sequences import Sequence as Numbers
from briefings.library.source_names import SourceNames
from briefings.library.versions import forget_versions, keep_version, may_be_read, words_changed
from briefings.library.whose import Whose
from briefings.library.written import write
from briefings.moments import to_micros
from briefings.spans import Span

_AT_ONCE = 400  # values in one statement
_FOUND = (articles, audiences, quotes, reported, called, topics, topic_quotes)
_INSERTS = {table.name: insert(table) for table in _FOUND}
_THERE = select(articles).where(
    articles.c.workspace == bindparam("workspace"), articles.c.id.in_(bindparam("names", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: its number, and whether it is new here or was changed."""

    number: int
    new: bool
    changed: bool


def stored(connection: Connection, names: Sequence[str], workspace: str) -> dict[str, Row[Any]]:
    """Return the rows of the articles with the ids *names* that were ever in *workspace*, by id."""
    found: dict[str, Row[Any]] = {}
    for at in range(0, len(names), _AT_ONCE):
        asked = {"names": names[at : at + _AT_ONCE], "workspace": workspace}
        found.update((row.id, row) for row in connection.execute(_THERE, asked))
    return found


def is_same(row: Row[Any], article: Article) -> bool:
    """Tell whether the stored article is *article*, its text unharmed, and analysed as it would be now."""
    held = rows.held(row)
    return held is not None and held.article == article and row.analysis == VERSION


def unchanged(connection: Connection, found: Sequence[Article], workspace: str) -> set[str]:
    """Return the ids of those articles that are stored in *workspace* as they are."""
    there = stored(connection, [article.id for article in found], workspace)
    return {article.id for article in found if article.id in there and is_same(there[article.id], article)}


@contextmanager
def storing(engine: Engine) -> Generator["Storing"]:
    """Give somebody who stores; others can write between two batches."""
    with writer(engine).connect() as connection, much_at_hand(connection):
        yield Storing(connection)


class Storing:
    """Stores batches of articles through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mark: object = None
        self._memory: _Memory | None = None

    def store(
        self, found: Sequence[tuple[Article, Arrival | None]], now: datetime, workspace: str, came_by: str
    ) -> list[Stored]:
        """Store articles in one transaction, as ``Batch.store``."""
        return self.write(lambda batch: batch.store(found, now, workspace, came_by))

    def write(self, act: Callable[["Batch"], list[Stored]]) -> list[Stored]:
        """Do *act* in one transaction; while others write for long it is tried again."""

        def act_on_batch() -> list[Stored]:
            with self.batch() as batch:
                return act(batch)

        return patiently(act_on_batch)

    @contextmanager
    def batch(self) -> Generator["Batch"]:
        """Give a transaction that stores; what it does is there for others when it ends, all or nothing."""
        memory, self._memory = self._memory, None  # which is lost with a transaction that fails
        with self._connection.begin():
            mark = undisturbed(self._connection)
            if memory is None or mark != self._mark:
                memory = _Memory(self._connection)
            batch = Batch(self._connection, memory)
            yield batch
            batch.write()
            correct_estimates(self._connection)
        self._memory, self._mark = memory, mark


class _Memory:
    """What one that writes has read."""

    def __init__(self, connection: Connection) -> None:
        self.grouping = Grouping(connection)
        self.identities = Identities(connection)
        self.numbers = Numbers(connection, articles)
        self.sources = SourceNames(connection)


class Batch:
    """A transaction that stores articles. Rows of new ones are written together at its end."""

    def __init__(self, connection: Connection, memory: _Memory) -> None:
        self.connection = connection
        self._memory = memory
        self._new: dict[str, list[rows.Values]] = {table.name: [] for table in _FOUND}
        self._untold: list[int] = []  # articles that the tallies do not know yet

    def store(
        self, found: Sequence[tuple[Article, Arrival | None]], now: datetime, workspace: str, came_by: str
    ) -> list[Stored]:
        """Store articles, each in the place of the one with its id; no two have one id.

        None stands for an arrival that seemed not to be needed. *came_by* says how those arrived that are new:
        "folder", "import" or "chat".
        """
        there = stored(self.connection, [article.id for article, _ in found], workspace)
        new = [arrival for article, arrival in found if arrival is not None and article.id not in there]
        self._memory.grouping.read(new, workspace)
        self._memory.identities.read([row for each in new for row in each.bearers])
        done = []
        for article, arrival in found:
            row = there.get(article.id)
            if row is not None and is_same(row, article):
                done.append(self._back(row, now))
            elif row is None:
                done.append(self._add(arrival or prepare(article), now, workspace, came_by))
            else:
                done.append(self._change(row, arrival or prepare(article), now, workspace))
        return done

    def write(self) -> None:
        """Write what is still to be written."""
        for name, values in self._new.items():
            write(self.connection, _INSERTS[name], values)
            self._new[name] = []
        self._memory.numbers.write()
        self._memory.grouping.write()
        self._memory.identities.write()
        self._memory.sources.write()
        if self._untold:
            tallies.add(self.connection, self._untold)
            self._untold = []

    def _back(self, row: Row[Any], now: datetime) -> Stored:
        """Show an unchanged article, again if it had gone."""
        gone = row.gone_at is not None
        if gone:
            self.write()
            with tallies.changed(self.connection, row.number):
                self.connection.execute(update(articles).where(articles.c.number == row.number).values(gone_at=None))
            self._memory.identities.come_back(row.number)
            ask_for_corrections(self.connection, row.number, What.DETAILS, now)
        return Stored(row.number, new=gone, changed=gone)

    def _add(self, arrival: Arrival, now: datetime, workspace: str, came_by: str) -> Stored:
        number = next(self._memory.numbers)
        arrived = {"number": number, "workspace": workspace, "came_by": came_by, "added_at": to_micros(now)}
        values = arrival.values | arrived
        self._new["articles"].append(values)
        self._enter(arrival.numbered(number, _time(values)), values, now)
        return Stored(number, new=True, changed=True)

    def _change(self, row: Row[Any], arrival: Arrival, now: datetime, workspace: str) -> Stored:
        """Put *arrival* in the place of *row*; what was printed there stays, as a version, where a cite could name it
        and all may read it.

        What was there before keeps its number.
        """
        self.write()
        tallies.take(self.connection, [row.number])
        before = _quotes_of(self.connection, row.number)
        arrival.renumber(row, before)
        for table in (audiences, called, quotes, reported, topic_quotes, topics):
            self.connection.execute(delete(table).where(table.c.article == row.number))
        corrected = words_changed(row, arrival.article.title, arrival.article.text)
        values = arrival.values | {"workspace": workspace, "gone_at": None}
        values |= {"corrected_at": to_micros(now)} if corrected else {}
        held = rows.held(row)
        if corrected or held is None or held.article != arrival.article or row.gone_at is not None:
            ask_for_corrections(self.connection, row.number, What.WORDS if corrected else What.DETAILS, now)
        self.connection.execute(update(articles).where(articles.c.number == row.number).values(**values))
        if not may_be_read(row, arrival.article, now):
            forget_versions(self.connection, row.number)
        elif corrected or (_lost(row, before, arrival) and held is not None):
            keep_version(self.connection, row, before, now)
        self._memory.identities.forget(row.number)
        story = self._memory.grouping.forget(row.number)
        self._enter(arrival.numbered(row.number, _time(values, row.added_at)), values, now, story)
        return Stored(row.number, new=False, changed=True)

    def _enter(self, arrival: Arrival, values: rows.Values, now: datetime, story: int | None = None) -> None:
        """Take in what was found in an article that had this *story*."""
        found = (arrival.quotes, arrival.reported, arrival.called, arrival.topics, arrival.topic_quotes)
        for table, read in zip(_FOUND[2:], found, strict=True):
            self._new[table.name].extend(read)
        number = arrival.number
        self._untold.append(number)
        self._new["audiences"].extend({"key": key, "article": number} for key in arrival.article.audience)
        self._memory.sources.enter(arrival.article.source)
        self._memory.grouping.enter(number, arrival, Whose.of(values), to_micros(now), story)
        self._memory.identities.enter(arrival.bearers, identities.is_open(values))


def _time(values: rows.Values, added: int = 0) -> int:
    """Return when an article was published, else added (microseconds)."""
    published: int | None = values["published_at"]
    return int(values.get("added_at", added)) if published is None else published


def _quotes_of(connection: Connection, number: int) -> list[Numbered]:
    query = select(quotes.c.number, quotes.c.start, quotes.c.end, quotes.c.folded).where(quotes.c.article == number)
    found = connection.execute(query.order_by(quotes.c.start))
    return [Numbered(each.number, Span(each.start, each.end), each.folded) for each in found]


def _lost(row: Row[Any], before: Sequence[Numbered], arrival: Arrival) -> bool:
    """Tell whether a quote or sentence that was there is there no longer."""
    quote_lost = {each.number for each in before} - {each["number"] for each in arrival.quotes}
    return bool(quote_lost or {each for _, _, each in row.sentences} - {each for _, _, each in arrival.sentences})
