"""Embargoes: which ended last and which ends next. Between two of these instants the same articles may be seen."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import BigInteger, BindParameter, Engine, bindparam, func, select

from briefings.library.schema import articles
from briefings.moments import from_micros, to_micros

_UNTIL = articles.c.embargo_until
_NOW: BindParameter[int] = bindparam("now", type_=BigInteger)
_AROUND = select(
    select(func.max(_UNTIL)).where(_NOW >= _UNTIL).scalar_subquery(),
    select(func.min(_UNTIL)).where(_NOW < _UNTIL).scalar_subquery(),
)


class Embargoes:
    """The instants at which articles of one database are released. *state* changes whenever the database does.

    The instants around the moment that was asked for last are remembered, so that most answers ask for nothing.
    """

    def __init__(self, engine: Engine, state: Callable[[], object]) -> None:
        self._engine = engine
        self._state = state
        self._known: tuple[object, int, int | None] = (None, 0, 0)

    def last(self, now: datetime) -> int:
        """Return when the last embargo up to *now* ended, in microseconds, 0 for none."""
        return self._around(to_micros(now))[0]

    def next(self, now: datetime) -> datetime | None:
        """Return when the next embargo after *now* ends (UTC), None for none."""
        following = self._around(to_micros(now))[1]
        return None if following is None else from_micros(following)

    def _around(self, now: int) -> tuple[int, int | None]:
        state = self._state()
        known, last, following = self._known
        if known != state or now < last or (following is not None and following <= now):
            with self._engine.connect() as connection:
                found = connection.execute(_AROUND, {"now": now}).one()
            last, following = found[0] or 0, found[1]
            self._known = (state, last, following)
        return last, following
