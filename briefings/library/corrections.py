"""Corrections: what was changed of articles that posted digests show, and what became of the posts.

A row is written in the transaction that makes the change, so that none is lost. It is claimed like a delivery: one
process works on a post at a time, for the time of a lease.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, insert, literal, select, update

from briefings.library.database import writer
from briefings.library.digest_schema import considered, corrections, deliveries, told
from briefings.library.ledger import Delivery, State, delivery
from briefings.moments import from_micros, to_micros

_NEVER_POSTED = (State.SKIPPED.value,)
_FINAL = tuple(each.value for each in State if each.is_final and each is not State.SKIPPED)


class What(StrEnum):
    """What of an article was changed."""

    WORDS = "words"
    DETAILS = "details"  # who may see it, its source or link; or it was withdrawn
    SPEAKER = "speaker"
    DELETED = "deleted"


class Outcome(StrEnum):
    """What became of a post that shows a changed article; the first is not final."""

    OPEN = "open"
    EDITED = "edited"
    ANSWERED = "answered"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was changed of an article (by its number) that a post shows, when (UTC), and what came of it."""

    number: int
    article: int
    what: What
    at: datetime
    outcome: Outcome
    reason: str | None
    attempts: int
    done: datetime | None


def ask_for_corrections(connection: Connection, article: int, what: What, now: datetime, workspace: str = "") -> None:
    """Have every digest corrected that shows the article; *workspace*: only those of people there (its key)."""
    platform, _, where = workspace.partition(":")
    shown: list[ColumnElement[bool]] = [
        considered.c.article == article,
        considered.c.chosen,
        deliveries.c.state.not_in(_NEVER_POSTED),
    ]
    if workspace:
        shown += [deliveries.c.platform == platform, deliveries.c.workspace == where]
    at = to_micros(now)
    values = {"article": article, "what": what.value, "changed_at": at, "not_before": at, "attempts": 0}
    asked = select(
        deliveries.c.number, literal(Outcome.OPEN.value), *(literal(value) for value in values.values())
    ).join(considered, considered.c.delivery == deliveries.c.number)
    connection.execute(insert(corrections).from_select(["delivery", "state", *values], asked.where(*shown)))


class Corrections:
    """The queue of corrections behind one database. Its methods block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writer(engine)

    def claim(
        self, platforms: Sequence[str], holder: str, now: datetime, lease: timedelta
    ) -> tuple[Delivery, tuple[Change, ...]] | None:
        """Take up the digest on one of *platforms* that has waited longest, for *lease*; return it and its changes."""
        query = _next(platforms, now)
        with self._engine.connect() as connection:  # mostly there is none, and then no lock is taken
            if connection.execute(query).first() is None:
                return None
        with self._writer.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            mine = (corrections.c.delivery == row.number, corrections.c.state == Outcome.OPEN.value)
            found = connection.execute(select(corrections).where(*mine).order_by(corrections.c.number)).all()
            taken = {"holder": holder, "not_before": to_micros(now + lease)}
            connection.execute(update(corrections).where(*mine).values(**taken))
            return delivery(row), tuple(map(_change, found))

    def of(self, deliveries: Sequence[int]) -> dict[int, tuple[Change, ...]]:
        """Return what was changed of each of these deliveries' entries, in order."""
        query = select(corrections).where(corrections.c.delivery.in_(deliveries)).order_by(corrections.c.number)
        by_delivery: dict[int, tuple[Change, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                by_delivery[row.delivery] = (*by_delivery.get(row.delivery, ()), _change(row))
        return by_delivery

    def of_article(self, article: int, what: What) -> list[tuple[Delivery, Change]]:
        """Return the digests that show an article in which something was changed, and what became of them."""
        query = (
            select(corrections)
            .where(corrections.c.article == article, corrections.c.what == what.value)
            .order_by(corrections.c.number)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
            numbers = [row.delivery for row in found]
            posts = connection.execute(select(deliveries).where(deliveries.c.number.in_(numbers))).all()
        by_number = {row.number: delivery(row) for row in posts}
        return [(by_number[row.delivery], _change(row)) for row in found]

    def record_part(self, number: int, part: int, message: str | None, sent_as: str) -> None:
        """Record what a part of a delivery says now, and the id of its message; None where there is none any more."""
        key = str(part)
        with self._writer.begin() as connection:
            row = connection.execute(select(deliveries).where(deliveries.c.number == number)).one()
            messages = {each: kept for each, kept in row.messages.items() if each != key}
            values = {
                "messages": messages if message is None else {**messages, key: message},
                "sent_as": {**row.sent_as, key: sent_as},
            }
            connection.execute(update(deliveries).where(deliveries.c.number == number).values(**values))

    def finish(
        self, changes: Sequence[Change], holder: str, outcome: Outcome, now: datetime, reason: str | None = None
    ) -> bool:
        """Say what became of the post; return False where another process has taken it over."""
        values = {"state": outcome.value, "reason": reason, "holder": None, "done_at": to_micros(now)}
        return self._set(changes, holder, **values)

    def later(self, changes: Sequence[Change], holder: str, until: datetime, reason: str, attempted: bool) -> bool:
        """Leave the post until then; *attempted* says that it may have been changed."""
        attempts = corrections.c.attempts + int(attempted)
        values = {"not_before": to_micros(until), "reason": reason, "holder": None, "attempts": attempts}
        return self._set(changes, holder, **values)

    def says_now(self, number: int, says: Mapping[int, str], keys: Mapping[int, Sequence[str]]) -> None:
        """Record what a delivery shows now of its entries: a hash, and the keys of what is told, by their numbers."""
        with self._writer.begin() as connection:
            for article, shown in says.items():
                here = (considered.c.delivery == number, considered.c.article == article)
                connection.execute(update(considered).where(*here).values(says=shown))
                there = select(told.c.key).where(told.c.delivery == number, told.c.article == article)
                known = set(connection.execute(there).scalars())
                new = sorted({*keys.get(article, ())} - known)
                if new:
                    values = [{"delivery": number, "article": article, "key": key} for key in new]
                    connection.execute(insert(told), values)

    def _set(self, changes: Sequence[Change], held_by: str, **values: Any) -> bool:
        numbers = [change.number for change in changes]
        mine = (corrections.c.number.in_(numbers), corrections.c.holder == held_by)
        with self._writer.begin() as connection:
            return connection.execute(update(corrections).where(*mine).values(**values)).rowcount > 0


def _next(platforms: Sequence[str], now: datetime) -> Select[Any]:
    """Return the query for the digest whose correction has waited longest and that nobody works on."""
    opened, waits = corrections.c.state == Outcome.OPEN.value, corrections.c.not_before > to_micros(now)
    busy = select(corrections.c.delivery).where(opened, corrections.c.holder.is_not(None), waits)
    free = select(func.min(corrections.c.number)).where(opened, ~waits, corrections.c.delivery.not_in(busy))
    first = free.group_by(corrections.c.delivery)
    return (
        select(deliveries)
        .join(corrections, corrections.c.delivery == deliveries.c.number)
        .where(corrections.c.number.in_(first), deliveries.c.platform.in_(platforms), deliveries.c.state.in_(_FINAL))
        .order_by(corrections.c.number)
        .limit(1)
    )


def _change(row: Row[Any]) -> Change:
    done = from_micros(row.done_at) if row.done_at is not None else None
    at, outcome = from_micros(row.changed_at), Outcome(row.state)
    return Change(row.number, row.article, What(row.what), at, outcome, row.reason, row.attempts, done)
