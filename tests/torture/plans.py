"""What is to be delivered: schedules over channels of both platforms, and the slots that follow, counted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.library.ledger import delivery_token
from briefings.place import Place
from briefings.schedule import Schedule

APART = timedelta(minutes=15)
DAYS = 2


@dataclass(frozen=True)
class Plan:
    """So many schedules with so many slots a day; ``channels`` of each platform, by their ids."""

    first: datetime  # slot, UTC, at a full minute
    slots_a_day: int
    schedules: tuple[Schedule, ...]

    def slots(self) -> list[datetime]:
        """The slots of each schedule."""
        every = [self.first + number * APART for number in range(self.slots_a_day)]
        return [slot + timedelta(days=day) for day in range(DAYS) for slot in every]

    def tokens(self, numbers: Sequence[int]) -> set[str]:
        """The tokens of all deliveries; *numbers* are those of the stored schedules."""
        pairs = list(zip(numbers, self.schedules, strict=True))
        return {delivery_token(number, slot, each.place) for number, each in pairs for slot in self.slots()}


def make_plan(first: datetime, schedules: int, slots_a_day: int, places: Sequence[Place]) -> Plan:
    """Spread the schedules over *places*."""
    times = tuple((first + number * APART).time() for number in range(slots_a_day))
    made = [
        Schedule(f"digest-{number:03}", places[number % len(places)], times, at_most=20, when_empty="say_so")
        for number in range(schedules)
    ]
    return Plan(first, slots_a_day, tuple(made))
