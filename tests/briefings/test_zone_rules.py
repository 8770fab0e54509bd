"""A zone gets other rules while digests are planned in it: what is to come moves, what was is neither doubled nor lost.

The rules are two made files of one zone, an hour apart, as two versions of the IANA database hold them.
"""

import struct
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.place import Place
from briefings.schedule import Schedule, next_slots

ZONE = "Made/Up"
LATE = timedelta(hours=6)
MORNING = Schedule("morning", Place("slack", "T1", "C1"), (time(8), time(8, 30)), zone=ZONE)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
Rules = Callable[[int], None]


def tzif(hours: int) -> bytes:
    """A zone file (RFC 8536) whose clocks are always *hours* ahead of UTC."""
    head = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    return (head + struct.pack(">lbb", hours * 3600, 0, 0) + b"XYZ\0") * 2 + f"\n<+{hours:02}>-{hours}\n".encode()


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[Rules]:
    """What puts the version of the database in use in which the zone is so many hours ahead of UTC."""
    before = zoneinfo.TZPATH

    def use(hours: int) -> None:
        file = tmp_path / f"tz-{hours}" / ZONE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(tzif(hours))
        zoneinfo.reset_tzpath([str(tmp_path / f"tz-{hours}")])
        ZoneInfo.clear_cache()

    yield use
    zoneinfo.reset_tzpath(before)
    ZoneInfo.clear_cache()


@pytest.fixture
def started(tmp_path: Path) -> Callable[[], Deliveries]:
    """What starts the bot's ledger, and starts it again."""
    return lambda: Deliveries(open_database("sqlite:///library.db", tmp_path))


def at(text: str, day: int = 1) -> datetime:
    """A time of day in UTC, on Tuesday unless another *day* after Monday is given."""
    return datetime.combine(MONDAY + timedelta(days=day), time.fromisoformat(text), UTC)


def slots(ledger: Deliveries) -> list[datetime]:
    return sorted(each.slot for each in ledger.last(1, 20))


def test_what_is_to_come_moves_with_the_rules(rules: Rules) -> None:
    rules(2)
    assert next_slots(MORNING, MONDAY, 2) == [at("06:00", 0), at("06:30", 0)]
    rules(3)
    assert next_slots(MORNING, MONDAY, 2) == [at("05:00", 0), at("05:30", 0)]


@pytest.mark.parametrize("again", [False, True], ids=["while it runs", "at a start"])
def test_a_slot_that_was_entered_is_not_entered_again_where_the_rules_move_it_ahead(
    rules: Rules, started: Callable[[], Deliveries], again: bool
) -> None:
    rules(2)
    ledger = started()
    ledger.configure([MORNING], MONDAY)
    ledger.plan(at("06:40", 0), LATE)
    rules(1)
    ledger = started() if again else ledger
    for hour in range(7, 24):
        ledger.plan(at(f"{hour:02}:30", 0), LATE)
    assert slots(ledger) == [at("06:00", 0), at("06:30", 0)]
    ledger.plan(at("07:30"), LATE)
    assert slots(ledger)[2:] == [at("07:00"), at("07:30")]


def test_a_slot_that_the_rules_move_into_the_past_is_entered_after_the_start(
    rules: Rules, started: Callable[[], Deliveries]
) -> None:
    rules(2)
    ledger = started()
    ledger.configure([MORNING], MONDAY)
    ledger.plan(at("06:10", 0), LATE)
    rules(3)  # by which 08:30 was at 05:30
    ledger = started()
    ledger.plan(at("06:20", 0), LATE)
    assert slots(ledger) == [at("05:30", 0), at("06:00", 0)]
    assert {each.state for each in ledger.last(1, 20)} == {State.DUE}


def test_what_a_person_skipped_stays_skipped_where_the_rules_move_it(
    rules: Rules, started: Callable[[], Deliveries]
) -> None:
    rules(2)
    ledger = started()
    ledger.configure([MORNING], MONDAY)
    ledger.skip(1, at("06:00", 0), MONDAY)
    rules(1)
    ledger = started()
    ledger.plan(at("08:00", 0), LATE)
    assert [(each.slot, each.state) for each in ledger.last(1, 20)] == [
        (at("07:30", 0), State.DUE),
        (at("06:00", 0), State.SKIPPED),
    ]


def test_no_slot_before_a_digest_was_set_up_or_given_its_times_is_entered(
    rules: Rules, started: Callable[[], Deliveries]
) -> None:
    rules(2)
    ledger = started()
    ledger.configure([MORNING], at("07:00", 0))
    rules(3)
    ledger = started()
    ledger.plan(at("08:00", 0), LATE)
    assert slots(ledger) == []
