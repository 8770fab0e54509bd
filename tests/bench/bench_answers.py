"""How long an answer takes: from slash command to answer, beside a bot whose handler sends the same payload at once.

Both bots speak through the real client libraries to loopback peers of the same kind, take turns round by round, and
run in one process, so the ratio of their times hardly depends on the machine. "First asked": the library is asked
every time; "asked again": the answers are kept. On Slack an answer is there when its words are and the command is
acknowledged: Bolt looks for the acknowledgement every 10 ms, so the words are often first; "words" is until then.
Run it with ``python -m tests.bench.bench_answers``.
"""

import asyncio
import gc
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import discord
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.answers import Answers
from bot.app import open_app
from bot.calls import write_line
from bot.clock import SystemClock
from bot.commands.table import COMMANDS
from bot.config import Config
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_commands import command_payloads
from bot.platforms.discord_messages import posted
from bot.platforms.slack_app import SlackApp
from bot.settings import Limits, Settings
from tests.bot.connected import known
from tests.peers.discord import DiscordPeer, redirected
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, in_socket_mode, web_client

Asked = tuple[str, Mapping[str, str]]
Json = dict[str, Any]
Payloads = dict[str, Json]  # by the line that asks for them
Times = dict[str, float]  # seconds, by what was waited for

MIX: Sequence[Asked] = (
    ("briefing", {}),
    ("quotes", {"speaker": "Xi"}),
    ("summary", {"article": "A1"}),
    ("topics", {}),
    ("search", {"text": "sovereignty"}),
    ("open", {"cite": "A1-q2"}),
    ("help", {}),
)
WARM_UP, ROUNDS = 15, 60
AT_MOST = {"Discord": 3.0, "Slack": 1.1, "Slack, words": None}  # times the reference's p50
_PING_SECONDS = 3.0
_LEFT_OVER = 1.0  # seconds that what a bot still does after its answer is waited for


@dataclass(frozen=True)
class Side:
    """One bot at its own peer: how it is asked and timed, what it sent last, and what must hold meanwhile."""

    ask: Callable[[Asked], Awaitable[Times]]
    sent: Callable[[], Json]
    reached: Callable[[], AbstractContextManager[None]] = nullcontext


@asynccontextmanager
async def discord_side(client: discord.Client) -> AsyncIterator[Side]:
    """*client* is connected to a Discord of its own."""
    async with DiscordPeer(check_openapi=False) as peer:
        with redirected(peer):
            task = asyncio.create_task(client.start(peer.token))
            await peer.connected()
        person = peer.person("Ann")

        async def ask(asked: Asked) -> Times:
            answer = await person.command(*asked)
            assert answer.message and answer.ephemeral and answer.final_seconds, answer
            return {"Discord": answer.final_seconds}

        yield Side(ask, lambda: dict(peer.bodies[-1].body["data"]), lambda: redirected(peer))
        await client.close()
        with suppress(asyncio.CancelledError):
            await task


class DiscordReference(discord.Client):
    """Answers every command at once with what is made ready for it."""

    def __init__(self, payloads: Payloads) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self._payloads = payloads
        self._prepared: dict[str, Json] = {}

    async def setup_hook(self) -> None:
        self._prepared = {line.split()[0]: _message(payload) for line, payload in self._payloads.items()}
        await self.http.bulk_upsert_global_commands(self.application_id or 0, command_payloads(list(COMMANDS.values())))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: Json = dict(interaction.data or {})
        await interaction.response.send_message(**self._prepared[data["name"]], ephemeral=True)


def _message(payload: Json) -> Json:
    """Return the payload as an operator's own bot would send it, made ready before anybody asks."""
    return posted({key: value for key, value in payload.items() if value is not None and key != "flags"})


@asynccontextmanager
async def slack_side(make: Callable[[SlackPeer], AsyncApp]) -> AsyncIterator[Side]:
    """The app that *make* makes is connected by Socket Mode to a Slack of its own."""
    async with SlackPeer() as peer, in_socket_mode(make(peer), peer, _PING_SECONDS):
        person = peer.person("U1", channel="C1")

        async def ask(asked: Asked) -> Times:
            answer = await person.command("/briefing", write_line(*asked))
            assert answer.ephemeral and answer.latency and answer.ack_latency, answer
            return {"Slack": max(answer.latency, answer.ack_latency), "Slack, words": answer.latency}

        yield Side(ask, lambda: peer.calls("response_url")[-1].fields)


def slack_ours(answers: Answers, peer: SlackPeer) -> AsyncApp:
    return SlackApp(answers, web_client(peer), known(peer), (), peer.settings.signing_secret).bolt


