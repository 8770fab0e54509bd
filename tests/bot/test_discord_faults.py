"""What goes wrong between a bot and Discord, and what people see of it: nothing, or one answer."""

from bot.answers import Answers
from tests.bot.connected import discord_running
from tests.peers.discord import DiscordPeer, faults

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
