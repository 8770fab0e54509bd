"""A due slot is delivered once; what became of it is in the ledger."""

from datetime import time, timedelta

from bot.delivery import Postman
from bot.ports import Closed, NoAnswer
from bot.replies import plain
from briefings.filters import Filters
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.library.library import Library
from briefings.schedule import Schedule
from tests.bot.delivering import EIGHT, MORNING, PLACE, arrive, last
from tests.fakes import NOON, FakeClock, FakePoster


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
    deliveries.configure(
        [Schedule("morning", PLACE, MORNING.at, zone=MORNING.zone, filters=Filters(topics=("Australia",)))], NOON
    )
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


async def test_the_first_digest_on_a_topic_has_the_newest_entries_on_it(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library, deliveries: Deliveries
) -> None:
    for number in range(4):
        arrive(library, clock, f"bridge-{number}")
    on_china = Schedule("morning", PLACE, MORNING.at, zone=MORNING.zone, filters=Filters(topics=("China",)), at_most=2)
    deliveries.configure([on_china], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    assert [reply.lead for _, reply, _, _ in poster.posted] == ["2 new"]
