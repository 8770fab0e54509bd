"""Channels on Discord, which can be forums, and threads: those that a post's further messages go into, or that are the
posts of a forum.

A thread has the id of the message that it was begun with (Discord's API documentation, "Threads").
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord import http

from bot.platforms.discord_app import DiscordApp
from bot.platforms.packing import printable
from bot.ports import NotNow
from bot.replies import Reply, plain

_FORUMS = (discord.ChannelType.forum.value, discord.ChannelType.media.value)
_NAME = 100  # characters
_OPEN_FOR = 1440  # minutes without a message, after which Discord archives it
_BEGUN_ALREADY = 160004  # (API documentation, "JSON Error Codes")
_RETRY = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class _Channel:
    """The id of the server that a channel belongs to, and whether it is a forum."""

    server: str
    forum: bool


class DiscordThreads:
    """Begins threads and finds them again. Errors of discord.py are the caller's, but for what is NotNow."""

    def __init__(self, app: DiscordApp) -> None:
        self._app = app
        self._channels: dict[int, _Channel] = {}  # that are not in the cache of the connection

    async def are_posts(self, channel: int) -> bool:
        """Tell whether *channel* is a forum, in which every post is a thread; False where it may not be seen.

        Raises NotNow when Discord cannot be asked.
        """
        found = await self._found(channel)
        return found is not None and found.forum

    async def server(self, channel: int) -> str | None:
        """Return the id of the server that *channel* belongs to, None where it may not be seen; may raise NotNow."""
        found = await self._found(channel)
        return found.server if found else None

    async def _found(self, channel: int) -> _Channel | None:
        known = self._app.get_channel(channel)
        if isinstance(known, discord.abc.GuildChannel | discord.Thread):
            return _Channel(str(known.guild.id), isinstance(known, discord.ForumChannel))
        if channel not in self._channels:
            try:
                told: Mapping[str, Any] = await self._app.http.get_channel(channel)
            except (discord.Forbidden, discord.NotFound):
                return None
            except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
                raise NotNow("Discord cannot be reached", _RETRY) from None
            self._channels[channel] = _Channel(str(told.get("guild_id", "")), int(told["type"]) in _FORUMS)
        return self._channels[channel]

    async def post(self, forum: int, reply: Reply, payload: dict[str, Any]) -> int:
        """Post *payload*, which shows *reply*, to a forum as the first message of a thread; return the id of both."""
        message = {"allowed_mentions": {"parse": []}, **payload}
        route = http.Route("POST", "/channels/{channel_id}/threads", channel_id=forum)
        return int((await self._app.http.request(route, json={**_named(reply), "message": message}))["id"])

    async def begin(self, channel: int, first: int, reply: Reply) -> None:
        """Begin the thread below the message *first*, if there is none yet; a forum's post is one already.

        Raises NotNow where no answer comes: it is begun once, however often it is asked for.
        """
        if await self.are_posts(channel):
            return
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        route = http.Route("POST", path, channel_id=channel, message_id=first)
        try:
            await self._app.http.request(route, json=_named(reply))
        except (discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError):
            raise NotNow("Discord cannot be reached", _RETRY) from None
        except discord.HTTPException as error:
            if error.code != _BEGUN_ALREADY:
                raise

    async def begun(self, guild: int, forum: int, since: datetime) -> AsyncIterator[int]:
        """Yield the posts of a forum that were begun after *since* and are open."""
        route = http.Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild)
        for thread in (await self._app.http.request(route))["threads"]:
            if int(thread["parent_id"]) == forum and discord.utils.snowflake_time(int(thread["id"])) >= since:
                yield int(thread["id"])


def _named(reply: Reply) -> dict[str, Any]:
    """Return what every new thread is given."""
    name = " ".join(printable(f"{plain(reply.title)} - {reply.lead}" if reply.lead else plain(reply.title)).split())
    return {"name": name[:_NAME], "auto_archive_duration": _OPEN_FOR}
