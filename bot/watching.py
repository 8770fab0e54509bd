"""Watching the configured folders: a saved file is answered from within two seconds. The door to watchfiles."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from briefings.folder import is_article_name

log = logging.getLogger(__name__)
_LOOK = 0.5  # seconds between two looks
_GATHER = 0.2  # seconds in which changes are gathered
_ABSENT = 2.0  # seconds after which folders that were not there are looked for again

TakeUp = Callable[[Collection[Path]], Awaitable[None]]
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


async def watch(corpus: Sequence[Path], take_up: TakeUp) -> None:
    """Have the files of *corpus* taken up as they change, until cancelled; folders may come and go."""
    settling = Settling([path.absolute() for path in corpus])
    while True:
        try:
            await _follow(settling, corpus, take_up)
        except OSError as error:
            log.warning("the folders cannot be watched (%s); files are read at the next start", error)
            return
        await asyncio.sleep(_ABSENT)


async def _follow(settling: Settling, corpus: Sequence[Path], take_up: TakeUp) -> None:
    """Take up the changes in the folders until other ones are there."""
    from watchfiles import awatch

    folders = _folders(corpus)
    if not folders:
        await look(settling, (), take_up)
        return
    changes = awatch(
        *folders,
        watch_filter=None,
        debounce=round(_GATHER * 1000),
        rust_timeout=round(_LOOK * 1000),
        yield_on_timeout=True,
    )
    async for found in changes:
        await look(settling, [Path(path) for _, path in found], take_up)
        if folders != _folders(corpus):
            return


def _folders(corpus: Sequence[Path]) -> list[Path]:
    return [path.absolute() for path in corpus if path.is_dir()]


async def look(settling: Settling, changed: Iterable[Path], take_up: TakeUp) -> None:
    """Have what has settled taken up; what is newly *changed* waits."""
    settled = settling.look(changed)
    if settled:
        await take_up(settled)
