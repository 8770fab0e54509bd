"""conversations.*, users.info, auth.test, api.test: what the app may ask (docs.slack.dev/reference/methods)."""

import base64
from decimal import Decimal, InvalidOperation

from tests.peers.slack.messages import flag
from tests.peers.slack.methods import Method, required
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json
from tests.peers.slack.workspace import Channel, Message
from tests.peers.slack.world import World

HISTORY_AT_ONCE = 100


class ConversationMethods:
    """Reads the workspace."""

    def __init__(self, world: World) -> None:
        self._world = world

    def table(self) -> dict[str, Method]:
        page = {"cursor", "limit"}
        history = frozenset({"channel", "inclusive", "include_all_metadata", "latest", "oldest"} | page)
        listing = frozenset({"exclude_archived", "team_id", "types"} | page)
        info = frozenset({"channel", "include_locale", "include_num_members"})
        return {
            "conversations.history": Method(self._history, history),
            "conversations.replies": Method(self._replies, history | {"ts"}),
            "conversations.info": Method(self._info, info),
            "conversations.list": Method(self._list, listing),
            "conversations.open": Method(self._open, frozenset({"channel", "users", "return_im"})),
            "users.info": Method(self._user, frozenset({"user", "include_locale"})),
            "auth.test": Method(self._auth, frozenset()),
            "api.test": Method(_api_test, frozenset({"error", "foo"}), token="none"),
        }

    def _channel(self, fields: Json) -> Channel:
        channel = self._world.workspace.find_channel(required(fields, "channel"))
        if channel is None or (channel.private and not channel.member):
            raise Refused("channel_not_found")
        return channel

    def _readable(self, fields: Json) -> Channel:
        """History is for members; an archived channel can still be read."""
        channel = self._channel(fields)
        if channel.refuses == "missing_scope":
            raise Refused("missing_scope", needed="channels:history", provided=self._world.settings.scopes)
        if channel.refuses in ("channel_not_found", "not_in_channel"):
            raise Refused(channel.refuses)
        if not channel.member:
            raise Refused("not_in_channel")
        return channel

    def _history(self, fields: Json) -> Json:
        channel = self._readable(fields)
        messages = [m for m in self._world.workspace.in_channel(channel.id) if _at_the_top(m)]
        return self._page_of_messages(fields, list(reversed(messages)))

    def _replies(self, fields: Json) -> Json:
        channel = self._readable(fields)
        ts = required(fields, "ts")
        messages = self._world.workspace.in_channel(channel.id)
        thread = [m for m in messages if m.ts == ts or m.thread_ts == ts]
        if not thread:
            raise Refused("thread_not_found")
        return self._page_of_messages(fields, thread)

    def _page_of_messages(self, fields: Json, messages: list[Message]) -> Json:
        oldest, latest = _moment(fields, "oldest"), _moment(fields, "latest")
        inclusive = flag(fields.get("inclusive")) is True
        with_metadata = flag(fields.get("include_all_metadata")) is True
        inside = [m for m in messages if _between(Decimal(m.ts), oldest, latest, inclusive)]
        found, cursor = _page([m.json(with_metadata) for m in inside], fields)
        body: Json = {"ok": True, "messages": found, "has_more": bool(cursor), "pin_count": 0}
        return body | {"response_metadata": {"next_cursor": cursor}} if cursor else body

    def _info(self, fields: Json) -> Json:
        channel = self._channel(fields)
        if channel.refuses == "channel_not_found":
            raise Refused("channel_not_found")
        return {"ok": True, "channel": channel.json()}

    def _list(self, fields: Json) -> Json:
        types = set(str(fields.get("types") or "public_channel").split(","))
        without_archived = flag(fields.get("exclude_archived")) is True
        channels = [
            channel.json()
            for channel in self._world.workspace.channels.values()
            if _type_of(channel) in types and not (without_archived and channel.refuses == "is_archived")
        ]
        found, cursor = _page(channels, fields)
        return {"ok": True, "channels": found, "response_metadata": {"next_cursor": cursor}}

    def _open(self, fields: Json) -> Json:
        user_id = str(fields.get("users") or "")
        if user_id not in self._world.workspace.users:
            raise Refused("user_not_found")
        channel = self._world.workspace.direct(user_id)
        full = flag(fields.get("return_im")) is True
        return {"ok": True, "channel": channel.json() if full else {"id": channel.id}}

    def _user(self, fields: Json) -> Json:
        user = self._world.workspace.users.get(required(fields, "user"))
        if user is None:
            raise Refused("user_not_found")
        body = user.json()
        if flag(fields.get("include_locale")) is not True:
            del body["locale"]
        return {"ok": True, "user": body}

    def _auth(self, fields: Json) -> Json:
        settings = self._world.settings
        return {
            "ok": True,
            "url": f"https://{settings.team_domain}.slack.com/",
            "team": settings.team_domain,
            "user": "briefings",
            "team_id": settings.team_id,
            "user_id": settings.bot_user_id,
            "bot_id": settings.bot_id,
            "is_enterprise_install": False,
        }


def _api_test(fields: Json) -> Json:
    if error := fields.get("error"):
        raise Refused(str(error), args=fields)
    return {"ok": True, "args": fields}


def _at_the_top(message: Message) -> bool:
    return message.thread_ts is None or message.thread_ts == message.ts


def _type_of(channel: Channel) -> str:
    if channel.direct_with:
        return "im"
    return "private_channel" if channel.private else "public_channel"


def _moment(fields: Json, name: str) -> Decimal | None:
    try:
        return Decimal(str(fields[name])) if fields.get(name) else None
    except InvalidOperation as reason:
        raise Refused(f"invalid_ts_{name}") from reason


def _between(ts: Decimal, oldest: Decimal | None, latest: Decimal | None, inclusive: bool) -> bool:
    if inclusive and ts in (oldest, latest):
        return True
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _page(items: list[Json], fields: Json) -> tuple[list[Json], str]:
    """One page, and the cursor of the next one or nothing."""
    try:
        limit = int(fields.get("limit") or HISTORY_AT_ONCE)
        cursor = str(fields.get("cursor") or "")
        start = int(base64.b64decode(cursor).decode().removeprefix("next:")) if cursor else 0
    except ValueError as reason:
        raise Refused("invalid_cursor") from reason
    if not 1 <= limit <= 999:
        raise Refused("invalid_limit")
    end = start + limit
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], following
