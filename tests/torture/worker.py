"""One of the processes that deliver and correct, by the real posters and client libraries; it dies at any await."""

import asyncio
import logging
import os
import random
import signal
import time
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from types import coroutine
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answers
from bot.correcting import Corrector
from bot.delivery import Postman
from bot.platforms.discord_app import DiscordApp, use_api
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Poster
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library

LATE_LIMIT = timedelta(days=3)  # longer than the whole run, so that every delivery has to be posted
_WAKE = 0.1  # seconds
_PATIENCE = 20.0  # seconds after which a process that cannot log in gives up and is started again


@dataclass(frozen=True)
class Addresses:
    """Where the platforms are, and the bot's tokens there."""

    discord: str
    discord_token: str
    slack: str
    slack_token: str


@dataclass(frozen=True)
class Orders:
    """What a process works on. ``death`` is how likely it dies at each await, ``wait`` seconds for a lost answer and
    ``pace`` seconds between a Slack channel's posts are scaled down. With ``gateway`` it knows Discord's channels from
    there, as a bot that runs does; else it asks for each.
    """

    database: str
    base: Path
    platforms: Addresses
    wait: float
    pace: float
    death: float
    gateway: bool = False


class WrongClock:
    """Shows the machine's time, wrong by as many seconds as the test says."""

    def __init__(self, wrong_by: "Synchronized[float]") -> None:
        self._wrong_by = wrong_by

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._wrong_by.value)

    def steady(self) -> float:
        return time.monotonic()


def work(orders: Orders, wrong_by: "Synchronized[float]", name: str) -> None:
    """Deliver and correct until killed."""
    logging.basicConfig(level=logging.CRITICAL)
    asyncio.run(_work(orders, WrongClock(wrong_by), name))


async def _work(orders: Orders, clock: WrongClock, name: str) -> None:
    engine = open_database(orders.database, orders.base)
    library, deliveries = Library(engine), Deliveries(engine)
    answers = Answers(library, deliveries, clock)
    use_api(orders.platforms.discord)
    app = DiscordApp(answers)
    async with asyncio.timeout(_PATIENCE):
        await app.login(orders.platforms.discord_token)
        connected = asyncio.create_task(app.connect()) if orders.gateway else None
        if connected:
            await app.wait_until_ready()
    slack = AsyncWebClient(token=orders.platforms.slack_token, base_url=orders.platforms.slack, retry_handlers=[])
    posters: dict[str, Poster] = {
        "discord": DiscordPoster(app, answers),
        "slack": SlackPoster(slack, answers, orders.pace),
    }
    here, wait = (library, deliveries, clock, posters, name), timedelta(seconds=orders.wait)
    postman = Postman(*here, LATE_LIMIT, wait)
    corrector = Corrector(*here, wait, postman.pace)
    chance = random.Random(name)

    def fate() -> None:
        if chance.random() < orders.death:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.get_running_loop().set_task_factory(_mortal_tasks(fate))
    while True:
        await asyncio.create_task(postman.deliver_due())
        await asyncio.create_task(corrector.correct_due())
        await asyncio.sleep(_WAKE)


def _mortal_tasks(fate: Callable[[], None]) -> Callable[..., "asyncio.Task[Any]"]:
    def make(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **more: Any) -> "asyncio.Task[Any]":
        return asyncio.Task(_dying(work, fate), loop=loop, **more)

    return make


async def _dying(work: Coroutine[Any, Any, Any], fate: Callable[[], None]) -> Any:
    return await _mortal(work, fate)


@coroutine
def _mortal(work: Coroutine[Any, Any, Any], fate: Callable[[], None]) -> Generator[Any, Any, Any]:
    """Do *work*, and meet *fate* before each of its steps."""
    step: Callable[[], Any] = lambda: work.send(None)
    while True:
        fate()
        try:
            awaited = step()
        except StopIteration as end:
            return end.value
        try:
            yield awaited
            step = lambda: work.send(None)
        except BaseException as error:
            thrown = error
            step = lambda: work.throw(thrown)  # noqa: B023
