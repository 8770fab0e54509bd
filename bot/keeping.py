"""`briefing-bot backup` and `restore`: a copy of the library, and the library from a copy."""

from pathlib import Path

from sqlalchemy.engine import make_url

from bot.clock import SystemClock
from bot.config import load_config
from briefings.errors import StoreError
from briefings.library import backup as store
from briefings.library.database import open_database


def backup(config_file: Path | None, target: Path) -> int:
    """Copy the library to the new file *target*, also while a bot runs; return 0."""
    config = load_config(config_file)
    engine = open_database(config.settings.database, config.base)
    try:
        store.back_up(engine, target, SystemClock().now())
    finally:
        engine.dispose()
    print(f"The library is copied to {target} ({target.stat().st_size / 1e6:,.1f} MB)")
    return 0


def restore(config_file: Path | None, source: Path) -> int:
    """Put the backup *source* in the library's place, also while a bot runs; return 0."""
    config = load_config(config_file)
    url = make_url(config.settings.database)
    if url.get_backend_name() != "sqlite":
        raise StoreError("PostgreSQL has its own backups; put one back with pg_restore")
    target = (config.base / Path(str(url.database)).expanduser()).resolve()
    before = store.restore(source, target, SystemClock().now())
    print(f"The library is that of {source}" + (f"; what was there before is kept in {before}" if before else ""))
    return 0
