"""Where people ask is read from what Discord and Slack send: the real client libraries against the loopback peers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers import Answers
from briefings.article import parse_article
from tests.bot.connected import discord_running, slack_app
from tests.bot.hidden import World, words_of, world
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer
from tests.peers.discord.components import each
from tests.peers.discord.world import Channel
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode, over_http

SECRET = words_of("secret")
ARTICLE = """\
---
title: The secrettitle of China
source: secretsource
topics: [secrettopic]
audience: {audience}
---
Ada Secretspeaker spoke of China and the secrettext. "The secretquote of China is ours," Secretspeaker said.
"""
LINES = ("briefing", "quotes", "quotes speaker:ada", "open A3", "open A3-q1", "search text:China", "topics", "articles",
         "summary A3", "copy A3-q1", "check text:\"of China is ours\"", "ask text:\"what did Ada say?\"")  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path / "full", ()) as made:
        made.answers.per_minute = 0
        yield made


def limit(answers: Answers, audience: str) -> None:
    answers.library.put(parse_article(ARTICLE.format(audience=audience).encode(), "secretid.md"), NOON)


def shows(shown: object) -> bool:
    text = json.dumps(shown, ensure_ascii=False, default=str).lower()
    return any(word in text for word in SECRET)


async def test_discord_shows_a_limited_article_in_its_channel_and_its_threads_only(
    discord: DiscordPeer, held: World
) -> None:
    here, there = discord.channel, discord.add_channel("other")
    stranger = discord.add_guild("Elsewhere", "general")
    brought = discord.add_guild("Not invited", "general")
    brought.invited = False
    thread = Channel("thread", discord.guild, parent=here)
    limit(held.answers, f"[discord:{discord.guild.id}/{here.id}, discord:{brought.id}]")
    async with discord_running(discord, held.answers):
        for place, expected in (
            ({"channel": here}, True),
            ({"channel": thread}, True),
            ({"channel": there}, False),
            ({"guild": stranger}, False),
            ({"guild": brought}, False),  # it is for that server, but who asks there has brought the bot along
            ({"direct": True}, False),
        ):
            ann = discord.person("Ann", may_manage=True, **place)
            first = await ann.command("briefing")
            assert shows(first.message) is expected, place
            assert shows((await ann.command("open", cite="A3")).message) is expected, place
            for option, typed in (("speaker", "ada"), ("topic", "secret"), ("article", "The")):
                found = await ann.autocomplete("quotes", focused=option, value=typed)
                assert shows(found.choices) is expected, (place, option)


async def test_a_button_answers_for_where_it_is_pressed(discord: DiscordPeer, held: World) -> None:
    limit(held.answers, f"discord:{discord.guild.id}/{discord.channel.id}")
    stranger = discord.add_guild("Elsewhere", "general")
    async with discord_running(discord, held.answers):
        inside, outside = discord.person("Ann"), discord.person("Bo", guild=stranger)
        new = await inside.command("briefing")
        (section,) = (part for part in each(new.components) if part["type"] == 9 and "`A3`" in str(part["components"]))
        assert shows((await inside.press(new, section["accessory"]["custom_id"])).message)
        made_up = await outside.command("briefing")
        assert made_up.message
        post = discord.messages.find(made_up.message["id"])
        for line in LINES:
            next(part for part in each(post.data["components"]) if part["type"] == 2)["custom_id"] = f"ask:{line}"
            assert not shows((await outside.press(made_up, f"ask:{line}")).message), line


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_slack_shows_a_limited_article_to_its_team_and_to_nobody_else(
    slack: SlackPeer, held: World, transport: str
) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}")
    bolt = slack_app(slack, held.answers).bolt
    slack.channel("D1", "directmessage")
    slack.channel("G1", "mpdm-ann--bo--cy-1")
    async with in_socket_mode(bolt, slack) if transport == "socket" else over_http(bolt, slack):
        for channel, team, expected in (
            ("C1", None, True),
            ("D1", None, False),
            ("G1", None, False),
            ("C1", "T0GUEST", False),
        ):
            someone = slack.person(f"U{channel}{team}", channel=channel, team=team)
            for line in ("briefing", "quotes speaker:ada", "open A3", "open A3-q1"):
                answer = await someone.command("/briefing", line)
                assert shows([answer.text, answer.blocks]) is expected, (channel, team, line)


async def test_slack_guests_see_nothing_behind_the_buttons_of_a_shared_channel(slack: SlackPeer, held: World) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}/C1")
    async with in_socket_mode(slack_app(slack, held.answers).bolt, slack):
        member = slack.person("U1", channel="C1")
        shared = await member.press(await member.command("/briefing", "quotes"), "Share to channel")
        guest = slack.person("U2", channel="C1", team="T0GUEST", admin=True)
        for label in ("More", "Context A1-q1"):
            pressed = await guest.press(shared, label)
            assert not shows([pressed.text, pressed.blocks])
        managed = await guest.command("/briefing", "digest list")
        assert "may manage" in (managed.text or "")  # an admin of another team manages nothing here
        note = member.write("The secretquote of China is ours, she said.")
        checked = await guest.message_shortcut("check_this", note)
        assert "Not in the library" in (checked.text or "")
        assert shows((await member.message_shortcut("check_this", note)).text)
