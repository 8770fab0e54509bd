"""Many commands: at once, one after the other, and very many while the bot's memory is watched."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from tests.bench.made_questions import FINDING, READING, Questions
from tests.bench.running_bot import Both, RunningBot

PLATFORMS = ("Discord", "Slack")
_PEOPLE = 20  # who ask side by side, each one command after the other
_FORGET = 1000  # commands


def questions(count: int, times: int, seed: int) -> list[str]:
    """Return *times* lines about *count* entries, every kind of reading and finding as often."""
    asked = Questions(count, seed)
    return [asked.lines(command, 1)[0] for command in islice(cycle((*READING, *FINDING)), times)]


async def at_once(peers: Both, platform: str, lines: Sequence[str]) -> list[float | None]:
    """Ask all *lines* at the same moment, each by another person; return the seconds of each answer."""
    return await asyncio.gather(*(peers.ask(platform, person, line) for person, line in enumerate(lines)))


async def in_turn(peers: Both, platform: str, lines: Sequence[str]) -> int:
    """Ask *lines* as fast as a few people can who wait for each answer; return how many got none."""
    left: Iterator[tuple[int, str]] = iter(enumerate(lines, 1))
    unanswered = 0

    async def person(number: int) -> None:
        nonlocal unanswered
        for asked, line in left:
            unanswered += await peers.ask(platform, number, line) is None
            if asked % _FORGET == 0:
                peers.forget()

    await asyncio.gather(*map(person, range(_PEOPLE)))
    return unanswered


async def sustained(peers: Both, bot: RunningBot, platform: str, lines: Sequence[str]) -> float:
    """Return how many commands a second one processor answers: by its work, so that other programs do not count."""
    began = bot.worked()
    unanswered = await in_turn(peers, platform, lines)
    return (len(lines) - unanswered) / (bot.worked() - began)


async def growth(peers: Both, bot: RunningBot, lines: Sequence[str], times: int) -> float:
    """Return by how many megabytes the bot grows over *times* commands, half of them on each platform."""
    before = bot.memory()
    asked = list(islice(cycle(lines), times // len(PLATFORMS)))
    for platform in PLATFORMS:
        await in_turn(peers, platform, asked)
    return bot.memory() - before
