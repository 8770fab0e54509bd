"""What the ledger holds, as values: schedules as they are stored, deliveries and their states."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from briefings.digest import Choice
from briefings.filters import Filters
from briefings.moments import from_micros, maybe_moment, to_micros
from briefings.place import Place
from briefings.schedule import Schedule, slots

NOTHING_NEW = "nothing new"
PAUSED = "paused"
BY_A_PERSON = "by a person"
TRY_AGAIN = timedelta(hours=23)  # after a stop, so that a daily slot is not two days late


class State(StrEnum):
    """Where a delivery stands; the first three are not final."""

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    POSTED = "posted"
    LATE = "late"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more becomes of a delivery that stands here."""
        return self not in (State.DUE, State.CLAIMED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule as it is stored: its number, why and when it was stopped and who paused it, if so, and its source."""

    number: int
    schedule: Schedule
    stopped: str | None
    from_config: bool
    paused_by: str | None = None
    stopped_at: datetime | None = None

    def rests(self, now: datetime) -> str | None:
        """Return why its slots are skipped, None while they are not; a stopped one is tried again after a day."""
        if self.stopped and not (self.stopped_at and now - self.stopped_at >= TRY_AGAIN):
            return f"stopped: {self.stopped}"
        return PAUSED if self.paused_by is not None else None


@dataclass(frozen=True, slots=True)
class Through:
    """How far a schedule's confirmed deliveries have come: the highest entry there was, and when that was (UTC)."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """The ledger's row for a slot (UTC) and a place. ``token`` marks its messages so that they are found again."""

    number: int
    schedule: int
    slot: datetime
    place: Place
    token: str
    state: State
    reason: str | None
    attempts: int
    sent: datetime
    through: int | None
    messages: dict[int, str]  # part (from 0) and the platform's id


@dataclass(frozen=True, slots=True)
class Account:
    """What a delivery made of one entry: whether it is in the digest, and why or why not."""

    delivery: Delivery
    choice: Choice


def delivery_token(schedule: int, slot: datetime, place: Place) -> str:
    """Return the short id of the delivery for *slot* (UTC): the same whenever it is worked out, 12 characters."""
    text = "\n".join((str(schedule), str(to_micros(slot)), place.platform, place.workspace, place.channel))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def schedule_values(schedule: Schedule) -> dict[str, Any]:
    """Return the columns of a schedule's settings."""
    return {
        "name": schedule.name,
        "platform": schedule.place.platform,
        "workspace": schedule.place.workspace,
        "channel": schedule.place.channel,
        "at": [at.strftime("%H:%M") for at in schedule.at],
        "days": list(schedule.days),
        "zone": schedule.zone,
        "filters": asdict(schedule.filters),
        "at_most": schedule.at_most,
        "when_empty": schedule.when_empty,
    }


def planned(row: Row[Any]) -> Planned:
    """Return the schedule in *row*."""
    schedule = Schedule(
        name=row.name,
        place=Place(row.platform, row.workspace, row.channel),
        at=tuple(time.fromisoformat(at) for at in row.at),
        days=tuple(row.days),
        zone=row.zone,
        filters=Filters(**{name: tuple(each) for name, each in row.filters.items()}),
        at_most=row.at_most,
        when_empty=row.when_empty,
    )
    return Planned(row.number, schedule, row.stopped, row.from_config, row.paused_by, maybe_moment(row.stopped_at))


def delivery(row: Row[Any]) -> Delivery:
    """Return the delivery in *row*."""
    return Delivery(
        number=row.number,
        schedule=row.schedule,
        slot=from_micros(row.slot_at),
        place=Place(row.platform, row.workspace, row.channel),
        token=row.token,
        state=State(row.state),
        reason=row.reason,
        attempts=row.attempts,
        sent=from_micros(row.sent_at or row.changed_at),
        through=row.through,
        messages={int(part): message for part, message in row.messages.items()},
    )


def due_slots(row: Row[Any], now: datetime) -> list[datetime]:
    """Return the slots of the schedule in *row* that have come due by *now* and are not in the ledger yet."""
    since, until = from_micros(row.planned_until), now + timedelta(microseconds=1)
    return slots(planned(row).schedule, since, until) if since < until else []