def slack_reference(payloads: Payloads, peer: SlackPeer) -> AsyncApp:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def answer(ack: AsyncAck, respond: AsyncRespond, command: Json) -> None:
        await ack()
        await respond(**payloads[command["text"]])

    return app


async def asked_once(side: Side, asked: Asked) -> Times:
    """Ask, and let the bot come to rest before anybody asks again."""
    before = asyncio.all_tasks()
    times = await side.ask(asked)
    if left := asyncio.all_tasks() - before:
        await asyncio.wait(left, timeout=_LEFT_OVER)
    return times


async def learned(side: Side) -> Payloads:
    """Return what the bot sends for each command."""
    payloads: Payloads = {}
    with side.reached():
        for asked in MIX:
            await asked_once(side, asked)
            payloads[write_line(*asked)] = side.sent()
    return payloads


@dataclass(frozen=True)
class Measured:
    """The times of each answer."""

    ours: list[Times]
    reference: list[Times]

    def ratio(self, name: str) -> float:
        """Return the median of our times of what is called *name* over the reference's."""
        ours, reference = (median(times[name] for times in each) for each in (self.ours, self.reference))
        return ours / reference


async def measure(ours: Side, reference: Side, before_ours: Callable[[], None], rounds: int) -> Measured:
    """Ask both bots the whole mix by turns; *before_ours* is done before each question to ours."""
    measured = Measured([], [])
    for _ in range(rounds):
        with ours.reached():
            for asked in MIX:
                before_ours()
                measured.ours.append(await asked_once(ours, asked))
        with reference.reached():
            for asked in MIX:
                measured.reference.append(await asked_once(reference, asked))
    return measured


def row(name: str, kind: str, measured: Measured) -> str:
    """Return a line of the table, in milliseconds."""
    ours, reference = ([1000 * times[name] for times in each] for each in (measured.ours, measured.reference))
    figures = [median(ours), _p99(ours), median(reference), _p99(reference)]
    ratio, at_most = measured.ratio(name), AT_MOST[name]
    limit = f"{at_most:9.1f}" if at_most else ""
    return f"{name:13} {kind:11}" + "".join(f"{figure:9.2f}" for figure in figures) + f"{ratio:8.2f}{limit}"


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


async def compare(
    answers: Answers, ours: Side, reference: Side, rounds: int = ROUNDS
) -> AsyncIterator[tuple[str, Measured]]:
    """Yield what was measured at a platform, first asked and asked again."""

    def forget() -> None:
        answers.library.version += 1  # what was kept is from an earlier library

    expected = await learned(ours)
    await measure(ours, reference, forget, WARM_UP)
    assert await learned(reference) == expected, "the reference sends something else"
    gc.collect()
    gc.freeze()
    for kind, before in (("first asked", forget), ("asked again", lambda: None)):
        await measure(ours, reference, before, 1)
        yield kind, await measure(ours, reference, before, rounds)
    gc.unfreeze()


async def compared(answers: Answers, rounds: int = ROUNDS) -> AsyncIterator[tuple[str, str, Measured]]:
    """Connect all four bots, one platform after the other; yield what is timed, how it is asked, and the times."""
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(discord_side(DiscordApp(answers)))
        reference = await stack.enter_async_context(discord_side(DiscordReference(await learned(ours))))
        async for kind, measured in compare(answers, ours, reference, rounds):
            yield "Discord", kind, measured
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(slack_side(partial(slack_ours, answers)))
        make = partial(slack_reference, await learned(ours))
        reference = await stack.enter_async_context(slack_side(make))
        async for kind, measured in compare(answers, ours, reference, rounds):
            for name in measured.ours[0]:
                yield name, kind, measured


async def run(answers: Answers) -> None:
    """Print the table."""
    lines = [write_line(*asked) for asked in MIX]
    print(f"From slash command to answer, in ms: {len(MIX) * ROUNDS} commands each way ({', '.join(lines)})")
    print(f"{'':25}{'ours p50':>9}{'p99':>9}{'ref. p50':>9}{'p99':>9}{'ratio':>8}{'at most':>9}")
    async for name, kind, measured in compared(answers):
        print(row(name, kind, measured), flush=True)


def main() -> None:
    """Measure on the shipped corpus, in a library of its own."""
    logging.getLogger("discord").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(Settings(limits=Limits(commands_per_minute=0)), base=Path(folder))
        with open_app(config, SystemClock()) as app:
            asyncio.run(run(app.answers))


if __name__ == "__main__":
    main()
