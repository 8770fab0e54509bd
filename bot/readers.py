"""Readers: where what is asked of the library is worked out, so that the event loop does not wait for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from bot.ports import Clock

_THREADS = 1  # for SQLite; more of them take the interpreter's lock from one another and from the event loop
_THREADS_FAR = 8  # for a server, for which threads only wait
_QUICK = 0.02  # seconds, for which nobody waits; a thread takes longer, since it shares the lock with the event loop
_FORGOTTEN = 0.9  # of how long something took, with every time that it took less
T = TypeVar("T")


class Readers:
    """Works out what is asked, in threads, or at once what was quick the last times. Only a *near* library is."""

    def __init__(self, near: bool, clock: Clock) -> None:
        self._near = near
        self._clock = clock
        self._threads = ThreadPoolExecutor(_THREADS if near else _THREADS_FAR)
        self._took: dict[str, float] = {}  # seconds, by what was asked
        self._turn = asyncio.Lock()

    async def read(self, what: str, act: Callable[[], T]) -> T:
        """Return what *act* gives; acts called *what* are about as quick as one another."""
        loop = asyncio.get_running_loop()
        if self._near and self._took.get(what, _QUICK) < _QUICK:
            await self._turn.acquire()
            # Only then the next one: of very many at once none keeps timers and the network waiting for all of them.
            loop.call_soon(self._turn.release)
            return self._timed(what, act)
        return await loop.run_in_executor(self._threads, copy_context().run, self._timed, what, act)

    def _timed(self, what: str, act: Callable[[], T]) -> T:
        began = self._clock.steady()
        try:
            return act()
        finally:
            self._took[what] = max(self._clock.steady() - began, _FORGOTTEN * self._took.get(what, 0))
