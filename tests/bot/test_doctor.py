"""`briefing-bot doctor`: every finding is one sentence that says how to mend, and no secret is shown."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.doctor import examine
from bot.platforms.slack_manifest import SCOPES
from briefings.library.database import open_database
from tests.bot.connected import discord_running
from tests.peers.discord import DiscordPeer
from tests.peers.slack import Settings, SlackPeer

DISCORD_DIGEST = """\
digests:
  - {{name: morning, place: {{platform: discord, workspace: "{guild}", channel: "{channel}"}}, at: ["08:00"]}}
"""
SLACK_DIGEST = """\
digests:
  - {{name: evening, place: {{platform: slack, workspace: T0PEER, channel: {channel}}}, at: ["18:00"]}}
"""


class Doctor:
    """Writes a configuration and asks what the doctor says of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.now = datetime.now(UTC)
        self._capsys = capsys
        (folder / "corpus").mkdir()

    async def __call__(self, text: str = "", **secrets: str) -> tuple[int, list[str]]:
        config = self.folder / "config.yaml"
        config.write_text(text, encoding="utf-8")
        code = await asyncio.to_thread(examine, config, secrets, self.now)
        said = self._capsys.readouterr().out
        assert not any(secret in said for secret in secrets.values())
        return code, said.splitlines()


@pytest.fixture
def doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doctor:
    return Doctor(tmp_path, capsys)


def bad(lines: list[str]) -> list[str]:
    return [line.removeprefix("BAD  ") for line in lines if line.startswith("BAD")]


# On this machine


async def test_without_a_token_it_says_where_one_goes(doctor: Doctor) -> None:
    code, lines = await doctor()
    assert code == 2
    assert bad(lines) == ["platforms: no token is set; put DISCORD_TOKEN or SLACK_BOT_TOKEN into the environment"]


async def test_faults_of_the_configuration_are_told_first(doctor: Doctor) -> None:
    code, lines = await doctor("limits: {commands_per_minute: many}")
    assert code == 2 and len(lines) == 1 and "commands_per_minute" in lines[0]


async def test_it_changes_no_database_and_makes_none(doctor: Doctor) -> None:
    assert "ok   database: briefings.db will be made at the first start" in (await doctor())[1]
    assert not (doctor.folder / "briefings.db").exists()
    open_database("sqlite:///briefings.db", doctor.folder).dispose()
    assert any("has this program's version" in line for line in (await doctor())[1])


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("database: sqlite:///config.yaml/x.db", "config.yaml cannot be written"),
        ("corpus: [elsewhere/]", "elsewhere cannot be read; mend the path or its rights"),
    ],
)
async def test_what_cannot_be_used_is_told_with_its_mend(doctor: Doctor, config: str, told: str) -> None:
    code, lines = await doctor(config)
    assert code == 2 and any(told in line for line in bad(lines)), lines


async def test_a_file_that_is_no_database_is_told(doctor: Doctor) -> None:
    (doctor.folder / "briefings.db").write_bytes(b"no database at all" * 100)
    assert any(line.startswith("database: ") for line in bad((await doctor())[1]))


# Discord


def discord_config(discord: DiscordPeer) -> str:
    return f'discord: {{api_url: "{discord.url}"}}\n'


def with_digest(discord: DiscordPeer, guild: str = "", channel: str = "") -> str:
    digest = DISCORD_DIGEST.format(guild=guild or discord.guild.id, channel=channel or discord.channel.id)
    return discord_config(discord) + digest


async def test_all_is_well_at_discord(discord: DiscordPeer, doctor: Doctor, answers: Answers) -> None:
    async with discord_running(discord, answers):
        pass
    code, lines = await doctor(with_digest(discord), DISCORD_TOKEN=discord.token)
    assert code == 0 and not bad(lines), lines
    assert "ok   Discord, digest morning: the bot may post in #general" in lines
    assert "ok   Discord: this machine's clock goes right" in lines


async def test_commands_that_are_not_given_yet_are_told_and_not_given(discord: DiscordPeer, doctor: Doctor) -> None:
    code, lines = await doctor(discord_config(discord), DISCORD_TOKEN=discord.token)
    assert code == 2 and not discord.registry.overwrites
    assert bad(lines) == [
        "Discord: the commands of all servers are not those of this version; start briefing-bot run, which gives them"
    ]


async def test_a_refused_token_is_told_without_showing_it(discord: DiscordPeer, doctor: Doctor) -> None:
    code, lines = await doctor(
        discord_config(discord), DISCORD_TOKEN="MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong-.wrong-wrong-wrong-wrong"
    )
    assert code == 2
    assert bad(lines) == ["Discord: the token is refused; copy it again from the developer portal into DISCORD_TOKEN"]


async def test_a_discord_that_is_away_is_told(doctor: Doctor) -> None:
    code, lines = await doctor('discord: {api_url: "http://127.0.0.1:9/api/v10"}', DISCORD_TOKEN="a.b.c")
    assert code == 2 and "cannot be reached" in bad(lines)[0]


