"""Slots: one for each local date and time, in every zone, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.place import Place
from briefings.schedule import (
    BadSchedule,
    Schedule,
    days_text,
    next_slot,
    next_slots,
    read_days,
    read_time,
    read_zone,
    slots,
)

PLACE = Place("fake", "", "C1")
# Zones of half and three-quarter hours; jumps at midnight (Cairo, Beirut, Santiago, Havana), into the next day (Nuuk),
# of half an hour (Lord Howe) and of two (Troll), in Ramadan (Casablanca); far from UTC (Kiritimati, Niue); and none.
ODD = (
    "Africa/Cairo Africa/Casablanca America/Asuncion America/Havana America/New_York America/Nuuk America/Santiago "
    "America/St_Johns Antarctica/Troll Asia/Beirut Asia/Gaza Asia/Kathmandu Asia/Kolkata Asia/Tehran Atlantic/Azores "
    "Australia/Lord_Howe Europe/Berlin Europe/Dublin Pacific/Apia Pacific/Chatham Pacific/Kiritimati Pacific/Niue UTC"
).split()
SAMPLE = sorted({*ODD, *sorted(available_timezones())[::20]} - {"localtime"})
TIMES = (time(0, 0), time(0, 30), time(1, 30), time(2, 0), time(2, 30), time(3, 0), time(8, 0), time(23, 59))
SINCE, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
schedules = st.builds(
    Schedule,
    name=st.just("x"),
    place=st.just(PLACE),
    at=st.lists(times, max_size=4).map(tuple),
    days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    zone=st.sampled_from(ODD),
)


def daily(at: str, zone: str) -> Schedule:
    return Schedule("x", PLACE, tuple(map(read_time, at.split(","))), zone=zone)


def on(schedule: Schedule, day: str) -> list[str]:
    """The slots of one local day, in UTC."""
    zone = ZoneInfo(schedule.zone)
    start = datetime.combine(date.fromisoformat(day), time(), UTC)
    near = slots(schedule, start - timedelta(days=1), start + timedelta(days=2))
    return [f"{slot:%H:%M}" for slot in near if slot.astimezone(zone).date() == start.date()]


@pytest.mark.parametrize("zone", SAMPLE)
def test_no_slot_is_doubled_and_none_skipped_over_two_years(zone: str) -> None:
    for at in TIMES:
        found = slots(daily(f"{at:%H:%M}", zone), SINCE, UNTIL)
        assert len(found) in {729, 730, 731}  # the first or the last may lie outside the window
        between = {later - earlier for earlier, later in pairwise(found)}
        assert timedelta(hours=22) <= min(between) and max(between) <= timedelta(hours=26)
        moved = {slot for slot in found if slot.astimezone(ZoneInfo(zone)).time() != at}
        assert len(moved) <= 4  # a jump a year, in Ramadan two


@pytest.mark.parametrize(
    ("zone", "day", "at", "in_utc"),
    [
        ("Europe/Berlin", "2026-03-28", "02:30", ["01:30"]),
        ("Europe/Berlin", "2026-03-29", "02:30", ["01:30"]),  # there is no 02:30: it is 03:30 in summer time
        ("Europe/Berlin", "2026-03-29", "02:00,03:00", ["01:00"]),  # two times on one instant are one slot
        ("Europe/Berlin", "2026-10-25", "02:30", ["00:30"]),  # shown twice: the first
        ("America/New_York", "2026-03-08", "02:30", ["07:30"]),
        ("America/New_York", "2026-11-01", "01:30", ["05:30"]),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", ["15:45"]),  # a jump of half an hour
        ("Asia/Beirut", "2026-03-29", "00:00", ["22:00"]),  # the clocks jump at midnight
        ("Pacific/Kiritimati", "2026-01-01", "08:00", ["18:00"]),
        ("UTC", "2026-01-01", "08:00,17:30", ["08:00", "17:30"]),
    ],
)
def test_gap_and_fold(zone: str, day: str, at: str, in_utc: list[str]) -> None:
    assert on(daily(at, zone), day) == in_utc


@settings(max_examples=150, deadline=None)
@given(schedules, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_windows_are_half_open_so_that_neighbours_part_the_slots(schedule: Schedule, three: list[datetime]) -> None:
    first, middle, last = three[0], three[0] + (three[1] - three[0]) % timedelta(days=40), three[0] + timedelta(days=40)
    assert slots(schedule, first, middle) + slots(schedule, middle, last) == slots(schedule, first, last)


@settings(max_examples=150, deadline=None)
@given(schedules, moments)
def test_slots_are_in_order_in_the_window_on_the_right_days(schedule: Schedule, since: datetime) -> None:
    until = since + timedelta(days=15)
    found = slots(schedule, since, until)
    assert found == sorted(set(found))
    assert all(since <= slot < until and slot.tzinfo is UTC for slot in found)
    assert len(found) <= 16 * len(schedule.at)
    for slot in found:
        local = slot.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)
        moved_over_midnight = local - timedelta(hours=1)
        assert {local.weekday(), moved_over_midnight.weekday()} & set(schedule.days)


@settings(max_examples=150, deadline=None)
@given(schedules, moments)
def test_the_next_slot_is_the_first_later_one(schedule: Schedule, after: datetime) -> None:
    following = next_slot(schedule, after)
    later = slots(schedule, after, after + timedelta(days=15))
    assert following == next((slot for slot in later if slot > after), None)


@settings(max_examples=100, deadline=None)
@given(schedules, moments, st.integers(1, 4))
def test_the_next_slots_follow_one_another(schedule: Schedule, after: datetime, count: int) -> None:
    found = next_slots(schedule, after, count)
    assert len(found) == (count if schedule.at and schedule.days else 0)
    for before, later in pairwise([after, *found]):
        assert next_slot(schedule, before) == later


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("08:00", "08:00", 0), ("08:00", "08:01", 1), ("07:59", "08:00", 0), ("08:01", "23:00", 0), ("09:00", "07:00", 0)],
)
def test_a_slot_is_due_from_its_minute_on(since: str, until: str, count: int) -> None:
    day = date(2026, 1, 1)
    window = (datetime.combine(day, read_time(each), UTC) for each in (since, until))
    assert len(slots(daily("08:00", "UTC"), *window)) == count


@pytest.mark.parametrize("schedule", [Schedule("x", PLACE, ()), Schedule("x", PLACE, (time(8, 0),), ())])
def test_without_a_time_or_a_day_there_is_no_slot(schedule: Schedule) -> None:
    assert next_slot(schedule, SINCE) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [("08:00", time(8)), ("8:00", time(8)), (" 0:05 ", time(0, 5)), ("23:59", time(23, 59))],
)
def test_a_time_is_read(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "8", "8:0", "24:00", "8:60", "8.00", "-8:00", "²:00", "٠٨:00", "630", "8am", "008:00"]
)
def test_what_is_no_time_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(BadSchedule, match="write it as 08:00"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon", (0,)),
        ("Monday", (0,)),
        ("mondays", (0,)),
        ("tu,th", (1, 3)),
        ("tues, weds, thurs", (1, 2, 3)),
        ("mon wed fri", (0, 2, 4)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("mon - fri", (0, 1, 2, 3, 4)),
        ("mon–fri", (0, 1, 2, 3, 4)),
        ("fri-mon", (0, 4, 5, 6)),
        ("sun-sun", (6,)),
        ("mon,mon", (0,)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("every day", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_are_read(text: str, days: tuple[int, ...]) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["", ",", "m", "s", "monkey", "sunflower", "mon-", "-fri", "mon-fri-sun", "1"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadSchedule):
        read_days(text)


@given(st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))))
def test_days_are_written_as_they_are_read(days: tuple[int, ...]) -> None:
    assert read_days(days_text(days)) == days


@pytest.mark.parametrize(("text", "zone"), [("UTC", "UTC"), (" Europe/Berlin ", "Europe/Berlin")])
def test_a_zone_is_read(text: str, zone: str) -> None:
    assert read_zone(text) == zone


@pytest.mark.parametrize("text", ["", "Mars", "Europe", "../etc/passwd", "/etc/passwd", "a\0b", "\ud800", "x" * 5000])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(BadSchedule, match="write it like Europe/Berlin"):
        read_zone(text)
