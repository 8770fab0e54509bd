"""What a digest had no room for is behind "More", for those who see the digest; what came after its slot is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answers import Answers
from bot.delivery import Postman
from bot.desk import Asker
from bot.platforms.plain_text import render
from bot.replies import Reply
from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.library.library import Library
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING, last
from tests.bot.generated import ask
from tests.fakes import NOON, FakeClock, FakePoster
from tests.towns import town, town_text

MEMBER = Asker("fake", "T1", "C9", "U1")
OTHERS = (Asker("fake", "T2", "C1", "U1"), Asker("fake", "", "C1", "U1"), Asker("slack", "T1", "C1", "U1"))


def put(library: Library, clock: FakeClock, *numbers: int) -> None:
    for number in numbers:
        library.put(parse_article(town_text(number).encode(), f"town-{number}.md"), clock.now())


@pytest.fixture
async def posted(
    postman: Postman, deliveries: Deliveries, library: Library, clock: FakeClock, poster: FakePoster
) -> Reply:
    """A digest of two entries, posted where seven more were new."""
    deliveries.configure([replace(MORNING, place=Place("fake", "T1", "C1"), at_most=2)], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()  # the first holds the newest, and no backlog
    put(library, clock, *range(9))
    clock.go_on(days=1)
    await postman.deliver_due()
    return poster.posted[-1][1]


async def test_more_pages_through_what_had_no_room(posted: Reply, answers: Answers, deliveries: Deliveries) -> None:
    more = posted.buttons[0]
    assert (more.label, more.line) == ("More (7)", f"rest digest:{last(deliveries).token}")
    assert "9 considered, 7 left out (7: more than 2 were new)" in render(posted)
    pages = [ask(answers, f"{more.line} page:{page}", MEMBER) for page in (1, 2)]
    assert [len(page.cards) for page in pages] == [5, 2] and pages[0].pages == 2
    said = render(posted) + "".join(map(render, pages))
    assert all(said.count(f"The council of {town(number)} repaired") == 1 for number in range(9))


async def test_the_id_is_taken_as_it_stands_under_the_digest(
    posted: Reply, answers: Answers, deliveries: Deliveries
) -> None:
    assert len(ask(answers, f"rest {last(deliveries).token.upper()}-1", MEMBER).cards) == 5


@pytest.mark.parametrize("asker", OTHERS)
async def test_who_does_not_see_the_digest_is_told_what_an_unknown_id_is_told(
    posted: Reply, answers: Answers, deliveries: Deliveries, asker: Asker
) -> None:
    refused = ask(answers, f"rest {last(deliveries).token}", asker)
    assert render(refused) == render(ask(answers, "rest 000000000000", asker))
    assert "No digest with this id had more than it shows here." in render(refused)


async def test_a_personal_digest_is_the_persons_own(
    postman: Postman, deliveries: Deliveries, library: Library, clock: FakeClock, answers: Answers
) -> None:
    me = Asker("fake", "", "D1", "U1", direct=True)
    number = deliveries.add(replace(MORNING, place=Place("fake", "", "@U1"), at_most=2), NOON, "U1")
    clock.moment = EIGHT
    await postman.deliver_due()
    put(library, clock, *range(4))
    clock.go_on(days=1)
    await postman.deliver_due()
    line = f"rest {deliveries.last(number)[0].token}"
    assert len(ask(answers, line, me).cards) == 2
    assert "No digest with this id" in render(ask(answers, line, replace(me, user="U2")))


async def test_a_digest_with_room_for_all_has_no_more(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries
) -> None:
    deliveries.configure([MORNING], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    assert not any(button.label.startswith("More") for button in poster.posted[-1][1].buttons)


async def test_a_late_digest_ends_at_its_slot_and_what_came_later_is_in_the_next(
    postman: Postman, deliveries: Deliveries, library: Library, clock: FakeClock, poster: FakePoster
) -> None:
    deliveries.configure([MORNING], NOON)
    put(library, clock, 1)
    clock.moment = EIGHT + timedelta(hours=2)
    put(library, clock, 2)
    await postman.deliver_due()
    assert last(deliveries).state is State.LATE
    assert town(1) in render(poster.posted[-1][1]) and town(2) not in render(poster.posted[-1][1])
    clock.moment = EIGHT + timedelta(days=1)
    await postman.deliver_due()
    assert town(2) in render(poster.posted[-1][1]) and town(1) not in render(poster.posted[-1][1])
