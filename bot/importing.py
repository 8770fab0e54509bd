"""`briefing-bot import`: articles from files, folders, archives, JSON Lines and the web become shared articles."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.shown import one_or_many
from bot.config import load_config
from bot.progress import is_shown, progress
from bot.workers import workers
from briefings.article import Article
from briefings.errors import Fault
from briefings.incoming import Incoming, count, incoming
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.syncing import Synced


def import_articles(config_file: Path | None, places: Sequence[str], processes: int = 1) -> int:
    """Import what is at *places*, paths and addresses; return 0, or 1 if something there could not be read.

    *processes* analyse. What is stored already and unchanged is passed over, so that the same command goes on from
    where an earlier one was stopped; Ctrl-C returns 130.
    """
    config = load_config(config_file)
    library = Library(open_database(config.settings.database, config.base))
    result = Synced()
    try:
        with _between_batches() as stop, workers(processes) as mapped, progress() as shown:
            of = _count(places) if is_shown() else 0  # which reads every file
            shown(0, of)

            def told(so_far: Synced) -> None:
                shown(so_far.seen, of)
                stop()

            library.take_in(_found(places), SystemClock().now(), result, told, mapped)
    except KeyboardInterrupt:
        print(f"\nstopped: {_told(result)}; the same command goes on from here", file=sys.stderr)
        return 130
    finally:
        library.close()
    for fault in result.faults:
        print(fault, file=sys.stderr)
    print(_told(result))
    return 1 if result.faults else 0


@contextmanager
def _between_batches() -> Iterator[Callable[[], None]]:
    """Give what raises KeyboardInterrupt if Ctrl-C was pressed, so that what is stored is counted.

    A second press raises it at once.
    """
    pressed = False

    def press(*_: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    def stop() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _told(result: Synced) -> str:
    faults = f", {one_or_many(len(result.faults), 'fault')}" if result.faults else ""
    return f"{result.added:,} added, {result.changed:,} changed, {result.unchanged:,} unchanged{faults}"


def _found(places: Sequence[str]) -> Iterator[Incoming]:
    for place in places:
        if _is_address(place):
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


def _count(places: Sequence[str]) -> int:
    return count(Path(place) for place in places if not _is_address(place))


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))
