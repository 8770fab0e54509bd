"""What exists on the imitated Discord: users, guilds, channels, as Discord writes them in JSON."""

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.peers.discord import limits
from tests.peers.discord.refusals import Json, Refusal, missing_access, missing_permissions, unknown_channel

EPOCH_MS = 1_420_070_400_000  # API documentation, "Snowflakes": the first second of 2015
_increment = itertools.count()

TEXT, DM, FORUM = 0, 1, 15
PUBLIC_THREAD = 11


def snowflake() -> str:
    """A new id: the time in milliseconds, then a running number, so ids sort by age."""
    moment = int(time.time() * 1000) - EPOCH_MS
    return str((moment << 22) | (next(_increment) & 0x3FFFFF))


def now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(frozen=True)
class Settings:
    """Times in seconds. Tests scale them down; the defaults are Discord's."""

    response_seconds: float = 3.0  # "Receiving and Responding": the first answer
    token_seconds: float = 900.0  # the same page: 15 minutes for all that follows
    nonce_seconds: float = 300.0  # "Create Message": "the past few minutes"
    heartbeat_seconds: float = 41.25  # "Gateway: Hello event"
    patience: float = 10.0  # how long a test waits for an answer before it fails
    rate_limits: bool = False  # "Rate Limits": 5 posts in 5 s a channel, 50 requests a second
    post_seconds: float = 5.0  # the window of those five posts
    user_installs: bool = True  # people may bring the application along ("Installation")
    shards: int = 1  # "Get Gateway Bot": how many are recommended
    privileged_intents: bool = False  # not switched on for this application: identifying with them fails


@dataclass
class User:
    name: str
    id: str = field(default_factory=snowflake)
    bot: bool = False

    def json(self) -> Json:
        return {
            "id": self.id,
            "username": self.name,
            "global_name": self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "flags": 0,
        }


@dataclass(frozen=True)
class File:
    """A file that a person attaches, under the address where Discord's CDN hands it out."""

    name: str
    size: int
    url: str
    id: str = field(default_factory=snowflake)

    def json(self) -> Json:
        """Attachment Object."""
        return {"id": self.id, "filename": self.name, "size": self.size, "url": self.url, "proxy_url": self.url}


@dataclass(eq=False)
class Channel:
    name: str
    guild: "Guild | None" = None
    id: str = field(default_factory=snowflake)
    kind: int = TEXT
    gone: bool = False
    forbidden: int | None = None  # 50001: it cannot be seen; 50013: it cannot be written to
    threads_forbidden: bool = False
    history_hidden: bool = False  # "Get Channel Messages": without READ_MESSAGE_HISTORY, no messages
    recipient: User | None = None
    parent: "Channel | None" = None  # of a thread
    archived: bool = False  # a thread that nobody wrote to for its time

    def app_permissions(self) -> int:
        """What the application may do here."""
        hidden = {50001: limits.VIEW_CHANNEL | limits.SEND_MESSAGES, 50013: limits.SEND_MESSAGES}
        denied = hidden.get(self.forbidden or 0, 0)
        denied |= limits.READ_MESSAGE_HISTORY if self.history_hidden else 0
        denied |= limits.THREADS if self.threads_forbidden else 0
        return limits.EVERYONE & ~denied

    def may_see(self) -> None:
        if self.gone:
            raise unknown_channel()
        if self.forbidden == 50001:
            raise missing_access()

    def may_post(self) -> None:
        self.may_see()
        if self.forbidden == 50013:
            raise missing_permissions()

    def json(self) -> Json:
        common: Json = {"id": self.id, "type": self.kind, "last_message_id": None, "flags": 0}
        if self.guild is None:
            people = [self.recipient.json()] if self.recipient else []
            return {**common, "recipients": people}
        if self.parent is not None:
            return {**common, **self._thread()}
        denied = limits.EVERYONE & ~self.app_permissions()
        overwrites = [{"id": self.guild.id, "type": 0, "allow": "0", "deny": str(denied)}] if denied else []
        return {
            **common,
            "guild_id": self.guild.id,
            "name": self.name,
            "position": 0,
            "topic": None,
            "nsfw": False,
            "parent_id": None,
            "rate_limit_per_user": 0,
            "permission_overwrites": overwrites,
        }

    def _thread(self) -> Json:
        """What a thread has ("Channel Object", "Thread Metadata Object")."""
        assert self.guild is not None and self.parent is not None
        return {
            "type": PUBLIC_THREAD,
            "guild_id": self.guild.id,
            "name": self.name,
            "parent_id": self.parent.id,
            "owner_id": self.guild.owner.id,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": self.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": now(),
                "locked": False,
            },
        }


