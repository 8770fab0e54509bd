"""``briefing-bot run`` twice on one database, each with one of Discord's two shards, and both at Slack."""

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefings.place import Place
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer

BOTS = 2
_START_WITHIN = 60.0  # seconds
_SOCKETS = 2  # of each bot at Slack


class Bots:
    """The two processes, with the same digests to *places* and the same watched folder."""

    def __init__(self, base: Path, address: str, discord: DiscordPeer, slack: SlackPeer, places: list[Place]) -> None:
        self.news = base / "news"
        self.news.mkdir()
        self._base, self._discord, self._slack = base, discord, slack
        self._running: dict[int, asyncio.subprocess.Process] = {}
        self.badly_ended = 0
        for number in range(BOTS):
            self._config(number).write_text(json.dumps(self._settings(address, number, places)), encoding="utf-8")

    def _config(self, number: int) -> Path:
        return self._base / f"bot-{number}.yaml"

    def _settings(self, address: str, number: int, places: list[Place]) -> dict[str, object]:
        """Return the configuration, which is JSON and so YAML too; only a person makes the digests due."""
        later = datetime.now(UTC) + timedelta(hours=12)
        return {
            "database": address,
            "corpus": ["news"],
            "discord": {"api_url": self._discord.url, "shards": [number], "shard_count": BOTS},
            "slack": {"api_url": self._slack.base_url},
            "deliveries": {"wake_every_seconds": 0.25, "wait_for_answer_seconds": 8},
            "limits": {"commands_per_minute": 0},
            "digests": [
                {
                    "name": f"digest-{at}",
                    "place": {"platform": place.platform, "workspace": place.workspace, "channel": place.channel},
                    "at": [f"{later:%H:%M}"],
                    "when_empty": "say_so",
                }
                for at, place in enumerate(places)
            ],
        }

    async def start(self, number: int) -> None:
        """Start one, and wait until it is at Slack."""
        environment = {**self._slack.environment(), "DISCORD_TOKEN": self._discord.token}
        command = (sys.executable, "-m", "bot", "run", "--config", str(self._config(number)))
        with (self._base / f"bot-{number}.log").open("ab") as said:
            process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=said, stderr=said)
        self._running[number] = process
        await self.at_slack()

    async def at_slack(self) -> None:
        """Wait until those that run are at Slack."""
        await self._slack.until(lambda: len(self._slack.sockets.open) >= _SOCKETS * len(self._running), _START_WITHIN)

    async def end(self, number: int, how: signal.Signals) -> None:
        """End one: as an operator does with SIGTERM, or as a lack of memory does with SIGKILL.

        One that has ended by itself, or with another code, has *badly_ended*.
        """
        process = self._running.pop(number)
        if process.returncode is None:
            process.send_signal(how)
        code = await process.wait()
        self.badly_ended += code not in (0, -how)

    async def end_all(self) -> None:
        """End those that run."""
        await asyncio.gather(*(self.end(number, signal.SIGTERM) for number in list(self._running)))
