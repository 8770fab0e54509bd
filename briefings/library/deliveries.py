"""The ledger of deliveries: one row for a schedule, a slot and a place, which happens once.

A delivery goes through these states, each written before what it announces is done:

due -> claimed -> sending -> posted | late                 (late: posted after its minute)
   \\-> skipped                          \\-> failed | unknown

A row that stays ``sending`` (the process died, or the answer was lost) is looked for in the channel's history before it
is sent again. ``not_before`` keeps other processes away from a row that somebody works on. A row is claimed for a
holder: what is written for a *holder* who lost the row to another raises Overtaken and changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, bindparam, case, select, update

from briefings.library.contents import Contents
from briefings.library.corrections import Corrections
from briefings.library.digest_schema import deliveries, schedules
from briefings.library.holding import ANYONES, HELD, Overtaken, change
from briefings.library.ledger import NOTHING_NEW, Delivery, Planned, State, delivery, planned
from briefings.library.prepared import fetched
from briefings.library.queue import next_open
from briefings.moments import to_micros
from briefings.place import Shards

_OF = deliveries.c.number == bindparam("of")
_SENT_AS, _MESSAGES = (select(column).where(_OF) for column in (deliveries.c.sent_as, deliveries.c.messages))
_SEND = HELD.values(attempts=deliveries.c.attempts + 1)
_TAKE = (
    update(deliveries)
    .where(deliveries.c.number.in_(bindparam("taken", expanding=True)))
    .values(state=case((deliveries.c.state == State.DUE.value, State.CLAIMED.value), else_=deliveries.c.state))
)


class Deliveries(Contents):
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
        most: int = 1,
    ) -> list[tuple[Delivery, Planned]]:
        """Take up at most *most* of the open deliveries to *platforms* that nobody else holds, for the time of *lease*.

        A channel's deliveries are taken up in the order of their slots, each when the one before has its final state.
        Of Discord's only those are taken up whose servers are on *shards*, if they are given.
        """
        with self._engine.connect() as connection:  # mostly nothing is due, and then no lock is taken
            if not next_open(connection, platforms, now, shards, 1):
                return []
        with self._writer.begin() as connection:
            found = next_open(connection, platforms, now, shards, most)
            taken = {"taken": [row.number for row in found], "holder": holder, "not_before": to_micros(now + lease)}
            connection.execute(_TAKE, taken | {"changed_at": to_micros(now)})
            wanted = select(schedules).where(schedules.c.number.in_({row.schedule for row in found}))
            by_number = {row.number: planned(row) for row in connection.execute(wanted)}
            return [(delivery(row), by_number[row.schedule]) for row in found]

    def start_sending(
        self, number: int, holder: str, now: datetime, wait: timedelta, part: int = 0, sent_as: str | None = None
    ) -> bool:
        """Record that a *part* is about to be sent; return False when another process has taken the delivery over.

        Nobody takes it up before *wait* is over. The attempt counts as unanswered until its answer is recorded.
        *sent_as* is a hash of what is sent.
        """
        until = to_micros(now + wait)
        try:
            with self._writer.begin() as connection:
                before = fetched(connection, _SENT_AS, {"of": number})[0].sent_as
                sent = {**before, **({str(part): sent_as} if sent_as else {})}
                values = {"state": State.SENDING.value, "sent_at": to_micros(now), "sent_as": sent}
                change(connection, number, now, holder, _SEND, **values, not_before=until)
        except Overtaken:
            return False
        return True

    def record_messages(self, number: int, messages: Mapping[int, str], now: datetime) -> None:
        """Record the parts that are posted so far; what is sent next has no unanswered attempt yet.

        They are facts, so they are recorded whoever holds the delivery now.
        """
        with self._writer.begin() as connection:
            before = fetched(connection, _MESSAGES, {"of": number})[0].messages
            values = before | {str(part): message for part, message in messages.items()}
            change(connection, number, now, None, messages=values, attempts=0)

    def not_sent(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        """Record that the last attempt surely posted nothing; the delivery is taken up again after *until*."""
        with self._writer.begin() as connection:
            row = connection.execute(select(deliveries).where(deliveries.c.number == number)).one()
            attempts = max(0, row.attempts - 1)
            state = State.SENDING.value if attempts or row.messages else State.DUE.value
            values = {"state": state, "attempts": attempts, "not_before": to_micros(until), "reason": reason}
            change(connection, number, now, holder, **values)

    def look_again(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        """Leave a delivery without an answer as it is; the channel is looked into again after *until*."""
        with self._writer.begin() as connection:
            change(connection, number, now, holder, not_before=to_micros(until), reason=reason)

    def link(self, number: int, link: str) -> None:
        """Record the address of what was posted for a delivery."""
        with self._writer.begin() as connection:
            connection.execute(ANYONES, {"of": number, "link": link})

    def finish(
        self, number: int, state: State, now: datetime, reason: str | None = None, holder: str | None = None
    ) -> None:
        """Give a delivery its final state. What was skipped for another reason than that nothing is new stays new."""
        values: dict[str, Any] = {"state": state.value, "reason": reason, "holder": None}
        if state is State.SKIPPED and reason != NOTHING_NEW:
            values["through"] = None
        with self._writer.begin() as connection:
            change(connection, number, now, holder, **values)

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
