"""Reaching a platform: again and again with growing waits, since the network comes back and a token does not change."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

log = logging.getLogger(__name__)
T = TypeVar("T")
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds


class Unreachable(Exception):
    """The platform could not be asked this time."""


async def reach(platform: str, ask: Callable[[], Awaitable[T]]) -> T:
    """Return what *ask* gives once it does not fail for want of a connection; whatever else it raises goes through."""
    wait = _FIRST_WAIT
    while True:
        try:
            return await ask()
        except (Unreachable, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("%s cannot be reached (%s); trying again in %.0f s", platform, type(error).__name__, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)
