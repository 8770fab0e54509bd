"""Rate limits like Discord's, where a test switches them on (API documentation, "Rate Limits").

The real numbers are not published except the global 50 requests a second; five posts in five seconds
for a channel is what bots see.
"""

import time

from aiohttp import web

from tests.peers.discord.faults import too_many
from tests.peers.discord.records import Request

GLOBAL, GLOBAL_SECONDS = 50, 1.0
POSTS = 5


class Rates:
    def __init__(self, post_seconds: float) -> None:
        self._post_seconds = post_seconds
        self._buckets: dict[str, list[float]] = {}

    def check(self, request: Request) -> web.Response | None:
        """The 429 this request earns; interactions and webhooks do not count towards the global limit."""
        if request.template.startswith(("/interactions", "/webhooks")):
            return None
        wait = self._take("global", GLOBAL, GLOBAL_SECONDS)
        if wait:
            return too_many(wait, "global", limit=GLOBAL)
        if self._bucket(request) is None:
            return None
        wait = self._take(self._bucket(request) or "", POSTS, self._post_seconds)
        return too_many(wait, limit=POSTS) if wait else None

    def headers(self, request: Request) -> dict[str, str]:
        """What tells the bot how much is left, on an answer that was let through."""
        bucket = self._bucket(request)
        if bucket is None:
            return {}
        times = self._buckets.get(bucket, [])
        reset = max(0.0, times[0] + self._post_seconds - time.monotonic()) if times else 0.0
        return {
            "X-RateLimit-Limit": str(POSTS),
            "X-RateLimit-Remaining": str(POSTS - len(times)),
            "X-RateLimit-Reset": f"{time.time() + reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Bucket": "channel-messages",
        }

    @staticmethod
    def _bucket(request: Request) -> str | None:
        if request.route != "POST /channels/{channel_id}/messages":
            return None
        return f"{request.route} {request.params['channel_id']}"

    def _take(self, key: str, limit: int, seconds: float) -> float:
        """Zero, or the seconds to wait."""
        moment = time.monotonic()
        times = [then for then in self._buckets.get(key, []) if then > moment - seconds]
        self._buckets[key] = times
        if len(times) >= limit:
            return times[0] + seconds - moment
        times.append(moment)
        return 0.0
