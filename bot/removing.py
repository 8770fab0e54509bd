"""`briefing-bot remove` and `purge`: an article is no longer shown, or no longer there at all."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.answers import Answers
from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.correcting import Corrector
from bot.platforms.plain_text import visible
from bot.ports import Poster
from briefings.library.backup import holders
from briefings.library.corrections import Outcome, What
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.library.library import Library
from briefings.library.removal import Known


def remove(config_file: Path | None, wanted: str) -> int:
    """Show the article *wanted* (a cite or an id) no longer; return 0."""
    config = load_config(config_file)
    library = Library(open_database(config.settings.database, config.base))
    try:
        known = library.removal.find(wanted)
        library.removal.remove(known, SystemClock().now())
        print(f"{_named(known)} is no longer shown; its text is kept until briefing-bot purge {known.cite}")
    finally:
        library.close()
    return 0


def purge(config_file: Path | None, wanted: str) -> int:
    """Delete the article *wanted*, also from the digests that showed it; say what could not be deleted.

    Returns 0 when it is nowhere any more, else 1.
    """
    config = load_config(config_file)
    engine = open_database(config.settings.database, config.base)
    library = Library(engine)
    try:
        known = library.removal.find(wanted)
        library.removal.purge(known, SystemClock().now())
        print(f"{_named(known)} is deleted, with its versions, quotes and cites")
        answers = Answers(library, Deliveries(engine), SystemClock())
        left = asyncio.run(take_out(config, answers, known.number))
        left += _in_backups(*holders(engine, known.number, known.id))
        for each in left:
            print(f"still there: {each}")
    finally:
        library.close()
    return 1 if left else 0


def _named(known: Known) -> str:
    return f"{known.cite} ({visible(known.title)})"


def _in_backups(holding: Sequence[Path], unread: Sequence[Path]) -> list[str]:
    return [
        *(f"the backup {path} holds it; delete the file, or purge it there too" for path in holding),
        *(f"the backup {path} cannot be looked into" for path in unread),
    ]


async def take_out(config: Config, answers: Answers, article: int) -> list[str]:
    """Take the deleted *article* (its number) out of the posted digests; return those that may still show it."""
    deliveries = answers.deliveries
    if not deliveries.corrections.of_article(article, What.DELETED):
        return []
    async with _posters(config, answers) as posters:
        holder, wait = f"purge-{os.getpid()}", config.settings.deliveries.wait
        here = (answers.library, deliveries, answers.clock, posters, holder)
        await Corrector(*here, wait).correct_due()
        return [
            _still_there(delivery, change.reason, delivery.place.platform in posters)
            for delivery, change in deliveries.corrections.of_article(article, What.DELETED)
            if delivery.messages and change.outcome in (Outcome.OPEN, Outcome.FAILED)
        ]


def _still_there(delivery: Delivery, reason: str | None, connected: bool) -> str:
    place, messages = delivery.place, ", ".join(delivery.messages.values())
    where = f"{place.platform} channel {place.channel}, message {messages}"
    why = reason or "it is being corrected" if connected else f"no token for {place.platform} is in the environment"
    return f"the digest of {delivery.slot:%Y-%m-%d %H:%M} UTC in {where} ({why})"


@asynccontextmanager
async def _posters(config: Config, answers: Answers) -> AsyncIterator[dict[str, Poster]]:
    """Give what can delete messages on the platforms whose tokens are there."""
    posters: dict[str, Poster] = {}
    async with AsyncExitStack() as stack:
        if config.secrets.discord_token:
            from bot.platforms.discord_connection import briefly_on_discord

            posters["discord"] = await stack.enter_async_context(briefly_on_discord(config, answers))
        if config.secrets.slack_bot_token:
            from bot.platforms.slack_connection import slack_client
            from bot.platforms.slack_poster import SlackPoster

            posters["slack"] = SlackPoster(slack_client(config), answers)
        yield posters
