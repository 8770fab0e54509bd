"""What goes wrong between a bot and Discord, and what people see of it: nothing, or one answer."""

import asyncio
from typing import Any

import pytest

from bot.answers import Answers
from bot.replies import Reply
from tests.bot.connected import discord_running
from tests.peers.discord import DiscordPeer, Settings, faults, redirected

CALLBACK = "POST /interactions/*/*/callback"
CALLBACK_ROUTE = "POST /interactions/{interaction_id}/{interaction_token}/callback"


async def answered(discord: DiscordPeer, name: str = "Ann") -> str:
    answer = await discord.person(name).command("quotes", speaker="MacGibbon")
    assert answer.failure is None and answer.ephemeral
    return answer.text


async def test_a_lost_answer_to_an_interaction_is_no_second_answer(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        discord.faults.add(CALLBACK, faults.lost_answer(), times=1)
        assert "1 passage" in await answered(discord)
        await discord.until(lambda: len(discord.requested(CALLBACK_ROUTE)) == 2)  # the second gets 40060


async def test_an_unavailable_discord_is_asked_once_more(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        discord.faults.add(CALLBACK, faults.status(503), times=1)
        assert "1 passage" in await answered(discord)


async def test_a_rate_limited_answer_arrives_after_the_wait(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        discord.faults.add(CALLBACK, faults.rate_limited(0.2, via=True), times=1)
        assert "1 passage" in await answered(discord)


async def test_a_dropped_gateway_is_resumed_and_nothing_asked_meanwhile_is_lost(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        discord.gateway.drop()
        await discord.disconnected()
        waiting = discord.person("Ann").start("quotes", speaker="MacGibbon")
        await discord.resumed(1)
        assert "1 passage" in (await waiting.final()).text
        assert discord.identifies == 1


async def test_after_a_refused_resume_the_bot_is_back_with_a_new_session(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        discord.gateway.refuse_resumes = 1
        discord.gateway.drop()
        await discord.disconnected()
        await discord.connected(within=20)
        assert discord.identifies == 2
        assert "1 passage" in await answered(discord)


async def test_an_interaction_that_discord_has_given_up_ends_nothing(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        discord.faults.add(CALLBACK, faults.status(404), times=1)
        discord.person("Ben").start("topics")
        await discord.until(lambda: discord.requested(CALLBACK_ROUTE) == [404])
        assert "1 passage" in await answered(discord)


class Slow(Answers):
    """Takes some time over every answer."""

    seconds = 1.2  # longer than the second after which the bot defers

    async def answer(self, *given: Any, **more: Any) -> Reply:
        await asyncio.sleep(self.seconds)
        return await Answers.answer(self, *given, **more)

    async def press(self, *given: Any, **more: Any) -> Reply:
        await asyncio.sleep(self.seconds)
        return await Answers.press(self, *given, **more)


def slow(answers: Answers, seconds: float = 1.2) -> Slow:
    made = Slow(answers.library, answers.deliveries, answers.clock)
    made.seconds = seconds
    return made


EDIT = "PATCH /webhooks/*/*/messages/@original"


@pytest.mark.parametrize(
    "fault", [faults.lost_answer(), faults.cut(), faults.status(503), faults.status_after_effect(503)]
)
async def test_a_deferred_answer_is_edited_once_more_and_stands_once(
    discord: DiscordPeer, answers: Answers, fault: faults.Fault
) -> None:
    async with discord_running(discord, slow(answers)):
        discord.faults.add(EDIT, fault)
        answer = await discord.person("Ann").command("quotes", speaker="MacGibbon")
        await discord.until(lambda: not discord.faults.left)
    assert answer.deferred and answer.ephemeral and "1 passage" in answer.text and not answer.followups


@pytest.mark.parametrize("fault", [faults.cut(), faults.status(503), faults.status_after_effect(503)])
async def test_a_first_answer_is_given_once_whatever_becomes_of_the_first_try(
    discord: DiscordPeer, answers: Answers, fault: faults.Fault
) -> None:
    async with discord_running(discord, answers):
        discord.faults.add(CALLBACK, fault)
        assert "1 passage" in await answered(discord)
        await discord.until(lambda: len(discord.requested(CALLBACK_ROUTE)) == 2)


async def test_an_interaction_answered_too_late_is_a_log_line_and_the_next_one_is_answered(
    answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    async with DiscordPeer(Settings(response_seconds=0.5)) as peer:
        with redirected(peer):
            async with discord_running(peer, slow(answers, 0.8)):
                late = await peer.person("Ann").command("quotes", speaker="MacGibbon")
                assert late.failure
                await peer.until(lambda: peer.requested(CALLBACK_ROUTE) == [404])  # 10062, Unknown interaction
        with redirected(peer):
            async with discord_running(peer, answers):
                assert "1 passage" in await answered(peer)
    assert "Unknown interaction" in caplog.text and "Traceback" not in caplog.text


async def test_a_slow_answer_is_shared_for_everybody_all_the_same(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, slow(answers)):
        ann, ben = discord.person("Ann"), discord.person("Ben")
        shown = await ann.command("quotes", speaker="MacGibbon")
        await ann.press(shown, "Share to channel")
        (shared,) = ben.sees()
    assert shared["content"].startswith("Ann shares: ") and not shared["flags"]


async def test_what_is_started_once_is_not_started_again_by_a_new_session(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        discord.gateway.refuse_resumes = 1
        discord.gateway.drop()
        await discord.disconnected()
        await discord.connected(within=20)
        assert "1 passage" in await answered(discord)
    assert discord.registry.overwrites == 1 and discord.identifies == 2


async def test_an_interaction_that_comes_twice_has_one_effect(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        added = await boss.command("library add", title="A note", text="The mayor opened the bridge on Friday.")
        (session,) = discord.gateway.sessions.values()
        again = next(each for each in reversed(session.log) if each["t"] == "INTERACTION_CREATE")
        session.dispatch("INTERACTION_CREATE", again["d"])
        listed = await boss.command("library list")
    assert "Added" in added.text and "1 article" in listed.text
    assert len(discord.requested(CALLBACK_ROUTE)) == 2


async def test_an_answer_that_is_under_way_is_given_before_the_bot_goes(discord: DiscordPeer, answers: Answers) -> None:
    asked, goes_on = asyncio.Event(), asyncio.Event()

    class Waiting(Answers):
        async def answer(self, *given: Any, **more: Any) -> Reply:
            asked.set()
            await goes_on.wait()
            return await Answers.answer(self, *given, **more)

    async with discord_running(discord, Waiting(answers.library, answers.deliveries, answers.clock)) as app:
        answer = discord.person("Ann").start("quotes")
        await asked.wait()
        closing = asyncio.create_task(app.close())
        await asyncio.sleep(0)
        goes_on.set()
        assert "as printed" in (await answer.final()).text
        await closing
