"""Composing: what the deliveries that are taken up together say.

All of them read one state of the library, and what is read at one place serves those where people see the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot.commands.digest_choices import Memory, consider, memory_of
from bot.commands.digest_entries import Digest, gather
from bot.commands.digest_looks import Look
from bot.commands.digest_reply import entry_hash
from bot.ports import Clock
from briefings.digest import Choice
from briefings.library.contents import Composition
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery, Planned
from briefings.library.library import Library
from briefings.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class _Asked:
    """A delivery that is to be composed of what there was up to a moment (UTC) at its place."""

    delivery: Delivery
    planned: Planned
    until: datetime
    shelf: Shelf
    memory: Memory
    view: str = ""

    def beside(self, first: Shelf) -> "_Asked":
        """Return this as of the moment of *first*, with what its shelf has in common with those that show the same."""
        shelf = self.shelf.beside(first)
        return replace(self, shelf=shelf, view=repr(shelf.view()))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a delivery says; *choices* are those that are to be recorded."""

    asked: _Asked
    digest: Digest
    choices: Sequence[Choice] | None = None
    through: int = 0

    @property
    def number(self) -> int:
        return self.asked.delivery.number

    def composition(self) -> Composition:
        says = {told.number: entry_hash(told) for told in self.digest.entries}
        choices = tuple(replace(choice, says=says.get(choice.number)) for choice in self.choices or ())
        return Composition(self.number, choices, self.through, self.asked.until, self.asked.planned.schedule)


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
        return {each.number: each.digest for each in drafts if each.choices is None or each.number in mine}

    def _drafts(self, taken: Sequence[tuple[Delivery, Planned]], now: datetime) -> list[_Draft]:
        asked = [self._asked(delivery, planned, now) for delivery, planned in taken]
        throughs = {moment: self.deliveries.highest_number(moment) for moment in {each.until for each in asked}}
        found: list[_Draft] = []
        with asked[0].shelf.at_once() as first:
            still = sorted(
                (each.beside(first) for each in asked), key=lambda each: (each.view, repr(each.memory.through))
            )
            for _, alike in groupby(still, key=lambda each: each.view):  # one look at a time: it can be big
                look: Look | None = None
                for each in alike:
                    look = look or Look(each.shelf)
                    found.append(self._draft(look, each, throughs[each.until]))
        return found

    def _asked(self, delivery: Delivery, planned: Planned, now: datetime) -> _Asked:
        """Say up to when what arrived is in a delivery: what came after its slot is for the next one, however late."""
        until = now if delivery.through is not None else min(delivery.slot, now)
        memory = memory_of(self.deliveries, planned.number)
        return _Asked(delivery, planned, until, self.library.shelf(delivery.place, until), memory)

    def _draft(self, look: Look, asked: _Asked, through: int) -> _Draft:
        if asked.delivery.through is not None:
            return _Draft(asked, gather(look, self.deliveries.choices(asked.delivery.number)))
        choices = consider(look, asked.planned.schedule, asked.memory, through)
        return _Draft(asked, gather(look, choices), choices, through)
