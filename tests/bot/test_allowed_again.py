"""A digest that was stopped is tried again as soon as its platform tells that more may be allowed now."""

import asyncio
from typing import Any

import pytest

from bot.answers import Answers
from briefings.place import Place
from briefings.schedule import Schedule
from tests.bot.connected import discord_running, on_sockets, slack_app
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer


def stopped(answers: Answers, platform: str, workspace: str, channel: str) -> None:
    """A digest whose channel took no post."""
    number = answers.deliveries.add(Schedule("morning", Place(platform, workspace, channel), ()), NOON, "boss")
    answers.deliveries.stop(number, "the bot is not in the channel", NOON)


def is_stopped(answers: Answers) -> bool:
    return answers.deliveries.schedules()[0].stopped is not None


@pytest.mark.parametrize(
    "event",
    [
        {"type": "member_joined_channel", "user": "U0PEERBOT", "channel": "C1", "channel_type": "C", "team": "T0PEER"},
        {"type": "channel_unarchive", "channel": "C1", "user": "U1"},
        {"type": "group_unarchive", "channel": "C1", "user": "U1"},
    ],
    ids=lambda event: event["type"],
)
async def test_on_slack_when_the_bot_is_invited_or_a_channel_is_opened_again(
    slack: SlackPeer, answers: Answers, event: dict[str, Any]
) -> None:
    stopped(answers, "slack", slack.settings.team_id, "C1")
    async with on_sockets(slack_app(slack, answers), slack):
        await slack.person("U1", channel="C1").tell(event)
    assert not is_stopped(answers)
    assert not slack.posted("C1")  # nobody asked for anything


async def test_on_slack_somebody_else_who_comes_to_the_channel_changes_nothing(
    slack: SlackPeer, answers: Answers
) -> None:
    stopped(answers, "slack", slack.settings.team_id, "C1")
    async with on_sockets(slack_app(slack, answers), slack):
        ann = slack.person("U1", channel="C1")
        await ann.tell({"type": "member_joined_channel", "user": "U1", "channel": "C1", "team": "T0PEER"})
    assert is_stopped(answers)


@pytest.mark.parametrize("event", ["CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_MEMBER_UPDATE", "GUILD_CREATE"])
async def test_on_discord_when_a_channel_a_role_or_the_bots_own_roles_change_or_it_is_invited_again(
    discord: DiscordPeer, answers: Answers, event: str
) -> None:
    guild, channel = discord.guild, discord.channel
    member = {"guild_id": guild.id, "user": discord.world.bot.json(), "roles": [], "joined_at": "2026-01-01T00:00:00Z"}
    role = {"guild_id": guild.id, "role": guild.create_event(discord.world.bot)["roles"][0]}
    told = {"CHANNEL_UPDATE": channel.json(), "GUILD_ROLE_UPDATE": role, "GUILD_MEMBER_UPDATE": member}
    async with discord_running(discord, answers) as app:
        await app.wait_until_ready()
        stopped(answers, "discord", guild.id, channel.id)
        if event == "GUILD_CREATE":
            discord.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild.id)
            joined = guild.create_event(discord.world.bot)
            del joined["unavailable"]  # which says that it was one of the bot's before
            discord.gateway.dispatch(event, joined, guild.id)
        else:
            discord.gateway.dispatch(event, told[event], guild.id)
        async with asyncio.timeout(5):
            while is_stopped(answers):
                await discord.person("Ann").command("help")  # gives it time
    assert not discord.posted(discord.channel)  # answers are private, and nobody asked for anything else
