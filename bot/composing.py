"""Composing: what the deliveries that are taken up together say.

All of them read one state of the library, and what is read at one place serves those where people see the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.digest_entries import Digest, Look, consider, gather, memory_of
from bot.commands.digest_reply import entry_hash
from bot.ports import Clock
from briefings.digest import Choice
from briefings.library.contents import Composition
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery, Planned
from briefings.library.library import Library
from briefings.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a delivery says of what there was up to a moment."""

    delivery: Delivery
    planned: Planned
    until: datetime
    digest: Digest
    choices: Sequence[Choice] | None = None  # that are to be recorded
    through: int = 0

    def composition(self) -> Composition:
        says = {told.number: entry_hash(told) for told in self.digest.entries}
        choices = tuple(replace(choice, says=says.get(choice.number)) for choice in self.choices or ())
        return Composition(self.delivery.number, choices, self.through, self.until, self.planned.schedule)


@dataclass(frozen=True, slots=True)
class Composer:
    """Says what deliveries hold, and records it before it is told. Its method blocks."""

    library: Library
    deliveries: Deliveries
    clock: Clock

    def compose(self, taken: Sequence[tuple[Delivery, Planned]], holder: str) -> Mapping[int, Digest]:
        """Return by their numbers what deliveries say: what was recorded for them, or what is new now, recorded first.

        Those that *holder* has lost to another are left out.
        """
        now = self.clock.now()
        drafts = self._drafts(taken, now)
        new = [each.composition() for each in drafts if each.choices is not None]
        mine = self.deliveries.compose(new, now, holder) if new else set()
        return {
            each.delivery.number: each.digest for each in drafts if each.choices is None or each.delivery.number in mine
        }

    def _drafts(self, taken: Sequence[tuple[Delivery, Planned]], now: datetime) -> list[_Draft]:
        moments = {delivery.number: _until(delivery, now) for delivery, _ in taken}
        throughs = {moment: self.deliveries.highest_number(moment) for moment in set(moments.values())}
        shelves = [self.library.shelf(each.place, moments[each.number]) for each, _ in taken]
        looks: dict[object, Look] = {}
        found: list[_Draft] = []
        with shelves[0].at_once() as first:
            for shelf, (delivery, planned) in zip(shelves, taken, strict=True):
                until = moments[delivery.number]
                look = _look_alike(looks, shelf.beside(first))
                found.append(self._draft(look, delivery, planned, until, throughs[until]))
        return found

    def _draft(self, look: Look, delivery: Delivery, planned: Planned, until: datetime, through: int) -> _Draft:
        if delivery.through is not None:
            choices = self.deliveries.choices(delivery.number)
            return _Draft(delivery, planned, until, gather(look, choices))
        memory = memory_of(self.deliveries, planned.number)
        choices = consider(look, planned.schedule, memory, through)
        return _Draft(delivery, planned, until, gather(look, choices), choices, through)


def _until(delivery: Delivery, now: datetime) -> datetime:
    """Return up to when what arrived is in a delivery: what came after its slot is for the next one, however late."""
    return now if delivery.through is not None else min(delivery.slot, now)


def _look_alike(looks: dict[object, Look], shelf: Shelf) -> Look:
    """Return the look at what may be seen on *shelf*: one for all places where people see the same."""
    return looks.setdefault(shelf.view(), Look(shelf))
