"""Memory: what the process no longer uses goes back to the system, so that a bot that runs for weeks stays small.

glibc's allocator keeps freed memory that lies between what is still used; it gives whole pages of it back when asked.
"""

import asyncio
import ctypes
import sys
from collections.abc import Callable

_EVERY = 30.0  # seconds


async def stay_small(every: float = _EVERY) -> None:
    """Give back what is free, again and again; where the system's allocator does so by itself, return."""
    give_back = _give_back()
    while give_back is not None:
        await asyncio.sleep(every)
        await asyncio.to_thread(give_back)


def _give_back() -> Callable[[], object] | None:
    """Return what gives free pages back, None where there is nothing to be called for it."""
    if not sys.platform.startswith("linux"):
        return None
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # man 3 malloc_trim; musl has none
    return (lambda: trim(0)) if trim else None
