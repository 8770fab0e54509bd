"""The store of schedules: what people and the configuration set up, and the slots that are entered for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, insert, select, update

from briefings.library.digest_schema import deliveries, schedules
from briefings.library.joining import Joined, Write
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
from briefings.library.patience import patiently
from briefings.library.reader import some
from briefings.library.written import write
from briefings.moments import to_micros
from briefings.schedule import Schedule, named_slots

_AT_ONCE = 500  # values of one query
_STOPPED = update(schedules).where(schedules.c.number == bindparam("of"), schedules.c.told)


class Schedules:
    """Keeps schedules and enters their slots into the ledger. Its methods block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = Joined(engine)
        self._has_planned = False

    def together(self, writes: Sequence[Write]) -> list[object]:
        """Call *writes*, which use this store, in one transaction; see ``Joined.together``."""
        return self._writer.together(writes)

    def configure(self, wanted: Iterable[Schedule], now: datetime) -> None:
        """Make the schedules of the configuration those *wanted*; known ones keep their place in time.

        A start is not to fail because others write: while they do for long it is tried again.
        """
        every = tuple(wanted)
        patiently(lambda: self._configure(every, now))

    def _configure(self, wanted: Sequence[Schedule], now: datetime) -> None:
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
            self._plan(connection, [_row(connection, number)], now)
            self._change(connection, number, schedule, now)

    def pause(self, number: int, by: str, now: datetime) -> None:
        """Skip the slots of a schedule until it is resumed, those that are due and not taken up yet included."""
        with self._writer.begin() as connection:
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=by))
            self._skip_due(connection, number, PAUSED, now)

    def resume(self, number: int, now: datetime) -> None:
        """Post the slots of a schedule again that come due after *now*."""
        with self._writer.begin() as connection:
            self._plan(connection, [_row(connection, number)], now)
            connection.execute(update(schedules).where(schedules.c.number == number).values(paused_by=None))

    def skip(self, number: int, slot: datetime, now: datetime) -> None:
        """Enter a *slot* to come as skipped by a person; its entries are in the next digest."""
        with self._writer.begin() as connection:
            schedule = planned(_row(connection, number))
            named = named_slots(schedule.schedule, slot, slot + timedelta(microseconds=1))
            _enter(connection, [_slot(schedule, slot, named.get(slot), State.SKIPPED, BY_A_PERSON, now)])

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
            entered = _slot(planned(_row(connection, number)), now, None, State.DUE, None, now)
            _enter(connection, [entered])
            return str(entered["token"])

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
        values = {"stopped": None, "stopped_at": None, "told": False}
        with self._writer.begin() as connection:
            connection.execute(_STOPPED, {"of": number, **values})

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
        back = timedelta() if self._has_planned else RULES_MOVE
        due = [row.number for row in rows if due_slots(row, now, back)]
        for at in range(0, len(due), _AT_ONCE):
            with self._writer.begin() as connection:
                here = (schedules.c.number.in_(due[at : at + _AT_ONCE]), schedules.c.removed_at.is_(None))
                self._plan(connection, connection.execute(select(schedules).where(*here)).all(), now)
        self._has_planned = True

    def _plan(self, connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> None:
        """Enter the slots of the schedules in *rows* that have come due."""
        found: list[dict[str, Any]] = []
        for row in rows:
            schedule = planned(row)
            rests = schedule.rests(now)
            state = State.SKIPPED if rests else State.DUE
            slots = due_slots(row, now, RULES_MOVE)
            found += (_slot(schedule, slot, stands_for, state, rests, now) for slot, stands_for in slots.items())
        _enter(connection, found)
        until = to_micros(now) + 1
        earlier = (schedules.c.number.in_([row.number for row in rows]), schedules.c.planned_until < until)
        connection.execute(update(schedules).where(*earlier).values(planned_until=until))

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


def _slot(
    planned: Planned, slot: datetime, stands_for: str | None, state: State, reason: str | None, now: datetime
) -> dict[str, Any]:
    """Return the ledger's row of a slot of a schedule."""
    place = planned.schedule.place
    return {
        "schedule": planned.number,
        "slot_at": to_micros(slot),
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "token": delivery_token(planned.number, slot, place),
        "state": state.value,
        "reason": reason,
        "not_before": to_micros(slot),
        "attempts": 0,
        "messages": {},
        "stands_for": stands_for,
        "changed_at": to_micros(now),
    }


def _enter(connection: Connection, found: Sequence[Mapping[str, Any]]) -> None:
    """Enter slots, but none that the ledger holds, or that stands for a local date and time as one that it holds."""
    new = []
    for at in range(0, len(found), _AT_ONCE):
        asked = found[at : at + _AT_ONCE]
        tokens = connection.execute(_TOKENS, {"tokens": [each["token"] for each in asked]}).scalars()
        names = {"schedules": [each["schedule"] for each in asked], "names": [each["stands_for"] for each in asked]}
        known = {*tokens, *map(tuple, connection.execute(_STANDING, names))}
        new += [each for each in asked if known.isdisjoint({each["token"], (each["schedule"], each["stands_for"])})]
    write(connection, _ENTER, new)


_ENTER = insert(deliveries)
_TOKENS = select(deliveries.c.token).where(deliveries.c.token.in_(some("tokens")))
_STANDING = select(deliveries.c.schedule, deliveries.c.stands_for).where(
    deliveries.c.schedule.in_(some("schedules")), deliveries.c.stands_for.in_(some("names"))
)


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(select(schedules).where(schedules.c.number == number)).one()
