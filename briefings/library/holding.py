"""Holding: what is written for the holder of a delivery, unless another has taken it over meanwhile."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, bindparam, update

from briefings.errors import BriefingError
from briefings.library.digest_schema import deliveries
from briefings.library.queue import OPEN
from briefings.moments import to_micros

ANYONES = update(deliveries).where(deliveries.c.number == bindparam("of"))
HELD = ANYONES.where(deliveries.c.holder == bindparam("held_by"), deliveries.c.state.in_(OPEN))


class Overtaken(BriefingError):
    """Another process has taken the delivery over, or it has its final state. Nothing was changed."""


def change(
    connection: Connection, number: int, now: datetime, holder: str | None, /, more: Update | None = None, **values: Any
) -> None:
    """Change a delivery, only an open one of *holder* if given; raise Overtaken where it is not.

    *more* is a statement on what HELD or ANYONES finds that changes more than *values*.
    """
    statement = more if more is not None else ANYONES if holder is None else HELD
    given = {"of": number, "changed_at": to_micros(now), **({} if holder is None else {"held_by": holder}), **values}
    if connection.execute(statement, given).rowcount == 0:
        raise Overtaken("another process has taken the delivery over")
