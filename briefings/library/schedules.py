"""The store of schedules: what people and the configuration set up, and the slots that are entered for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, insert, select, update

from briefings.library.database import writer
from briefings.library.digest_schema import deliveries, schedules
from briefings.library.ledger import (
    BY_A_PERSON,
    PAUSED,
    RULES_MOVE,
    Planned,
    State,
    delivery_token,
    due_slots,
    planned,
    schedule_values,
)
from briefings.moments import to_micros
from briefings.schedule import Schedule, named_slots


class Schedules:
    """Keeps schedules and enters their slots into the ledger. Its methods block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self._has_planned = False

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
        """Give a schedule that a person made other settings; what it has delivered, and what is due, stays."""
        with self._writer.begin() as connection:
            self._plan(connection, _row(connection, number), now)
            self._change(connection, number, schedule, now)

    def pause(self, number: int, by: str, now: datetime) -> None:
        """Skip the slots of a schedule until it is resumed, those that are due and not taken up yet included."""
        with self._writer.begin() as connection:
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=by))
            self._skip_due(connection, number, PAUSED, now)

    def resume(self, number: int, now: datetime) -> None:
        """Post the slots of a schedule again that come due after *now*."""
        with self._writer.begin() as connection:
            self._plan(connection, _row(connection, number), now)
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=None))

    def skip(self, number: int, slot: datetime, now: datetime) -> None:
        """Enter a *slot* to come as skipped by a person; its entries are in the next digest."""
        with self._writer.begin() as connection:
            schedule = planned(_row(connection, number))
            named = named_slots(schedule.schedule, slot, slot + timedelta(microseconds=1))
            self._enter(connection, schedule, slot, named.get(slot), State.SKIPPED, BY_A_PERSON, now)

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

    def schedule(self, number: int) -> Planned:
        """Return the schedule with this number, also one that was removed."""
        with self._engine.connect() as connection:
            return planned(_row(connection, number))

    def enter_now(self, number: int, now: datetime) -> str:
        """Enter a slot at *now* for a schedule, as a person asked, and return the delivery's token."""
        with self._writer.begin() as connection:
            self._set_schedule(connection, number, stopped=None, stopped_at=None)
            return self._enter(connection, planned(_row(connection, number)), now, None, State.DUE, None, now)

    def stop(self, number: int, reason: str, now: datetime) -> str | None:
        """Stop a schedule whose channel is gone or forbidden; *reason* stands in its status.

        Returns who is to be told: the person who set it up, the first time only; else None.
        """
        with self._writer.begin() as connection:
            row = _row(connection, number)
            self._set_schedule(connection, number, stopped=reason, stopped_at=to_micros(now), told=True)
            return None if row.told else row.set_up_by or None

    def works(self, number: int) -> None:
        """Record that a schedule's channel takes posts: it is not stopped, and a later stop is told again."""
        query = select(schedules.c.number).where(schedules.c.number == number, schedules.c.told)
        with self._engine.connect() as connection:
            if connection.execute(query).first() is None:
                return
        with self._writer.begin() as connection:
            self._set_schedule(connection, number, stopped=None, stopped_at=None, told=False)

    def try_again(self, platform: str, workspace: str) -> None:
        """Try the stopped schedules of a workspace at their next slots again: somebody changed what is allowed."""
        stopped = schedules.c.stopped.is_not(None)
        here = (schedules.c.platform == platform, schedules.c.workspace == workspace, stopped)
        with self._engine.connect() as connection:
            if connection.execute(select(schedules.c.number).where(*here).limit(1)).first() is None:
                return
        with self._writer.begin() as connection:
            connection.execute(update(schedules).where(*here).values(stopped=None, stopped_at=None))

    def _plan_due(self, now: datetime) -> None:
        """Enter every slot that has come due; after a start also what new rules of a zone moved into the past."""
        with self._engine.connect() as connection:
            rows: Sequence[Row[Any]] = connection.execute(
                select(schedules).where(schedules.c.removed_at.is_(None))
            ).all()
        due = [row for row in rows if due_slots(row, now, timedelta() if self._has_planned else RULES_MOVE)]
        if due:
            with self._writer.begin() as connection:
                for row in due:
                    self._plan(connection, row, now)
        self._has_planned = True

    def _plan(self, connection: Connection, row: Row[Any], now: datetime) -> None:
        schedule = planned(row)
        rests = schedule.rests(now)
        for slot, stands_for in due_slots(row, now, RULES_MOVE).items():
            self._enter(connection, schedule, slot, stands_for, State.SKIPPED if rests else State.DUE, rests, now)
        self._set_schedule(connection, row.number, planned_until=max(row.planned_until, to_micros(now) + 1))

    def _add(
        self, connection: Connection, schedule: Schedule, now: datetime, from_config: bool, set_up_by: str | None
    ) -> int:
        seen = to_micros(now)
        result = connection.execute(
            insert(schedules).values(
                **schedule_values(schedule),
                from_config=from_config,
                first_seen_at=seen,
                counts_from=seen,
                planned_until=seen,
                set_up_by=set_up_by,
            )
        )
        return int((result.inserted_primary_key or [0])[0])

    def _change(self, connection: Connection, number: int, schedule: Schedule, now: datetime) -> None:
        """Give a schedule other settings; new times count from now on, and a new place is tried afresh."""
        before = planned(_row(connection, number)).schedule
        values = schedule_values(schedule)
        if before.place != schedule.place:
            values |= {"stopped": None, "stopped_at": None, "told": False}
        if (before.at, before.days, before.zone) != (schedule.at, schedule.days, schedule.zone):
            values |= {"planned_until": to_micros(now), "counts_from": to_micros(now)}
        self._set_schedule(connection, number, **values)

    def _remove(self, connection: Connection, number: int, now: datetime) -> None:
        self._set_schedule(connection, number, removed_at=to_micros(now))
        self._skip_due(connection, number, "the schedule was removed", now)

    def _set_schedule(self, connection: Connection, number: int, **values: Any) -> None:
        connection.execute(update(schedules).where(schedules.c.number == number).values(**values))

    def _skip_due(self, connection: Connection, schedule: int, reason: str, now: datetime) -> None:
        """Skip the slots of a schedule that nobody has taken up yet; their entries stay new."""
        due = (deliveries.c.schedule == schedule, deliveries.c.state == State.DUE.value)
        skipped = {"state": State.SKIPPED.value, "reason": reason, "through": None, "changed_at": to_micros(now)}
        connection.execute(update(deliveries).where(*due).values(**skipped))

    def _enter(
        self,
        connection: Connection,
        planned: Planned,
        slot: datetime,
        stands_for: str | None,
        state: State,
        reason: str | None,
        now: datetime,
    ) -> str:
        """Enter a slot, unless the ledger holds it, or another that stands for the same local date and time."""
        place = planned.schedule.place
        token = delivery_token(planned.number, slot, place)
        same = deliveries.c.token == token
        if stands_for is not None:
            same |= and_(deliveries.c.schedule == planned.number, deliveries.c.stands_for == stands_for)
        if connection.execute(select(deliveries.c.number).where(same)).first() is None:
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
                    stands_for=stands_for,
                    changed_at=to_micros(now),
                )
            )
        return token


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(select(schedules).where(schedules.c.number == number)).one()
