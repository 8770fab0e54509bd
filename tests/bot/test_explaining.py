"""`why` tells in which digest an article went, or the exact reason why not."""

from dataclasses import replace
from datetime import timedelta

from bot.answers import Answers
from bot.delivery import Postman
from bot.platforms.plain_text import render
from bot.ports import Refused
from briefings.filters import Filters
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bot.delivering import EIGHT, MORNING, arrive
from tests.bot.generated import ask
from tests.fakes import NOON, FakeClock, FakePoster


def why(answers: Answers, article: str) -> str:
    return render(ask(answers, f"why {article}"))


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
