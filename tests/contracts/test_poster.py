"""What every poster must do: the fake, Discord over discord.py, Slack over its SDK, on loopback peers."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers import Answers
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Closed, NoAnswer, NotNow, Poster
from bot.replies import Reply, card, ours, strong, words
from briefings.place import Place
from tests.fakes import FakePoster
from tests.peers.discord import DiscordPeer, faults, redirected
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

REPLY = Reply((strong("Morning briefing"),), "1 new", (card([words("The mayor opened the bridge.")]),), ((ours("."),),))
LONG = Reply((strong("Morning briefing"),), "40 new", tuple(card([words(f"{n} " + "bridge " * 60)]) for n in range(40)))


@dataclass
class Case:
    """A poster, a place it can post to, and what makes its platform fail in a certain way."""

    poster: Poster
    place: Place
    person: Place
    posted: Callable[[], int]
    posted_to_person: Callable[[], int]
    lose_answer: Callable[[], object]
    close_channel: Callable[[], object]
    busy: Callable[[], object]
    before: datetime


@pytest.fixture(params=["fake", "discord", "slack"])
async def case(request: pytest.FixtureRequest, answers: Answers) -> AsyncIterator[Case]:
    make: Callable[[Answers], AsyncIterator[Case]] = {"fake": _fake, "discord": _discord, "slack": _slack}[
        request.param
    ]
    async for found in make(answers):
        yield found


async def _fake(answers: Answers) -> AsyncIterator[Case]:
    poster = FakePoster()
    yield Case(
        poster,
        Place("fake", "", "C1"),
        Place("fake", "", "@U1"),
        lambda: len(poster.posted),
        lambda: len(poster.posted),
        lambda: poster.after.append(NoAnswer("lost")),
        lambda: poster.failures.append(Closed("gone")),
        lambda: poster.failures.append(NotNow("busy", 1)),
        datetime.now(UTC) - timedelta(minutes=5),
    )


async def _discord(answers: Answers) -> AsyncIterator[Case]:
    async with DiscordPeer() as peer:
        with redirected(peer):
            app = DiscordApp(answers)
            await app.login(peer.token)
            ann = peer.person("Ann", direct=True)
            yield Case(
                DiscordPoster(app, answers),
                Place("discord", peer.guild.id, peer.channel.id),
                Place("discord", "", f"@{ann.user.id}"),
                lambda: len(peer.posted(peer.channel)),
                lambda: len(peer.posted(ann.channel)),
                lambda: peer.faults.add("POST /channels/*/messages", faults.lost_answer(), times=1),
                lambda: peer.forbid(peer.channel, 50013),
                lambda: pytest.skip("discord.py itself waits when it is asked to"),
                datetime.now(UTC) - timedelta(minutes=5),
            )
            await app.close()
        assert not peer.complaints


async def _slack(answers: Answers) -> AsyncIterator[Case]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        peer.person("U1", channel="C1")
        yield Case(
            SlackPoster(web_client(peer), answers),
            Place("slack", peer.settings.team_id, "C1"),
            Place("slack", peer.settings.team_id, "@U1"),
            lambda: len(peer.posted("C1")),
            lambda: len(peer.posted("D1")),
            lambda: peer.faults.lose_answer("chat.postMessage"),
            lambda: peer.channel("C1", refuses="is_archived"),
            lambda: peer.faults.rate_limit("chat.postMessage"),
            datetime.now(UTC) - timedelta(minutes=5),
        )
        assert not peer.complaints


async def test_a_post_is_in_the_channel_and_is_found_by_its_token(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    assert message
    assert case.posted() == 1
    assert await case.poster.look_back(case.place, "abcdef012345", case.before) == {0: message}


async def test_another_deliverys_token_is_not_found(case: Case) -> None:
    await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    assert await case.poster.look_back(case.place, "543210fedcba", case.before) == {}


async def test_a_lost_answer_is_told_apart_and_the_message_is_found(case: Case) -> None:
    case.lose_answer()
    with pytest.raises(NoAnswer):
        await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    assert case.posted() == 1
    assert len(await case.poster.look_back(case.place, "abcdef012345", case.before) or ()) == 1


async def test_a_closed_channel_is_told_with_a_reason(case: Case) -> None:
    case.close_channel()
    with pytest.raises(Closed) as error:
        await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    assert str(error.value)
    assert case.posted() == 0


async def test_a_platform_that_asks_to_wait_says_how_long(case: Case) -> None:
    case.busy()
    with pytest.raises(NotNow) as error:
        await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    assert error.value.wait > 0
    assert case.posted() == 0


async def test_every_part_of_a_long_digest_is_posted_and_found_in_order(case: Case) -> None:
    count = case.poster.parts(LONG)
    messages = [await case.poster.post(case.place, LONG, "abcdef012345", part) for part in range(count)]
    assert case.posted() == count
    assert await case.poster.look_back(case.place, "abcdef012345", case.before) == dict(enumerate(messages))


async def test_a_person_is_written_to_directly_and_found_again(case: Case) -> None:
    message = await case.poster.post(case.person, REPLY, "abcdef012345", 0)
    assert case.posted_to_person() == 1
    assert await case.poster.look_back(case.person, "abcdef012345", case.before) == {0: message}
    await case.poster.erase(case.person, message)
    assert case.posted_to_person() == 0


async def test_an_erased_message_is_gone_and_may_be_erased_again(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, "abcdef012345", 0)
    await case.poster.erase(case.place, message)
    assert case.posted() == 0
    await case.poster.erase(case.place, message)
