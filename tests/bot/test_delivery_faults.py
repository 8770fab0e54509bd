"""A digest is delivered once, whatever fails: answers, channels, processes, the network."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import Postman, _Taken
from bot.ports import NoAnswer, NotNow, PostError, Refused
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.library.library import Library
from briefings.place import Place
from briefings.schedule import Schedule
from tests.bot.delivering import EIGHT, MORNING, arrive, last
from tests.fakes import NOON, FakeClock, FakePoster


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
    [taken] = claimed
    await postman._guarded(_Taken(*taken, "here"))
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
