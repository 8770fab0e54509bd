"""The store of schedules: what people and the configuration set up, and the slots that are entered for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from briefings.library.database import writer
from briefings.library.digest_schema import deliveries, schedules
from briefings.library.ledger import (
    BY_A_PERSON,
    PAUSED,
    Planned,
    State,
    delivery_token,
    due_slots,
    planned,
    schedule_values,
)
from briefings.moments import to_micros
from briefings.schedule import Schedule


class Schedules:
    """Keeps schedules and enters their slots into the ledger. Its methods block."""

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

    def skip(self, number: int, slot: datetime, now: datetime) -> None:
        """Enter a *slot* to come as skipped by a person; its entries are in the next digest."""
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
            self._enter(connection, planned(row), slot, State.SKIPPED, BY_A_PERSON, now)

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
            return planned(connection.execute(select(schedules).where(schedules.c.number == number)).one())

    def enter_now(self, number: int, now: datetime) -> str:
        """Enter a slot at *now* for a schedule, as a person asked, and return the delivery's token."""
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
            self._set_schedule(connection, number, stopped=None, stopped_at=None)
            return self._enter(connection, planned(row), now, State.DUE, None, now)

    def stop(self, number: int, reason: str, now: datetime) -> str | None:
        """Stop a schedule whose channel is gone or forbidden; *reason* stands in its status.

        Returns who is to be told: the person who set it up, the first time only; else None.
        """
        with self._writer.begin() as connection:
            row = connection.execute(select(schedules).where(schedules.c.number == number)).one()
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
        """Enter every slot that has come due."""
        with self._engine.connect() as connection:
            rows: Sequence[Row[Any]] = connection.execute(
                select(schedules).where(schedules.c.removed_at.is_(None))
            ).all()
        due = [(row, found) for row in rows if (found := due_slots(row, now))]
        if due:
            with self._writer.begin() as connection:
                for row, found in due:
                    self._plan(connection, row, found, now)

    def _plan(self, connection: Connection, row: Row[Any], found: list[datetime], now: datetime) -> None:
        schedule = planned(row)
        rests = schedule.rests(now)
        for slot in found:
            self._enter(connection, schedule, slot, State.SKIPPED if rests else State.DUE, rests, now)
        self._set_schedule(connection, row.number, planned_until=to_micros(now) + 1)

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
            values |= {"stopped": None, "stopped_at": None, "told": False}
        if (before.at, before.days, before.zone) != (schedule.at, schedule.days, schedule.zone):
            values["planned_until"] = to_micros(now)
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
