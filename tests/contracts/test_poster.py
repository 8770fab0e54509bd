"""What every poster must do: the fake, Discord over discord.py, Slack over its SDK, on loopback peers."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers import Answers
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Closed, NoAnswer, NotNow, Poster, Refused
from bot.replies import Reply, card, ours, strong, words
from briefings.place import Place
from tests.fakes import FakePoster
from tests.peers.discord import DiscordPeer, faults, redirected
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

REPLY = Reply((strong("Morning briefing"),), "1 new", (card([words("The mayor opened the bridge.")]),), ((ours("."),),))
CORRECTED = Reply(REPLY.title, REPLY.lead, (card([words("The mayor closed the bridge.")]),), REPLY.notes)
LONG = Reply((strong("Morning briefing"),), "40 new", tuple(card([words(f"{n} " + "bridge " * 60)]) for n in range(40)))
TOKEN = "abcdef012345"


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
    shown: Callable[[], list[str]]  # the messages of the channel, each as one text
    refuse_edit: Callable[[], object]
    lose_next: Callable[[], object]  # the answer to whatever is asked next
    before: datetime
    hurried: Poster  # one that looks at a channel's last two messages only, where there is such


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
        lambda: [repr(each[1]) for each in [*poster.posted, *poster.answers]],
        lambda: poster.failures.append(Refused("too old")),
        lambda: poster.after.append(NoAnswer("lost")),
        datetime.now(UTC) - timedelta(minutes=5),
        poster,
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
                lambda: [json.dumps(each) for each in peer.posted(peer.channel)],
                lambda: peer.faults.add("PATCH /channels/*/messages/*", faults.refused(400, 50083)),
                lambda: peer.faults.add("* /channels/*/messages*", faults.lost_answer(), times=1),
                datetime.now(UTC) - timedelta(minutes=5),
                DiscordPoster(app, answers, most_looked_at=2),
            )
            await app.close()
        assert not peer.complaints


async def _slack(answers: Answers) -> AsyncIterator[Case]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        peer.person("U1", channel="C1")
        client = web_client(peer)
        yield Case(
            SlackPoster(client, answers),
            Place("slack", peer.settings.team_id, "C1"),
            Place("slack", peer.settings.team_id, "@U1"),
            lambda: len(peer.posted("C1")),
            lambda: len(peer.posted("D1")),
            lambda: peer.faults.lose_answer("chat.postMessage"),
            lambda: peer.channel("C1", refuses="is_archived"),
            lambda: peer.faults.rate_limit("chat.postMessage"),
            lambda: [json.dumps(each.json()) for each in peer.posted("C1")],
            lambda: peer.faults.error("chat.update", "edit_window_closed"),
            lambda: [peer.faults.lose_answer(f"chat.{each}") for each in ("update", "postMessage")],
            datetime.now(UTC) - timedelta(minutes=5),
            SlackPoster(client, answers, pages=1, page=2),
        )
        assert not peer.complaints


async def test_a_post_is_in_the_channel_and_is_found_by_its_token(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert message
    assert case.posted() == 1
    assert await case.poster.look_back(case.place, TOKEN, case.before) == {0: message}


async def test_another_deliverys_token_is_not_found(case: Case) -> None:
    await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert await case.poster.look_back(case.place, "543210fedcba", case.before) == {}


async def test_what_may_stand_behind_more_messages_than_are_looked_at_is_not_said_to_be_missing(case: Case) -> None:
    if isinstance(case.poster, FakePoster):
        pytest.skip("it looks at everything")
    await case.poster.post(case.place, REPLY, TOKEN, 0)
    for number in range(2):
        await case.poster.post(case.place, REPLY, f"abcdef01234{number}", 0)
    assert await case.hurried.look_back(case.place, TOKEN, case.before) is None
    assert await case.hurried.look_back(case.place, "abcdef012341", case.before)
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert await case.hurried.look_back(case.place, TOKEN, case.before, later) == {}


async def test_a_lost_answer_is_told_apart_and_the_message_is_found(case: Case) -> None:
    case.lose_answer()
    with pytest.raises(NoAnswer):
        await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert case.posted() == 1
    assert len(await case.poster.look_back(case.place, TOKEN, case.before) or ()) == 1


async def test_a_closed_channel_is_told_with_a_reason(case: Case) -> None:
    case.close_channel()
    with pytest.raises(Closed) as error:
        await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert str(error.value)
    assert case.posted() == 0


async def test_a_platform_that_asks_to_wait_says_how_long(case: Case) -> None:
    case.busy()
    with pytest.raises(NotNow) as error:
        await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert error.value.wait > 0
    assert case.posted() == 0


async def test_every_part_of_a_long_digest_is_posted_and_found_in_order(case: Case) -> None:
    count = case.poster.parts(LONG)
    messages = [await case.poster.post(case.place, LONG, TOKEN, part) for part in range(count)]
    assert case.posted() == count
    assert await case.poster.look_back(case.place, TOKEN, case.before) == dict(enumerate(messages))


async def test_a_person_is_written_to_directly_and_found_again(case: Case) -> None:
    message = await case.poster.post(case.person, REPLY, TOKEN, 0)
    assert case.posted_to_person() == 1
    assert await case.poster.look_back(case.person, TOKEN, case.before) == {0: message}
    await case.poster.erase(case.person, message)
    assert case.posted_to_person() == 0


async def test_an_erased_message_is_gone_and_may_be_erased_again(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    await case.poster.erase(case.place, message)
    assert case.posted() == 0
    await case.poster.erase(case.place, message)


async def test_an_edited_message_says_something_else_and_is_still_found(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    assert await case.poster.edit(case.place, message, CORRECTED, TOKEN, 0)
    (shown,) = case.shown()
    assert "closed the bridge" in shown and "opened" not in shown
    assert await case.poster.look_back(case.place, TOKEN, case.before) == {0: message}


async def test_an_edit_whose_answer_was_lost_is_done_again_without_harm(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    case.lose_next()
    with pytest.raises(NoAnswer):
        await case.poster.edit(case.place, message, CORRECTED, TOKEN, 0)
    assert await case.poster.edit(case.place, message, CORRECTED, TOKEN, 0)
    assert len(case.shown()) == 1


async def test_a_direct_message_can_be_edited(case: Case) -> None:
    message = await case.poster.post(case.person, REPLY, TOKEN, 0)
    assert await case.poster.edit(case.person, message, CORRECTED, TOKEN, 0)
    assert case.posted_to_person() == 1


async def test_a_message_that_is_gone_is_not_edited_nor_posted_again(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    await case.poster.erase(case.place, message)
    assert not await case.poster.edit(case.place, message, CORRECTED, TOKEN, 0)
    assert case.posted() == 0


async def test_a_message_that_cannot_be_edited_is_told_apart_and_can_be_answered_once(case: Case) -> None:
    message = await case.poster.post(case.place, REPLY, TOKEN, 0)
    case.refuse_edit()
    with pytest.raises(Refused):
        await case.poster.edit(case.place, message, CORRECTED, TOKEN, 0)
    for _ in range(2):
        await case.poster.answer(case.place, message, CORRECTED, "543210fedcba", 0)
    before, answer = case.shown()
    assert "opened the bridge" in before and "closed the bridge" in answer


async def test_the_same_message_has_the_same_hash_and_another_one_another(case: Case) -> None:
    hashes = {case.poster.sent_as(reply, TOKEN, 0) for reply in (REPLY, CORRECTED, REPLY)}
    assert len(hashes) == 2
