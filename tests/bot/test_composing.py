"""Digests that are composed together say what each says by itself, and nothing that is not for its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.commands.digest_entries import Digest
from bot.composing import Composer
from bot.delivery import Postman
from bot.replies import Reply
from briefings.library.ledger import State
from briefings.library.rows import Verdict
from briefings.library.shelf import Shelf
from briefings.library.speech import QuoteFilter
from briefings.place import Place
from tests.bot.delivering import MORNING
from tests.bot.hidden import FACTS, LATER, OTHERS, SEEN, World, words_of, world
from tests.fakes import NOON, FakePoster

PLACES = {asker.place: SEEN.get(name, ()) for name, asker in OTHERS.items()}
MORE = [Place("slack", "T1", "C2"), Place("slack", "T2", "C1"), Place("discord", "2", "10"), Place("discord", "", "@5")]
WAITS = (timedelta(hours=6), timedelta(seconds=90))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[World]:
    """A library with articles of several workspaces, with corrections and a doubt, just before an embargo ends."""
    with world(tmp_path / "full", FACTS) as found:
        curations, (quillon, zaffre) = found.library.curations, (found.numbers[each] for each in ("quillon", "zaffre"))
        curations.correct(1, 1, "slack:T1", Verdict.UNATTRIBUTED, None, "U1", NOON)
        curations.correct(quillon, 1, "slack:T1", Verdict.NOT_A_QUOTE, None, "U1", NOON)
        curations.flag(zaffre, 1, "discord:1", "u1", NOON)
        curations.flag(2, 1, "discord:2", "u2", NOON)
        found.clock.moment = LATER - timedelta(seconds=1)
        yield found


async def posted(full: World, *groups: tuple[Place, ...]) -> dict[Place, Reply]:
    """What is posted to the places, which come due in groups."""
    poster, deliveries = FakePoster(), full.answers.deliveries
    everywhere = [place for group in groups for place in group]
    named = {place: f"d{number}" for number, place in enumerate(everywhere)}
    deliveries.configure([replace(MORNING, name=named[place], place=place) for place in everywhere], NOON)
    numbers = {each.schedule.place: each.number for each in deliveries.schedules()}
    posters = dict.fromkeys(("discord", "slack", "terminal"), poster)
    postman = Postman(full.library, deliveries, full.clock, posters, "here", *WAITS)
    for group in groups:
        for place in group:
            deliveries.enter_now(numbers[place], full.clock.now())
        await postman.deliver_due()
    return {place: reply for place, reply, _, _ in poster.posted}


async def test_a_digest_is_the_same_alone_and_among_those_of_other_places(full: World, tmp_path: Path) -> None:
    everywhere = (*PLACES, *MORE)
    together = await posted(full, everywhere)
    full.answers.deliveries.configure([], NOON)
    alone = await posted(full, *((place,) for place in everywhere))
    assert set(together) == set(everywhere)
    for place, reply in together.items():
        assert (reply.lead, reply.cards, reply.notes) == (alone[place].lead, alone[place].cards, alone[place].notes)


async def test_digests_composed_together_hold_what_is_for_their_own_place_alone(full: World) -> None:
    for place, reply in (await posted(full, tuple(PLACES))).items():
        shown = repr(reply).lower()
        for word in FACTS:
            found = {each for each in words_of(word) if each in shown}
            assert bool(found) == (word in PLACES[place]), (place, word)


def test_places_look_alike_only_where_people_see_the_same(full: World) -> None:
    everywhere = (*PLACES, *MORE)
    with full.library.shelf(now=full.clock.now()).at_once() as first:
        shelves = {place: full.library.shelf(place, full.clock.now()).beside(first) for place in everywhere}
        alike = [pair for pair in combinations(shelves, 2) if shelves[pair[0]].view() == shelves[pair[1]].view()]
        for one, other in alike:
            assert seen(shelves[one]) == seen(shelves[other]), (one, other)
    assert len(alike) > 3
    assert (Place("slack", "T1", "C1"), Place("slack", "T1", "D1")) not in alike


def seen(shelf: Shelf) -> list[object]:
    entries = shelf.arrived(0, 99, 99)
    return [
        (held, shelf.quotes(QuoteFilter(article=held.number), 99), shelf.topics_of([held.number])) for held in entries
    ]


def test_places_look_different_once_one_of_them_has_something_of_its_own(full: World) -> None:
    here, there = Place("discord", "3", "1"), Place("discord", "4", "1")

    def views() -> list[object]:
        with full.library.shelf(now=NOON).at_once() as first:
            return [full.library.shelf(place, NOON).beside(first).view() for place in (here, there)]

    assert views()[0] == views()[1]
    full.library.curations.flag(2, 1, "discord:3", "u3", NOON)
    assert views()[0] != views()[1]


async def test_what_cannot_be_composed_keeps_no_other_back(full: World) -> None:
    poster, deliveries = FakePoster(), full.answers.deliveries
    good, bad = (replace(MORNING, name=each, place=Place("slack", "T9", each)) for each in ("good", "bad"))
    deliveries.configure([good, bad], NOON)
    for planned in deliveries.schedules():
        deliveries.enter_now(planned.number, full.clock.now())
    postman = Postman(full.library, deliveries, full.clock, {"slack": poster}, "here", *WAITS)
    object.__setattr__(postman, "_composer", Choosy(full.library, deliveries, full.clock))
    await postman.deliver_due()
    states = {each.schedule.name: deliveries.last(each.number)[0].state for each in deliveries.schedules()}
    assert states == {"good": State.POSTED, "bad": State.CLAIMED}


class Choosy(Composer):
    """Composes everything but the digest that is called bad."""

    def compose(self, taken: object, holder: str) -> Mapping[int, Digest]:
        assert isinstance(taken, list)
        if any(planned.schedule.name == "bad" for _, planned in taken):
            raise ValueError("bad")
        return super().compose(taken, holder)
