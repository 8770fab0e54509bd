"""How soon the running bot answers while it reads a big folder: ``python -m tests.bench.bench_reading [NEW] [OLD]``.

The bot runs as people start it, at loopback platforms, on a library of OLD made articles (2,000 if nothing is said)
whose folder has NEW more (10,000). People ask at both platforms, some times a second, first while nothing is read, then
while the new ones are. Fails where the 99th percentile is above 100 ms meanwhile.
"""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from tests.bench.gold import table
from tests.bench.loads import PLATFORMS, questions
from tests.bench.made_library import write_library
from tests.bench.running_bot import Both, RunningBot, both

NEW, OLD = 10_000, 2_000
_A_SECOND = 20  # commands
_MUST = 0.1  # seconds
_QUIET = 400  # commands while nothing is read
_LONGEST = 3_600.0  # seconds


async def asked(peers: Both, lines: list[str], going_on: Callable[[int], bool]) -> list[float]:
    """Ask at a steady pace, at both platforms in turn, while *going_on*; return the seconds that answers took."""
    under_way: list[asyncio.Task[float | None]] = []
    began = perf_counter()
    for at, platform, line in zip(count(), cycle(PLATFORMS), cycle(lines), strict=False):
        if not going_on(at) or perf_counter() - began > _LONGEST:
            break
        under_way.append(asyncio.create_task(peers.ask(platform, at, line)))
        if at % 1000 == 999:
            peers.forget()
        await asyncio.sleep(max(0.0, began + (at + 1) / _A_SECOND - perf_counter()))
    return [float("inf") if time is None else time for time in await asyncio.gather(*under_way)]


def row(name: str, times: list[float]) -> tuple[str, ...]:
    """Return a line of the table: how many commands, and the milliseconds that answers took."""
    cuts = quantiles(times, n=1000, method="inclusive")
    return name, str(len(times)), *(f"{1000 * each:.0f}" for each in (cuts[499], cuts[949], cuts[989], max(times)))


async def run(new: int, old: int) -> int:
    """Print the table; return 1 where answers come too late while the folder is read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with both() as peers:
            await asyncio.to_thread(write_library, folder / "news", old)
            bot = RunningBot(folder, peers, corpus="[news]")
            await bot.start()
            try:
                await bot.until_read()
                lines = questions(old, 3_000, 5)
                quiet = await asked(peers, lines[:_QUIET], lambda at: at < _QUIET)
                await bot.stop()
                await asyncio.to_thread(write_library, folder / "news", old + new)
                await bot.start()
                began = perf_counter()
                meanwhile = await asked(peers, lines, lambda at: not bot.has_said(" changed", 2))
                passed = perf_counter() - began
            finally:
                await bot.stop()
    print(f"{new:,} articles were read in {passed:,.0f} s, {new / passed:.0f} a second")
    table(("ms", "commands", "p50", "p95", "p99", "slowest"), [row("quiet", quiet), row("while reading", meanwhile)])
    return int(quantiles(meanwhile, n=100, method="inclusive")[98] > _MUST)


def main() -> int:
    """Read how many articles, and measure."""
    for name in ("discord", "slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)
    given = [int(each) for each in sys.argv[1:3]]
    return asyncio.run(run(*given, *(NEW, OLD)[len(given) :]))


if __name__ == "__main__":
    sys.exit(main())
