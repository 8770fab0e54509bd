"""Discord is given the command table only where what it has is another one."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.answers import Answers
from bot.commands.table import COMMANDS
from bot.platforms.discord_commands import command_payloads
from bot.platforms.discord_sync import of_a_server, same_commands
from tests.bot.connected import discord_running as running
from tests.peers.discord import DiscordPeer, Settings, redirected

PUT = "PUT /applications/{application_id}/commands"
PUT_THERE = "PUT /applications/{application_id}/guilds/{guild_id}/commands"
EVERY = command_payloads(list(COMMANDS.values()), by_people=True)


def changes() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The table with one thing changed each time."""
    quotes = next(number for number, each in enumerate(EVERY) if each["name"] == "quotes")
    made: tuple[tuple[str, Callable[[dict[str, Any]], object]], ...] = (
        ("a description", lambda command: command.update(description="Something else")),
        ("an option's description", lambda command: command["options"][0].update(description="Something else")),
        ("an option less", lambda command: command["options"].pop()),
        ("the order of options", lambda command: command["options"].reverse()),
        ("a length", lambda command: command["options"][0].pop("max_length")),
        ("completion", lambda command: command["options"][0].update(autocomplete=False)),
        ("a translation", lambda command: command.update(description_localizations={"de": "Wer was gesagt hat"})),
        ("where it is", lambda command: command.update(contexts=[0])),
        ("whose it is", lambda command: command.update(default_member_permissions=8)),
    )
    for name, change in made:
        changed = copy.deepcopy(EVERY)
        change(changed[quotes])
        yield name, changed
    yield "a command less", EVERY[1:]


@pytest.mark.parametrize(
    ("name", "changed"), list(changes()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_change_is_one(name: str, changed: list[dict[str, Any]]) -> None:
    assert not same_commands(changed, EVERY) and not same_commands(EVERY, changed), name


def test_what_discord_adds_and_leaves_out_is_no_change() -> None:
    stored = copy.deepcopy(EVERY)[::-1]
    for number, command in enumerate(stored):
        command.update(id=str(number), version="1", application_id="9", nsfw=False, dm_permission=True)
        command.update(contexts=command["contexts"][::-1])
        command.setdefault("description", "")
        if not command.get("options"):
            command.pop("options", None)
    assert same_commands(EVERY, stored)


def test_one_server_is_not_told_where_commands_may_be_used() -> None:
    assert not {"contexts", "integration_types"} & set().union(*of_a_server(EVERY))


async def test_a_second_start_gives_nothing_and_a_change_at_discord_is_put_right(
    discord: DiscordPeer, answers: Answers
) -> None:
    for _ in range(2):
        async with running(discord, answers):
            assert discord.requested(PUT) == [200]
    discord.registry._commands[""].pop()
    async with running(discord, answers):
        assert discord.requested(PUT) == [200, 200]


async def test_a_servers_own_commands_are_given_once_too(discord: DiscordPeer, answers: Answers) -> None:
    for _ in range(2):
        async with running(discord, answers, guilds=(discord.guild.id,)):
            assert discord.requested(PUT_THERE) == [200]
    assert not discord.requested(PUT)


@pytest.mark.parametrize("allowed", [True, False])
async def test_people_bring_commands_along_where_the_application_allows_it(answers: Answers, allowed: bool) -> None:
    async with DiscordPeer(Settings(user_installs=allowed)) as peer:
        with redirected(peer):
            async with running(peer, answers):
                quotes, digest = peer.registry.find("quotes", None), peer.registry.find("digest", None)
    assert quotes and digest
    assert (quotes["integration_types"], quotes["contexts"]) == (([0, 1], [0, 1, 2]) if allowed else ([0], [0, 1]))
    assert (digest["integration_types"], digest["contexts"]) == ([0], [0])  # managing is of a server


async def test_who_brought_the_bot_along_is_answered_with_what_is_for_everybody(
    discord: DiscordPeer, answers: Answers
) -> None:
    elsewhere = discord.add_guild("Not invited", "general")
    elsewhere.invited = False
    async with running(discord, answers):
        ann = discord.person("Ann", guild=elsewhere)
        answer = await ann.command("quotes", speaker="MacGibbon")
        assert answer.ephemeral and "1 passage" in answer.text
        with pytest.raises(AssertionError, match="cannot be brought along"):
            await discord.person("Boss", guild=elsewhere, may_manage=True).command("digest list")
