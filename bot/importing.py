"""`briefing-bot import`: articles from files, folders, archives, JSON Lines and the web become shared articles."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.shown import one_or_many
from bot.config import load_config
from briefings.article import Article
from briefings.errors import Fault
from briefings.incoming import Incoming, incoming
from briefings.library.database import open_database
from briefings.library.library import Library, Synced


def import_articles(config_file: Path | None, places: Sequence[str]) -> int:
    """Import what is at *places*, paths and addresses; return 0, or 1 if something there could not be read."""
    config = load_config(config_file)
    library = Library(open_database(config.settings.database, config.base))
    try:
        result = library.take_in(_found(places), SystemClock().now(), _progress)
    finally:
        library.close()
    for fault in result.faults:
        print(fault, file=sys.stderr)
    faults = f", {one_or_many(len(result.faults), 'fault')}" if result.faults else ""
    print(f"{result.added:,} added, {result.changed:,} changed, {result.unchanged:,} unchanged{faults}")
    return 1 if result.faults else 0


def _found(places: Sequence[str]) -> Iterator[Incoming]:
    for place in places:
        if place.lower().startswith(("http://", "https://")):
            yield place, _fetched(place)
        else:
            yield from incoming([Path(place)])


def _fetched(url: str) -> Article | Fault:
    from bot.fetching.fetch import NotFetched
    from bot.fetching.pages import fetch_article

    try:
        return fetch_article(url)
    except NotFetched as error:
        return Fault(url, 1, error.problem, error.fix)


def _progress(result: Synced) -> None:
    if sys.stderr.isatty():
        print(f"\r{result.added + result.changed + result.unchanged:,} articles", end="", file=sys.stderr, flush=True)
