"""The pace of posts: those to a channel go one after the other, and all of a platform no faster than it takes them."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.ports import Poster
from briefings.place import Place

_SECOND = 1.1  # seconds: on their way, posts come a little nearer to one another


@dataclass
class _Channel:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # by the loop's clock


@dataclass
class Pace:
    """Remembers when each channel was last posted to, and each platform."""

    _channels: dict[Place, _Channel] = field(default_factory=dict)
    _posts: dict[str, deque[float]] = field(default_factory=dict)  # of each platform, when the last ones had their turn

    @asynccontextmanager
    async def kept(self, place: Place, poster: Poster) -> AsyncIterator[None]:
        """Wait until *place* may be posted to, and its platform; the channel is left alone then for a while."""
        channel = self._channels.setdefault(place, _Channel())
        time = asyncio.get_running_loop().time
        async with channel.lock:
            await asyncio.sleep(channel.free_at - time())
            await asyncio.sleep(self._turn(place.platform, poster.posts_a_second, time()))
            try:
                yield
            finally:  # it is not known when the post came there, so the time counts from the end
                channel.free_at = time() + poster.seconds_between_posts

    def _turn(self, platform: str, most: int | None, now: float) -> float:
        """Take the next turn of a platform that takes *most* posts a second; return the seconds until then."""
        if most is None:
            return 0.0
        posts = self._posts.setdefault(platform, deque(maxlen=most))
        turn = max(now, posts[0] + _SECOND) if len(posts) == most else now
        posts.append(turn)
        return turn - now
