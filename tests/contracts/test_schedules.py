"""What every ledger must do with schedules: lists in memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import time, timedelta

from briefings.filters import Filters
from briefings.library.ledger import BY_A_PERSON, PAUSED, State
from briefings.place import Place
from briefings.schedule import Schedule
from tests.contracts.ledgers import DAY, EIGHT, HERE, LATE, MORNING, AnyLedger, claimed, last
from tests.fakes import NOON


def test_a_slot_that_was_missed_for_too_long_is_skipped(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT + LATE + timedelta(minutes=1), LATE)
    assert (last(ledger).state, last(ledger).reason) == (
        State.SKIPPED,
        "missed: nothing ran or could post within 6 h",
    )


def test_a_stopped_schedule_skips_its_slots_until_a_person_sends(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.stop(1, "the channel is gone", NOON)
    ledger.plan(EIGHT, LATE)
    assert (last(ledger).state, last(ledger).reason) == (State.SKIPPED, "stopped: the channel is gone")
    token = ledger.enter_now(1, EIGHT + timedelta(hours=1))
    assert ledger.schedules()[0].stopped is None
    found = claimed(ledger, EIGHT + timedelta(hours=1))
    assert found is not None and found.token == token


def test_the_configuration_adds_changes_and_takes_out_its_own_schedules_only(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    mine = ledger.add(Schedule("mine", Place("slack", "T2", "C9"), (time(9, 0),)), NOON, "U1")
    evening = Schedule("evening", HERE, (time(18, 0),))
    ledger.configure([evening], NOON)
    assert [(each.schedule.name, each.from_config) for each in ledger.schedules()] == [
        ("evening", True),
        ("mine", False),
    ]
    assert [each.number for each in ledger.schedules("slack", "T2")] == [mine]
    assert not ledger.schedules("discord", "T2")
    ledger.remove(mine, NOON)
    assert [each.schedule for each in ledger.schedules()] == [evening]


def test_new_times_count_from_now_on(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    earlier = Schedule("morning", HERE, (time(7, 0),))
    ledger.configure([earlier], EIGHT - timedelta(minutes=30))
    ledger.plan(EIGHT, LATE)
    assert not ledger.last(1)


def test_the_due_slots_of_a_removed_schedule_are_not_posted(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT, LATE)
    ledger.configure([], EIGHT)
    assert claimed(ledger) is None
    assert (last(ledger).state, last(ledger).reason) == (State.SKIPPED, "the schedule was removed")


def test_a_paused_schedule_skips_what_is_due_and_what_comes_due(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT, LATE)
    ledger.pause(1, "U1", EIGHT)
    ledger.plan(EIGHT + DAY, LATE)
    assert claimed(ledger, EIGHT + DAY) is None
    assert [(each.slot, each.state, each.reason) for each in ledger.last(1)] == [
        (EIGHT + DAY, State.SKIPPED, PAUSED),
        (EIGHT, State.SKIPPED, PAUSED),
    ]
    assert ledger.schedules()[0].paused_by == "U1"


def test_a_resumed_schedule_makes_nothing_up_for(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.pause(1, "U1", NOON)
    ledger.resume(1, EIGHT + timedelta(hours=1))
    ledger.plan(EIGHT + DAY, LATE)
    assert [(each.slot, each.state) for each in ledger.last(1)] == [
        (EIGHT + DAY, State.DUE),
        (EIGHT, State.SKIPPED),
    ]
    assert ledger.schedules()[0].paused_by is None


def test_a_slot_that_a_person_skips_is_not_planned_again(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.skip(1, EIGHT, NOON)
    ledger.plan(EIGHT, LATE)
    assert claimed(ledger) is None
    assert [(each.slot, each.state, each.reason) for each in ledger.last(1)] == [(EIGHT, State.SKIPPED, BY_A_PERSON)]


def test_a_schedule_takes_other_settings_and_a_new_place_is_tried_afresh(ledger: AnyLedger) -> None:
    number = ledger.add(MORNING, NOON, "U1")
    ledger.stop(number, "the channel is gone", NOON)
    there = replace(MORNING, place=Place("slack", "T1", "C2"), filters=Filters(words=("ferry",), not_words=("train",)))
    ledger.change(number, there, NOON)
    assert [(each.schedule, each.stopped) for each in ledger.schedules()] == [(there, None)]


def test_who_set_it_up_is_told_of_a_stop_once_until_it_works_again(ledger: AnyLedger) -> None:
    number = ledger.add(MORNING, NOON, "U1")
    assert ledger.stop(number, "the channel is gone", NOON) == "U1"
    assert ledger.stop(number, "the channel is gone", NOON) is None
    ledger.works(number)
    assert ledger.schedules()[0].stopped is None
    assert ledger.stop(number, "the channel is gone", NOON) == "U1"


def test_a_stopped_schedule_is_tried_again_after_a_day_or_when_what_is_allowed_changes(ledger: AnyLedger) -> None:
    number = ledger.add(MORNING, NOON, "U1")
    ledger.stop(number, "the channel is gone", EIGHT - DAY)
    ledger.plan(EIGHT, LATE)
    assert last(ledger).state is State.DUE
    ledger.stop(number, "the channel is gone", EIGHT)
    ledger.try_again("slack", "T2")
    assert ledger.schedules()[0].stopped == "the channel is gone"
    ledger.try_again("slack", "T1")
    assert ledger.schedules()[0].stopped is None


def test_what_was_due_when_the_times_were_changed_is_entered(ledger: AnyLedger) -> None:
    number = ledger.add(MORNING, NOON, "U1")
    ledger.change(number, replace(MORNING, at=(time(9, 0),)), EIGHT + timedelta(seconds=5))
    assert [each.slot for each in ledger.last(number)] == [EIGHT]


def test_what_was_skipped_stays_skipped_when_the_digest_is_moved(ledger: AnyLedger) -> None:
    number = ledger.add(MORNING, NOON, "U1")
    ledger.skip(number, EIGHT, NOON)
    ledger.change(number, replace(MORNING, place=Place("slack", "T1", "C2")), NOON)
    ledger.plan(EIGHT, LATE)
    assert [each.state for each in ledger.last(number)] == [State.SKIPPED]
