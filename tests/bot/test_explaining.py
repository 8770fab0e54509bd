"""`why` tells in which digest an article went, or the exact reason why not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answers import Answers
from bot.delivery import Postman
from bot.desk import Asker
from bot.platforms.plain_text import render
from bot.ports import Refused
from briefings.article import parse_article
from briefings.filters import Filters
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING, arrive
from tests.bot.generated import MANAGER, ask
from tests.briefings.test_duplicates import WIRE
from tests.fakes import NOON, FakeClock, FakePoster

BOARD = Asker("discord", "1", "8", "u1", may_manage=True)
MEMBER = Asker("discord", "1", "8", "u2")
ELSEWHERE = Asker("discord", "1", "7", "u3")


def why(answers: Answers, article: str, asker: Asker = MANAGER) -> str:
    return render(ask(answers, f"why {article}", asker))


def test_without_a_digest_it_says_so(answers: Answers) -> None:
    assert "No digest is set up here" in why(answers, "A1")


def test_an_article_that_is_not_here_is_not_explained(answers: Answers) -> None:
    assert "No single article is called" in why(answers, "A9")


async def test_what_was_posted_what_was_left_out_and_what_comes_are_told_apart(
    answers: Answers, postman: Postman, deliveries: Deliveries, clock: FakeClock, library: Library
) -> None:
    on_law = Filters(topics=("cybersecurity law",))
    deliveries.configure([replace(MORNING, filters=on_law)], NOON)
    assert "new; the digest of Tue 2026-11-24 08:00 Europe/Berlin (Tue 07:00 UTC) will cons" in why(answers, "A2")
    assert "will leave it out: none of the digest's topics" in why(answers, "A1")
    clock.moment = EIGHT
    await postman.deliver_due()
    assert "in the digest of Tue 2026-11-24 08:00 Europe/Berlin (Tue 07:00 UTC), posted" in why(answers, "A2")
    assert "left out of the digest of Tue 2026-11-24" in why(answers, "A1")
    arrive(library, clock, "bridge")
    clock.go_on(days=1)
    await postman.deliver_due()
    assert "left out of the digest of Wed 2026-11-25" in why(answers, "A3")
    assert "none of the digest's topics" in why(answers, "A3")


async def test_the_backlog_before_the_first_digest_is_said_to_be_one(
    answers: Answers, postman: Postman, deliveries: Deliveries, clock: FakeClock
) -> None:
    deliveries.configure([replace(MORNING, at_most=1)], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    assert "in the digest of Tue 2026-11-24" in why(answers, "A1")
    assert "it was here before the first digest, which takes the newest entries only" in why(answers, "A2")


async def test_a_digest_that_was_refused_is_given_as_the_reason(
    answers: Answers, postman: Postman, poster: FakePoster, clock: FakeClock
) -> None:
    poster.failures = [Refused("the channel takes no messages")]
    clock.moment = EIGHT
    await postman.deliver_due()
    assert "which was not posted: failed, the channel takes no messages" in why(answers, "A1")


async def test_a_paused_digest_considers_nothing(
    answers: Answers, postman: Postman, deliveries: Deliveries, clock: FakeClock, library: Library
) -> None:
    clock.moment = EIGHT
    await postman.deliver_due()
    deliveries.pause(deliveries.schedules()[0].number, "Ann", clock.now() + timedelta(minutes=1))
    arrive(library, clock, "bridge")
    assert "not considered yet: the digest is paused" in why(answers, "A3")


def of_board(deliveries: Deliveries, clock: FakeClock) -> None:
    """A digest for the channel called 8."""
    board = replace(MORNING, name="redundancies", place=Place("discord", "1", "8"))
    deliveries.configure([board], clock.now())


@pytest.mark.parametrize(
    ("asker", "told"),
    [
        (BOARD, True),
        (MEMBER, True),
        (ELSEWHERE, False),
        (replace(ELSEWHERE, may_manage=True), True),
        (replace(MEMBER, channel="9", thread_of="8"), True),
        (replace(MEMBER, direct=True, channel="10"), False),
    ],
)
def test_of_the_digests_of_other_channels_only_who_manages_them_is_told(
    answers: Answers, deliveries: Deliveries, clock: FakeClock, asker: Asker, told: bool
) -> None:
    of_board(deliveries, clock)
    assert ("redundancies" in why(answers, "A1", asker)) is told


async def test_of_whose_words_an_article_has_is_told_only_to_who_sees_that(
    answers: Answers, poster: FakePoster, deliveries: Deliveries, clock: FakeClock, library: Library
) -> None:
    of_board(deliveries, clock)
    postman = Postman(
        library, deliveries, clock, {"discord": poster}, "here", timedelta(hours=6), timedelta(seconds=90)
    )
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(hours=1)
    first = parse_article(f"---\npriority: 9\n---\n{WIRE}".encode(), "first.md")
    numbers = [library.put(each, clock.now()) for each in (first, parse_article(WIRE.encode(), "again.md"))]
    clock.go_on(days=1)
    await postman.deliver_due()
    library.put(replace(first, audience=("discord:1/8",)), clock.now())
    cites = [f"A{number}" for number in numbers]
    assert f"(Wed 07:00 UTC): the same words as {cites[0]}" in why(answers, cites[1], MEMBER)
    outside = why(answers, cites[1], replace(ELSEWHERE, may_manage=True))
    assert "the same words again" in outside and cites[0] not in outside
