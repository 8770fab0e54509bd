"""Reading the folders while the bot runs: in a process of its own, so that questions are answered meanwhile."""

import asyncio
import logging
import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from bot.app import App
from bot.workers import begin, workers
from briefings.audience import Keys
from briefings.errors import BriefingError
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.syncing import Synced

log = logging.getLogger(__name__)
_CONTEXT = multiprocessing.get_context("spawn")  # a fork would take along connections and the locks of threads
_NICE = 10  # analysis has time; what writes is not hindered, for others wait until it has written
_PORTION, _PAUSE = 10, 0.01  # articles that are written at once, and seconds after them in which others can write
_FEW = 20  # files; reading more in a thread would keep answers waiting

Asked = Collection[Path] | None
Told = Synced | str  # what was done, or why nothing more was


class Reading:
    """Brings the library up to date with its folders: a few files in a thread, many in another process."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._turn = asyncio.Lock()
        self._many: set[Path] = set()
        self._waiting = asyncio.Event()

    async def read_all(self) -> None:
        """Read all folders, and log what came of it."""
        read = await self._read_few(None)
        if read.left:
            log.info("%d files are to be read", read.left)
            read = await self._read_many(None)
        _log_faults(read)
        holdings = await asyncio.to_thread(self._app.library.shelf(now=self._app.clock.now()).holdings)
        log.info("%d entries; %d added, %d changed", holdings.entries, read.added, read.changed)

    async def take_up(self, changed: Collection[Path]) -> None:
        """Read the files and folders at *changed* if they are few, and log what came of it; many are left for later."""
        read = await self._read_few(changed)
        if read.left:
            self._many.update(changed)
            self._waiting.set()
        _log_changes(read)

    async def keep_up(self) -> None:
        """Read what is left for later, until cancelled; what was stored then stays."""
        while await self._waiting.wait():
            self._waiting.clear()
            many, self._many = self._many, set()
            _log_changes(await self._read_many(many))

    async def _read_few(self, only: Asked) -> Synced:
        app, config = self._app, self._app.config
        try:
            return await asyncio.to_thread(app.library.sync, config.corpus, app.clock.now(), config.limited, only, _FEW)
        except BriefingError as error:
            log.error("the folders were not read: %s", error)
        except Exception:
            log.exception("the folders were not read")
        return Synced()

    async def _read_many(self, only: Asked) -> Synced:
        """Read in another process, once at a time."""
        config = self._app.config
        paths = [path.absolute() for path in config.corpus]
        folders = _Folders(config.settings.database, config.base.absolute(), paths, config.limited)
        async with self._turn:
            told = await _in_a_process(folders, only, self._app.clock.now())
        if isinstance(told, Synced):
            return told
        log.error("the folders were not read to the end: %s", told)
        return Synced()


def _log_faults(read: Synced) -> None:
    for fault in read.faults:
        log.warning("%s", fault.discreet)


def _log_changes(read: Synced) -> None:
    _log_faults(read)
    if read.added or read.changed or read.gone:
        log.info("articles: %d added, %d changed, %d gone", read.added, read.changed, read.gone)


@dataclass(frozen=True)
class _Folders:
    """A database and the folders whose articles it holds."""

    database: str
    base: Path
    paths: Sequence[Path]
    limited: Mapping[Path, Keys]

    def read(self, only: Asked, now: datetime) -> Synced:
        """Bring the library up to date, with as many processes as there are processors and one that writes."""
        library = Library(open_database(self.database, self.base))

        def pause(_done: int, _of: int) -> None:
            time.sleep(_PAUSE)

        try:
            with workers(max(2, os.cpu_count() or 1), _NICE) as mapped:
                return library.sync(self.paths, now, self.limited, only, None, mapped, pause, _PORTION)
        finally:
            library.close()


async def _in_a_process(folders: _Folders, only: Asked, now: datetime) -> Told:
    """Read the folders in another process, which ends when this is cancelled."""
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_read, args=(there, os.getpid(), folders, now))
    process.start()
    there.close()

    def ask() -> Told:
        here.send(only)
        told: Told = here.recv()
        return told

    try:
        return await asyncio.to_thread(ask)
    except (EOFError, OSError):
        return "the process that does it was killed, perhaps for want of memory; the next start goes on"
    finally:
        process.kill()


def _read(connection: "Connection[Told, Asked]", parent: int, folders: _Folders, now: datetime) -> None:
    """Read what is asked for, and tell what was done; the *parent* alone ends this process."""
    begin(parent)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        connection.send(folders.read(connection.recv(), now))
    except BriefingError as error:
        connection.send(str(error))
    except Exception:
        connection.send(traceback.format_exc())
