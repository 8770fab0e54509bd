"""Writing: what many tasks have to store at one moment goes into the database together, in one worker thread."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from briefings.library.patience import is_busy

T = TypeVar("T")
_Waiting = tuple[Callable[[], Any], "asyncio.Future[Any]"]


class Writing:
    """Stores writes with *together*, which makes one transaction of several; while it does, others wait and gather."""

    def __init__(self, together: Callable[[Sequence[Callable[[], object]]], list[object]]) -> None:
        self._together = together
        self._waiting: list[_Waiting] = []
        self._at_work: asyncio.Task[None] | None = None

    async def __call__(self, write: Callable[[], T]) -> T:
        """Return what *write* gives once it is stored; raise Overtaken where it does, or what broke the transaction."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((write, done))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            _tell(taken, await self._stored([write for write, _ in taken]))

    async def _stored(self, writes: Sequence[Callable[[], Any]]) -> list[object]:
        """Return what became of *writes*; where one of them broke the transaction each is stored by itself."""
        try:
            return await asyncio.to_thread(self._together, writes)
        except Exception as error:
            if len(writes) == 1 or is_busy(error):
                return [error] * len(writes)
            return [outcome for write in writes for outcome in await self._stored([write])]


def _tell(taken: Sequence[_Waiting], found: Sequence[object]) -> None:
    for (_, done), outcome in zip(taken, found, strict=True):
        if done.done():
            continue  # who waited for it was broken off
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)
