"""What the ledger holds, as values: schedules as they are stored, deliveries and their states."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from briefings.digest import Choice
from briefings.filters import Filters
from briefings.moments import from_micros, maybe_moment, to_micros
from briefings.place import Place
from briefings.schedule import Schedule, named_slots

NOTHING_NEW = "nothing new"
PAUSED = "paused"
BY_A_PERSON = "by a person"
TRY_AGAIN = timedelta(hours=23)  # after a stop, so that a daily slot is not two days late
RULES_MOVE = timedelta(days=1)  # slots, at most, with a new version of the IANA database


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
    link: str | None = None  # to the first message
    sent_as: dict[int, str] = field(default_factory=dict, compare=False)  # part and a hash of what was sent
    settings: Schedule | None = field(default=None, compare=False)  # as they were when it was composed
    stands_for: str | None = field(default=None, compare=False)  # the local date, time and zone of its slot


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
        "language": schedule.language,
        "mention": schedule.mention,
        "post": schedule.post,
    }


def schedule_of(values: Mapping[str, Any]) -> Schedule:
    """Return the schedule that the columns of ``schedule_values`` hold."""
    return Schedule(
        name=values["name"],
        place=Place(values["platform"], values["workspace"], values["channel"]),
        at=tuple(time.fromisoformat(at) for at in values["at"]),
        days=tuple(values["days"]),
        zone=values["zone"],
        filters=Filters(**{name: tuple(each) for name, each in values["filters"].items()}),
        at_most=values["at_most"],
        when_empty=values["when_empty"],
        language=values.get("language", "en"),  # settings recorded by an earlier version have none
        mention=values.get("mention", ""),
        post=values.get("post", "message"),
    )


def planned(row: Row[Any]) -> Planned:
    """Return the schedule in *row*."""
    stopped_at = maybe_moment(row.stopped_at)
    return Planned(row.number, schedule_of(row._asdict()), row.stopped, row.from_config, row.paused_by, stopped_at)


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
        link=row.link,
        sent_as={int(part): sent for part, sent in row.sent_as.items()},
        settings=schedule_of(row.settings) if row.settings else None,
        stands_for=row.stands_for,
    )


def due_slots(row: Row[Any], now: datetime, back: timedelta = timedelta()) -> dict[datetime, str]:
    """Return the slots of the schedule in *row* that have come due by *now*, and what each stands for.

    They begin where the last were entered, or *back* from there: among those are some that the ledger holds, and any
    that were moved there by new rules of their zone.
    """
    since = max(from_micros(row.counts_from), from_micros(row.planned_until) - back)
    until = now + timedelta(microseconds=1)
    return named_slots(planned(row).schedule, since, until) if since < until else {}
