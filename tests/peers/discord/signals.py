"""Waiting for something to become true, without sleeping for luck."""

import asyncio
from collections.abc import Callable


class TookTooLong(AssertionError):
    """What a test waited for did not happen."""


class Signal:
    """Wakes those who wait for a condition each time something changed."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    def changed(self) -> None:
        if not self._waiting:
            return
        left = []
        for predicate, future in self._waiting:
            if future.done():
                continue
            if predicate():
                future.set_result(None)
            else:
                left.append((predicate, future))
        self._waiting = left

    async def until(self, predicate: Callable[[], bool], within: float, what: str) -> None:
        if predicate():
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((predicate, future))
        try:
            async with asyncio.timeout(within):  # wait_for can swallow that the caller is cancelled (Python 3.11)
                await future
        except TimeoutError:
            raise TookTooLong(f"{what}: not within {within:g} s") from None
