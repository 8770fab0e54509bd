"""What Slack sends twice, and what somebody else sends again: each is taken once."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.platforms.slack_people import Body
from bot.ports import Clock

_MOST = 10_000  # acts that are remembered; Slack delivers an event again within an hour
_SIGNED_FOR = timedelta(minutes=10)  # longer than a signature is taken, five minutes before and after its time
Next = Callable[[], Awaitable[BoltResponse]]
Middleware = Callable[[AsyncBoltRequest, Next], Awaitable[BoltResponse]]


class Duplicates:
    """Remembers what was taken: events by their event_id, what people do by its trigger_id.

    Slack delivers an event up to three times more when its acknowledgement is lost (docs.slack.dev/apis/events-api).
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._taken: OrderedDict[str, None] = OrderedDict()

    def is_first(self, body: Body) -> bool:
        """Tell whether *body* was not taken before, and remember it."""
        key = str(body.get("event_id") or body.get("trigger_id") or "")
        if not key:
            return True
        if key in self._taken:
            return False
        self._taken[key] = None
        if len(self._taken) > self._most:
            self._taken.popitem(last=False)
        return True


def refuse_replays(clock: Clock) -> Middleware:
    """Return the middleware that takes a signed HTTP request once; Bolt has checked its signature and age before."""
    seen: OrderedDict[str, float] = OrderedDict()

    async def middleware(req: AsyncBoltRequest, next_: Next) -> BoltResponse:
        signature = next(iter(req.headers.get("x-slack-signature", ())), "")
        if not signature:  # Socket Mode: what comes over the bot's own connection is not signed
            return await next_()
        now = clock.now().timestamp()
        while seen and now - next(iter(seen.values())) > _SIGNED_FOR.total_seconds():
            seen.popitem(last=False)
        if signature in seen:
            return BoltResponse(status=401, body={"error": "this request was taken already"})
        seen[signature] = now
        return await next_()

    return middleware
