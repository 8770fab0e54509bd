"""What Slack did not send is refused before it is read, and what has another shape than Slack describes is left out.

What somebody else sends again is refused too; what Slack sends twice itself is recognised by the act's key.
"""

import json
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.platforms.slack_people import Body
from bot.platforms.slack_shapes import misshapen
from bot.ports import Clock

log = logging.getLogger(__name__)
_SIGNED_FOR = timedelta(minutes=10)  # longer than a signature is taken, five minutes before and after its time
_TIME, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_SECONDS = re.compile(r"[0-9]{1,12}")


def act_key(body: Body) -> str:
    """Return what tells the act in *body* from others: an event's event_id, the trigger_id of what people do.

    Slack delivers an event up to three times more when its acknowledgement is lost (docs.slack.dev/apis/events-api).
    """
    return str(body.get("event_id") or body.get("trigger_id") or "")


def whose(known: Mapping[str, Any], token: str | None) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Return what tells Bolt whose *token* is, from what auth.test said of it."""
    found = AuthorizeResult(
        enterprise_id=known.get("enterprise_id"),
        team_id=str(known["team_id"]),
        bot_user_id=str(known["user_id"]),
        bot_id=known.get("bot_id"),
        bot_token=token,
    )

    async def authorize() -> AuthorizeResult:
        return found

    return authorize


def is_whole(request: object) -> bool:
    """Tell whether *request* has the shape that Slack describes; the log says where it has not."""
    where = misshapen(request)
    if where:
        log.warning("Slack: a request is left out, since it is not as Slack describes it (%s)", where)
    return not where


class GuardedApp(AsyncApp):
    """Bolt, which over HTTP takes what Slack signed with *secret*, once; others get a 401, and what is not whole a 400.

    Bolt itself reads a request before it looks at the signature, and fails where it cannot read it.
    """

    def __init__(self, secret: str | None, clock: Clock, **options: Any) -> None:
        super().__init__(signing_secret=secret, request_verification_enabled=False, **options)
        self._signatures = _Signatures(secret, clock)

    def web_app(self, path: str = "/slack/events", port: int = 3000) -> web.Application:
        """Return the application that takes requests at *path*."""
        app = web.Application()
        app.router.add_post(path, self._take)
        return app

    async def _take(self, http: web.Request) -> web.Response:
        raw = await http.read()
        if not self._signatures.hold(raw, *(_only(http.headers.getall(name, [])) for name in (_TIME, _SIGNATURE))):
            return web.json_response({"error": "this request is not signed, or was taken already"}, status=401)
        request = _request(raw)
        if not is_whole(request):
            return web.json_response({"error": "this request is not as Slack describes it"}, status=400)
        bolt = AsyncBoltRequest(body=raw.decode(), query=http.query_string, headers=dict(http.headers))
        return await to_aiohttp_response(await self.async_dispatch(bolt))


class _Signatures:
    """Holds the signatures of the last minutes."""

    def __init__(self, secret: str | None, clock: Clock) -> None:
        self._verifier = SignatureVerifier(secret) if secret else None
        self._clock = clock
        self._seen: OrderedDict[str, float] = OrderedDict()

    def hold(self, raw: bytes, time: str, signature: str) -> bool:
        """Tell whether *signature* is that of *raw* at *time* (seconds since 1970), for the first time.

        Bolt's own check fails with a 500 where a time is no number or a signature no ASCII.
        """
        readable = _SECONDS.fullmatch(time) and signature.isascii()
        if self._verifier is None or not readable or not self._verifier.is_valid(raw, time, signature):
            return False
        now = self._clock.now().timestamp()
        while self._seen and now - next(iter(self._seen.values())) > _SIGNED_FOR.total_seconds():
            self._seen.popitem(last=False)
        first = signature not in self._seen
        self._seen.setdefault(signature, now)
        return first


def _only(values: Sequence[str]) -> str:
    """Return a header's one value, "" for none or several."""
    return values[0] if len(values) == 1 else ""


def _request(raw: bytes) -> object:
    """Return what *raw* holds: JSON, JSON in the field ``payload`` of a form, or a form; None for anything else."""
    try:
        text = raw.decode()
        if not text.startswith("{"):
            form = dict(parse_qsl(text, keep_blank_values=True))
            return json.loads(form["payload"]) if "payload" in form else form
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
