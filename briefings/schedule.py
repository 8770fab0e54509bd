"""Schedules: when, in which zone, where and what; and the slots they fall due at. Pure calendar arithmetic."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefings.errors import BriefingError
from briefings.filters import EVERYTHING, Filters
from briefings.place import Place

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class BadSchedule(BriefingError):
    """A time, a day or a zone that cannot be read; the text says how to write it."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A digest that comes again: its place, local times, days (0 is Monday), IANA zone and filters.

    ``when_empty`` is "silent" or "say_so"; ``language`` (ISO 639) that of our own words around the articles'.
    ``mention`` is the platform's id of a role or group that each post calls. ``post`` is "message", or "thread" where
    only the first message of a long post stands in the channel, the others in its thread.
    """

    name: str
    place: Place
    at: tuple[time, ...]
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    zone: str = "UTC"
    filters: Filters = EVERYTHING
    at_most: int = 10
    when_empty: str = "silent"
    language: str = "en"
    mention: str = ""
    post: str = "message"


def slots(schedule: Schedule, since: datetime, until: datetime) -> list[datetime]:
    """Return the schedule's slots from *since* (included) to *until* (excluded), in UTC and in order.

    There is one slot for each local date and time. A time that the clocks jump over is moved by the jump (02:30
    becomes 03:30), one that they show twice is the first; two times that fall on one instant are one slot.
    """
    return list(named_slots(schedule, since, until))


def named_slots(schedule: Schedule, since: datetime, until: datetime) -> dict[datetime, str]:
    """Return the slots as ``slots`` does, each with what it stands for: "2026-11-27 08:00 Europe/Berlin".

    That stays the same when a new version of the IANA database moves the slot to another instant.
    """
    zone = ZoneInfo(schedule.zone)
    found: dict[datetime, str] = {}
    # Local dates run from 14 hours ahead of UTC to 12 behind, so a day more at either end covers every zone.
    day = since.astimezone(UTC).date() - timedelta(days=1)
    last = until.astimezone(UTC).date() + timedelta(days=1)
    while day <= last:
        if day.weekday() in schedule.days:
            for at in sorted(schedule.at):
                found.setdefault(_instant(day, at, zone), f"{day} {at:%H:%M} {schedule.zone}")
        day += timedelta(days=1)
    return {slot: found[slot] for slot in sorted(found) if since <= slot < until}


def next_slots(schedule: Schedule, after: datetime, count: int) -> list[datetime]:
    """Return the first *count* slots later than *after* (UTC); none when the schedule has no day or time."""
    found: list[datetime] = []
    for days in (2, 8, 8 * count):
        found = slots(schedule, after + timedelta(microseconds=1), after + timedelta(days=days))
        if len(found) >= count:
            break
    return found[:count]


def next_slot(schedule: Schedule, after: datetime) -> datetime | None:
    """Return the first slot later than *after* (UTC); None when the schedule has no day or time."""
    return next(iter(next_slots(schedule, after, 1)), None)


def read_time(text: str) -> time:
    """Return the time of day in *text*, written as 08:00; raise BadSchedule otherwise."""
    found = _TIME.fullmatch(text.strip())
    if found:
        return time(int(found[1]), int(found[2]))
    raise BadSchedule("{text!r} is no time of day; write it as 08:00", text=text)


def read_days(text: str) -> tuple[int, ...]:
    """Return the days in *text*: "mon,wed", "mon-fri", "daily"; raise BadSchedule otherwise."""
    folded = text.strip().lower()
    if folded in {"daily", "every day", "all"}:
        return tuple(range(7))
    found: set[int] = set()
    for part in re.split(r"[\s,]+", re.sub(r"\s*[-–]\s*", "-", folded)):
        if part:
            first, dash, last = part.partition("-")
            start, end = _day(first), _day(last) if dash else _day(first)
            found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    if not found:
        raise BadSchedule("name at least one day, as in mon,wed or mon-fri")
    return tuple(sorted(found))


def read_zone(text: str) -> str:
    """Return the IANA zone called *text*; raise BadSchedule when there is none."""
    name = text.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadSchedule("{text!r} is no time zone; write it like Europe/Berlin or UTC", text=text) from None
    return name


def days_text(days: tuple[int, ...]) -> str:
    """Return the days as they are typed: "mon-fri", "mon,wed", "daily"."""
    if len(days) == 7:
        return "daily"
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ",".join(DAYS[day] for day in days)


def _day(text: str) -> int:
    for number, name in enumerate(_DAY_NAMES):
        if len(text) >= 2 and name.startswith(text.removesuffix("s")):  # "thurs", "weds", "mondays"
            return number
    raise BadSchedule("{text!r} is no day; write mon, tue, wed, thu, fri, sat or sun", text=text)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)
