"""Watching the configured folders: a saved file is answered from within two seconds. The door to watchfiles."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bot.app import App
from briefings.folder import is_article_name

log = logging.getLogger(__name__)
_LOOK = 0.5  # seconds between two looks
_GATHER = 0.2  # seconds in which changes are gathered
_ABSENT = 2.0  # seconds after which folders that were not there are looked for again

State = tuple[int, int] | None  # size (bytes) and moment of change (ns); None for what is not there


class Settling:
    """Files that were changed, until they are the same at two looks: one that is still being written has to wait."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self._roots = list(roots)
        self._single = {path: _state(path) for path in self._roots if not path.is_dir()}
        self._waiting: dict[Path, State] = {}

    def look(self, changed: Iterable[Path]) -> list[Path]:
        """Return the files and folders that have settled since the last look; *changed* are new to be waited for."""
        now = {path: _state(path) for path in self._waiting}
        settled = [path for path, state in now.items() if state == self._waiting[path]]
        self._waiting = {path: state for path, state in now.items() if path not in settled}
        for path in (*filter(self._is_wanted, changed), *self._changed_single()):
            if path in settled:
                settled.remove(path)
            self._waiting[path] = _state(path)
        return settled

    def _changed_single(self) -> list[Path]:
        """Return the configured files, which are in no watched folder, that are not as they were."""
        now = {path: _state(path) for path in self._single}
        changed = [path for path, state in now.items() if state != self._single[path]]
        self._single = now
        return changed

    def _is_wanted(self, path: Path) -> bool:
        """Tell whether *path* can be or hold an article: no hidden file or folder, nothing that editors leave."""
        root = next((each for each in self._roots if path.is_relative_to(each)), None)
        inner = path.relative_to(root).parts if root else (path.name,)
        return not any(part.startswith(".") for part in inner) and (is_article_name(path.name) or not path.is_file())


def _state(path: Path) -> State:
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None


async def watch(app: App) -> None:
    """Keep the library up to date with its folders until cancelled; what goes wrong is logged and tried again."""
    settling = Settling([path.absolute() for path in app.config.corpus])
    while True:
        folders = [path.absolute() for path in app.config.corpus if path.is_dir()]
        try:
            await _follow(app, settling, folders)
        except OSError as error:
            log.warning("the folders cannot be watched (%s); files are read at the next start", error)
            return
        await asyncio.sleep(_ABSENT)


async def _follow(app: App, settling: Settling, folders: list[Path]) -> None:
    """Take up the changes in *folders* until other ones are there."""
    from watchfiles import awatch

    if not folders:
        await take_up(app, settling, ())
        return
    changes = awatch(
        *folders,
        watch_filter=None,
        debounce=round(_GATHER * 1000),
        rust_timeout=round(_LOOK * 1000),
        yield_on_timeout=True,
    )
    async for found in changes:
        await take_up(app, settling, [Path(path) for _, path in found])
        if folders != [path.absolute() for path in app.config.corpus if path.is_dir()]:
            return


async def take_up(app: App, settling: Settling, changed: Iterable[Path]) -> None:
    """Bring the library up to date with the files that have settled; the step that is done at every look."""
    settled = settling.look(changed)
    if not settled:
        return
    limited = app.config.limited
    result = await asyncio.to_thread(
        app.library.sync, app.config.corpus, app.clock.now(), limited=limited, only=settled
    )
    for fault in result.faults:
        log.warning("%s", fault.discreet)
    if result.added or result.changed or result.gone:
        log.info("articles: %d added, %d changed, %d gone", result.added, result.changed, result.gone)
