"""500 digests due at one minute, over 200 channels of both platforms: ``python -m tests.bench.bench_digests``.

One bot, in a process of its own, posts through the real client libraries to loopback peers with realistic limits: 50
requests a second and 5 posts in 5 seconds for a channel on Discord, one post a second for a channel on Slack. The time
is from the minute to the last message, beside the least that these limits allow. The peers do the counting.
"""

import asyncio
import itertools
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import delivery_token
from briefings.library.library import Library
from briefings.place import Place
from briefings.schedule import Schedule
from tests.peers.discord import DiscordPeer
from tests.peers.discord.rates import GLOBAL, GLOBAL_SECONDS, POSTS
from tests.peers.discord.world import Settings
from tests.peers.slack import SlackPeer
from tests.torture.counting import marks
from tests.torture.run import addresses_of, fill, places
from tests.torture.worker import Orders, work

SCHEDULES, CHANNELS = 500, 100  # channels of each platform
AT_MOST = 1.3  # times the least that the limits allow
_SLACK_PACE, _OUR_PACE, _POST_SECONDS = 1.0, 1.05, 5.0
_LONGEST = 120.0  # seconds
_READY = 8.0  # seconds that the process has to log in


async def run(base: Path) -> bool:
    """Deliver once and print the figures; return whether they are as they should be."""
    slack_peer = SlackPeer(seconds_between_posts=_SLACK_PACE)
    async with DiscordPeer(Settings(rate_limits=True), check_openapi=False) as discord, slack_peer as slack:
        engine = open_database("sqlite:///bench.db", base)
        library, deliveries = Library(engine), Deliveries(engine)
        fill(library)
        now = datetime.now(UTC)
        slot = now.replace(second=0, microsecond=0) + timedelta(minutes=10)
        where = places(discord, slack, CHANNELS)
        made = [Schedule(f"d{n:03}", where[n % len(where)], (slot.time(),), at_most=1) for n in range(SCHEDULES)]
        deliveries.configure(made, now)
        tokens = {delivery_token(each.number, slot, each.schedule.place): each for each in deliveries.schedules()}
        context = multiprocessing.get_context("forkserver")
        wrong_by = context.Value("d", 0.0)
        orders = Orders("sqlite:///bench.db", base, addresses_of(discord, slack), 90.0, _OUR_PACE, 0.0, gateway=True)
        process = context.Process(target=work, args=(orders, wrong_by, "bench"), daemon=True)
        process.start()
        await asyncio.sleep(_READY)
        wrong_by.value = (slot - datetime.now(UTC)).total_seconds()
        before, began = _cpu(process.pid), time.monotonic()
        seconds = await _until_all_came(discord, slack, began)
        used = _cpu(process.pid) - before
        await asyncio.sleep(2 * _SLACK_PACE)  # for what might be doubled
        process.kill()
        process.join()
        library.close()
        came = _came(discord, slack)
        asked_to_wait = {
            "Discord": sum(request.status == 429 for request in discord.requests),
            "Slack": sum(each.error == "ratelimited" for each in slack.refusals),
        }
    least = _least(Counter(each.schedule.place for each in tokens.values()))
    order = _out_of_order(came, {token: (each.schedule.place, each.number) for token, each in tokens.items()})
    lost, doubled = len(tokens.keys() - set(came)), len(came) - len(set(came))
    print(f"{len(came)} messages, {lost} lost, {doubled} doubled, {order} out of order; asked to wait: {asked_to_wait}")
    print(f"{1000 * used / SCHEDULES:.1f} ms of CPU a delivery")
    print(f"{seconds:.1f} s; the limits allow {least:.1f} s: {seconds / least:.2f} times (at most {AT_MOST})")
    return not (lost or doubled or order) and seconds <= AT_MOST * least


async def _until_all_came(discord: DiscordPeer, slack: SlackPeer, began: float) -> float:
    """Return the seconds from *began* to the last message."""
    while len(_came(discord, slack)) < SCHEDULES and time.monotonic() - began < _LONGEST:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    return time.monotonic() - began


def _cpu(process: int | None) -> float:
    """Return the seconds of CPU that a process has used (proc_pid_stat(5): fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _came(discord: DiscordPeer, slack: SlackPeer) -> list[str]:
    """The tokens of the messages, in the order of each channel."""
    return [token for token, _, _ in marks(discord, slack)]


def _least(posts: Mapping[Place, int]) -> float:
    """Return the seconds that the platforms' own limits take, if everything else took none."""
    on_discord = [count for place, count in posts.items() if place.platform == "discord"]
    on_slack = [count for place, count in posts.items() if place.platform == "slack"]
    whole = (-(-sum(on_discord) // GLOBAL) - 1) * GLOBAL_SECONDS
    channel = (-(-max(on_discord) // POSTS) - 1) * _POST_SECONDS
    return max(whole, channel, (max(on_slack) - 1) * _SLACK_PACE)


def _out_of_order(came: Sequence[str], known: Mapping[str, tuple[Place, int]]) -> int:
    """Count the messages of a channel that came before one that is to stand above them."""
    numbers: defaultdict[Place, list[int]] = defaultdict(list)
    for token in came:
        place, number = known[token]
        numbers[place].append(number)
    return sum(a > b for each in numbers.values() for a, b in itertools.pairwise(each))


def main() -> int:
    """Return 1 where something is lost, doubled, out of order or slower than allowed."""
    with tempfile.TemporaryDirectory() as folder:
        return 0 if asyncio.run(run(Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
