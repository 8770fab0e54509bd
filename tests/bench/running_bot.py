"""The bot as people start it, in a process of its own, at a loopback Discord and a loopback Slack of this process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.calls import read_line
from bot.commands.table import COMMANDS
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer

_START_WITHIN = 60.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Both:
    """The two platforms that a bot is at."""

    discord: DiscordPeer
    slack: SlackPeer

    def forget(self) -> None:
        """Let go of what the peers noted of the bot's requests, so that long runs do not fill the memory."""
        self.discord.requests.clear()
        self.discord.bodies.clear()
        self.slack.requests.clear()

    async def ask(self, platform: str, person: int, line: str) -> float | None:
        """Ask as one of many people; return the seconds until the answer, None where there was none in time."""
        if platform == "Discord":
            call = read_line(line, COMMANDS)
            given = await self.discord.person(f"Ann {person}").command(call.command.name, call.arguments)
            return given.final_seconds if given.message and not given.failure else None
        answer = await self.slack.person(f"U{person}", channel="C1").command("/briefing", line)
        if answer.failed or answer.latency is None or answer.ack_latency is None:
            return None
        return max(answer.latency, answer.ack_latency)


@asynccontextmanager
async def both() -> AsyncIterator[Both]:
    """Serve both platforms on loopback."""
    async with DiscordPeer(check_openapi=False) as discord, SlackPeer() as slack:
        yield Both(discord, slack)


class RunningBot:
    """``briefing-bot run`` on the library in *folder*; what it says is written into bot.log there."""

    def __init__(self, folder: Path, peers: Both, corpus: str = "[]") -> None:
        self._folder = folder
        self._corpus = corpus
        self._peers = peers
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until both platforms have it."""
        discord, slack = self._peers.discord, self._peers.slack
        config = self._folder / "bot.yaml"
        config.write_text(
            f"database: sqlite:///library.db\ncorpus: {self._corpus}\nlimits: {{commands_per_minute: 0}}\n"
            f'discord: {{api_url: "{discord.url}"}}\nslack: {{api_url: "{slack.base_url}"}}\n',
            encoding="utf-8",
        )
        environment = {**slack.environment(), "DISCORD_TOKEN": discord.token}
        command = (sys.executable, "-m", "bot", "run", "--config", str(config))
        with (self._folder / "bot.log").open("ab") as said:
            self._process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=said, stderr=said)
        await discord.connected(within=_START_WITHIN)
        await slack.until(lambda: len(slack.sockets.open) == 2, _START_WITHIN)

    async def stop(self) -> None:
        """End it as an operator does."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            await self._process.wait()

    def has_said(self, words: str, times: int = 1) -> bool:
        """Tell whether these words stand in its log so many times."""
        return (self._folder / "bot.log").read_text(encoding="utf-8").count(words) >= times

    async def until_read(self, times: int = 1) -> None:
        """Wait until it has read its folders so many times since its log began."""
        while not self.has_said(" changed", times):  # noqa: ASYNC110 - its log alone tells
            await asyncio.sleep(0.1)

    def worked(self) -> float:
        """Return the seconds that processors have worked for it."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS  # utime and stime: proc_pid_stat(5)

    def memory(self) -> float:
        """Return the megabytes that it holds."""
        (line,) = (line for line in self._proc("status").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1000

    def _proc(self, name: str) -> str:
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="utf-8")
