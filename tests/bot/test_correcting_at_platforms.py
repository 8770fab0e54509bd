"""Corrections on the loopback platforms: the real client libraries edit what the bot posted, or answer it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.answers import Answers
from bot.correcting import Corrector
from bot.delivery import Postman
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Poster
from briefings.article import parse_article
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING, last
from tests.fakes import FakeClock
from tests.peers.discord import DiscordPeer, faults, redirected
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

WAIT = timedelta(seconds=90)
FERRY = "---\nlicence: all\n---\nThe ferry returned to the harbour. “We are glad,” said Captain Ada Moss.\n"


@dataclass
class Platform:
    """A poster, a channel and a person there, what was posted, and how an edit is refused or its answer lost."""

    poster: Poster
    channel: Place
    person: Place
    posted: Callable[[], list[str]]
    written: Callable[[], list[str]]
    refuse_edit: Callable[[], object]
    lose_answer: Callable[[], object]


@pytest.fixture(params=["discord", "slack"])
async def platform(request: pytest.FixtureRequest, answers: Answers) -> AsyncIterator[Platform]:
    make: Callable[[Answers], AsyncIterator[Platform]] = {"discord": _discord, "slack": _slack}[request.param]
    async for found in make(answers):
        yield found


async def _discord(answers: Answers) -> AsyncIterator[Platform]:
    async with DiscordPeer() as peer:
        with redirected(peer):
            app = DiscordApp(answers)
            await app.login(peer.token)
            ann = peer.person("Ann", direct=True)
            yield Platform(
                DiscordPoster(app, answers),
                Place("discord", peer.guild.id, peer.channel.id),
                Place("discord", "", f"@{ann.user.id}"),
                lambda: [_discord_text(each) for each in peer.posted(peer.channel)],
                lambda: [_discord_text(each) for each in peer.posted(ann.channel)],
                lambda: peer.faults.add("PATCH /channels/*/messages/*", faults.refused(400, 50083)),
                lambda: peer.faults.add("PATCH /channels/*/messages/*", faults.lost_answer()),
            )
            await app.close()
        assert not peer.complaints


async def _slack(answers: Answers) -> AsyncIterator[Platform]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        peer.person("U1", channel="C1")
        yield Platform(
            SlackPoster(web_client(peer), answers, pace=0.0),
            Place("slack", peer.settings.team_id, "C1"),
            Place("slack", peer.settings.team_id, "@U1"),
            lambda: [each.text for each in peer.posted("C1")],
            lambda: [each.text for each in peer.posted("D1")],
            lambda: peer.faults.error("chat.update", "edit_window_closed"),
            lambda: peer.faults.lose_answer("chat.update"),
        )
        assert not peer.complaints


def _discord_text(message: dict[str, Any]) -> str:
    return "\n".join((message["content"], *(embed["description"] for embed in message["embeds"])))


def put(answers: Answers, clock: FakeClock, text: str) -> None:
    answers.library.put(parse_article(text.encode(), "ferry.md"), clock.now())


async def post(answers: Answers, clock: FakeClock, platform: Platform, place: Place) -> Corrector:
    """Post a digest that shows the ferry to *place*, and return what corrects it two hours later."""
    put(answers, clock, FERRY)
    answers.deliveries.configure([replace(MORNING, place=place)], clock.now())
    posters = {place.platform: platform.poster}
    clock.moment = EIGHT
    rules = timedelta(hours=6), WAIT
    await Postman(answers.library, answers.deliveries, clock, posters, "here", *rules).deliver_due()
    clock.go_on(hours=2)
    return Corrector(answers.library, answers.deliveries, clock, posters, "here", WAIT)


def done(answers: Answers) -> list[str]:
    number = last(answers.deliveries).number
    return [str(each.outcome) for each in answers.deliveries.corrections.of([number]).get(number, ())]


async def test_a_posted_digest_is_edited_and_says_that_it_was_corrected(
    platform: Platform, answers: Answers, clock: FakeClock
) -> None:
    corrector = await post(answers, clock, platform, platform.channel)
    put(answers, clock, FERRY.replace("returned to", "reached"))
    await corrector.correct_due()
    (shown,) = platform.posted()
    assert "The ferry reached the harbour." in shown and "Corrected on 2026-11-24" in shown.replace("\\", "")
    assert done(answers) == ["edited"]


async def test_a_digest_of_ones_own_is_corrected_too(platform: Platform, answers: Answers, clock: FakeClock) -> None:
    corrector = await post(answers, clock, platform, platform.person)
    put(answers, clock, FERRY.replace("licence: all", "withdrawn: 2026-11-24, at the author's wish"))
    await corrector.correct_due()
    (shown,) = platform.written()
    assert "ferry" not in shown and "at the author's wish" in shown


async def test_what_the_platform_does_not_edit_is_answered_once(
    platform: Platform, answers: Answers, clock: FakeClock
) -> None:
    corrector = await post(answers, clock, platform, platform.channel)
    put(answers, clock, FERRY.replace("returned to", "reached"))
    platform.refuse_edit()
    await corrector.correct_due()
    await corrector.correct_due()
    before, answer = platform.posted()
    assert "returned to" in before
    assert answer.startswith(("**Correction** · morning briefing", "Correction · morning briefing"))
    assert done(answers) == ["answered"]


async def test_an_edit_whose_answer_was_lost_is_done_again_after_a_restart(
    platform: Platform, answers: Answers, clock: FakeClock
) -> None:
    corrector = await post(answers, clock, platform, platform.channel)
    put(answers, clock, FERRY.replace("returned to", "reached"))
    platform.lose_answer()
    await corrector.correct_due()
    assert done(answers) == ["open"]
    clock.go_on(seconds=91)
    await replace(corrector, holder="after the restart").correct_due()
    assert len(platform.posted()) == 1 and done(answers) == ["edited"]


async def test_two_processes_correct_a_post_once(platform: Platform, answers: Answers, clock: FakeClock) -> None:
    corrector = await post(answers, clock, platform, platform.channel)
    put(answers, clock, FERRY.replace("returned to", "reached"))
    await corrector.correct_due()
    await replace(corrector, holder="there").correct_due()
    put(answers, clock, FERRY.replace("returned to", "reached") + "It was the last one of that day, all agreed.\n")
    await replace(corrector, holder="there").correct_due()
    assert done(answers) == ["edited", "unchanged"]
