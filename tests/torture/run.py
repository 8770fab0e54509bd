"""Running the fault test: peers that fail, processes that die, a clock that jumps; until nothing is left to do."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from briefings.article import parse_article
from briefings.library.corrections import Outcome
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.library.library import Library
from briefings.place import Place
from tests.peers.discord import DiscordPeer, faults
from tests.peers.slack import SlackPeer
from tests.torture.counting import Counts, came_to, count, edits_of
from tests.torture.plans import APART, DAYS, Plan, make_plan
from tests.torture.worker import Addresses, Orders, WrongClock, work
from tests.towns import town, town_text

PROCESSES = 3
_DAY, _HOUR = 86_400.0, 3600.0
_TICK, _LOOK = 0.05, 0.5  # seconds between faults, and between looks into the ledger
_SLOW = 0.3  # seconds
_PACE = 0.05  # seconds between a Slack channel's posts; in the real world about 1
_POST, _READ = "POST /channels/*/messages", "GET /channels/*/messages"
_EDIT = "PATCH /channels/*/messages/*"
_TOWNS, _EVERY = 20, 4  # articles, and every how manieth is corrected
_FORMER, _NEW = "repaired", "painted"


@dataclass(frozen=True)
class Size:
    """How much is delivered, and how hard that is made."""

    schedules: int
    slots_a_day: int
    channels: int  # of each platform
    wait: float  # seconds; in the real bot 90
    death: float  # at each await of each process
    faults: float  # for each request
    longest: float  # seconds

    @property
    def deliveries(self) -> int:
        return self.schedules * self.slots_a_day * DAYS


SMALL = Size(schedules=6, slots_a_day=4, channels=2, wait=1.0, death=1 / 300, faults=0.15, longest=400)
FULL = Size(schedules=100, slots_a_day=10, channels=30, wait=3.0, death=1 / 1000, faults=0.1, longest=2400)


async def torture(size: Size, address: str, base: Path, seed: int) -> Counts:
    """Deliver everything against all odds, in the empty database at *address*; return what came."""
    async with DiscordPeer(check_openapi=False) as discord, SlackPeer(seconds_between_posts=_PACE) as slack:
        where = places(discord, slack, size.channels)
        first = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=5)
        plan = make_plan(first, size.schedules, size.slots_a_day, where)
        engine = open_database(address, base)
        library, deliveries = Library(engine), Deliveries(engine)
        fill(library)
        deliveries.configure(plan.schedules, datetime.now(UTC))
        numbers = [each.number for each in deliveries.schedules()]
        orders = Orders(address, base, addresses_of(discord, slack), size.wait, _PACE, size.death)
        ordeal = Ordeal(size, plan, orders, discord, slack, random.Random(seed), lambda: correct(library))
        await ordeal.last_until(lambda: _ledger(deliveries, numbers), lambda: _to_correct(deliveries, numbers))
        rows, left = _ledger(deliveries, numbers), _to_correct(deliveries, numbers)
        library.close()
        towns = "|".join(town(number) for number in range(0, _TOWNS, _EVERY))
        former, new = (f"The council of (?:{towns}) {deed}" for deed in (_FORMER, _NEW))
        edits = edits_of(discord, slack, former, new, left)
        return replace(count(plan.tokens(numbers), *came_to(discord, slack), rows, edits), kills=ordeal.kills)


def addresses_of(discord: DiscordPeer, slack: SlackPeer) -> Addresses:
    """Where a bot reaches the peers."""
    return Addresses(discord.url, discord.token, slack.base_url, slack.settings.bot_token)


def places(discord: DiscordPeer, slack: SlackPeer, channels: int) -> list[Place]:
    """Make so many channels of each platform."""
    made = []
    for number in range(channels):
        made.append(Place("discord", discord.guild.id, discord.add_channel(f"news-{number}").id))
        made.append(Place("slack", slack.settings.team_id, slack.channel(f"C{number:03}").id))
    return made


def fill(library: Library) -> None:
    """Enough for a first digest of several messages."""
    _take_in(library, range(_TOWNS), _FORMER)


def correct(library: Library) -> None:
    """Correct every fourth article, all at once: a message that shows several has to be edited once too."""
    _take_in(library, range(0, _TOWNS, _EVERY), _NEW)


def _take_in(library: Library, numbers: Iterable[int], deed: str) -> None:
    files = {f"town-{number}.md": town_text(number, deed) for number in numbers}
    found = library.take_in(
        [(name, parse_article(text.encode(), name)) for name, text in files.items()], datetime.now(UTC)
    )
    assert not found.faults, found.faults


def _to_correct(deliveries: Deliveries, numbers: list[int]) -> int:
    """How many changes the ledger still has to put right, or could not."""
    rows = [each.number for each in _ledger(deliveries, numbers) if each.messages]
    changes = deliveries.corrections.of(rows).values()
    return sum(change.outcome in (Outcome.OPEN, Outcome.FAILED) for found in changes for change in found)


def _ledger(deliveries: Deliveries, numbers: list[int]) -> list[Delivery]:
    return [each for number in numbers for each in deliveries.last(number, 10_000)]


@dataclass
class Ordeal:
    """The processes, the faults in store and the clock."""

    size: Size
    plan: Plan
    orders: Orders
    discord: DiscordPeer
    slack: SlackPeer
    chance: random.Random
    correct: Callable[[], None]
    kills: int = 0
    _to_be_corrected: bool = False
    _correcting: bool = False
    _context: ForkServerContext = field(default_factory=ForkServerContext)
    _running: list[BaseProcess] = field(default_factory=list)
    _started: int = 0
    _requests: int = 0

    def __post_init__(self) -> None:
        self._context.set_forkserver_preload(["tests.torture.worker"])
        self._wrong_by: Synchronized[float] = self._context.Value("d", 0.0)
        self._clock = WrongClock(self._wrong_by)

    async def last_until(self, ledger: Callable[[], list[Delivery]], to_correct: Callable[[], int]) -> None:
        """Go on until every delivery of the plan has its final state and nothing is left *to_correct*; the processes
        are ended then."""
        ends, looked, steps = time.monotonic() + self.size.longest, 0.0, self._steps()
        try:
            while time.monotonic() < ends:
                await asyncio.sleep(_TICK)
                self._revive()
                self._make_faults()
                if time.monotonic() - looked < _LOOK:
                    continue
                rows = await asyncio.to_thread(ledger)
                looked, now = time.monotonic(), self._clock.now()
                left = [each for each in rows if not each.state.is_final]
                busy = sum(each.slot <= now for each in left) > self.size.schedules // 2
                goes_on = busy or next(steps, False) or left or len(rows) < self.size.deliveries
                if self._to_be_corrected:
                    self._to_be_corrected, self._correcting = False, True
                    await asyncio.to_thread(self.correct)
                self._correcting = self._correcting and bool(await asyncio.to_thread(to_correct))
                if not goes_on and not self._correcting:
                    return
        finally:
            for process in self._running:
                process.kill()
                process.join()

    def _revive(self) -> None:
        alive = [process for process in self._running if process.is_alive()]
        self.kills += len(self._running) - len(alive)
        while len(alive) < PROCESSES:
            self._started += 1
            name = f"process-{self._started}-{self.chance.random()}"
            process = self._context.Process(target=work, args=(self.orders, self._wrong_by, name), daemon=True)
            process.start()
            alive.append(process)
        self._running = alive

    def _steps(self) -> Iterator[bool]:
        """Let the clock come to one slot after the other; it jumps by an hour both ways, and sleeps for a day."""
        self._wrong_by.value += timedelta(minutes=5).total_seconds()
        yield True
        for day in range(DAYS):
            for number in range(self.size.slots_a_day):
                self._wrong_by.value += APART.total_seconds()
                if number % 3 == 1:
                    self._wrong_by.value += _HOUR
                yield True
                if number % 3 == 1:
                    self._wrong_by.value -= _HOUR
                    yield True
                self._to_be_corrected = (day, number) == (0, 1)  # while first digests, the long ones, are still posted
            if day < DAYS - 1:
                self._sleep_a_day()
                yield True
        self._wrong_by.value += 2 * _HOUR
        yield True

    def _sleep_a_day(self) -> None:
        """All processes stand still, and when they go on it is tomorrow."""
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for process in self._running:
                if process.pid and process.is_alive():
                    os.kill(process.pid, number)
            if number == signal.SIGSTOP:
                self._wrong_by.value += _DAY
                time.sleep(_SLOW)

    def _make_faults(self) -> None:
        """Put faults in store, for some of the requests to come."""
        came = len(self.discord.requests) + len(self.slack.requests)
        due = int((came - self._requests) * self.size.faults)
        if due:
            self._requests = came
        for _ in range(min(due, 40)):
            if self.chance.random() < 0.5:
                self._fail_discord()
            else:
                self._fail_slack()

    def _request(self, read: str, edit: str, post: str) -> str:
        """Choose what fails."""
        if self.chance.random() < 0.15:
            return read
        return edit if self._correcting and self.chance.random() < 0.5 else post

    def _fail_discord(self) -> None:
        kinds = (
            faults.cut(),
            faults.lost_answer(),
            faults.status(500),
            faults.status(503),
            faults.status_after_effect(502),
            faults.status_after_effect(503),
            faults.rate_limited(),
            faults.slow(before=_SLOW),
            faults.slow(after=_SLOW),
        )
        if self.discord.faults.left < 10:
            self.discord.faults.add(self._request(_READ, _EDIT, _POST), self.chance.choice(kinds))

    def _fail_slack(self) -> None:
        method = self._request("conversations.history", "chat.update", "chat.postMessage")
        in_store = self.slack.faults
        kinds = (
            lambda: in_store.cut_before(method),
            lambda: in_store.lose_answer(method),
            lambda: in_store.status(method, 500),
            lambda: in_store.status(method, 503),
            lambda: in_store.rate_limit(method),
            lambda: in_store.slow(method, _SLOW),
        )
        if in_store.left < 10:
            self.chance.choice(kinds)()
