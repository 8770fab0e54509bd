"""Opening the database: SQLite in one file, or PostgreSQL 15 and later where several machines share it.

Both hold the same tables and run the same statements, so portable SQL is what a new query is written in:
- A transaction that writes comes from ``writer(engine)``. On both, one writes at a time: what it reads stays true.
  One that reads comes from ``engine`` and sees one state of the library from its first statement to its last.
- Conditions, joins and upserts are written in SQLAlchemy Core; a look before an insert is safe inside a writer.
- ``lower`` knows ASCII alone and texts are sorted by code point on both; fold() in Python what people type.
- Full text goes through ``search.py``, and only there, in ``upgrade.py`` and in the migrations is a dialect asked for.
- A migration names portable types (sa.Text, sa.BigInteger ...); SQL of one dialect stands under its name.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, select, update
from sqlalchemy.engine import ExceptionContext

from briefings.errors import StoreError
from briefings.library.address import fault_told, mend_of, read_address
from briefings.library.packed import compact
from briefings.library.patience import patiently
from briefings.library.schema import changes
from briefings.library.upgrade import bring_up_to_date, version_of

_BUSY_SECONDS = 4  # that a writer waits for another one
_LOOK_MS = 5  # for so long SQLite looks every other millisecond
_USUAL_KB, _MUCH_KB = 2_000, 64_000  # of a file's pages that a connection has at hand; the first is SQLite's own
_LASTING_STATES = ("53", "57P", "58")  # no room, shut down, the system's own faults


def open_database(address: str, base: Path) -> Engine:
    """Return an engine on the database at *address*, created and migrated as needed.

    A relative path is taken from the folder *base*. Raises StoreError when the database cannot be reached or used, is
    damaged or comes from a newer version of this program; nothing is overwritten then.
    """
    url = read_address(address)
    engine = _sqlite(url, base) if url.get_backend_name() == "sqlite" else _postgres(url)
    event.listen(engine, "handle_error", partial(_explain, engine.url))
    try:
        bring_up_to_date(engine)
    except StoreError:
        engine.dispose()
        raise
    return engine


def found_version(address: str, base: Path) -> str | None:
    """Return the last migration of the database at *address*, None where there is no database yet; nothing changes.

    Raises StoreError when the database, or the folder that it would be made in, cannot be used.
    """
    url = read_address(address)
    if url.get_backend_name() != "sqlite":
        engine = _postgres(url)
    else:
        path = (base / Path(str(url.database)).expanduser()).resolve()
        there = path.exists()
        writable = path if there else next(each for each in path.parents if each.exists())
        if not os.access(writable, os.W_OK) or not (there or writable.is_dir()):
            raise StoreError(f"{writable} cannot be written; mend its rights, or the database's path")
        if not there:
            return None
        engine = _sqlite(url, base)
    try:
        return version_of(engine)
    finally:
        engine.dispose()


def writer(engine: Engine) -> Engine:
    """Return *engine* as one whose transactions are meant for writing; one of them goes on at a time."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True)
    return engine.execution_options(writes=True, isolation_level="READ COMMITTED")


def undisturbed(connection: Connection) -> int:
    """Return a number that is another one in a later transaction of *connection*, a writer's, if others wrote between.

    The transactions of *connection* itself do not count. Called once in each.
    """
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
    own = connection.info["own_writes"] = connection.info.get("own_writes", 0) + 1
    return int(connection.execute(select(changes.c.counter)).scalar_one()) - int(own)


def _explain(url: URL, context: ExceptionContext) -> None:
    """Raise StoreError, which says what to do, for what does not pass by itself: a full disk, damage, a lost server."""
    error = context.original_exception
    if url.get_backend_name() == "sqlite":
        lasting = mend_of(error) is not None
    else:
        lasting = context.is_disconnect or str(getattr(error, "sqlstate", "")).startswith(_LASTING_STATES)
    if lasting and not context.is_pre_ping:
        raise StoreError(fault_told(url, error)) from error


@contextmanager
def much_at_hand(connection: Connection) -> Generator[None]:
    """Keep more of SQLite's file in memory inside, for one that reads the same pages of it again and again."""
    _keep_at_hand(connection, _MUCH_KB)
    try:
        yield
    finally:
        _keep_at_hand(connection, _USUAL_KB)


def _keep_at_hand(connection: Connection, size: int) -> None:
    if connection.dialect.name == "sqlite" and not connection.invalidated:
        connection.connection.cursor().execute(f"PRAGMA cache_size=-{size}")  # sqlite.org/pragma.html#pragma_cache_size


class Watch:
    """Tells whether anybody, in any process, has written. ``near``: asking costs microseconds and waits for nobody."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.near = engine.dialect.name == "sqlite"
        self._connection = engine.raw_connection() if self.near else None

    def changes(self) -> int:
        """Return a number that is another one after every change by another connection."""
        if self._connection is None:
            with self._engine.connect() as connection:
                return int(connection.execute(select(changes.c.counter)).scalar_one())
        cursor = self._connection.cursor()
        found = cursor.execute("PRAGMA data_version").fetchone()  # sqlite.org/pragma.html#pragma_data_version
        return int(found[0])

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()


def _sqlite(url: URL, base: Path) -> Engine:
    path = (base / Path(str(url.database)).expanduser()).resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the database folder {path.parent} cannot be made ({error.strerror})") from None
    engine = create_engine(
        url.set(database=str(path)),
        hide_parameters=True,  # an error's text, which is logged, holds no words of an article
        json_serializer=compact,
        pool_use_lifo=True,  # the connection that was used last has its statements and pages at hand
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers go on while one writes; NORMAL is durable against a killed process (sqlite.org/pragma.html)."""
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, so that tables change inside them too
    cursor = connection.cursor()
    patiently(lambda: cursor.execute("PRAGMA journal_mode=WAL"))  # which takes a lock where it is another mode still
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a lock taken half-way can fail at once, not wait.

    SQLite looks ever more seldom whether the lock is free, at last ten times a second (its sqliteDefaultBusyCallback),
    and would miss the short moments that one who writes for long leaves to others.
    """
    if not connection.get_execution_options().get("writes", False):
        connection.connection.cursor().execute("BEGIN")  # takes no lock, so it needs none of a statement's care
        return
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_LOOK_MS}")
    try:
        for _ in range(1000 * _BUSY_SECONDS // _LOOK_MS):
            with suppress(sqlite3.OperationalError):
                cursor.execute("BEGIN IMMEDIATE")
                return
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        cursor.execute(f"PRAGMA busy_timeout={1000 * _BUSY_SECONDS}")
        cursor.close()


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.update_query_dict({"application_name": "briefing-bot", "connect_timeout": "10"} | dict(url.query)),
            isolation_level="REPEATABLE READ",  # a reader sees one state from its first statement to its last
            hide_parameters=True,
            json_serializer=compact,
            pool_pre_ping=True,
            pool_use_lifo=True,
        )
    except ImportError:
        raise StoreError("PostgreSQL needs psycopg: pip install 'briefing-bot[postgres]'") from None
    event.listen(engine, "connect", _prepare_postgres)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _prepare_postgres(connection: Any, _record: Any) -> None:
    from briefings.library.texts import PlainText  # psycopg is there when this is called, and else need not be

    connection.adapters.register_dumper(str, PlainText)
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{_BUSY_SECONDS}s'")
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    """Wait for the other writer as SQLite does, by the row that also counts the changes."""
    if connection.get_execution_options().get("writes", False):
        connection.execute(update(changes).values(counter=changes.c.counter + 1))
