"""Running the soak: rounds in which articles arrive, digests are sent and questions are asked while a bot goes away."""

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from bot.calls import read_line
from bot.commands.table import COMMANDS
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.library.schema import articles, versions
from tests.bench.made_articles import made_article
from tests.peers.discord import DiscordPeer
from tests.peers.discord.signals import TookTooLong
from tests.peers.slack import SlackPeer
from tests.soak.bots import BOTS, Bots
from tests.torture.counting import Counts, came_to, count
from tests.torture.run import places

_TRIES = 10  # times that a question is asked until it is said to be unanswered
_AGAIN, _LOOK = 0.5, 0.5  # seconds until a question is asked again, and between looks into the database


@dataclass(frozen=True)
class Size:
    """So many rounds, and what happens in each."""

    rounds: int
    files: int
    channels: int  # of each platform, with a digest each
    questions: int
    longest: float  # seconds until all is settled in the end


SMALL = Size(rounds=2, files=25, channels=1, questions=4, longest=60)
FULL = Size(rounds=20, files=60, channels=4, questions=40, longest=300)


@dataclass
class Found:
    """What came of it. A question is *asked_again* where its bot went away before it had answered."""

    files: int = 0
    articles: int = 0
    versions: int = 0  # of articles that were stored twice
    sent: int = 0
    questions: int = 0
    asked_again: int = 0
    unanswered: int = 0
    killed: int = 0
    ended: int = 0
    badly_ended: int = 0
    deliveries: Counts | None = None

    @property
    def is_right(self) -> bool:
        """Tell whether nothing was lost or doubled, and everybody answered."""
        stored = self.articles == self.files and not self.versions
        posted = self.deliveries is not None and self.deliveries.is_right and self.deliveries.wanted >= self.sent
        return stored and posted and not self.unanswered and not self.badly_ended


async def soak(size: Size, address: str, base: Path, seed: int) -> Found:
    """Let two bots run in the empty database at *address*; return what came of it."""
    async with DiscordPeer(check_openapi=False) as discord, SlackPeer() as slack:
        channels = places(discord, slack, size.channels)
        bots = Bots(base, address, discord, slack, channels)
        run = Soak(size, bots, discord, slack, len(channels), random.Random(seed))
        try:
            await asyncio.gather(*map(bots.start, range(BOTS)))
            for number in range(size.rounds):
                await run.round(number)
            rows = await run.settled(address, base)
        finally:
            await bots.end_all()
        run.found.badly_ended = bots.badly_ended
        run.found.deliveries = count({each.token for each in rows}, *came_to(discord, slack), rows)
        return run.found


@dataclass
class Soak:
    """The bots, and what people and the news do to them."""

    size: Size
    bots: Bots
    discord: DiscordPeer
    slack: SlackPeer
    digests: int
    chance: random.Random
    found: Found = field(default_factory=Found)

    async def round(self, number: int) -> None:
        """Let all happen at once, and one bot go away and come back meanwhile."""
        how = signal.SIGTERM if number % 2 else signal.SIGKILL
        await asyncio.gather(
            self._go_away(self.chance.randrange(BOTS), how, self.chance.uniform(0, 3)),
            *(self._send(digest) for digest in range(self.digests)),
            *(
                self._ask(self.chance.choice(("briefing", "topics", "quotes", "search council")))
                for _ in range(self.size.questions)
            ),
            asyncio.to_thread(self._write, number),
        )

    async def settled(self, address: str, base: Path) -> list[Delivery]:
        """Wait until every delivery has its final state and every article is there; return the deliveries."""
        engine = open_database(address, base)
        deliveries = Deliveries(engine)

        def look() -> list[Delivery]:
            with engine.connect() as connection:
                self.found.articles = connection.execute(select(func.count(articles.c.number))).scalar_one()
                self.found.versions = connection.execute(select(func.count(versions.c.number))).scalar_one()
            return [each for planned in deliveries.schedules() for each in deliveries.last(planned.number, 10_000)]

        ends = time.monotonic() + self.size.longest
        try:
            while True:
                rows = await asyncio.to_thread(look)
                all_there = self.found.articles == self.found.files and len(rows) >= self.found.sent
                if (all_there and all(each.state.is_final for each in rows)) or time.monotonic() > ends:
                    return rows
                await asyncio.sleep(_LOOK)
        finally:
            engine.dispose()

    async def _go_away(self, number: int, how: signal.Signals, after: float) -> None:
        await asyncio.sleep(after)
        self.found.killed += how is signal.SIGKILL
        self.found.ended += how is signal.SIGTERM
        await self.bots.end(number, how)
        await self.bots.start(number)

    def _write(self, number: int) -> None:
        for at in range(self.size.files):
            name = f"round-{number:03}-{at:03}"
            (self.bots.news / f"{name}.md").write_text(made_article(self.found.files, 5, 1_500), encoding="utf-8")
            self.found.files += 1

    async def _send(self, digest: int) -> None:
        await self._ask(f"digest send digest-{digest}", ("Discord", "Slack")[digest % 2])
        self.found.sent += 1

    async def _ask(self, line: str, platform: str = "") -> None:
        """Ask until there is an answer."""
        self.found.questions += 1
        where = platform or self.chance.choice(("Discord", "Slack"))
        for _ in range(_TRIES):
            try:
                if await self._answered(where, line):
                    return
            except (TookTooLong, AssertionError):
                pass
            self.found.asked_again += 1
            await asyncio.sleep(_AGAIN)
        self.found.unanswered += 1

    async def _answered(self, platform: str, line: str) -> bool:
        if platform == "Discord":
            call = read_line(line, COMMANDS)
            given = await self.discord.person("Boss", may_manage=True).command(call.command.name, call.arguments)
            return given.message is not None and not given.failure
        answer = await self.slack.person("U1", channel="C9", admin=True).command("/briefing", line)
        return answer.latency is not None and not answer.failed
