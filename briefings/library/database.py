"""Opening the database: its address, its pragmas, and bringing its tables to this version."""

import sqlite3
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, SQLAlchemyError

from briefings.errors import StoreError

_BUSY_SECONDS = 4  # that a writer waits for another one
HEAD = "0003"  # the newest migration; a start with an unchanged database need not import Alembic


def open_database(address: str, base: Path) -> Engine:
    """Return an engine on the database at *address*, created and migrated as needed.

    A relative path is taken from the folder *base*. Raises StoreError when the file is damaged, cannot be written or
    comes from a newer version of this program; nothing is overwritten then.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError("the database address cannot be read; write it like sqlite:///briefings.db") from None
    if url.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise StoreError("only SQLite databases are supported; write the address like sqlite:///briefings.db")
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreError("the database must be a plain file; write its address like sqlite:///briefings.db")
    path = (base / Path(url.database).expanduser()).resolve()
    _make_folder(path)
    url = url.set(database=str(path))
    engine = create_engine(
        url,
        pool_use_lifo=True,  # the connection that was used last has its statements and pages at hand
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    try:
        _check(engine, str(url.database))
    except StoreError:
        engine.dispose()
        raise
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the database folder {path.parent} cannot be made ({error.strerror})") from None


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers go on while one writes; NORMAL is durable against a killed process (sqlite.org/pragma.html)."""
    connection.isolation_level = None  # transactions are begun by _begin, so that tables change inside them too
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "mmap_size=268435456"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a lock taken half-way can fail at once, not wait."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_busy(error: Exception) -> bool:
    """Tell whether *error* says that another process was writing for too long."""
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)


def writer(engine: Engine) -> Engine:
    """Return *engine* as one whose transactions are meant for writing."""
    return engine.execution_options(writes=True)


def _check(engine: Engine, where: str) -> None:
    try:
        version = _version(engine)
        if version != HEAD:
            _migrate(engine, where, version)
    except DatabaseError as error:
        reason = str(error.orig)
        mend = (
            "move the file away or restore a backup"
            if "malformed" in reason or "not a database" in reason
            else ("check that the file and its folder can be written")
        )
        raise StoreError(f"the database {where} cannot be used ({reason}); {mend}") from None
    except SQLAlchemyError as error:
        raise StoreError(f"the database {where} cannot be used ({type(error).__name__})") from None


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def _migrate(engine: Engine, where: str, version: str | None) -> None:
    from alembic import command  # 0.45 s to import, and only a changed database needs it
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(resources.files("briefings.library") / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(f"the database {where} was made by a newer version of this program; update the program")
    with writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
