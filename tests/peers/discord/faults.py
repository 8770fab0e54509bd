"""Things that go wrong between a bot and Discord, to be put on chosen routes.

``peer.faults.add("POST /channels/*/messages", lost_answer())`` breaks the next post; ``times=3`` the next
three. A fault gets the effect (what the request would do) and decides whether and when it happens.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from aiohttp import web

from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Json

Effect = Callable[[], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Effect], Awaitable[web.StreamResponse]]


@dataclass
class Planned:
    route: str
    fault: Fault
    left: int


class Faults:
    """The faults still to happen; each request meets at most one, the first that fits."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def add(self, route: str, fault: Fault, times: int = 1) -> None:
        """`route`: method and path, ``*`` for any part: ``"* /channels/*"``."""
        self._planned.append(Planned(route, fault, times))

    def clear(self) -> None:
        self._planned.clear()

    def take(self, record: Request) -> Fault | None:
        for planned in self._planned:
            names = (record.route, f"{record.method} {record.path.removeprefix('/api/v10')}")
            if planned.left > 0 and any(fnmatchcase(name, planned.route) for name in names):
                planned.left -= 1
                return planned.fault
        return None

    @property
    def left(self) -> int:
        return sum(planned.left for planned in self._planned)


def reply(status: int, body: Json | list[Json] | None, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer; discord.py reads JSON only when the type is exactly ``application/json``."""
    if body is None:
        return web.Response(status=status, headers=headers)
    response = web.json_response(body, status=status, headers=headers)
    response.headers["Content-Type"] = "application/json"
    return response


def rate_limited(retry_after: float = 0.05, scope: str = "user", *, via: bool = True) -> Fault:
    """429. API documentation, "Rate Limits"; scope: user, shared or global; without Via it is Cloudflare's ban."""

    async def fault(_request: web.Request, _effect: Effect) -> web.StreamResponse:
        return too_many(retry_after, scope, via=via)

    return fault


def too_many(retry_after: float, scope: str = "user", *, via: bool = True, limit: int = 5) -> web.Response:
    headers = {
        "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": f"{time.time() + retry_after:.3f}",
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        "X-RateLimit-Bucket": f"bucket-{scope}",
        "X-RateLimit-Scope": scope,
    }
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    if via:
        headers["Via"] = "1.1 google"
    message = "You are being rate limited."
    return reply(429, {"message": message, "retry_after": retry_after, "global": scope == "global"}, headers)


def status(code: int) -> Fault:
    """A server error without the effect: 500, 502, 503, ..."""

    async def fault(_request: web.Request, _effect: Effect) -> web.StreamResponse:
        return reply(code, {"message": f"{code}: Server Error", "code": 0})

    return fault


def refused(code: int, error: int) -> Fault:
    """A refusal without the effect, with Discord's own code of the error ("JSON Error Codes")."""

    async def fault(_request: web.Request, _effect: Effect) -> web.StreamResponse:
        return reply(code, {"message": "Refused", "code": error})

    return fault


def status_after_effect(code: int) -> Fault:
    """The effect happens, and the answer is a server error all the same."""

    async def fault(_request: web.Request, effect: Effect) -> web.StreamResponse:
        await effect()
        return reply(code, {"message": f"{code}: Server Error", "code": 0})

    return fault


def cut() -> Fault:
    """The connection ends before anything happened."""

    async def fault(request: web.Request, _effect: Effect) -> web.StreamResponse:
        return _abort(request)

    return fault


def lost_answer() -> Fault:
    """It happened, and the connection ended before the answer: the bot cannot know."""

    async def fault(request: web.Request, effect: Effect) -> web.StreamResponse:
        await effect()
        return _abort(request)

    return fault


def slow(before: float = 0.0, after: float = 0.0) -> Fault:
    """Seconds to wait before the effect, and after it before the answer goes out."""

    async def fault(_request: web.Request, effect: Effect) -> web.StreamResponse:
        await asyncio.sleep(before)
        response = await effect()
        await asyncio.sleep(after)
        return response

    return fault


def held(gate: asyncio.Event) -> Fault:
    """Nothing happens until the test opens the gate."""

    async def fault(_request: web.Request, effect: Effect) -> web.StreamResponse:
        await gate.wait()
        return await effect()

    return fault


def _abort(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
