"""Reaching a platform: again and again with growing waits, since the network comes back and a token does not change."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp

log = logging.getLogger(__name__)
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds


class Unreachable(Exception):
    """The platform could not be asked this time."""


async def reach(platform: str, ask: Callable[[], Awaitable[object]]) -> None:
    """Await *ask* until it does not fail for want of a connection; whatever else it raises goes through."""
    wait = _FIRST_WAIT
    while True:
        try:
            await ask()
            return
        except (Unreachable, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("%s cannot be reached (%s); trying again in %.0f s", platform, type(error).__name__, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)
