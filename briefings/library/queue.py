"""The queue: which delivery is to be taken up next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, bindparam, func, or_, select

from briefings.library.digest_schema import deliveries
from briefings.library.prepared import fetched
from briefings.library.reader import MOST
from briefings.library.sharing import served
from briefings.moments import to_micros
from briefings.place import Shards

OPEN = ("due", "claimed", "sending")
_CLOCKS_DIFFER = timedelta(minutes=5)  # at most, between processes


def next_open(
    connection: Connection, platforms: Sequence[str], now: datetime, shards: Shards | None, most: int
) -> Sequence[Row[Any]]:
    """Return the first *most* deliveries to *platforms* that may be taken up at *now* (UTC): each the first open one of
    its channel. Of Discord's only those are looked at whose servers are on *shards*, if they are given.
    """
    given = {"platforms": platforms, "now": to_micros(now), "put_back": to_micros(now + _CLOCKS_DIFFER)}
    return fetched(connection, _next_open(shards), given | {"most": most})


@cache  # making the query takes longer than asking it
def _next_open(shards: Shards | None) -> Select[Any]:
    now = bindparam("now", type_=BigInteger)
    place = (deliveries.c.platform, deliveries.c.workspace, deliveries.c.channel)
    order = (deliveries.c.slot_at, deliveries.c.number)
    first = func.row_number().over(partition_by=place, order_by=order).label("place_in_channel")
    waiting = deliveries.c.state.in_(OPEN) & deliveries.c.platform.in_(bindparam("platforms", expanding=True))
    if shards is not None:
        waiting &= served(shards, deliveries)
    queue = select(deliveries.c.number, first).where(waiting, deliveries.c.slot_at <= now).subquery()
    # A row that was written well after now was written before the clock was put back: its lease means nothing.
    put_back = deliveries.c.changed_at > bindparam("put_back", type_=BigInteger)
    free = or_(deliveries.c.not_before <= now, put_back)
    heads = select(queue.c.number).where(queue.c.place_in_channel == 1)
    return select(deliveries).where(deliveries.c.number.in_(heads), free).order_by(*order).limit(MOST)
