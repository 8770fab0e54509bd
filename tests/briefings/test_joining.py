"""Several writers share one transaction: all of it is stored, or nothing."""

from datetime import time, timedelta

import pytest

from briefings.library.deliveries import Deliveries
from briefings.library.holding import Overtaken
from briefings.library.ledger import State
from briefings.place import Place
from briefings.schedule import Schedule
from tests.fakes import NOON

LEASE = timedelta(minutes=2)


@pytest.fixture
def claimed(deliveries: Deliveries) -> list[int]:
    """Three deliveries that are held here."""
    for number in range(3):
        place = Place("slack", "T1", f"C{number}")
        deliveries.enter_now(deliveries.add(Schedule("morning", place, (time(8),)), NOON, "U1"), NOON)
    return [each.number for each, _ in deliveries.claim(["slack"], "here", NOON, LEASE, most=3)]


def states(deliveries: Deliveries) -> list[State]:
    return [deliveries.last(each.number)[0].state for each in deliveries.schedules()]


def test_who_was_overtaken_spoils_nothing_for_the_others(deliveries: Deliveries, claimed: list[int]) -> None:
    first, second, third = claimed
    found = deliveries.together(
        [
            lambda: deliveries.start_sending(first, "here", NOON, LEASE),
            lambda: deliveries.finish(second, State.POSTED, NOON, None, "there"),
            lambda: deliveries.finish(third, State.FAILED, NOON, "too long", "here"),
        ]
    )
    assert found[0] is True and isinstance(found[1], Overtaken) and found[2] is None
    assert states(deliveries) == [State.SENDING, State.CLAIMED, State.FAILED]


def test_what_breaks_leaves_everything_as_it_was(deliveries: Deliveries, claimed: list[int]) -> None:
    with pytest.raises(ZeroDivisionError):
        deliveries.together([lambda: deliveries.finish(claimed[0], State.POSTED, NOON), lambda: 1 // 0])
    assert states(deliveries) == [State.CLAIMED] * 3
    deliveries.finish(claimed[0], State.POSTED, NOON)  # in a transaction of its own again
    assert states(deliveries)[0] is State.POSTED
