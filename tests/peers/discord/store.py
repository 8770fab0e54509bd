"""The messages of every channel, and the nonces that keep a repeated post single."""

import copy
import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.components import each
from tests.peers.discord.embeds import shown
from tests.peers.discord.refusals import Form, Json, unknown_message
from tests.peers.discord.world import Channel, Settings, User, now, snowflake

EDITED = ("content", "embeds", "components", "attachments")


@dataclass(eq=False)
class Post:
    """One message: the JSON the bot gets for it, and who may see it."""

    data: Json
    channel: Channel
    seen_by: str | None = None  # the user's id when it is ephemeral
    from_channel: bool = False  # came through "Create Message", not as an answer

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def loading(self) -> bool:
        return bool(self.data["flags"] & limits.LOADING)

    def json(self) -> Json:
        return copy.deepcopy(self.data)


class Messages:
    def __init__(self, bot: User, settings: Settings) -> None:
        self._bot = bot
        self._settings = settings
        self._posts: dict[str, Post] = {}
        self._nonces: dict[str, tuple[float, Post]] = {}

    def create(
        self,
        channel: Channel,
        body: Json,
        *,
        author: User | None = None,
        seen_by: User | None = None,
        from_channel: bool = False,
        extra: Json | None = None,
    ) -> Post:
        """Store a checked body as a message."""
        author = author or self._bot
        kept = limits.SUPPRESS_EMBEDS | limits.SUPPRESS_NOTIFICATIONS | limits.COMPONENTS_V2 | limits.LOADING
        flags = (int(body.get("flags") or 0) & kept) | (limits.EPHEMERAL if seen_by else 0)
        data: Json = {
            "id": snowflake(),
            "channel_id": channel.id,
            "author": author.json(),
            "type": 0,
            "timestamp": now(),
            "edited_timestamp": None,
            "tts": bool(body.get("tts")),
            "flags": flags,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "attachments": [],
            "content": "",
            "embeds": [],
            "components": [],
            **(extra or {}),
        }
        if body.get("message_reference"):
            data["message_reference"] = body["message_reference"]
        post = Post(data, channel, seen_by.id if seen_by else None, from_channel)
        _write(data, body)
        self._posts[post.id] = post
        return post

    def edit(self, post: Post, body: Json) -> Post:
        """Edit Message: only what the body names changes."""
        flags = post.data["flags"] & ~limits.LOADING
        if body.get("flags") is not None:
            settable = limits.SUPPRESS_EMBEDS | limits.COMPONENTS_V2
            flags = (flags & ~limits.SUPPRESS_EMBEDS) | (int(body["flags"]) & settable)
        post.data["flags"] = flags
        post.data["edited_timestamp"] = now()
        _write(post.data, body)
        return post

    def delete(self, post: Post) -> None:
        self._posts.pop(post.id, None)

    def with_nonce(self, body: Json) -> Post | None:
        """The earlier message of this nonce: "that message will be returned and no new message created"."""
        nonce = body.get("nonce")
        if nonce is None or not body.get("enforce_nonce"):
            return None
        moment, post = self._nonces.get(str(nonce), (0.0, None))
        young = time.monotonic() - moment <= self._settings.nonce_seconds
        return post if young else None

    def remember_nonce(self, body: Json, post: Post) -> None:
        if body.get("nonce") is not None:
            self._nonces[str(body["nonce"])] = (time.monotonic(), post)

    def forget_nonces(self) -> None:
        """As after "the past few minutes"."""
        self._nonces.clear()

    def find(self, message_id: str, channel: Channel | None = None) -> Post:
        post = self._posts.get(message_id)
        if post is None or (channel is not None and post.channel is not channel):
            raise unknown_message()
        return post

    def public(self, channel: Channel, message_id: str) -> Post:
        """A message the channel's own routes know: not an ephemeral one."""
        post = self.find(message_id, channel)
        if post.seen_by is not None:
            raise unknown_message()
        return post

    def where(self, test: Callable[[Post], bool]) -> list[Post]:
        return [post for post in self._posts.values() if test(post)]

    def history(self, channel: Channel, query: Json) -> list[Json]:
        """Get Channel Messages: newest first; the JSON has no nonce."""
        form = Form()
        count = _count(query.get("limit", "50"), form.at("limit"))
        form.refuse()
        if channel.history_hidden:
            return []
        posts = self.where(lambda post: post.channel is channel and post.seen_by is None)
        return [post.json() for post in reversed(_window(posts, query, count))]


def _window(posts: list[Post], query: Json, count: int) -> list[Post]:
    if "before" in query:
        return [post for post in posts if int(post.id) < int(query["before"])][-count:]
    if "after" in query:
        return [post for post in posts if int(post.id) > int(query["after"])][:count]
    if "around" in query:
        middle = int(query["around"])
        older = [post for post in posts if int(post.id) < middle]
        newer = [post for post in posts if int(post.id) >= middle]
        half = count // 2
        return (older[-half:] if half else []) + newer[: count - half]
    return posts[-count:]


def _count(text: Any, form: Form) -> int:
    if not str(text).isdigit() or not 1 <= int(text) <= limits.HISTORY:
        form.wrong("NUMBER_TYPE_RANGE", f"int value should be between 1 and {limits.HISTORY}.")
        return 0
    return int(text)


def _write(data: Json, body: Json) -> None:
    for key in EDITED:
        if key in body:
            data[key] = copy.deepcopy(body[key]) or ("" if key == "content" else [])
    data["embeds"] = shown(data["embeds"])
    data["attachments"] = [_attached(attachment) for attachment in data["attachments"]]
    if "components" in body:
        _number(data["components"])


def _attached(attachment: Json) -> Json:
    """A file that came with the message; its bytes are not kept."""
    if "url" in attachment:
        return attachment
    url = f"https://cdn.discordapp.com/attachments/{attachment.get('filename', 'file')}"
    return {**attachment, "id": snowflake(), "size": 0, "url": url, "proxy_url": url}


def _number(components: Iterable[Json]) -> None:
    """Component Reference: Anatomy: ids that were left out are filled in, in order."""
    parts = list(each(list(components)))
    taken = {part["id"] for part in parts if part.get("id")}
    free = (number for number in itertools.count(1) if number not in taken)
    for part in parts:
        if not part.get("id"):
            part["id"] = next(free)
