"""Rendering beside the event loop: a reply of ordinary size at once, a very long one in a worker thread."""

import asyncio
from typing import Protocol, TypeVar

from bot.replies import Reply

T = TypeVar("T", covariant=True)
_LONG = 20_000  # characters; below, a render takes less than a change of threads costs


class Render(Protocol[T]):
    """What a platform's renderer looks like."""

    def __call__(self, reply: Reply, part: int = 0, *, lead_in: str = "") -> T:
        """Return part *part* (from 0) of *reply*."""
        ...


async def rendered(render: Render[T], reply: Reply, part: int = 0, lead_in: str = "") -> T:
    """Return what *render* makes of *reply*, without holding up the event loop."""
    if reply.size < _LONG:
        return render(reply, part, lead_in=lead_in)
    return await asyncio.to_thread(render, reply, part, lead_in=lead_in)
