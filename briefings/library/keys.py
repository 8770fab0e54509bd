"""Keys: random bytes that every process of one database shares, and that stay as long as it does."""

from contextlib import suppress

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from briefings.library.database import writer
from briefings.library.patience import patiently
from briefings.library.schema import keys


def shared_key(engine: Engine, name: str, fresh: bytes) -> bytes:
    """Return the key called *name*; *fresh* becomes it where there is none yet."""
    found = _key(engine, name)
    if found is not None:
        return found

    def keep() -> None:
        with writer(engine).begin() as connection:
            connection.execute(insert(keys).values(name=name, key=fresh.hex()))

    with suppress(IntegrityError):  # another process was first
        patiently(keep)
    return _key(engine, name) or fresh


def _key(engine: Engine, name: str) -> bytes | None:
    with engine.connect() as connection:
        found = connection.execute(select(keys.c.key).where(keys.c.name == name)).scalar()
    return bytes.fromhex(found) if found else None
