"""`briefing-bot run` as people start it: a process of its own against both loopback platforms."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bench.made_articles import made_article
from tests.peers.discord import DiscordPeer, faults
from tests.peers.slack import SlackPeer

_PATIENCE = 30.0  # seconds


def write_config(folder: Path, discord: DiscordPeer, slack: SlackPeer, digests: str = "") -> Path:
    """Both platforms on loopback, and deliveries that look for due slots four times a second."""
    config = folder / "config.yaml"
    config.write_text(
        f"""\
discord: {{api_url: "{discord.url}"}}
slack: {{api_url: "{slack.base_url}"}}
deliveries: {{wake_every_seconds: 0.25, wait_for_answer_seconds: 2}}
limits: {{commands_per_minute: 0}}
{digests}
""",
        encoding="utf-8",
    )
    return config


def digests_of_another_time(discord: DiscordPeer, slack: SlackPeer) -> str:
    """A digest on each platform, half a day from now: only a person's `digest send` makes them due."""
    later = datetime.now(UTC) + timedelta(hours=12)
    return f"""\
digests:
  - name: morning
    place: {{platform: discord, workspace: "{discord.guild.id}", channel: "{discord.channel.id}"}}
    at: ["{later:%H:%M}"]
  - name: evening
    place: {{platform: slack, workspace: "{slack.settings.team_id}", channel: "C1"}}
    at: ["{later:%H:%M}"]
"""


async def start(config: Path, **tokens: str) -> asyncio.subprocess.Process:
    environment = {
        name: value for name, value in os.environ.items() if "TOKEN" not in name and "PROXY" not in name.upper()
    }
    command = (sys.executable, "-m", "bot", "run", "--config", str(config))
    return await asyncio.create_subprocess_exec(
        *command, env={**environment, **tokens}, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )


def tokens(discord: DiscordPeer, slack: SlackPeer) -> dict[str, str]:
    settings = slack.settings
    return {
        "DISCORD_TOKEN": discord.token,
        "SLACK_BOT_TOKEN": settings.bot_token,
        "SLACK_APP_TOKEN": settings.app_token,
    }


@asynccontextmanager
async def running(config: Path, discord: DiscordPeer, slack: SlackPeer) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await start(config, **tokens(discord, slack))
    try:
        await discord.connected()
        await slack.connected(within=_PATIENCE)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    _, said = await asyncio.wait_for(process.communicate(), _PATIENCE)
    return process.returncode or 0, said.decode()


async def test_both_platforms_are_answered_by_one_process_that_ends_cleanly(
    discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    process = await start(write_config(tmp_path, discord, slack), **tokens(discord, slack))
    await discord.connected()
    await slack.connected(within=_PATIENCE)
    here = await discord.person("Ann").command("quotes", speaker="MacGibbon")
    there = await slack.person("U1", channel="C9").command("/briefing", "quotes MacGibbon")
    assert here.message and "attacked on a daily basis" in here.text
    assert "attacked on a daily basis" in (there.text or "")
    before = asyncio.get_running_loop().time()
    process.send_signal(signal.SIGTERM)
    code, said = await ended(process)
    assert code == 0
    assert asyncio.get_running_loop().time() - before < 5
    assert not any(secret in said for secret in tokens(discord, slack).values())


@pytest.mark.parametrize("wrong", ["DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_wrong_token_is_one_clear_line_and_exit_code_2(
    wrong: str, discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    bad = {"DISCORD_TOKEN": "MTIz.wrong.wrong", "SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}
    given = {**tokens(discord, slack), wrong: bad[wrong]}
    process = await start(write_config(tmp_path, discord, slack), **given)
    try:
        code, said = await ended(process)
    finally:
        if process.returncode is None:
            process.kill()
    assert code == 2
    lines = [line for line in said.splitlines() if line.startswith("briefing-bot: ")]
    assert len(lines) == 1 and wrong in lines[0]
    assert "Traceback" not in said
    assert not any(secret in said for secret in given.values())


async def test_a_digest_is_posted_once_on_both_platforms_though_answers_are_lost_and_the_process_is_killed(
    discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    slack.channel("C1")
    config = write_config(tmp_path, discord, slack, digests_of_another_time(discord, slack))
    discord.faults.add("POST /channels/*/messages", faults.lost_answer(), times=1)
    slack.faults.lose_answer("chat.postMessage")
    async with running(config, discord, slack) as process:
        await discord.person("Boss", may_manage=True).command("digest send", name="morning")
        await slack.person("U1", channel="C9", admin=True).command("/briefing", "digest send evening")
        await discord.until(lambda: len(discord.posted(discord.channel)) == 1)
        await slack.posts("C1", count=1)
        process.kill()
        await process.wait()
    await discord.disconnected()
    async with running(config, discord, slack):
        said = ""
        async with asyncio.timeout(_PATIENCE):
            while said.count(": posted") < 2:
                here = await discord.person("Boss", may_manage=True).command("digest status")
                there = await slack.person("U1", channel="C9", admin=True).command("/briefing", "digest status")
                said = f"{here.message} {there.text}"
    assert len(discord.posted(discord.channel)) == 1
    assert len(slack.posted("C1")) == 1


async def test_a_platform_that_is_away_keeps_neither_the_other_nor_the_end_waiting(
    discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    config = write_config(tmp_path, discord, slack)
    away = config.read_text(encoding="utf-8").replace(discord.url, "http://127.0.0.1:9/api/v10")
    config.write_text(away, encoding="utf-8")
    process = await start(config, **tokens(discord, slack))
    try:
        await slack.connected(within=_PATIENCE)
        answer = await slack.person("U1", channel="C9").command("/briefing", "quotes MacGibbon")
        assert "attacked on a daily basis" in (answer.text or "")
        before = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
        assert code == 0 and "Traceback" not in said
        assert asyncio.get_running_loop().time() - before < 5
    finally:
        if process.returncode is None:
            process.kill()


async def test_a_file_that_is_saved_is_answered_from_without_a_restart(
    discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    async with running(write_config(tmp_path, discord, slack), discord, slack) as process:
        (tmp_path / "corpus" / "ferry.md").write_text("The ferry sank in the harbour.")
        assert process.stderr is not None
        async with asyncio.timeout(_PATIENCE):
            while b"articles: 1 added, 0 changed, 0 gone" not in (line := await process.stderr.readline()):
                assert line, "the bot ended before that"
        found = await discord.person("Ann").command("briefing", article="ferry")
    assert found.message and "The ferry sank in the harbour." in found.text


async def test_a_bot_that_is_ended_while_it_reads_its_folders_ends_at_once_and_leaves_nobody_behind(
    discord: DiscordPeer, slack: SlackPeer, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    for number in range(600):
        (tmp_path / "corpus" / f"a{number}.md").write_text(made_article(number, 5, 3_000))
    process = await start(write_config(tmp_path, discord, slack), **tokens(discord, slack))
    try:
        await until(lambda: any("spawn_main" in command for command in children(process.pid).values()))
        started = set(children(process.pid))
        before = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
        assert code == 0 and "Traceback" not in said
        assert asyncio.get_running_loop().time() - before < 5
        await until(lambda: not any(Path(f"/proc/{each}").exists() for each in started))
    finally:
        if process.returncode is None:
            process.kill()


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not true():  # noqa: ASYNC110 - the process tells nobody here
            await asyncio.sleep(0.05)


def children(parent: int) -> dict[int, str]:
    """Return the numbers and the command lines of the processes that *parent* has started."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found[int(path.parent.name)] = path.with_name("cmdline").read_text()
    return found
