"""`briefing-bot remove` and `purge`: an article is no longer shown, or no longer there at all."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.answers import Answers
from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.platforms.plain_text import visible
from bot.ports import CannotRun, Poster, PostError
from briefings.library.backup import holders
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.removal import Known, Posting


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
    """Delete the article *wanted* and the digests that showed it; say what could not be deleted.

    Returns 0 when it is nowhere any more, else 1.
    """
    config = load_config(config_file)
    engine = open_database(config.settings.database, config.base)
    library = Library(engine)
    try:
        known = library.removal.find(wanted)
        postings = library.removal.postings(known)
        library.removal.purge(known)
        print(f"{_named(known)} is deleted, with its versions, quotes and cites")
        answers = Answers(library, Deliveries(engine), SystemClock())
        left = asyncio.run(erase(config, answers, postings)) if postings else []
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


async def erase(config: Config, answers: Answers, postings: Sequence[Posting]) -> list[str]:
    """Delete the digests' messages, whole ones; return those that could not be deleted, for people to read."""
    left = []
    async with _posters(config, answers) as posters:
        for posting in postings:
            place = posting.place
            for message in posting.messages:
                try:
                    if place.platform not in posters:
                        raise CannotRun(f"no token for {place.platform} is in the environment")
                    await posters[place.platform].erase(place, message)
                except (PostError, CannotRun) as error:
                    where = f"{place.platform} channel {place.channel}, message {message}"
                    left.append(f"the digest of {posting.slot:%Y-%m-%d %H:%M} UTC in {where} ({error})")
    return left


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
