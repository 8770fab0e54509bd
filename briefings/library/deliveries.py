"""Schedules and the ledger of deliveries: one row for a schedule, a slot and a place, which happens once.

A delivery goes through these states, each written before what it announces is done:

due -> claimed -> sending -> posted | late                 (late: posted after its minute)
   \\-> skipped                          \\-> failed | unknown

A row that stays ``sending`` (the process died, or the answer was lost) is looked for in the channel's history before it
is sent again. ``not_before`` keeps other processes away from a row that somebody works on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from briefings.digest import Choice
from briefings.library.database import writer
from briefings.library.ledger import (
    NOTHING_NEW,
    PAUSED,
    Account,
    Delivery,
    Planned,
    State,
    delivery,
    delivery_token,
    due_slots,
    planned,
    schedule_values,
)
from briefings.library.schema import articles, considered, deliveries, schedules
from briefings.moments import to_micros
from briefings.schedule import Schedule

_OPEN = ("due", "claimed", "sending")


class Deliveries:
    """The store of schedules and deliveries behind one database. Its methods block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writer(engine)

    def configure(self, wanted: Iterable[Schedule], now: datetime) -> None:
        """Make the schedules of the configuration those *wanted*; known ones keep their place in time."""
        with self._writer.begin() as connection:
            known = {
                row.name: row.number
                for row in connection.execute(
                    select(schedules).where(schedules.c.from_config, schedules.c.removed_at.is_(None))
                )
            }
            for schedule in wanted:
                number = known.pop(schedule.name, None)
                if number is None:
                    self._add(connection, schedule, now, True, None)
                else:
                    self._change(connection, number, schedule, now)
            for number in known.values():
                self._remove(connection, number, now)

    def add(self, schedule: Schedule, now: datetime, set_up_by: str) -> int:
        """Store a schedule that a person made, and return its number."""
        with self._writer.begin() as connection:
            return self._add(connection, schedule, now, False, set_up_by)

    def change(self, number: int, schedule: Schedule, now: datetime) -> None:
        """Give a schedule that a person made other settings; what it has delivered stays in the ledger."""
        with self._writer.begin() as connection:
            self._change(connection, number, schedule, now)

    def pause(self, number: int, by: str, now: datetime) -> None:
        """Skip the slots of a schedule until it is resumed, those that are due and not taken up yet included."""
        with self._writer.begin() as connection:
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=by))
            self._skip_due(connection, number, PAUSED, now)

    def resume(self, number: int, now: datetime) -> None:
        """Post the slots of a schedule again that come due after *now*."""
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
            self._plan(connection, row, due_slots(row, now), now)
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=None))

    def skip(self, number: int, slot: datetime, by: str, now: datetime) -> None:
        """Enter a *slot* to come as skipped by a person; its entries are in the next digest."""
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
            self._enter(connection, planned(row), slot, State.SKIPPED, f"by {by}", now)

    def remove(self, number: int, now: datetime) -> None:
        """Take a schedule out; what it has delivered stays in the ledger."""
        with self._writer.begin() as connection:
            self._remove(connection, number, now)

    def schedules(self, platform: str | None = None, workspace: str | None = None) -> list[Planned]:
        """Return the schedules in the order of their names, those of one platform and workspace if given."""
        query = select(schedules).where(schedules.c.removed_at.is_(None)).order_by(schedules.c.name)
        if platform is not None:
            query = query.where(schedules.c.platform == platform, schedules.c.workspace == workspace)
        with self._engine.connect() as connection:
            return [planned(row) for row in connection.execute(query)]

    def plan(self, now: datetime, late_limit: timedelta) -> None:
        """Enter every slot that has come due into the ledger; close those due more than *late_limit* ago."""
        due = [(row, found) for row in self._active() if (found := due_slots(row, now))]
        if due:
            with self._writer.begin() as connection:
                for row, found in due:
                    self._plan(connection, row, found, now)
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

    def enter_now(self, number: int, now: datetime) -> str:
        """Enter a slot at *now* for a schedule, as a person asked, and return the delivery's token."""
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
            connection.execute(update(schedules).where(schedules.c.number == number).values(stopped=None))
            return self._enter(connection, planned(row), now, State.DUE, None, now)

    def claim(
        self, platforms: Sequence[str], holder: str, now: datetime, lease: timedelta
    ) -> tuple[Delivery, Planned] | None:
        """Take up the next open delivery to one of *platforms* that nobody else holds, for the time of *lease*."""
        query = (
            select(deliveries)
            .where(
                deliveries.c.state.in_(_OPEN),
                deliveries.c.platform.in_(platforms),
                deliveries.c.not_before <= to_micros(now),
            )
            .order_by(deliveries.c.slot_at, deliveries.c.number)
            .limit(1)
        )
        with self._engine.connect() as connection:  # mostly nothing is due, and then no lock is taken
            if connection.execute(query).first() is None:
                return None
        with self._writer.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            state = State.CLAIMED.value if row.state == State.DUE.value else row.state
            self._set(connection, row.number, now, state=state, holder=holder, not_before=to_micros(now + lease))
            schedule = connection.execute(select(schedules).where(schedules.c.number == row.schedule)).one()
            return delivery(row), planned(schedule)

    def last_through(self, schedule: int) -> int | None:
        """Return up to which entry the schedule's confirmed deliveries have come; None before the first."""
        final = (State.POSTED.value, State.LATE.value, State.SKIPPED.value)
        query = select(func.max(deliveries.c.through)).where(
            deliveries.c.schedule == schedule, deliveries.c.state.in_(final)
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def highest_number(self) -> int:
        """Return the number of the last article that arrived, 0 for none."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(articles.c.number))).scalar() or 0

    def compose(self, delivery: int, choices: Sequence[Choice], through: int, now: datetime) -> None:
        """Record what was considered for a delivery, before anything is sent."""
        with self._writer.begin() as connection:
            connection.execute(considered.delete().where(considered.c.delivery == delivery))
            values = [
                {
                    "delivery": delivery,
                    "article": choice.number,
                    "chosen": choice.chosen,
                    "reason": choice.reason,
                    "position": position,
                }
                for position, choice in enumerate(choices)
            ]
            if values:
                connection.execute(insert(considered), values)
            self._set(connection, delivery, now, through=through)

    def choices(self, delivery: int) -> tuple[Choice, ...]:
        """Return what was considered for a delivery, in the digest's order."""
        query = select(considered).where(considered.c.delivery == delivery).order_by(considered.c.position)
        with self._engine.connect() as connection:
            return tuple(Choice(row.article, row.chosen, row.reason) for row in connection.execute(query))

    def accounts(self, schedule: int, article: int, limit: int = 3) -> list[Account]:
        """Return what the schedule's deliveries made of an entry (by its number), latest slot first."""
        query = (
            select(deliveries, considered.c.article, considered.c.chosen, considered.c.reason.label("why"))
            .join(considered, considered.c.delivery == deliveries.c.number)
            .where(deliveries.c.schedule == schedule, considered.c.article == article)
            .order_by(deliveries.c.slot_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
        return [Account(delivery(row), Choice(row.article, row.chosen, row.why)) for row in found]

    def start_sending(self, number: int, holder: str, now: datetime, wait: timedelta) -> bool:
        """Record that a part is about to be sent; return False when another process has taken the delivery over.

        Nobody takes it up before *wait* is over. The attempt counts as unanswered until its answer is recorded.
        """
        with self._writer.begin() as connection:
            change = update(deliveries).where(deliveries.c.number == number, deliveries.c.holder == holder)
            done = connection.execute(
                change.values(
                    state=State.SENDING.value,
                    attempts=deliveries.c.attempts + 1,
                    sent_at=to_micros(now),
                    not_before=to_micros(now + wait),
                    changed_at=to_micros(now),
                )
            )
            return done.rowcount > 0

    def record_messages(self, number: int, messages: Mapping[int, str], now: datetime) -> None:
        """Record the parts that are posted so far; what is sent next has no unanswered attempt yet."""
        with self._writer.begin() as connection:
            values = {str(part): message for part, message in messages.items()}
            self._set(connection, number, now, messages=values, attempts=0)

    def not_sent(self, number: int, until: datetime, now: datetime, reason: str) -> None:
        """Record that the last attempt surely posted nothing; the delivery is taken up again after *until*."""
        with self._writer.begin() as connection:
            row = connection.execute(select(deliveries.c.attempts).where(deliveries.c.number == number)).one()
            attempts = max(0, row.attempts - 1)
            state = State.SENDING.value if attempts else State.DUE.value
            self._set(
                connection, number, now, state=state, attempts=attempts, not_before=to_micros(until), reason=reason
            )

    def look_again(self, number: int, until: datetime, now: datetime, reason: str) -> None:
        """Leave a delivery without an answer as it is; the channel is looked into again after *until*."""
        with self._writer.begin() as connection:
            self._set(connection, number, now, not_before=to_micros(until), reason=reason)

    def finish(self, number: int, state: State, now: datetime, reason: str | None = None) -> None:
        """Give a delivery its final state. What was skipped for another reason than that nothing is new stays new."""
        values: dict[str, Any] = {"state": state.value, "reason": reason, "holder": None}
        if state is State.SKIPPED and reason != NOTHING_NEW:
            values["through"] = None
        with self._writer.begin() as connection:
            self._set(connection, number, now, **values)

    def stop(self, schedule: int, reason: str) -> None:
        """Stop a schedule whose channel is gone or forbidden; *reason* stands in its status."""
        with self._writer.begin() as connection:
            connection.execute(update(schedules).where(schedules.c.number == schedule).values(stopped=reason))

    def last(self, schedule: int, limit: int = 5) -> list[Delivery]:
        """Return the schedule's deliveries, latest slot first."""
        query = (
            select(deliveries)
            .where(deliveries.c.schedule == schedule)
            .order_by(deliveries.c.slot_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [delivery(row) for row in connection.execute(query)]

    def _active(self) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(select(schedules).where(schedules.c.removed_at.is_(None))).all()

    def _plan(self, connection: Connection, row: Row[Any], found: list[datetime], now: datetime) -> None:
        schedule = planned(row)
        rests = schedule.rests
        for slot in found:
            self._enter(connection, schedule, slot, State.SKIPPED if rests else State.DUE, rests, now)
        planned_until = to_micros(now) + 1
        done = update(schedules).where(schedules.c.number == row.number)
        connection.execute(done.values(planned_until=planned_until))

    def _add(
        self, connection: Connection, schedule: Schedule, now: datetime, from_config: bool, set_up_by: str | None
    ) -> int:
        seen = to_micros(now)
        result = connection.execute(
            insert(schedules).values(
                **schedule_values(schedule),
                from_config=from_config,
                first_seen_at=seen,
                planned_until=seen,
                set_up_by=set_up_by,
            )
        )
        return int((result.inserted_primary_key or [0])[0])

    def _change(self, connection: Connection, number: int, schedule: Schedule, now: datetime) -> None:
        """Give a schedule other settings; new times count from now on, and a new place is tried afresh."""
        row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
        before = planned(row).schedule
        values = schedule_values(schedule)
        if before.place != schedule.place:
            values["stopped"] = None
        if (before.at, before.days, before.zone) != (schedule.at, schedule.days, schedule.zone):
            values["planned_until"] = to_micros(now)
        connection.execute(update(schedules).where(schedules.c.number == number).values(**values))

    def _remove(self, connection: Connection, number: int, now: datetime) -> None:
        removed = {"removed_at": to_micros(now)}
        connection.execute(update(schedules).where(schedules.c.number == number).values(**removed))
        self._skip_due(connection, number, "the schedule was removed", now)

    def _skip_due(self, connection: Connection, schedule: int, reason: str, now: datetime) -> None:
        """Skip the slots of a schedule that nobody has taken up yet; their entries stay new."""
        due = (deliveries.c.schedule == schedule, deliveries.c.state == State.DUE.value)
        skipped = {"state": State.SKIPPED.value, "reason": reason, "through": None, "changed_at": to_micros(now)}
        connection.execute(update(deliveries).where(*due).values(**skipped))

    def _enter(
        self, connection: Connection, planned: Planned, slot: datetime, state: State, reason: str | None, now: datetime
    ) -> str:
        place = planned.schedule.place
        token = delivery_token(planned.number, slot, place)
        if connection.execute(select(deliveries.c.number).where(deliveries.c.token == token)).first() is None:
            connection.execute(
                insert(deliveries).values(
                    schedule=planned.number,
                    slot_at=to_micros(slot),
                    platform=place.platform,
                    workspace=place.workspace,
                    channel=place.channel,
                    token=token,
                    state=state.value,
                    reason=reason,
                    not_before=to_micros(slot),
                    attempts=0,
                    messages={},
                    changed_at=to_micros(now),
                )
            )
        return token

    def _set(self, connection: Connection, number: int, now: datetime, **values: Any) -> None:
        change = update(deliveries).where(deliveries.c.number == number)
        connection.execute(change.values(**values, changed_at=to_micros(now)))
