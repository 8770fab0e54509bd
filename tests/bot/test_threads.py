"""Long digests in threads and forums: only the first message stands in the channel, and all of it is found again."""

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
from briefings.library.ledger import State
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING, last
from tests.fakes import FakeClock
from tests.peers.discord import DiscordPeer, faults, redirected
from tests.peers.discord.world import FORUM
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client
from tests.towns import town_text

WAIT = timedelta(seconds=90)
TOWNS = 40


@dataclass
class Platform:
    """A poster and a channel, what stands in it and in the one thread there, and how an answer is lost."""

    poster: Poster
    channel: Place
    above: Callable[[], list[str]]
    below: Callable[[], list[str]]
    lose_answers: Callable[[], object]
    archive: Callable[[], object]


@pytest.fixture(params=["discord", "forum", "slack"])
async def platform(request: pytest.FixtureRequest, answers: Answers) -> AsyncIterator[Platform]:
    kinds: dict[str, Callable[[Answers], AsyncIterator[Platform]]] = {
        "discord": lambda held: _discord(held, forum=False),
        "forum": lambda held: _discord(held, forum=True),
        "slack": _slack,
    }
    async for found in kinds[request.param](answers):
        yield found


async def _discord(answers: Answers, *, forum: bool) -> AsyncIterator[Platform]:
    async with DiscordPeer() as peer:
        channel = peer.add_channel("news", kind=FORUM) if forum else peer.channel
        lost = ("POST /channels/*/threads", "POST /channels/*/messages/*/threads", "POST /channels/*/messages")

        def lose_answers() -> None:
            for each in lost:
                peer.faults.add(each, faults.status_after_effect(503), times=1)

        def archive() -> None:
            (thread,) = peer.threads(channel)
            thread.archived = True

        with redirected(peer):
            app = DiscordApp(answers)
            await app.login(peer.token)
            yield Platform(
                DiscordPoster(app, answers),
                Place("discord", peer.guild.id, channel.id),
                lambda: [_text(each) for each in peer.posted(channel)],
                lambda: [_text(each) for thread in peer.threads(channel) for each in peer.posted(thread)],
                lose_answers,
                archive,
            )
            await app.close()
        assert not peer.complaints


async def _slack(answers: Answers) -> AsyncIterator[Platform]:
    async with SlackPeer() as peer:
        peer.channel("C1")

        def shown(inside: bool) -> list[str]:
            first = peer.posted("C1")[0].ts
            return [each.words for each in peer.posted("C1") if (each.thread_ts == first) is inside]

        yield Platform(
            SlackPoster(web_client(peer), answers, pace=0.0),
            Place("slack", peer.settings.team_id, "C1"),
            lambda: shown(inside=False),
            lambda: shown(inside=True),
            lambda: peer.faults.lose_answer("chat.postMessage"),
            lambda: peer.faults.error("chat.update", "edit_window_closed"),
        )
        assert not peer.complaints


def _text(message: dict[str, Any]) -> str:
    return "\n".join((message["content"], *(f"{e['description']}\n{e['footer']['text']}" for e in message["embeds"])))


def put(answers: Answers, clock: FakeClock, number: int, deed: str) -> None:
    answers.library.put(parse_article(town_text(number, deed).encode(), f"town-{number}.md"), clock.now())


@dataclass
class Morning:
    """A long digest that is posted at eight."""

    platform: Platform
    answers: Answers
    clock: FakeClock
    postman: Postman
    corrector: Corrector

    async def deliver(self) -> None:
        for _ in range(12):
            await self.postman.deliver_due()
            self.clock.go_on(seconds=30)

    async def correct(self) -> None:
        for number in range(0, TOWNS, 4):
            put(self.answers, self.clock, number, "painted")
        await self.corrector.correct_due()


@pytest.fixture
def morning(platform: Platform, answers: Answers, clock: FakeClock) -> Morning:
    schedule = replace(MORNING, place=platform.channel, at_most=TOWNS + 2, post="thread")
    answers.deliveries.configure([schedule], clock.now())
    for number in range(TOWNS):
        put(answers, clock, number, "repaired")
    clock.moment = EIGHT
    here = (answers.library, answers.deliveries, clock, {platform.channel.platform: platform.poster}, "here")
    postman = Postman(*here, timedelta(hours=6), WAIT)
    return Morning(platform, answers, clock, postman, Corrector(*here, WAIT, postman.pace))


def stands_in_order(morning: Morning) -> bool:
    """Tell whether the channel holds the first message alone (a forum none) and the thread the others, each once."""
    above, below = morning.platform.above(), morning.platform.below()
    said, token = above + below, last(morning.answers.deliveries).token
    marks = [text.rpartition(f"id {token}-")[2].split()[0] for text in said]
    return len(above) < 2 <= len(said) and marks == [str(number + 1) for number in range(len(said))]


async def test_only_the_first_message_stands_in_the_channel_and_the_others_in_its_thread(morning: Morning) -> None:
    await morning.deliver()
    assert stands_in_order(morning)
    assert last(morning.answers.deliveries).state is State.POSTED


async def test_what_got_no_answer_is_found_in_the_thread_and_not_posted_twice(morning: Morning) -> None:
    morning.platform.lose_answers()
    await morning.postman.deliver_due()
    await morning.deliver()
    morning.platform.lose_answers()
    assert stands_in_order(morning)
    assert last(morning.answers.deliveries).state.is_final


async def test_a_correction_is_made_where_the_message_stands(morning: Morning) -> None:
    await morning.deliver()
    await morning.correct()
    assert stands_in_order(morning)
    said = "\n".join((*morning.platform.above(), *morning.platform.below()))
    assert said.count("painted the") == TOWNS / 4 and said.count("repaired the") == TOWNS - TOWNS / 4


async def test_what_cannot_be_edited_any_more_is_answered_in_the_thread(morning: Morning) -> None:
    await morning.deliver()
    above = morning.platform.above()
    morning.platform.archive()
    await morning.correct()
    assert len(morning.platform.above()) == len(above)
    assert "painted the" in morning.platform.below()[-1]