async def test_a_clock_that_goes_wrong_is_told(discord: DiscordPeer, doctor: Doctor) -> None:
    doctor.now += timedelta(minutes=5)
    lines = (await doctor(discord_config(discord), DISCORD_TOKEN=discord.token))[1]
    assert any("s fast; switch on its time synchronisation" in line for line in bad(lines))


async def test_a_bot_in_no_server_is_given_its_invitation(discord: DiscordPeer, doctor: Doctor) -> None:
    discord.world.guilds.clear()
    lines = (await doctor(discord_config(discord), DISCORD_TOKEN=discord.token))[1]
    assert any(
        "in no server; invite it: https://discord.com/oauth2/authorize?client_id=" in line for line in bad(lines)
    )


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("hidden", "is hidden from the bot; give it View Channel there"),
        ("silent", "in #general the bot lacks Send Messages, Embed Links; grant it there: Edit Channel"),
        ("no history", "in #general the bot lacks Read Message History; grant it there"),
        ("gone", "is gone; `digest move` it to another one, or `digest remove` it"),
        ("elsewhere", "is of another server than"),
        ("no id", "is no channel of a server; copy both ids from their menus"),
    ],
)
async def test_what_a_digest_lacks_is_named_with_how_to_grant_it(
    discord: DiscordPeer, doctor: Doctor, broken: str, told: str
) -> None:
    config = with_digest(discord)
    if broken == "hidden":
        discord.forbid(discord.channel, 50001)
    elif broken == "silent":
        discord.forbid(discord.channel, 50013)
    elif broken == "no history":
        discord.channel.history_hidden = True
    elif broken == "gone":
        discord.remove(discord.channel)
    elif broken == "elsewhere":
        config = with_digest(discord, channel=discord.add_guild("Elsewhere", "other").channels[0].id)
    else:
        config = with_digest(discord, channel="general")
    code, lines = await doctor(config, DISCORD_TOKEN=discord.token)
    (line,) = [each for each in bad(lines) if each.startswith("Discord, digest morning: ")]
    assert code == 2 and told in line, line


async def test_a_digest_with_a_thread_needs_the_rights_for_threads_too(discord: DiscordPeer, doctor: Doctor) -> None:
    discord.channel.threads_forbidden = True
    _, lines = await doctor(with_digest(discord), DISCORD_TOKEN=discord.token)
    assert "ok   Discord, digest morning: the bot may post in #general" in lines
    threaded = with_digest(discord).replace("at: [", "post: thread, at: [")
    _, lines = await doctor(threaded, DISCORD_TOKEN=discord.token)
    (line,) = [each for each in bad(lines) if each.startswith("Discord, digest morning: ")]
    assert "in #general the bot lacks Create Public Threads, Send Messages in Threads; grant it there" in line


# Slack


def slack_secrets(settings: Settings) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": settings.bot_token, "SLACK_APP_TOKEN": settings.app_token}


def slack_config(slack: SlackPeer, channel: str = "") -> str:
    digest = SLACK_DIGEST.format(channel=channel) if channel else ""
    return f'slack: {{api_url: "{slack.base_url}"}}\n{digest}'


async def test_all_is_well_at_slack(doctor: Doctor) -> None:
    async with SlackPeer(scopes=",".join(SCOPES)) as slack:
        slack.person("U1", channel="C1")
        code, lines = await doctor(slack_config(slack, "C1"), **slack_secrets(slack.settings))
    assert code == 0 and not bad(lines), lines
    assert "ok   Slack, digest evening: the bot is in channel C1" in lines


async def test_missing_scopes_are_named(slack: SlackPeer, doctor: Doctor) -> None:
    code, lines = await doctor(slack_config(slack), **slack_secrets(slack.settings))
    (line,) = bad(lines)
    assert code == 2 and line.endswith("are missing; add them under OAuth & Permissions and install the app again")
    assert "files:write" in line and "chat:write" not in line


async def test_a_channel_without_the_bot_is_told_with_the_invitation(doctor: Doctor) -> None:
    async with SlackPeer(scopes=",".join(SCOPES)) as slack:
        code, lines = await doctor(slack_config(slack, "C404"), **slack_secrets(slack.settings))
    assert code == 2 and "/invite @" in bad(lines)[0]


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_refused_slack_token_is_named(doctor: Doctor, name: str) -> None:
    async with SlackPeer(scopes=",".join(SCOPES)) as slack:
        given = {**slack_secrets(slack.settings), name: "xoxb-1-somebody-elses"}
        code, lines = await doctor(slack_config(slack), **given)
    assert code == 2 and bad(lines) == [f"Slack: the token in {name} is refused (invalid_auth); copy it again"]


async def test_one_way_in_is_needed(doctor: Doctor) -> None:
    async with SlackPeer(scopes=",".join(SCOPES)) as slack:
        code, lines = await doctor(slack_config(slack), SLACK_BOT_TOKEN=slack.settings.bot_token)
    assert code == 2 and "SLACK_SIGNING_SECRET" in bad(lines)[0]
