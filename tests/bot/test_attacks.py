"""What nobody reaches: other people's Home tabs and texts, and hidden articles by way of messages and made-up ids."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.commands.table import ON_MESSAGES
from bot.platforms.slack_manifest import callback_id
from tests.bot.connected import discord_running, on_sockets, slack_app
from tests.bot.hidden import World, world
from tests.bot.test_leaks_at_platforms import limit, shows
from tests.bot.test_presses import pressed_as, slack_pressed_as
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer

# Words of the hidden article that stand in others too, its cites, and what could be taken for a command.
PROBES = (
    '"of China is ours," Ada said.',
    "spoke of China and the",
    "A3",
    "A3-q1 A3-s1",
    "open A3-q1",
    "search text:China",
    "audience: slack:T0PEER",
)
MADE_UP = (
    " ",
    "ask",
    "ask:",
    "ask~",
    "ask~" + "A" * 16,
    "ask:#",
    "ask:#../../library.db",
    "ask:" + "x" * 90,
    "turn:quotes page:-1",
    "turn:quotes page:99999999999999999999",
    "share:open A3-q1",
    "take:U1",
    "form:library add",
    "delete:library withdraw A1",
    '{"id": "form:library add"}',
    "ask:open A3-q1\0",
    "ask:\N{PARTY POPPER}\u202e\ud800",
    "ask:open cite:A3-q1' OR 1=1 --",
)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path / "full", ()) as made:
        made.answers.per_minute = 0
        yield made


def buttons(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the buttons of a Slack view, beside texts too."""
    parts = [part for block in view["blocks"] for part in (*block.get("elements", []), block.get("accessory") or {})]
    return [part for part in parts if part.get("type") == "button" and "value" in part]


async def test_a_copied_button_of_another_persons_home_tab_shows_nothing(slack: SlackPeer, held: World) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}")
    async with on_sockets(slack_app(slack, held.answers), slack):
        slack.person("U9", channel="C1")
        boss = slack.person("U2", channel="C1", admin=True)
        copied = [each["value"] for each in buttons((await boss.open_home()).view)]
        assert copied and shows(slack.home("U2"))
        for person in (slack.person("U3", team="T0GUEST", admin=True), slack.person("U1", channel="C1")):
            for value in copied:
                await person.open_home()
                home = slack.home(person.id) or {}
                button = buttons(home)[0]
                button["value"] = value
                await person.press(home, button["action_id"])
                await slack.until(partial(says, slack, person.id, "for another person or place"))
                assert not slack.modals(person.id)
        assert not shows(slack.home("U3"))


def says(slack: SlackPeer, user: str, words: str) -> bool:
    return words in str(slack.home(user))


@pytest.mark.parametrize("label", ON_MESSAGES)
async def test_a_command_on_a_message_tells_nobody_what_he_may_not_see_on_discord(
    discord: DiscordPeer, held: World, label: str
) -> None:
    limit(held.answers, f"discord:{discord.guild.id}/{discord.channel.id}")
    other, stranger = discord.add_channel("other"), discord.add_guild("Elsewhere", "general")
    async with discord_running(discord, held.answers):
        for person in (discord.person("Bo", channel=other), discord.person("Bo", guild=stranger, may_manage=True)):
            for probe in PROBES:
                answer = await person.on_message(label, person.say(probe))
                assert answer.ephemeral and answer.text and not shows(answer.text), probe
        ann = discord.person("Ann")
        found = await ann.on_message(label, ann.say(PROBES[0]))
        assert shows(found.text) == (label == "Check this")


@pytest.mark.parametrize("label", ON_MESSAGES)
async def test_a_command_on_a_message_tells_nobody_what_he_may_not_see_on_slack(
    slack: SlackPeer, held: World, label: str
) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}/C1")
    async with on_sockets(slack_app(slack, held.answers), slack):
        ann = slack.person("U9", channel="C1")
        guest = slack.person("U3", channel="C1", team="T0GUEST", admin=True)
        for person in (guest, slack.person("U2", channel="C2", admin=True)):
            for probe in PROBES:
                answer = await person.message_shortcut(callback_id(label), person.write(probe))
                assert answer.ephemeral and answer.text, probe
                assert not shows(f"{answer.text}{answer.blocks}"), probe
        found = await ann.message_shortcut(callback_id(label), ann.write(PROBES[0]))
        assert shows(f"{found.text}{found.blocks}") == (label == "Check this")


async def test_made_up_ids_are_answered_with_what_to_do(discord: DiscordPeer, slack: SlackPeer, held: World) -> None:
    async with discord_running(discord, held.answers), on_sockets(slack_app(slack, held.answers), slack):
        bo, ann = discord.person("Bo", may_manage=True), slack.person("U2", channel="C2", admin=True)
        shown, posted = await bo.command("quotes"), await ann.command("/briefing", "quotes")
        for identity in MADE_UP:
            answer = await pressed_as(discord, bo, shown, identity)
            assert answer.ephemeral and answer.text.startswith("This button is "), identity
            there = await slack_pressed_as(ann, posted, identity)
            assert there.ephemeral and (there.text or "").startswith("This button is "), identity
