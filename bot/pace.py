"""The pace of a channel: its posts go one after the other, with some time between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from briefings.place import Place


@dataclass
class _Channel:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # by the loop's clock


@dataclass
class Pace:
    """Remembers when each channel was last posted to."""

    _channels: dict[Place, _Channel] = field(default_factory=dict)

    @asynccontextmanager
    async def kept(self, place: Place, seconds: float) -> AsyncIterator[None]:
        """Wait until *place* may be posted to; it is left alone for *seconds* after what is posted inside."""
        channel = self._channels.setdefault(place, _Channel())
        time = asyncio.get_running_loop().time
        async with channel.lock:
            await asyncio.sleep(channel.free_at - time())
            channel.free_at = time() + seconds  # what is sent counts, whether its answer comes or not
            yield
