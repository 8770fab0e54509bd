"""Load and faults at Discord and Slack: how soon, how many, for how long, and what is lost when much goes wrong.

``python -m tests.bench.bench_platforms [--entries N] [--commands N] [--hours N] [--only WORD]``: 10,000 made entries,
memory over 100,000 commands and a day of faults if nothing is said; that takes some twenty minutes. The ratios are
those of bench_answers; for the rest the bot runs as people start it, in a process of its own. Prints every figure
beside what it must reach and what it aims for, and fails when one misses what it must reach.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from bot.app import open_app
from bot.clock import SystemClock
from bot.config import Config
from bot.settings import Limits, Settings
from briefings.library.database import open_database
from briefings.library.library import Library
from tests.bench.bench_answers import ROUNDS, compared
from tests.bench.faulty_day import HOURS, faulty_day
from tests.bench.loads import PLATFORMS, at_once, growth, questions, sustained
from tests.bench.made_library import write_library
from tests.bench.running_bot import Both, RunningBot, both
from tests.fakes import NOON

PARTS = ("ratio", "load", "faults", "memory")
_AT_ONCE, _IN_TURN, _IN_A_DAY = 500, 4_000, 200
_UNTIL_FULL = 40_000  # commands until all is kept that is; each platform's last 10,000 acts alone are (once.py)
_LIMIT = 3.0  # seconds until both platforms give up


@dataclass(frozen=True)
class Figure:
    """One line of the table; *most*: less is better."""

    name: str
    found: float
    must: float
    aim: float
    most: bool = True

    @property
    def misses(self) -> bool:
        """Tell whether the figure is worse than it must be."""
        return self.found > self.must if self.most else self.found < self.must

    def __str__(self) -> str:
        verdict = "MISSED" if self.misses else ""
        return f"{self.name:62}{self.found:9.2f}{self.must:9g}{self.aim:9g}  {verdict}"


async def ratios() -> AsyncIterator[Figure]:
    """Yield the medians of commands that nobody has asked before over those of a handler that only sends."""
    limits = {"Discord": (3, 1.3), "Slack": (1.1, 1)}
    with tempfile.TemporaryDirectory() as folder:
        config = Config(Settings(limits=Limits(commands_per_minute=0)), base=Path(folder))
        with open_app(config, SystemClock()) as app:
            async for name, kind, measured in compared(app.answers, ROUNDS):
                if name in limits and kind == "first asked":
                    yield Figure(
                        f"{name}: p50 over a handler's that sends the same", measured.ratio(name), *limits[name]
                    )


async def loads(peers: Both, bot: RunningBot, entries: int) -> AsyncIterator[Figure]:
    """Yield what many commands at once and one after the other come to, other ones on each platform."""
    for seed, platform in enumerate(PLATFORMS, 10):
        times = await at_once(peers, platform, questions(entries, _AT_ONCE, seed))
        late = sum(time is None or time > _LIMIT for time in times)
        yield Figure(f"{platform}: of {_AT_ONCE} commands at once unanswered in {_LIMIT:g} s", late, 0, 0)
        yield Figure(f"{platform}: the slowest of them, s", max(time or float("inf") for time in times), 1.5, 0.5)
    for seed, platform in enumerate(PLATFORMS, 20):
        rate = await sustained(peers, bot, platform, questions(entries, _IN_TURN, seed))
        yield Figure(f"{platform}: commands a second of a processor, {entries:,} entries", rate, 300, 600, most=False)


async def faults(peers: Both, bot: RunningBot, entries: int, hours: int) -> AsyncIterator[Figure]:
    """Yield what got no answer on a day of faults."""
    day = await faulty_day(peers, bot, questions(entries, _IN_A_DAY, 3), hours)
    for lost in day.unanswered[:5]:
        print("no answer:", lost)
    name = f"{hours} hours of faults, {day.asked:,} commands: unanswered while connected"
    yield Figure(name, len(day.unanswered), 0, 0)


async def memory(peers: Both, bot: RunningBot, entries: int, commands: int) -> AsyncIterator[Figure]:
    """Yield how the bot grows, once it has all that it keeps for later."""
    lines = questions(entries, _IN_TURN, 4)
    await growth(peers, bot, lines, min(commands, _UNTIL_FULL))
    yield Figure(f"growth over {commands:,} commands, MB", await growth(peers, bot, lines, commands), 10, 2)


async def run(given: argparse.Namespace) -> int:
    """Print the table; return 1 where a figure misses what it must reach."""
    print(f"{'':62}{'found':>9}{'must':>9}{'aim':>9}")
    missed = False
    async with AsyncExitStack() as stack:
        if "ratio" in given.only:
            missed |= await _shown(ratios())
        if set(given.only) == {"ratio"}:
            return int(missed)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        await asyncio.to_thread(_fill, folder, given.entries)
        peers = await stack.enter_async_context(both())
        bot = RunningBot(folder, peers, corpus="[news]")
        stack.push_async_callback(bot.stop)
        await bot.start()
        await bot.until_read()
        if "load" in given.only:
            missed |= await _shown(loads(peers, bot, given.entries))
        if "faults" in given.only:
            missed |= await _shown(faults(peers, bot, given.entries, given.hours))
        if "memory" in given.only:
            missed |= await _shown(memory(peers, bot, given.entries, given.commands))
    return int(missed)


async def _shown(figures: AsyncIterator[Figure]) -> bool:
    """Print the figures as they are found; tell whether one misses."""
    missed = False
    async for figure in figures:
        print(figure, flush=True)
        missed |= figure.misses
    return missed


def _fill(folder: Path, entries: int) -> None:
    """Make a library of so many entries."""
    write_library(folder / "news", entries)
    with closing(Library(open_database("sqlite:///library.db", folder))) as library:
        library.sync([folder / "news"], NOON)


def main() -> int:
    """Read what is to be measured, and measure it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--entries", type=int, default=10_000)
    asked.add_argument("--commands", type=int, default=100_000)
    asked.add_argument("--hours", type=int, default=HOURS)
    asked.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    for name in ("discord", "slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return asyncio.run(run(asked.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
