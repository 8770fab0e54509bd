"""`briefing-bot run`: the platforms whose tokens are there, the deliveries, and a clean end."""

import asyncio
import gc
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.alarm import Alarm
from bot.app import App, open_app
from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.correcting import Corrector
from bot.delivery import Postman
from bot.memory import stay_small
from bot.ports import CannotRun, Poster
from bot.reading import Reading
from bot.warming import warm_up
from bot.watching import watch

log = logging.getLogger(__name__)
_CLOSE_WITHIN = 3.0  # seconds
_READ_FIRST = 5.0  # seconds for the folders before questions are taken; the rest is read while they are answered
_SELDOM = 10_000  # objects made between two looks for garbage: an answer leaves little of it
_ENDING = (signal.SIGTERM, signal.SIGINT)


def run_platforms(config_file: Path | None) -> int:
    """Run until SIGTERM or SIGINT; return 0, or 2 when a token is missing or refused."""
    for number in _ENDING:
        signal.signal(number, lambda *_: sys.exit(0))  # also while the corpus is read
    config = load_config(config_file)
    _log_to_stderr(config)
    if not config.secrets.discord_token and not config.secrets.slack_bot_token:
        raise CannotRun("no token is set; put DISCORD_TOKEN or SLACK_BOT_TOKEN into the environment")
    with open_app(config, SystemClock(), read=False) as app:
        asyncio.run(_run(app))
    return 0


async def _run(app: App) -> None:
    """Keep the platforms connected and the deliveries going until a signal comes or a connection ends for good."""
    stop = asyncio.Event()
    for number in _ENDING:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    posters: dict[str, Poster] = {}
    rules = app.config.settings.deliveries
    holder = f"{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(3)}"
    here = (app.library, app.deliveries, app.clock, posters, holder)
    postman = Postman(*here, rules.late_limit, rules.wait, app.config.settings.discord.share)
    corrector = Corrector(*here, rules.wait, postman.pace)
    alarms = [Alarm(work, rules.wake_every_seconds) for work in (postman.deliver_due, corrector.correct_due)]
    app.answers.wake = lambda: _ring(alarms)
    reading = Reading(app)
    read = asyncio.create_task(_read_and_deliver(app, reading, alarms))
    behind = {
        read,
        asyncio.create_task(reading.keep_up()),
        asyncio.create_task(watch(app.config.corpus, reading.take_up)),
        asyncio.create_task(stay_small()),
    }
    stopping = asyncio.create_task(stop.wait())
    connections: list[asyncio.Task[None]] = []
    try:
        await asyncio.wait({stopping, read}, timeout=_READ_FIRST, return_when=asyncio.FIRST_COMPLETED)
        if not stop.is_set():
            connections = _connections(app, posters)
            gc.freeze()  # what was loaded stays, so a look for garbage, for which every answer waits, passes over it
            gc.set_threshold(_SELDOM)
            behind.add(asyncio.create_task(asyncio.to_thread(warm_up, app.answers)))
        await asyncio.wait({stopping, *connections}, return_when=asyncio.FIRST_COMPLETED)
        for connection in connections:
            if connection.done():
                connection.result()
        log.info("stopping")
    finally:
        for alarm in alarms:
            await alarm.stop()
        tasks = {stopping, *behind, *connections}
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=_CLOSE_WITHIN)


async def _read_and_deliver(app: App, reading: Reading, alarms: Sequence[Alarm]) -> None:
    """Read the folders, and let digests come due then: one posted before would lack what is still to be read."""
    await reading.read_all()
    for alarm in alarms:
        alarm.start(app.clock.now())


def _ring(alarms: Sequence[Alarm]) -> None:
    for alarm in alarms:
        alarm.ring()


def _connections(app: App, posters: dict[str, Poster]) -> list[asyncio.Task[None]]:
    """Connect to the platforms whose tokens are there, each by itself: one that is away keeps no other waiting."""
    tasks = []
    if app.config.secrets.discord_token:
        from bot.platforms.discord_connection import stay_on_discord

        tasks.append(asyncio.create_task(stay_on_discord(app, posters)))
    if app.config.secrets.slack_bot_token:
        from bot.platforms.slack_connection import stay_on_slack

        tasks.append(asyncio.create_task(stay_on_slack(app, posters)))
    return tasks


def _log_to_stderr(config: Config) -> None:
    """Log to standard error; whatever a library writes, a secret in it is replaced."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet(config.hidden))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("discord", "slack_sdk", "apscheduler", "alembic", "watchfiles"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)


class _Discreet(logging.Formatter):
    """Formats a record and replaces every secret in it."""

    def __init__(self, hidden: list[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._hidden = hidden

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one text without secrets."""
        text = super().format(record)
        for secret in self._hidden:
            text = text.replace(secret, "<SECRET>")
        return text
