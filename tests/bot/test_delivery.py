"""A due slot is delivered once, whatever fails; what became of it is in the ledger."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.delivery import Postman
from bot.ports import Closed, NoAnswer, NotNow, PostError, Refused
from bot.replies import plain
from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery, State
from briefings.library.library import Library
from briefings.schedule import Place, Schedule
from tests.fakes import NOON, FakeClock, FakePoster

PLACE = Place("fake", "", "C1")
MORNING = Schedule("morning", PLACE, (time(8, 0),), zone="Europe/Berlin")
EIGHT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # 08:00 in Berlin, the day after NOON


@pytest.fixture
def poster() -> FakePoster:
    return FakePoster()


@pytest.fixture
def postman(library: Library, deliveries: Deliveries, clock: FakeClock, poster: FakePoster) -> Postman:
    deliveries.configure([MORNING], clock.now())
    posters = {"fake": poster}
    return Postman(library, deliveries, clock, posters, "here", timedelta(hours=6), timedelta(seconds=90))


def last(deliveries: Deliveries) -> Delivery:
    return deliveries.last(deliveries.schedules()[0].number)[0]


def arrive(
    library: Library, clock: FakeClock, name: str, text: str = "The mayor opened the bridge on Main Street."
) -> None:
    library.put(parse_article(text.encode(), f"{name}.md"), clock.now())


async def test_nothing_is_posted_before_the_first_slot(postman: Postman, poster: FakePoster) -> None:
    await postman.deliver_due()
    assert not poster.posted


async def test_a_due_slot_is_posted_once_however_often_the_alarm_rings(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT + timedelta(seconds=5)
    for _ in range(3):
        await postman.deliver_due()
    assert len(poster.posted) == 1
    assert last(deliveries).state is State.POSTED
    assert last(deliveries).slot == EIGHT


async def test_the_first_digest_has_the_newest_entries_and_the_next_only_what_arrived_since(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library
) -> None:
    clock.moment = EIGHT
    await postman.deliver_due()
    arrive(library, clock, "bridge")
    clock.go_on(days=1)
    await postman.deliver_due()
    first, second = (reply for _, reply, _, _ in poster.posted)
    assert (first.lead, second.lead) == ("2 new", "1 new")
    assert "The mayor opened the bridge" in plain(second.cards[0].lines[0])


async def test_nothing_new_is_silent_and_recorded(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(days=1)
    await postman.deliver_due()
    assert len(poster.posted) == 1
    assert (last(deliveries).state, last(deliveries).reason) == (State.SKIPPED, "nothing new")


async def test_nothing_new_is_said_where_that_is_configured(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    deliveries.configure([Schedule("morning", PLACE, MORNING.at, zone=MORNING.zone, when_empty="say_so")], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(days=1)
    await postman.deliver_due()
    assert [reply.lead for _, reply, _, _ in poster.posted] == ["2 new", "Nothing new"]


async def test_entries_that_a_topic_filter_leaves_out_have_their_reason(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    deliveries.configure([Schedule("morning", PLACE, MORNING.at, zone=MORNING.zone, topics=("Australia",))], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    reasons = {choice.reason for choice in deliveries.choices(last(deliveries).number) if not choice.chosen}
    assert reasons == {"none of the digest's topics"}


async def test_a_slot_missed_while_nothing_ran_is_posted_late_within_the_limit(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT + timedelta(hours=5)
    await postman.deliver_due()
    assert len(poster.posted) == 1
    assert last(deliveries).state is State.LATE


async def test_a_slot_missed_for_longer_is_skipped_with_the_reason(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT + timedelta(hours=7)
    await postman.deliver_due()
    assert not poster.posted
    assert last(deliveries).state is State.SKIPPED
    assert "missed" in (last(deliveries).reason or "")


async def test_a_closed_channel_is_posted_to_no_more_and_the_reason_stands_in_the_ledger(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [Closed("the channel is gone")]
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(days=1)
    await postman.deliver_due()
    assert not poster.posted
    assert deliveries.schedules()[0].stopped == "the channel is gone"
    assert last(deliveries).state is State.SKIPPED


async def test_sending_by_hand_tries_a_stopped_channel_again(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [Closed("the channel is gone")]
    clock.moment = EIGHT
    await postman.deliver_due()
    deliveries.enter_now(deliveries.schedules()[0].number, clock.now() + timedelta(seconds=1))
    clock.go_on(seconds=1)
    await postman.deliver_due()
    assert len(poster.posted) == 1
    assert deliveries.schedules()[0].stopped is None


@pytest.mark.parametrize(
    ("failure", "wait", "state"),
    [(NotNow("asked to wait", 30), 31, State.POSTED), (Refused("too long"), 3600, State.FAILED)],
)
async def test_what_was_surely_not_posted_is_tried_again_or_given_up(
    failure: PostError,
    wait: int,
    state: State,
    postman: Postman,
    poster: FakePoster,
    clock: FakeClock,
    deliveries: Deliveries,
) -> None:
    poster.failures = [failure]
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(seconds=wait)
    await postman.deliver_due()
    assert last(deliveries).state is state


async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.after = [NoAnswer("the connection broke")]
    clock.moment = EIGHT
    await postman.deliver_due()
    assert last(deliveries).state is State.SENDING
    clock.go_on(seconds=20)
    await postman.deliver_due()
    assert len(poster.posted) == 1
    assert last(deliveries).state is State.POSTED
    assert last(deliveries).messages


async def test_a_post_that_never_arrived_is_sent_again_only_after_the_wait(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [NoAnswer("the connection broke")]
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(seconds=60)
    await postman.deliver_due()
    assert not poster.posted  # it could still land
    clock.go_on(seconds=60)
    await postman.deliver_due()
    assert len(poster.posted) == 1


async def test_after_two_unanswered_posts_a_person_has_to_look(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [NoAnswer("the connection broke")] * 5
    clock.moment = EIGHT
    for _ in range(20):
        await postman.deliver_due()
        clock.go_on(seconds=30)
    assert len(poster.failures) == 3
    assert last(deliveries).state is State.UNKNOWN
    assert "look into the channel" in (last(deliveries).reason or "")


async def test_without_a_readable_history_nothing_is_sent_twice(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.after, poster.history_readable = [NoAnswer("the connection broke")], False
    clock.moment = EIGHT
    for _ in range(20):
        await postman.deliver_due()
        clock.go_on(seconds=30)
    assert len(poster.posted) == 1
    assert last(deliveries).state is State.UNKNOWN


async def test_a_process_that_died_between_parts_goes_on_with_the_next_part(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.parts_needed, poster.after = 3, [NoAnswer("the connection broke")]
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(seconds=20)
    await postman.deliver_due()
    assert [part for _, _, _, part in poster.posted] == [0, 1, 2]
    assert last(deliveries).state is State.POSTED


async def test_what_was_composed_before_a_crash_is_what_is_posted_after_it(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library
) -> None:
    poster.failures = [NotNow("asked to wait", 10)]
    clock.moment = EIGHT
    await postman.deliver_due()
    arrive(library, clock, "bridge")
    clock.go_on(seconds=20)
    await postman.deliver_due()
    clock.go_on(days=1)
    await postman.deliver_due()
    assert [reply.lead for _, reply, _, _ in poster.posted] == ["2 new", "1 new"]


async def test_two_processes_deliver_a_slot_once(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library, tmp_path: Path, deliveries: Deliveries
) -> None:
    other = Postman(library, deliveries, clock, {"fake": poster}, "there", timedelta(hours=6), timedelta(seconds=90))
    clock.moment = EIGHT
    await asyncio.gather(postman.deliver_due(), other.deliver_due(), postman.deliver_due())
    assert len(poster.posted) == 1


async def test_changed_times_count_from_the_change_on(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    changed = Schedule("morning", PLACE, (time(11, 0),), zone="UTC")
    deliveries.configure([changed], NOON)  # NOON is after today's 11:00: it is not made up for
    await postman.deliver_due()
    assert not poster.posted
    clock.go_on(hours=23)
    await postman.deliver_due()
    assert len(poster.posted) == 1


async def test_entries_of_a_digest_that_was_missed_are_in_the_next_one(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [NotNow("cannot be reached", 3600)] * 7
    clock.moment = EIGHT
    for _ in range(8):
        await postman.deliver_due()
        clock.go_on(hours=1)
    assert last(deliveries).state is State.SKIPPED and not poster.posted
    poster.failures = []
    clock.moment = EIGHT + timedelta(days=1)
    await postman.deliver_due()
    assert [reply.lead for _, reply, _, _ in poster.posted] == ["2 new"]


async def test_what_a_dead_process_had_only_claimed_is_taken_over_within_seconds(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT
    deliveries.plan(clock.now(), timedelta(hours=6))
    assert deliveries.claim(["fake"], "a process that dies now", clock.now(), timedelta(seconds=15))
    clock.go_on(seconds=16)
    await postman.deliver_due()
    assert len(poster.posted) == 1


async def test_a_process_that_was_overtaken_posts_nothing(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    clock.moment = EIGHT
    deliveries.plan(clock.now(), timedelta(hours=6))
    claimed = deliveries.claim(["fake"], "here", clock.now(), timedelta(seconds=15))
    clock.go_on(seconds=16)
    assert deliveries.claim(["fake"], "there", clock.now(), timedelta(seconds=15))
    assert claimed
    await postman._deliver(*claimed)
    assert not poster.posted


async def test_a_later_part_without_an_answer_waits_as_long_as_the_first(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.parts_needed = 2
    clock.moment = EIGHT
    poster.lost_parts = {1}
    await postman.deliver_due()
    clock.go_on(seconds=60)
    await postman.deliver_due()
    assert [part for _, _, _, part in poster.posted] == [0]
    clock.go_on(seconds=60)
    poster.lost_parts = set()
    await postman.deliver_due()
    assert [part for _, _, _, part in poster.posted] == [0, 1]


async def test_a_part_that_never_gets_an_answer_is_given_up(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.parts_needed, poster.lost_parts = 2, {1}
    clock.moment = EIGHT
    for _ in range(60):
        await postman.deliver_due()
        clock.go_on(seconds=30)
    assert poster.tried == [0, 1, 1]
    assert last(deliveries).state is State.UNKNOWN


async def test_a_history_that_cannot_be_read_for_minutes_is_waited_for(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.after, poster.history_busy = [NoAnswer("the connection broke")], True
    clock.moment = EIGHT
    for _ in range(10):
        await postman.deliver_due()
        clock.go_on(seconds=30)
    assert last(deliveries).state is State.SENDING
    poster.history_busy = False
    await postman.deliver_due()
    assert len(poster.posted) == 1
    assert last(deliveries).state in {State.POSTED, State.LATE}


async def test_what_surely_was_not_posted_is_no_unanswered_post(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [NotNow("cannot be reached", 10), NotNow("cannot be reached", 10), NoAnswer("lost")]
    clock.moment = EIGHT
    for _ in range(10):
        await postman.deliver_due()
        clock.go_on(seconds=30)
    assert len(poster.posted) == 1
    assert last(deliveries).state in {State.POSTED, State.LATE}


async def test_a_slow_channel_keeps_no_other_waiting(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    slow = Schedule("slow", Place("fake", "", "SLOW"), MORNING.at, zone=MORNING.zone)
    deliveries.configure([slow, MORNING], NOON)
    gate = poster.hold("SLOW")
    clock.moment = EIGHT
    task = asyncio.create_task(postman.deliver_due())
    async with asyncio.timeout(5):
        await poster.first_post.wait()
    assert [place.channel for place, _, _, _ in poster.posted] == ["C1"]
    gate.set()
    await task
    assert {place.channel for place, _, _, _ in poster.posted} == {"C1", "SLOW"}


async def test_the_first_digest_on_a_topic_has_the_newest_entries_on_it(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library, deliveries: Deliveries
) -> None:
    for number in range(4):
        arrive(library, clock, f"bridge-{number}")
    on_china = Schedule("morning", PLACE, MORNING.at, zone=MORNING.zone, topics=("China",), at_most=2)
    deliveries.configure([on_china], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    assert [reply.lead for _, reply, _, _ in poster.posted] == ["2 new"]