@dataclass(eq=False)
class Guild:
    name: str
    id: str = field(default_factory=snowflake)
    owner: User = field(default_factory=lambda: User("Owner"))
    channels: list[Channel] = field(default_factory=list)
    locale: str = "en-US"
    invited: bool = True  # the application; else people of the server have it with them ("user install")
    named_roles: dict[str, str] = field(default_factory=dict)  # beside @everyone: ids by names

    def add(self, name: str, kind: int = TEXT) -> Channel:
        channel = Channel(name, self, kind=kind)
        self.channels.append(channel)
        return channel

    def roles(self) -> list[Json]:
        """@everyone, whose id is the guild's, and those that were added."""
        return [
            {
                "id": identity,
                "name": name,
                "permissions": str(limits.EVERYONE),
                "position": 0,
                "color": 0,
                "hoist": False,
                "managed": False,
                "mentionable": False,
                "flags": 0,
            }
            for name, identity in {"@everyone": self.id, **self.named_roles}.items()
        ]

    def json(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "owner_id": self.owner.id,
            "roles": self.roles(),
            "emojis": [],
            "stickers": [],
            "features": [],
            "mfa_level": 0,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "afk_channel_id": None,
            "afk_timeout": 300,
            "system_channel_id": None,
            "premium_tier": 0,
            "preferred_locale": self.locale,
            "nsfw_level": 0,
            "premium_progress_bar_enabled": False,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "vanity_url_code": None,
        }

    def create_event(self, bot: User) -> Json:
        """GUILD_CREATE: the guild with its channels (API documentation, "Guild Create")."""
        return {
            **self.json(),
            "joined_at": now(),
            "large": False,
            "unavailable": False,
            "member_count": 2,
            "members": [member(bot)],
            "voice_states": [],
            "threads": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "channels": [channel.json() for channel in self.channels if not channel.gone and channel.parent is None],
        }


def member(user: User, permissions: int | None = None, roles: Sequence[str] = ()) -> Json:
    """Guild Member Object; in an interaction it carries the person's permissions in the channel."""
    found: Json = {
        "user": user.json(),
        "nick": None,
        "avatar": None,
        "roles": list(roles),
        "joined_at": now(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    return found if permissions is None else {**found, "permissions": str(permissions)}


@dataclass
class World:
    """Everything that exists, and how the REST paths find it."""

    bot: User
    guilds: list[Guild] = field(default_factory=list)
    direct: dict[str, Channel] = field(default_factory=dict)

    def channels(self) -> list[Channel]:
        return [*(c for guild in self.guilds for c in guild.channels), *self.direct.values()]

    def channel(self, channel_id: str) -> Channel:
        for channel in self.channels():
            if channel.id == channel_id:
                channel.may_see()
                return channel
        raise unknown_channel()

    def guild(self, guild_id: str) -> Guild:
        for guild in self.guilds:
            if guild.id == guild_id:
                return guild
        raise Refusal(404, 10004, "Unknown Guild")

    def dm(self, user: User) -> Channel:
        if user.id not in self.direct:
            self.direct[user.id] = Channel(user.name, kind=DM, recipient=user)
        return self.direct[user.id]
