"""The people, channels and messages of the loopback Slack."""

import copy
import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tests.peers.slack.settings import Json

PING = re.compile(r"<(?:!(?:channel|here|everyone)|@[UW][A-Z0-9]+|!subteam\^[A-Z0-9]+)[^>]*>")


@dataclass
class User:
    """A member of a team; admins and owners may manage the workspace."""

    id: str
    team: str
    name: str = ""
    admin: bool = False
    owner: bool = False
    locale: str = "en-US"

    def json(self) -> Json:
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name or self.id.lower(),
            "real_name": self.name or self.id,
            "deleted": False,
            "is_bot": False,
            "is_app_user": False,
            "is_admin": self.admin or self.owner,
            "is_owner": self.owner,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "tz": "Europe/Amsterdam",
            "locale": self.locale,
            "profile": {"display_name": self.name, "real_name": self.name or self.id},
        }


@dataclass
class Channel:
    """A place to post. `refuses` is the error Slack gives when the bot posts or reads there, if any."""

    id: str
    name: str = "general"
    team: str = "T0PEER"
    refuses: str | None = None
    member: bool = True
    private: bool = False
    direct_with: str | None = None

    def json(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.direct_with is None and not self.private,
            "is_group": self.private,
            "is_im": self.direct_with is not None,
            "is_private": self.private,
            "is_archived": self.refuses == "is_archived",
            "is_member": self.member and self.refuses != "not_in_channel",
            "is_general": False,
            "context_team_id": self.team,
            **({"user": self.direct_with} if self.direct_with else {}),
        }


@dataclass(frozen=True)
class Message:
    """A message as it stands on the screen. An edit puts a new value in its place."""

    ts: str
    channel: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    user: str = ""
    bot_id: str = ""
    ephemeral_to: str | None = None
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    mrkdwn: bool = True
    edited: bool = False
    part: int = 1
    parts: int = 1
    source: str = ""

    @property
    def by_bot(self) -> bool:
        return bool(self.bot_id)

    @property
    def ephemeral(self) -> bool:
        return self.ephemeral_to is not None

    @property
    def pings(self) -> list[str]:
        """Control sequences that would notify somebody, in the text and in mrkdwn objects of the blocks."""
        found = PING.findall(self.text)
        for text in texts_in(self.blocks, kinds=("mrkdwn",)):
            found += PING.findall(text)
        return found

    @property
    def words(self) -> str:
        """What is read on the screen: the blocks' texts in order, or the text where there are no blocks."""
        return "\n".join(texts_in(self.blocks)) if self.blocks else self.text

    def json(self, with_metadata: bool = True) -> Json:
        """The message object of Slack's payloads and of conversations.history."""
        body: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.bot_id:
            body["bot_id"] = self.bot_id
        if self.blocks:
            body["blocks"] = copy.deepcopy(self.blocks)
        if self.attachments:
            body["attachments"] = copy.deepcopy(self.attachments)
        if self.files:
            body["files"] = copy.deepcopy(self.files)
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if self.edited:
            body["edited"] = {"user": self.user, "ts": self.ts}
        if self.metadata and with_metadata:
            body["metadata"] = copy.deepcopy(self.metadata)
        return body


def texts_in(node: Any, kinds: tuple[str, ...] = ("mrkdwn", "plain_text", "text", "link")) -> Iterator[str]:
    """Every visible text under a block, in reading order."""
    if isinstance(node, list):
        for item in node:
            yield from texts_in(item, kinds)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            if node.get("type") in kinds:
                yield node["text"]
            return
        if node.get("type") == "link" and "link" in kinds:
            yield str(node.get("url", ""))
            return
        for value in node.values():
            if isinstance(value, dict | list):
                yield from texts_in(value, kinds)


class Workspace:
    """Everything that is on the screens of one or more teams."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Message] = {}
        self._last_ts = Decimal(0)
        self._serial = itertools.count(1)

    def next_ts(self) -> str:
        """A message's id: seconds and microseconds, never twice the same."""
        now = Decimal(self._clock()).quantize(Decimal("0.000001"))
        self._last_ts = max(now, self._last_ts + Decimal("0.000001"))
        return f"{self._last_ts:.6f}"

    def next_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._serial):08d}"

    def put(self, message: Message) -> Message:
        """Shows a message; blocks and elements without an id get one, as in Slack."""
        shown = replace(message, blocks=self.with_ids(message.blocks))
        self.messages[shown.ts] = shown
        return shown

    def with_ids(self, blocks: list[Json]) -> list[Json]:
        named = copy.deepcopy(blocks)
        for block in named:
            block.setdefault("block_id", self.next_id("b"))
            for element in interactive_elements(block):
                element.setdefault("action_id", self.next_id("a"))
        return named

    def find_channel(self, name_or_id: str) -> Channel | None:
        """By id, by #name, or the direct messages with a user whose id is given."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        if name_or_id in self.users:
            return self.direct(name_or_id)
        name = name_or_id.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == name and not c.direct_with), None)

    def direct(self, user_id: str) -> Channel:
        """The direct-message channel of a user with the app."""
        channel_id = "D" + user_id[1:]
        if channel_id not in self.channels:
            team = self.users[user_id].team
            self.channels[channel_id] = Channel(channel_id, "directmessage", team, direct_with=user_id)
        return self.channels[channel_id]

    def in_channel(self, channel_id: str) -> list[Message]:
        """What everybody in the channel sees, oldest first."""
        return [m for m in self.messages.values() if m.channel == channel_id and not m.ephemeral]


def interactive_elements(block: Json) -> Iterator[Json]:
    """The elements of a block a person can use."""
    elements = block.get("elements")
    candidates = [*(elements if isinstance(elements, list) else []), block.get("accessory"), block.get("element")]
    for element in candidates:
        if isinstance(element, dict) and not _only_to_look_at(str(element.get("type"))):
            yield element


def _only_to_look_at(kind: str) -> bool:
    if kind.startswith("rich_text"):
        return kind != "rich_text_input"
    return kind in ("None", "mrkdwn", "plain_text", "image")
