"""A channel that is gone or forbidden: nothing more is posted there, one person hears of it, and it is tried again."""

from datetime import time, timedelta

import pytest

from bot.delivery import Postman
from bot.ports import Closed
from bot.replies import plain
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.place import Place
from briefings.schedule import Schedule
from tests.bot.delivering import EIGHT, PLACE, last
from tests.fakes import NOON, FakeClock, FakePoster

THRICE = Schedule("thrice", PLACE, (time(8), time(12), time(16)), zone="Europe/Berlin", when_empty="say_so")
GONE = Closed("the channel is gone")
ANN = Place("fake", "", "@ann")


@pytest.fixture
def number(postman: Postman, deliveries: Deliveries) -> int:
    """A digest that Ann set up, the only one."""
    deliveries.configure([], NOON)
    return deliveries.add(THRICE, NOON, "ann")


async def _deliver_at(postman: Postman, clock: FakeClock, hours: float) -> None:
    clock.moment = EIGHT + timedelta(hours=hours)
    await postman.deliver_due()


async def test_nothing_more_is_posted_to_a_closed_channel_and_the_reason_stands_in_the_ledger(
    number: int, postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 0)
    await _deliver_at(postman, clock, 4)
    assert PLACE not in [place for place, _, _, _ in poster.posted]
    assert deliveries.schedules()[0].stopped == "the channel is gone"
    assert (last(deliveries).state, last(deliveries).reason) == (State.SKIPPED, "stopped: the channel is gone")


async def test_who_set_it_up_is_told_once_by_direct_message(
    number: int, postman: Postman, poster: FakePoster, clock: FakeClock
) -> None:
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 0)
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 24)
    assert [place for place, _, _, _ in poster.posted] == [ANN]
    assert plain(poster.posted[0][1].title) == "The digest thrice was stopped: the channel is gone."


async def test_it_is_tried_again_after_a_day_and_goes_on_when_it_works(
    number: int, postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 0)
    await _deliver_at(postman, clock, 24)
    assert [place for place, _, _, _ in poster.posted] == [ANN, PLACE]
    assert deliveries.schedules()[0].stopped is None
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 28)
    assert [place for place, _, _, _ in poster.posted].count(ANN) == 2  # another stop is told again


async def test_it_is_tried_again_at_its_next_slot_when_what_is_allowed_there_changes(
    number: int, postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 0)
    deliveries.try_again("fake", "")
    await _deliver_at(postman, clock, 4)
    assert [place for place, _, _, _ in poster.posted] == [ANN, PLACE]


async def test_a_digest_by_direct_message_that_is_refused_tells_nobody(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    deliveries.configure([], NOON)
    deliveries.add(Schedule("own", ANN, (time(8),), zone="Europe/Berlin"), NOON, "ann")
    poster.failures = [GONE]
    await _deliver_at(postman, clock, 0)
    assert not poster.posted


async def test_a_person_who_takes_no_direct_messages_does_not_break_the_delivery(
    number: int, postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    poster.failures = [GONE, Closed("no direct messages")]
    await _deliver_at(postman, clock, 0)
    assert last(deliveries).state is State.FAILED
