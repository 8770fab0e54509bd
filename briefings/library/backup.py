"""Backups: a copy of the database while others read and write it, and putting a copy in its place."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import Engine, insert, select

from briefings.errors import StoreError
from briefings.library.database import open_database, writer
from briefings.library.schema import backups
from briefings.moments import to_micros

_WAIT = 30.0  # seconds that a copy waits for another process's transaction
_BESIDE = ("-wal", "-shm", "-journal")


def back_up(engine: Engine, target: Path, now: datetime) -> None:
    """Copy the database to the new file *target*, as of one moment, while other processes go on (sqlite.org/backup).

    Raises StoreError when it cannot be written, and for PostgreSQL, which has its own means.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError("PostgreSQL makes its own backups; use pg_dump, and pg_restore to put one back")
    if target.exists():
        raise StoreError(f"the file {target} is there already; name another one")
    with writer(engine).begin() as connection:
        path = str(target.absolute())
        if connection.execute(select(backups.c.path).where(backups.c.path == path)).first() is None:
            connection.execute(insert(backups).values(path=path, made_at=to_micros(now)))
    _copied(Path(str(engine.url.database)), target)


def restore(source: Path, target: Path, now: datetime) -> Path | None:
    """Put the backup *source* in the place of the database *target*, also while a bot has it open.

    Returns where what was there before is kept, None if there was nothing. Raises StoreError when *source* is damaged,
    no library or from a newer version; nothing is changed then.
    """
    if not source.is_file():
        raise StoreError(f"there is no file {source}; name a backup")
    stamp = f"{now:%Y%m%d-%H%M%S}"
    work = target.with_name(f"{target.name}.restoring-{stamp}")
    try:
        _copied(source, work)
        open_database(f"sqlite:///{work}", work.parent).dispose()  # checked, and brought to this version
        known = _recorded(target)
        before = _set_aside(target, target.with_name(f"{target.name}.before-{stamp}"))
        if before is not None:
            known.append((str(before.absolute()), to_micros(now)))
        _record(work, known)
        _replace(work, target)
    finally:
        for each in _with_companions(work):
            each.unlink(missing_ok=True)
    return before


def holders(engine: Engine, number: int, name: str) -> tuple[list[Path], list[Path]]:
    """Return the backups that hold the article *number* with the id *name*, and those that cannot be looked into.

    Looked for are those that were made with ``back_up`` and the copies that lie beside the database.
    """
    if engine.dialect.name != "sqlite":
        return [], []
    here = Path(str(engine.url.database))
    with engine.connect() as connection:
        known = [Path(path) for path in connection.execute(select(backups.c.path)).scalars()]
    beside = (each for each in here.parent.glob(f"{escape(here.name)}*") if each != here)
    paths = dict.fromkeys([*known, *(each for each in beside if not each.name.endswith(_BESIDE))])
    holding, unread = [], []
    for path in paths:
        try:
            if path.exists() and _holds(path, number, name):
                holding.append(path)
        except (sqlite3.Error, OSError):
            unread.append(path)
    return holding, unread


def _holds(path: Path, number: int, name: str) -> bool:
    with closing(_read_only(path)) as connection:
        query = "SELECT 1 FROM articles WHERE number = ? AND id = ?"
        return connection.execute(query, (number, name)).fetchone() is not None


def _copied(source: Path, target: Path) -> None:
    """Copy the database *source* to the new file *target*; a copy that broke off leaves nothing behind."""
    part = target.with_name(f"{target.name}.part")
    try:
        with closing(_read_only(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # a copy that is read leaves no files beside it
            if (found := new.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
                raise StoreError(f"the database {source} is damaged ({found[0]}); restore a backup")
        part.replace(target)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{source} cannot be copied to {target} ({error}); check both files") from None
    except OSError as error:
        raise StoreError(f"the file {target} cannot be written ({error.strerror})") from None
    finally:
        for each in _with_companions(part):
            with suppress(OSError):
                each.unlink(missing_ok=True)


def _recorded(database: Path) -> list[tuple[str, int]]:
    """Return the backups that *database* knows of; a damaged one knows of none."""
    try:
        with closing(_read_only(database)) as connection:
            return connection.execute("SELECT path, made_at FROM backups").fetchall()
    except sqlite3.Error:
        return []


def _record(database: Path, known: Iterable[tuple[str, int]]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany("INSERT OR IGNORE INTO backups (path, made_at) VALUES (?, ?)", known)


def _set_aside(target: Path, kept: Path) -> Path | None:
    """Keep what is in *target* as *kept*: a copy, or the file itself when it is damaged."""
    if not target.exists():
        return None
    try:
        _copied(target, kept)
    except StoreError:
        for each in _with_companions(target):
            if each.exists():
                each.rename(kept.with_name(each.name.replace(target.name, kept.name, 1)))
    return kept


def _replace(source: Path, target: Path) -> None:
    """Write *source* into *target* in one transaction, which those who have it open see as a change by another."""
    try:
        with closing(_read_only(source)) as new, closing(sqlite3.connect(target, timeout=_WAIT)) as live:
            new.backup(live, sleep=0.05)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the database {target} cannot be replaced ({error}); stop the bot and try again") from None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT)


def _with_companions(path: Path) -> Iterable[Path]:
    return [path, *(path.with_name(path.name + ending) for ending in _BESIDE)]
