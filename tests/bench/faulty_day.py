"""A day on which much goes wrong, in scaled time: every hour each fault once, and four restarts, in some minutes.

People go on asking all the time. Counted is what was asked and got no answer although the bot could have had it: an
event that a RESUME brings again counts, one that the platform itself drops (a refused RESUME, all sockets cut, no
process) does not.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle

from aiohttp import web

from tests.bench.running_bot import Both, RunningBot
from tests.peers.discord.faults import Effect, Fault, too_many

HOURS = 24
_RESTARTS = (5, 11, 17, 23)  # the hours with one
_PEOPLE = 3  # on each platform
_BETWEEN = 0.02  # seconds that a person waits after an answer
_AFTER = 0.3  # seconds of asking between two faults
_STORM = 0.5  # seconds
_AGAIN_WITHIN = 60.0  # seconds until the bot must be connected again


@dataclass
class Day:
    """What happened: how many commands were asked, and which of them got no answer."""

    asked: int = 0
    unanswered: list[str] = field(default_factory=list)
    excused: int = 0
    _down: set[str] = field(default_factory=set)
    _outages: dict[str, int] = field(default_factory=dict)

    @asynccontextmanager
    async def down(self, *platforms: str) -> AsyncIterator[None]:
        """What is asked meanwhile, or waits for its answer when it begins, may be lost at these platforms."""
        for platform in platforms:
            self._outages[platform] = self._outages.get(platform, 0) + 1
        self._down.update(platforms)
        yield
        self._down.difference_update(platforms)

    async def ask(self, peers: Both, platform: str, person: int, line: str) -> None:
        """Ask, and note what comes of it."""
        before, was_down = self._outages.get(platform, 0), platform in self._down
        self.asked += 1
        if await peers.ask(platform, person, line) is None:
            if was_down or before != self._outages.get(platform, 0):
                self.excused += 1
            else:
                self.unanswered.append(f"{platform}: {line}")


async def faulty_day(peers: Both, bot: RunningBot, lines: Sequence[str], hours: int = HOURS) -> Day:
    """Live through *hours* and return what happened."""
    day = Day()
    people = [
        asyncio.create_task(_asking(day, peers, platform, person, lines))
        for platform in ("Discord", "Slack")
        for person in range(_PEOPLE)
    ]
    for hour in range(hours):
        for fault in (_drop, _reconnect, _refused_resume, _storm, _refresh, _cut):
            await fault(day, peers)
            await asyncio.sleep(_AFTER)
        if hour % HOURS in _RESTARTS:
            async with day.down("Discord", "Slack"):
                await bot.stop()
                await bot.start()
    for person in people:
        person.cancel()
    await asyncio.gather(*people, return_exceptions=True)
    return day


async def _asking(day: Day, peers: Both, platform: str, person: int, lines: Sequence[str]) -> None:
    for line in cycle(lines[person:]):
        await day.ask(peers, platform, person, line)
        await asyncio.sleep(_BETWEEN)


async def _drop(_day: Day, peers: Both) -> None:
    """Discord's socket breaks; a RESUME brings what was missed."""
    resumed = peers.discord.gateway.resumed
    peers.discord.gateway.drop()
    await peers.discord.resumed(resumed + 1, _AGAIN_WITHIN)


async def _reconnect(_day: Day, peers: Both) -> None:
    """Discord asks for a new socket."""
    resumed = peers.discord.gateway.resumed
    peers.discord.gateway.ask_to_reconnect()
    await peers.discord.resumed(resumed + 1, _AGAIN_WITHIN)


async def _refused_resume(day: Day, peers: Both) -> None:
    """Discord's socket breaks, and the session is gone: a new one begins."""
    gateway, identified = peers.discord.gateway, peers.discord.identifies
    async with day.down("Discord"):
        gateway.refuse_resumes = 1
        gateway.drop()
        await gateway.signal.until(
            lambda: peers.discord.identifies > identified and bool(gateway.live), _AGAIN_WITHIN, "a new session"
        )


async def _storm(_day: Day, peers: Both) -> None:
    """Both platforms answer 429 for a while and say for how long; Slack tells whole seconds."""
    until = time.monotonic() + _STORM
    for route in ("POST /interactions/*", "PATCH /webhooks/*", "POST /webhooks/*"):
        peers.discord.faults.add(route, _limited(until), 1_000_000)
    peers.slack.faults.rate_limit("response_url", times=_PEOPLE)
    await asyncio.sleep(_STORM)
    peers.discord.faults.clear()


def _limited(until: float) -> Fault:
    async def fault(_request: web.Request, effect: Effect) -> web.StreamResponse:
        left = until - time.monotonic()
        return too_many(left) if left > 0 else await effect()

    return fault


async def _refresh(_day: Day, peers: Both) -> None:
    """Slack wants new sockets for all."""
    await _renewed(peers, peers.slack.sockets.refresh)


async def _cut(day: Day, peers: Both) -> None:
    """All of Slack's sockets break."""

    async def cut() -> None:
        peers.slack.sockets.cut()

    async with day.down("Slack"):
        await _renewed(peers, cut)


async def _renewed(peers: Both, act: Callable[[], Awaitable[None]]) -> None:
    """Do *act*, which takes away both sockets, and wait for two others."""
    sockets = peers.slack.sockets
    opened = sockets.opened
    await act()
    await peers.slack.until(lambda: sockets.opened >= opened + 2 and len(sockets.open) == 2, _AGAIN_WITHIN)
