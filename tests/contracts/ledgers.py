"""What the contract tests of the ledger share: a morning digest, and what is done with its delivery."""

from datetime import UTC, datetime, time, timedelta

from briefings.digest import Choice, Why
from briefings.library.contents import Composition
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.place import Place
from briefings.schedule import Schedule
from tests.fakes import NOON
from tests.memory_ledger import MemoryDeliveries

AnyLedger = Deliveries | MemoryDeliveries
HERE = Place("slack", "T1", "C1")
MORNING = Schedule("morning", HERE, (time(8, 0),))
EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # the day after NOON
LATE, LEASE, DAY = timedelta(hours=6), timedelta(minutes=2), timedelta(days=1)
TWO = (Choice(1, True, "new", Why.NEW), Choice(2, False, "none of the digest's topics", Why.FILTERED))


def claimed(ledger: AnyLedger, now: datetime = EIGHT, holder: str = "here") -> Delivery | None:
    found = ledger.claim(["slack"], holder, now, LEASE)
    return found[0][0] if found else None


def compose(ledger: AnyLedger, number: int, choices: tuple[Choice, ...], through: int, now: datetime = EIGHT) -> None:
    ledger.compose([Composition(number, choices, through, now)], now)


def due(ledger: AnyLedger, now: datetime = EIGHT) -> Delivery:
    """The morning's delivery, claimed as soon as it is due."""
    ledger.configure([MORNING], NOON)
    ledger.plan(now, LATE)
    found = claimed(ledger, now)
    assert found is not None
    return found


def last(ledger: AnyLedger) -> Delivery:
    return ledger.last(1)[0]
