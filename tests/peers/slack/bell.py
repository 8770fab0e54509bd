"""Waiting for a state instead of sleeping for luck."""

import asyncio
from collections.abc import Callable


class Bell:
    """Whoever changes a state rings; whoever waits for one looks again."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for listener in self._listeners:
            if not listener.done():
                listener.set_result(None)

    async def until(self, ready: Callable[[], bool], within: float) -> bool:
        """True as soon as ready() holds, False when the seconds are over."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not ready():
            left = deadline - loop.time()
            if left <= 0:
                return False
            listener: asyncio.Future[None] = loop.create_future()
            self._listeners.add(listener)
            try:
                await asyncio.wait([listener], timeout=left)
            finally:
                self._listeners.discard(listener)
        return True
