"""The composition root: opens everything in order and closes it in reverse."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.answers import Answers
from bot.config import Config
from bot.ports import Clock
from bot.progress import progress
from bot.rules import Rules
from bot.workers import workers
from briefings.errors import Fault
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.syncing import Synced


@dataclass(frozen=True, slots=True)
class App:
    """What is open while the program runs."""

    config: Config
    clock: Clock
    library: Library
    deliveries: Deliveries
    answers: Answers
    synced: Synced

    @property
    def faults(self) -> list[Fault]:
        """Return what is wrong with the files of the corpus."""
        return self.synced.faults


@contextmanager
def open_app(config: Config, clock: Clock, page_size: int = 5, *, read: bool = True) -> Iterator[App]:
    """Open the database, bring the library up to date with its folders if they are to be *read*, and give what answers.

    Raises StoreError when the database cannot be used.
    """
    engine = open_database(config.settings.database, config.base)
    library = Library(engine)
    try:
        synced = _read(library, config, clock) if read else Synced()
        deliveries = Deliveries(engine)
        deliveries.configure(config.schedules, clock.now())
        per_minute = config.settings.limits.commands_per_minute
        secret = config.secrets.button_secret
        key = secret.get_secret_value().encode() if secret else b""
        answers = Answers(library, deliveries, clock, per_minute, page_size, rules=_rules(config), key=key)
        yield App(config, clock, library, deliveries, answers, synced)
    finally:
        library.close()


def _read(library: Library, config: Config, clock: Clock) -> Synced:
    with workers(os.cpu_count() or 1) as mapped, progress() as shown:
        return library.sync(config.corpus, clock.now(), limited=config.limited, mapped=mapped, progress=shown)


def _rules(config: Config) -> Rules:
    """Return what the configuration says of where is answered and shared."""
    settings = config.settings
    share, managers = settings.share, frozenset(settings.discord.managers)
    return Rules(settings.answer_in, share.channels, frozenset(share.roles), managers)
