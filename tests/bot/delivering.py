"""A daily digest to one channel, for the tests of its delivery."""

from datetime import UTC, datetime, time

from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.library.library import Library
from briefings.place import Place
from briefings.schedule import Schedule
from tests.fakes import FakeClock

PLACE = Place("fake", "", "C1")
MORNING = Schedule("morning", PLACE, (time(8, 0),), zone="Europe/Berlin")
EIGHT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # 08:00 in Berlin, the day after NOON


def last(deliveries: Deliveries) -> Delivery:
    """The delivery of the latest slot."""
    return deliveries.last(deliveries.schedules()[0].number)[0]


def arrive(library: Library, clock: FakeClock, name: str) -> None:
    """A new article, of one sentence."""
    library.put(parse_article(b"The mayor opened the bridge on Main Street.", f"{name}.md"), clock.now())
