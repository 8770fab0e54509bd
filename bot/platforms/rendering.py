"""Rendering beside the event loop: a reply of ordinary size at once, a very long one in a worker thread."""

import asyncio
from dataclasses import dataclass
from typing import Any, Protocol

from bot.replies import Reply
from bot.seals import Seal

_LONG = 20_000  # characters; below, a render takes less than a change of threads costs


class Message(Protocol):
    """What a renderer makes: a message's JSON, how many parts the reply has, and lines too long for ids."""

    @property
    def payload(self) -> dict[str, Any]: ...

    @property
    def parts(self) -> int: ...

    @property
    def kept(self) -> dict[str, str]: ...


class Render(Protocol):
    """What a platform's renderer looks like."""

    def __call__(self, reply: Reply, part: int = 0, *, lead_in: str = "") -> Message:
        """Return part *part* (from 0) of *reply*."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """A message whose buttons can be pressed: its JSON, how many parts the reply has, and lines too long for ids."""

    payload: dict[str, Any]
    parts: int
    kept: dict[str, str]


async def rendered(render: Render, reply: Reply, seal: Seal, part: int = 0, lead_in: str = "") -> Sealed:
    """Return what *render* makes of *reply*, with its ids sealed, without holding up the event loop."""
    if reply.size < _LONG:
        found = render(reply, part, lead_in=lead_in)
    else:
        found = await asyncio.to_thread(render, reply, part, lead_in=lead_in)
    return Sealed(seal.on(found.payload), found.parts, found.kept)
