"""The ledger of deliveries: one row for a schedule, a slot and a place, which happens once.

A delivery goes through these states, each written before what it announces is done:

due -> claimed -> sending -> posted | late                 (late: posted after its minute)
   \\-> skipped                          \\-> failed | unknown

A row that stays ``sending`` (the process died, or the answer was lost) is looked for in the channel's history before it
is sent again. ``not_before`` keeps other processes away from a row that somebody works on. A row is claimed for a
holder: what is written for a *holder* who lost the row to another raises Overtaken and changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, insert, select, update

from briefings.digest import Choice, Shown
from briefings.errors import BriefingError
from briefings.library.corrections import Corrections
from briefings.library.digest_schema import considered, deliveries, schedules, told
from briefings.library.ledger import (
    NOTHING_NEW,
    Account,
    Delivery,
    Planned,
    State,
    Through,
    delivery,
    planned,
    schedule_values,
)
from briefings.library.queue import OPEN, next_open
from briefings.library.schedules import Schedules
from briefings.library.schema import articles, profiles
from briefings.moments import from_micros, to_micros
from briefings.place import Shards
from briefings.schedule import Schedule
from briefings.spans import Span

_CONFIRMED = ("posted", "late")
_AT_ONCE = 500  # values of one query


class Overtaken(BriefingError):
    """Another process has taken the delivery over, or it has its final state."""


class Deliveries(Schedules):
    """The ledger, and the schedules that it accounts for, behind one database. Its methods block.

    ``corrections`` is what is to be changed of what was posted.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.corrections = Corrections(engine)

    def plan(self, now: datetime, late_limit: timedelta) -> None:
        """Enter every slot that has come due into the ledger; close those due more than *late_limit* ago."""
        self._plan_due(now)
        overdue = (
            deliveries.c.state.in_((State.DUE.value, State.CLAIMED.value)),
            deliveries.c.slot_at < to_micros(now - late_limit),
            deliveries.c.not_before <= to_micros(now),
        )
        with self._engine.connect() as connection:
            if connection.execute(select(deliveries.c.number).where(*overdue).limit(1)).first() is None:
                return
        reason = f"missed: nothing ran or could post within {late_limit / timedelta(hours=1):g} h"
        with self._writer.begin() as connection:
            values = {"state": State.SKIPPED.value, "reason": reason, "through": None, "changed_at": to_micros(now)}
            connection.execute(update(deliveries).where(*overdue).values(**values))

    def claim(
        self,
        platforms: Sequence[str],
        holder: str,
        now: datetime,
        lease: timedelta,
        shards: Shards | None = None,
    ) -> tuple[Delivery, Planned] | None:
        """Take up the next open delivery to one of *platforms* that nobody else holds, for the time of *lease*.

        A channel's deliveries are taken up in the order of their slots, each when the one before has its final state.
        Of Discord's only those are taken up whose servers are on *shards*, if they are given.
        """
        with self._engine.connect() as connection:  # mostly nothing is due, and then no lock is taken
            if next_open(connection, platforms, now, shards) is None:
                return None
        with self._writer.begin() as connection:
            row = next_open(connection, platforms, now, shards)
            if row is None:
                return None
            state = State.CLAIMED.value if row.state == State.DUE.value else row.state
            until = to_micros(now + lease)
            self._set(connection, row.number, now, None, state=state, holder=holder, not_before=until)
            schedule = connection.execute(select(schedules).where(schedules.c.number == row.schedule)).one()
            return delivery(row), planned(schedule)

    def last_through(self, schedule: int, before: datetime | None = None) -> Through | None:
        """Return how far the schedule's confirmed deliveries have come; None before the first.

        *before*: only those of slots before that moment (UTC).
        """
        final = (*_CONFIRMED, State.SKIPPED.value)
        composed = func.coalesce(deliveries.c.through_at, deliveries.c.slot_at)
        query = select(func.max(deliveries.c.through), func.max(composed)).where(
            deliveries.c.schedule == schedule,
            deliveries.c.state.in_(final),
            deliveries.c.through.is_not(None),
            *_earlier(before),
        )
        with self._engine.connect() as connection:
            number, at = connection.execute(query).one()
        return None if number is None else Through(number, from_micros(at))

    def highest_number(self, at: datetime | None = None) -> int:
        """Return the number of the last article that arrived, by the moment *at* (UTC) if given; 0 for none."""
        query = select(func.max(articles.c.number))
        if at is not None:
            query = query.where(articles.c.added_at <= to_micros(at))
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def compose(
        self,
        delivery: int,
        choices: Sequence[Choice],
        through: int,
        now: datetime,
        holder: str | None = None,
        schedule: Schedule | None = None,
        until: datetime | None = None,
    ) -> None:
        """Record what was considered for a delivery, and the *schedule* as it is, before anything is sent.

        *until* is the moment (UTC) up to which that counts, *now* if it is left out.
        """
        settings = schedule_values(schedule) if schedule else None
        with self._writer.begin() as connection:
            values = {"through": through, "through_at": to_micros(until or now), "settings": settings}
            self._set(connection, delivery, now, holder, **values)
            connection.execute(considered.delete().where(considered.c.delivery == delivery))
            rows = [
                {
                    "delivery": delivery,
                    "article": choice.number,
                    "chosen": choice.chosen,
                    "reason": choice.reason,
                    "position": position,
                    "sentences": _numbered(choice.shown),
                    "quote": choice.shown.quote,
                    "story": choice.story,
                    "says": choice.says,
                }
                for position, choice in enumerate(choices)
            ]
            if rows:
                connection.execute(insert(considered), rows)
            connection.execute(told.delete().where(told.c.delivery == delivery))
            said = [
                {"delivery": delivery, "article": choice.number, "key": key}
                for choice in choices
                for key in sorted(choice.shown.keys)
            ]
            if said:
                connection.execute(insert(told), said)

    def choices(self, delivery: int) -> tuple[Choice, ...]:
        """Return what was considered for a delivery, in the digest's order."""
        query = select(considered).where(considered.c.delivery == delivery).order_by(considered.c.position)
        with self._engine.connect() as connection:
            return tuple(_choice(row, row.reason) for row in connection.execute(query))

    def said(self, schedule: int, keys: Collection[str], before: datetime | None = None) -> set[str]:
        """Return which of these *keys* a confirmed delivery of the schedule (of a slot *before*) has said."""
        query = (
            select(told.c.key)
            .join(deliveries, deliveries.c.number == told.c.delivery)
            .where(deliveries.c.schedule == schedule, deliveries.c.state.in_(_CONFIRMED), *_earlier(before))
        )
        asked, found = sorted(keys), set[str]()
        with self._engine.connect() as connection:
            for at in range(0, len(asked), _AT_ONCE):
                some = query.where(told.c.key.in_(asked[at : at + _AT_ONCE]))
                found.update(connection.execute(some).scalars())
        return found

    def stories_told(self, schedule: int, stories: Collection[int], before: datetime | None = None) -> set[int]:
        """Return which of these *stories* a confirmed delivery of the schedule (of a slot *before*) has touched."""
        query = (
            select(profiles.c.story)
            .join(considered, considered.c.article == profiles.c.article)
            .join(deliveries, deliveries.c.number == considered.c.delivery)
            .where(
                profiles.c.story.in_(stories),
                considered.c.chosen,
                deliveries.c.schedule == schedule,
                deliveries.c.state.in_(_CONFIRMED),
                *_earlier(before),
            )
            .distinct()
        )
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def accounts(self, schedule: int, article: int, limit: int = 3) -> list[Account]:
        """Return what the schedule's deliveries made of an entry (by its number), latest slot first."""
        query = (
            select(
                deliveries,
                considered.c.article,
                considered.c.chosen,
                considered.c.sentences,
                considered.c.quote,
                considered.c.story,
                considered.c.says,
                considered.c.reason.label("why"),
            )
            .join(considered, considered.c.delivery == deliveries.c.number)
            .where(deliveries.c.schedule == schedule, considered.c.article == article)
            .order_by(deliveries.c.slot_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
        return [Account(delivery(row), _choice(row, row.why)) for row in found]

    def start_sending(
        self, number: int, holder: str, now: datetime, wait: timedelta, part: int = 0, sent_as: str | None = None
    ) -> bool:
        """Record that a *part* is about to be sent; return False when another process has taken the delivery over.

        Nobody takes it up before *wait* is over. The attempt counts as unanswered until its answer is recorded.
        *sent_as* is a hash of what is sent.
        """
        values = {
            "state": State.SENDING.value,
            "attempts": deliveries.c.attempts + 1,
            "sent_at": to_micros(now),
            "not_before": to_micros(now + wait),
        }
        try:
            with self._writer.begin() as connection:
                before = connection.execute(select(deliveries.c.sent_as).where(deliveries.c.number == number)).scalar()
                sent = {**(before or {}), **({str(part): sent_as} if sent_as else {})}
                self._set(connection, number, now, holder, **values, sent_as=sent)
        except Overtaken:
            return False
        return True

    def record_messages(self, number: int, messages: Mapping[int, str], now: datetime) -> None:
        """Record the parts that are posted so far; what is sent next has no unanswered attempt yet.

        They are facts, so they are recorded whoever holds the delivery now.
        """
        with self._writer.begin() as connection:
            row = connection.execute(select(deliveries.c.messages).where(deliveries.c.number == number)).one()
            values = row.messages | {str(part): message for part, message in messages.items()}
            self._set(connection, number, now, None, messages=values, attempts=0)

    def not_sent(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        """Record that the last attempt surely posted nothing; the delivery is taken up again after *until*."""
        with self._writer.begin() as connection:
            row = connection.execute(select(deliveries).where(deliveries.c.number == number)).one()
            attempts = max(0, row.attempts - 1)
            state = State.SENDING.value if attempts or row.messages else State.DUE.value
            values = {"state": state, "attempts": attempts, "not_before": to_micros(until), "reason": reason}
            self._set(connection, number, now, holder, **values)

    def look_again(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        """Leave a delivery without an answer as it is; the channel is looked into again after *until*."""
        with self._writer.begin() as connection:
            self._set(connection, number, now, holder, not_before=to_micros(until), reason=reason)

    def link(self, number: int, link: str) -> None:
        """Record the address of what was posted for a delivery."""
        with self._writer.begin() as connection:
            connection.execute(update(deliveries).where(deliveries.c.number == number).values(link=link))

    def finish(
        self, number: int, state: State, now: datetime, reason: str | None = None, holder: str | None = None
    ) -> None:
        """Give a delivery its final state. What was skipped for another reason than that nothing is new stays new."""
        values: dict[str, Any] = {"state": state.value, "reason": reason, "holder": None}
        if state is State.SKIPPED and reason != NOTHING_NEW:
            values["through"] = None
        with self._writer.begin() as connection:
            self._set(connection, number, now, holder, **values)

    def marked(self, token: str) -> Delivery | None:
        """Return the delivery whose messages have this *token*, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(deliveries).where(deliveries.c.token == token)).first()
        return delivery(row) if row else None

    def last(self, schedule: int, limit: int = 5) -> list[Delivery]:
        """Return the schedule's deliveries, latest slot first."""
        query = select(deliveries).where(deliveries.c.schedule == schedule).order_by(deliveries.c.slot_at.desc())
        with self._engine.connect() as connection:
            return [delivery(row) for row in connection.execute(query.limit(limit))]

    def _set(self, connection: Connection, number: int, now: datetime, held_by: str | None, **values: Any) -> None:
        """Change a delivery, only an open one of *held_by* if given; raise Overtaken where it is not."""
        change = update(deliveries).where(deliveries.c.number == number)
        if held_by is not None:
            change = change.where(deliveries.c.holder == held_by, deliveries.c.state.in_(OPEN))
        if connection.execute(change.values(**values, changed_at=to_micros(now))).rowcount == 0:
            raise Overtaken("another process has taken the delivery over")


def _earlier(before: datetime | None) -> list[ColumnElement[bool]]:
    return [] if before is None else [deliveries.c.slot_at < to_micros(before)]


def _choice(row: Row[Any], reason: str) -> Choice:
    spans = tuple(Span(*each[:2]) for each in row.sentences)
    shown = Shown(spans, row.quote, numbers=tuple(each[2] for each in row.sentences if each[2:]))
    return Choice(row.article, row.chosen, reason, shown, row.story, row.says)


def _numbered(shown: Shown) -> list[list[int]]:
    """Return the shown sentences as they are stored: start, end, and the number that each keeps."""
    numbers = shown.numbers or (None,) * len(shown.sentences)
    pairs = zip(shown.sentences, numbers, strict=True)
    return [[*span, *([] if number is None else [number])] for span, number in pairs]
