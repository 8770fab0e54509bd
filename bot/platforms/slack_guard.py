"""What Slack did not send is refused, and what somebody else sends again; what it sends twice itself is recognised."""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.platforms.slack_people import Body
from bot.ports import Clock

_SIGNED_FOR = timedelta(minutes=10)  # longer than a signature is taken, five minutes before and after its time
_TIME, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_SECONDS = re.compile(r"[0-9]{1,12}")
Next = Callable[[], Awaitable[BoltResponse]]
Middleware = Callable[[AsyncBoltRequest, Next], Awaitable[BoltResponse]]


def act_key(body: Body) -> str:
    """Return what tells the act in *body* from others: an event's event_id, the trigger_id of what people do.

    Slack delivers an event up to three times more when its acknowledgement is lost (docs.slack.dev/apis/events-api).
    """
    return str(body.get("event_id") or body.get("trigger_id") or "")


def signed_once(secret: str | None, clock: Clock) -> Middleware:
    """Return the middleware that takes an HTTP request which Slack signed with *secret*, once; others get a 401.

    What comes over the bot's own connection (Socket Mode) is not signed. Bolt's own check of signatures fails with a
    500 where a time is no number or a signature no ASCII; in its place stands this one.
    """
    verifier = SignatureVerifier(secret) if secret else None
    seen: OrderedDict[str, float] = OrderedDict()

    async def middleware(req: AsyncBoltRequest, next_: Next) -> BoltResponse:
        if req.mode == "socket_mode":
            return await next_()
        time, signature = (_only(req.headers.get(name, ())) for name in (_TIME, _SIGNATURE))
        readable = _SECONDS.fullmatch(time) and signature.isascii()
        if verifier is None or not readable or not verifier.is_valid(req.raw_body, time, signature):
            return BoltResponse(status=401, body={"error": "invalid request"})
        now = clock.now().timestamp()
        while seen and now - next(iter(seen.values())) > _SIGNED_FOR.total_seconds():
            seen.popitem(last=False)
        if signature in seen:
            return BoltResponse(status=401, body={"error": "this request was taken already"})
        seen[signature] = now
        return await next_()

    return middleware


def _only(values: Sequence[str]) -> str:
    """Return a header's one value, "" for none or several."""
    return values[0] if len(values) == 1 else ""
