"""Bringing a database to this version: one migration a transaction, with a copy of a SQLite file before the first."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from briefings.errors import StoreError
from briefings.library.address import fault_told, shown
from briefings.library.patience import patiently

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0025"  # the newest migration; a start with an unchanged database need not import Alembic
_LOCK = 5_046_071_992  # any number that nothing else in a PostgreSQL database locks
_OLDEST_POSTGRES = 15


def bring_up_to_date(engine: Engine) -> None:
    """Create or migrate the tables; raise StoreError, with what to do, when that cannot be done.

    What has been migrated stays when a later step fails; the next start goes on from there.
    """
    where = shown(engine.url)
    if version_of(engine) == HEAD:
        return
    try:
        _migrate(engine, where)
    except DatabaseError as error:
        raise StoreError(fault_told(engine.url, error.orig or error)) from None
    except SQLAlchemyError as error:
        raise StoreError(f"the database {where} cannot be used ({type(error).__name__})") from None


def version_of(engine: Engine) -> str | None:
    """Return the last migration that the database has seen, None for a new one; raise StoreError when it cannot be."""
    where = shown(engine.url)
    try:
        if engine.dialect.name != "sqlite":
            _check_server(engine, where)
        return _found(engine)
    except DatabaseError as error:
        raise StoreError(fault_told(engine.url, error.orig or error)) from None
    except SQLAlchemyError as error:
        raise StoreError(f"the database {where} cannot be used ({type(error).__name__})") from None


def _check_server(engine: Engine, where: str) -> None:
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if version < _OLDEST_POSTGRES:
        raise StoreError(f"the database {where} is PostgreSQL {version}; version {_OLDEST_POSTGRES} or later is needed")
    if encoding != "UTF8":
        raise StoreError(f"the database {where} is not in UTF-8; make one with ENCODING 'UTF8'")


def _found(engine: Engine) -> str | None:
    def read() -> str | None:
        with engine.connect() as connection:
            return _version(connection)

    return patiently(read)  # even a reader is locked out while another process opens the file for the first time


def _version(connection: Connection) -> str | None:
    """Return the last migration that the database has seen, None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(engine: Engine, where: str) -> None:
    """Take one step after the other. Of several processes one takes each step, under a lock; others find it done."""
    from alembic.config import Config  # 0.45 s to import, and only a changed database needs it
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(resources.files("briefings.library") / "migrations"))
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]
    if (version := _found(engine)) is not None and version not in steps:
        raise StoreError(f"the database {where} was made by a newer version of this program; update the program")
    copied = version is None or engine.dialect.name != "sqlite"
    while version != HEAD:
        version, copied = patiently(partial(_step, engine, config, steps, copied)), True


def _step(engine: Engine, config: "Config", steps: Sequence[str], copied: bool) -> str:
    """Take the next of *steps*, unless another process took the last one; return how far the database has come."""
    from alembic import command

    with _alone(engine).begin() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        version = _version(connection)
        if version == HEAD:
            return HEAD
        if not copied:
            _copy(Path(str(engine.url.database)))
        following = steps[0] if version is None else steps[steps.index(version) + 1]
        config.attributes["connection"] = connection
        command.upgrade(config, following)
        return following


def _alone(engine: Engine) -> Engine:
    """Return *engine* as one whose transactions change tables; on SQLite nothing else writes meanwhile."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True)
    return engine.execution_options(isolation_level="READ COMMITTED")


def _copy(path: Path) -> None:
    """Copy the database file beside itself as it is before the migrations; a copy is whole or not there."""
    copy = path.with_name(f"{path.name}.before-{HEAD}")
    unfinished = copy.with_name(copy.name + ".unfinished")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        reason = "make room on the disk or move the file to another one"
        raise StoreError(
            f"the database {path} cannot be copied before it is brought up to date ({error}); {reason}"
        ) from None
