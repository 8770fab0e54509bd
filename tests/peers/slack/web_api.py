"""The Web API's door: tokens, bodies, faults, records (docs.slack.dev/apis/web-api)."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable

from aiohttp import web

from tests.peers.slack.faults import Fault
from tests.peers.slack.methods import Method
from tests.peers.slack.refusals import Refused
from tests.peers.slack.response_url import STATUS, ResponseUrls
from tests.peers.slack.settings import Json
from tests.peers.slack.world import ApiRequest, World

Effect = Callable[[], Json]
EVERYWHERE = frozenset({"team_id"})
"""bolt adds the team to every call; Slack ignores it where it has no meaning."""


class WebApi:
    """Answers requests with the methods it was given; every one is recorded, whatever becomes of it."""

    def __init__(self, world: World, methods: dict[str, Method], response_urls: ResponseUrls) -> None:
        self._world = world
        self._methods = methods
        self._response_urls = response_urls

    async def handle_method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        fields, token = await _read(request)
        record = self._record(name, fields)
        return await self._run(request, record, lambda: self._call(name, fields, token))

    async def handle_response_url(self, request: web.Request) -> web.StreamResponse:
        fields = _object(await request.read())
        record = self._record("response_url", fields or {})

        def respond() -> Json:
            if fields is None:
                raise Refused("invalid_payload")
            self._response_urls.respond(request.match_info["token"], fields)
            return {"ok": True}

        return await self._run(request, record, respond)

    def _record(self, method: str, fields: Json) -> ApiRequest:
        record = ApiRequest(method, fields, time.perf_counter())
        self._world.requests.append(record)
        return record

    def _call(self, name: str, fields: Json, token: str | None) -> Json:
        method = self._methods.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        self._check_token(method, token)
        if unknown := fields.keys() - method.arguments - EVERYWHERE:
            self._world.complain(f"{name}: unknown arguments {sorted(unknown)}")
        return method.run(fields)

    def _check_token(self, method: Method, token: str | None) -> None:
        settings = self._world.settings
        if method.token == "none":
            return
        if not token:
            raise Refused("not_authed")
        if token not in (settings.bot_token, settings.app_token):
            raise Refused("invalid_auth")
        if (token == settings.app_token) != (method.token == "app"):
            raise Refused("not_allowed_token_type")

    async def _run(self, request: web.Request, record: ApiRequest, effect: Effect) -> web.StreamResponse:
        """The effect and its answer, with the fault in store for it, if any."""
        fault = self._world.faults.take(record.method, record.fields.get("channel"))
        if fault and fault.kind == "hold":
            await fault.released.wait()
        elif fault and (early := self._instead(request, record, fault)) is not None:
            return early
        body, status = self._outcome(record, effect)
        if fault and fault.kind == "slow":
            await self._slowly(fault)
        if fault and fault.kind == "lose_answer":
            return _cut(request)
        headers = {"Retry-After": str(body["retry_after"])} if status == 429 else {}
        headers["x-oauth-scopes"] = self._world.settings.scopes
        return web.json_response(body, status=status, headers=headers)

    async def _slowly(self, fault: Fault) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(fault.released.wait(), fault.seconds)

    def _instead(self, request: web.Request, record: ApiRequest, fault: Fault) -> web.StreamResponse | None:
        """The answer to a request that has no effect; None for faults that let it happen."""
        if fault.kind == "cut_before":
            record.error = "cut"
            return _cut(request)
        if fault.kind == "rate_limit":
            record.status, record.error = 429, "ratelimited"
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(fault.retry_after)},
            )
        if fault.kind == "status":
            record.status, record.error = fault.status, f"http_{fault.status}"
            return web.Response(status=fault.status, text=fault.page, content_type=fault.content_type)
        if fault.kind == "error":
            record.status, record.error = 200, fault.error
            return web.json_response({"ok": False, "error": fault.error, **fault.more})
        return None

    def _outcome(self, record: ApiRequest, effect: Effect) -> tuple[Json, int]:
        try:
            body, status = effect(), 200
        except Refused as refused:
            self._world.record_refusal(record.method, refused)
            record.error = refused.error
            body, status = refused.body(), _status_of(record.method, refused)
        record.status = status
        self._world.bell.ring()
        return body, status


def _status_of(method: str, refused: Refused) -> int:
    """Web API errors come with 200; response_url errors with a status of their own."""
    if refused.error == "ratelimited":
        return 429
    return STATUS.get(refused.error, 400) if method == "response_url" else 200


def _cut(request: web.Request) -> web.StreamResponse:
    """Breaks the connection; the returned response reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read(request: web.Request) -> tuple[Json, str | None]:
    """The arguments from query, form or JSON, and the token, which is taken out of them."""
    fields: Json = dict(request.query)
    if request.content_type == "application/json":
        fields |= _object(await request.read()) or {}
    else:
        fields |= dict(await request.post())
    token = fields.pop("token", None)
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        token = header.removeprefix("Bearer ")
    return fields, token


def _object(raw: bytes) -> Json | None:
    try:
        value = json.loads(raw)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
