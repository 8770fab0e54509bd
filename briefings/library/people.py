"""What is kept about people who ask: their ids beside what they did; and taking them out."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, func, or_, update

from briefings.library.database import writer
from briefings.library.digest_schema import deliveries, schedules
from briefings.library.ledger import State
from briefings.library.schema import acts, curations, flags
from briefings.moments import to_micros

# Every column that holds somebody's id, by its table; tests compare them with the tables.
IDS = {
    "acts": (acts.c.done_by,),
    "curations": (curations.c.set_by,),
    "flags": (flags.c.flagged_by,),
    "schedules": (schedules.c.set_up_by, schedules.c.paused_by),
}
_PLAIN = {schedules.name}  # whose ids stand without their platform, which has a column of its own


class People:
    """Forgets people in one database. Its methods block; *changed* is called when answers have changed."""

    def __init__(self, engine: Engine, changed: Callable[[], None]) -> None:
        self._writer = writer(engine)
        self._changed = changed

    def forget(self, platform: str, user: str, now: datetime) -> dict[str, int]:
        """Take the id of *user* out of everything; what was done stays, by nobody; personal digests end.

        Returns how many rows there were, by table.
        """
        with self._writer.begin() as connection:
            found = {table: _forgotten(connection, table, platform, user) for table in IDS}
            found["schedules"] += _unsubscribed(connection, platform, user, now)
        self._changed()
        return found


def _forgotten(connection: Connection, table: str, platform: str, user: str) -> int:
    """Take the id out of the columns of *table*; return in how many rows it stood."""
    columns = IDS[table]
    here, name = columns[0].table, user if table in _PLAIN else f"{platform}:{user}"
    mine = or_(*(column == name for column in columns))
    if table in _PLAIN:
        mine &= here.c.platform == platform
    without = {column: func.replace(column, name, "") for column in columns}
    return connection.execute(update(here).where(mine).values(without)).rowcount


def _unsubscribed(connection: Connection, platform: str, user: str, now: datetime) -> int:
    """End the digests that come to the person directly, and take the id out of where they went."""
    at, nobody = to_micros(now), "@"
    due = (deliveries.c.platform == platform, deliveries.c.channel == f"@{user}")
    waiting = update(deliveries).where(*due, deliveries.c.state == State.DUE.value)
    gone = {"state": State.SKIPPED.value, "reason": "the schedule was removed", "through": None, "changed_at": at}
    connection.execute(waiting.values(gone))
    connection.execute(update(deliveries).where(*due).values(channel=nobody))
    theirs = (schedules.c.platform == platform, schedules.c.channel == f"@{user}")
    ended = {"removed_at": func.coalesce(schedules.c.removed_at, at), "channel": nobody}
    return connection.execute(update(schedules).where(*theirs).values(ended)).rowcount
