"""Posting digests to Discord channels, and finding them again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import http

from bot.answers import Answers
from bot.platforms import discord_cards
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_messages import edited, posted
from bot.platforms.discord_threads import DiscordThreads
from bot.platforms.packing import payload_hash
from bot.ports import Closed, NoAnswer, NotNow, PostError, Refused
from bot.replies import Reply
from briefings.place import Place

if TYPE_CHECKING:
    from discord.types.message import MessageReference

_LOOK_AT_MOST = 500  # messages of a channel's history
_RETRY = 30.0  # seconds
_REQUESTS = 50  # a second (API documentation, "Rate Limits")
_UNKNOWN_MESSAGE = 10008  # (API documentation, "JSON Error Codes")


class DiscordPoster:
    """Posts with a nonce made from the delivery, so that Discord itself refuses a second one for some minutes."""

    def __init__(self, app: DiscordApp, answers: Answers, most_looked_at: int = _LOOK_AT_MOST) -> None:
        self._app = app
        self._answers = answers
        self._most_looked_at = most_looked_at
        self._threads = DiscordThreads(app)
        self._direct: dict[str, int] = {}  # the channels with persons

    @property
    def seconds_between_posts(self) -> float:
        """Return the pace of a channel; discord.py itself keeps the pace that Discord's answers tell."""
        return 0.0

    @property
    def posts_a_second(self) -> int:
        """Return how many requests a second Discord takes from a bot; see ``ports.Poster``."""
        return _REQUESTS

    def parts(self, reply: Reply) -> int:
        """Return how many messages *reply* needs; see ``ports.Poster``."""
        return discord_cards.render(reply).parts

    async def holds_threads_only(self, place: Place) -> bool:
        """Tell whether *place* is a forum; see ``ports.Poster``."""
        return place.person is None and not place.below and await self._threads.are_posts(_number(place.channel))

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        """Post one part; see ``ports.Poster``."""
        message = discord_cards.render(reply, part, token)
        await self._check_server(place)
        channel = await self._channel(place)
        payload = self._sealed(message.payload, place, channel)
        await self._answers.buttons.keep(message.kept, place)
        forum = await self.holds_threads_only(place)
        with _told_apart():
            if forum:
                return str(await self._threads.post(channel.id, reply, payload))
            if place.below and part == 1:
                await self._threads.begin(_number(place.channel), channel.id, reply)
            found = await channel.send(nonce=f"{token}-{part + 1}", **posted(payload))
        return str(found.id)

    def _sealed(self, payload: dict[str, Any], place: Place, channel: discord.PartialMessageable) -> dict[str, Any]:
        """Return a message's JSON with its buttons sealed for the *channel* that it is posted to."""
        sealed: dict[str, Any] = self._answers.buttons.seal_posted(replace(place, channel=str(channel.id))).on(payload)
        return sealed

    async def look_back(
        self, place: Place, token: str, since: datetime, surely: datetime | None = None
    ) -> Mapping[int, str] | None:
        """Look for the token in the footers of our messages; see ``ports.Poster``."""
        found: dict[int, str] = {}
        try:
            if await self.holds_threads_only(place):
                async for thread in self._threads.begun(_number(place.workspace), _number(place.channel), since):
                    found |= await self._marked(self._app.get_partial_messageable(thread), token, since, surely)
            else:
                found = await self._marked(await self._channel(place), token, since, surely)
        except _TooMany:
            return found or None
        except (discord.Forbidden, discord.NotFound, Closed) as error:
            return {} if place.below and isinstance(error, discord.NotFound) else None  # a thread that is not begun
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
            raise NotNow("Discord cannot be reached", _RETRY) from None
        return found

    async def _marked(
        self, channel: discord.PartialMessageable, token: str, since: datetime, surely: datetime | None
    ) -> dict[int, str]:
        """Return the parts with the token in their footers among our messages in *channel* after *since*.

        Raises _TooMany when there are none among the last, and those do not reach back to *surely*.
        """
        found: dict[int, str] = {}
        seen, message = 0, None
        async for message in channel.history(limit=self._most_looked_at, after=since, oldest_first=False):
            seen += 1
            for embed in message.embeds:
                _, marked, number = (embed.footer.text or "").partition(f"id {token}-")
                if marked and number.isdigit() and self._is_ours(message):
                    found[int(number) - 1] = str(message.id)
        if not found and message and seen >= self._most_looked_at and message.created_at > (surely or since):
            raise _TooMany
        return found

    async def link(self, place: Place, message: str) -> str | None:
        """Return where the message is in the app and on the web; see ``ports.Poster``."""
        with suppress(PostError):
            server = place.workspace if place.person is None else "@me"
            channel = await self._channel(await self._within(place, message))
            return f"https://discord.com/channels/{server}/{channel.id}/{message}"
        return None

    def sent_as(self, reply: Reply, token: str, part: int) -> str:
        """Return a hash of a part's message; see ``ports.Poster``."""
        return payload_hash(discord_cards.render(reply, part, token).payload)

    async def edit(self, place: Place, message: str, reply: Reply, token: str, part: int) -> bool:
        """Edit the message; see ``ports.Poster``."""
        rendered = discord_cards.render(reply, part, token)
        place = await self._within(place, message)
        channel = await self._channel(place)
        await self._answers.buttons.keep(rendered.kept, place)
        with _told_apart():
            try:
                arguments = edited(self._sealed(rendered.payload, place, channel))
                await channel.get_partial_message(int(message)).edit(**arguments)
            except discord.NotFound as error:
                if error.code == _UNKNOWN_MESSAGE:
                    return False
                raise
        return True

    async def answer(self, place: Place, message: str, reply: Reply, token: str, part: int) -> None:
        """Reply to the message; see ``ports.Poster``."""
        place = await self._within(place, message)
        there = await self.look_back(place, token, discord.utils.snowflake_time(int(message)))
        if there and part in there:
            return
        rendered = discord_cards.render(reply, part, token)
        channel = await self._channel(place)
        await self._answers.buttons.keep(rendered.kept, place)
        said_to = _Answered(message_id=int(message), channel_id=channel.id)
        with _told_apart():
            arguments = posted(self._sealed(rendered.payload, place, channel))
            await channel.send(nonce=f"{token}-{part + 1}", reference=said_to, **arguments)

    async def erase(self, place: Place, message: str) -> None:
        """Delete the message; see ``ports.Poster``."""
        channel = await self._channel(await self._within(place, message))
        with _told_apart(), suppress(discord.NotFound):
            await channel.get_partial_message(int(message)).delete()

    async def _within(self, place: Place, message: str) -> Place:
        """Return where a posted *message* is: in a forum in the thread that it began, which is no other channel's."""
        return replace(place, below=message) if await self.holds_threads_only(place) else place

    async def _channel(self, place: Place) -> discord.PartialMessageable:
        """Return the channel or thread of *place*; the one with a person is opened, which posts nothing yet."""
        if place.below:
            return self._app.get_partial_messageable(_number(place.below))
        if place.person is None:
            return self._app.get_partial_messageable(_number(place.channel))
        if place.person in self._direct:
            return self._app.get_partial_messageable(self._direct[place.person])
        try:
            route = http.Route("POST", "/users/@me/channels")  # discord.py's own call sends the id as a number
            opened = await self._app.http.request(route, json={"recipient_id": str(_number(place.person))})
        except (discord.Forbidden, discord.NotFound):
            raise Closed("this person takes no direct messages from the bot") from None
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
            raise NotNow("Discord cannot be reached", _RETRY) from None
        self._direct[place.person] = int(opened["id"])
        return self._app.get_partial_messageable(self._direct[place.person])

    async def _check_server(self, place: Place) -> None:
        """Refuse a channel of another server than the digest's: its articles are nobody else's."""
        if place.person is None and place.workspace:
            server = await self._threads.server(_number(place.channel))
            if server is not None and server != place.workspace:
                raise Closed("the channel belongs to another server than the digest")

    def _is_ours(self, message: discord.Message) -> bool:
        return self._app.user is not None and message.author.id == self._app.user.id


class _TooMany(Exception):
    """A channel has more messages than are looked at."""


class _Answered(discord.MessageReference):
    """The message that is answered, if it is still there; discord.py's own sends the ids as numbers."""

    def to_message_reference_dict(self) -> "MessageReference":
        """Return what Discord takes."""
        message, channel = str(self.message_id), str(self.channel_id)
        return {"message_id": message, "channel_id": channel, "fail_if_not_exists": False}


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn discord.py's errors into those of ``ports.Poster``."""
    try:
        yield
    except (discord.Forbidden, discord.NotFound) as error:
        raise Closed(_closed_reason(error)) from None
    except discord.DiscordServerError as error:
        raise NoAnswer(f"Discord answered {error.status}") from None
    except discord.RateLimited as error:
        raise NotNow("Discord asks to wait", error.retry_after) from None
    except discord.HTTPException as error:
        if error.status == 429:
            raise NotNow("Discord asks to wait", _RETRY) from None
        raise Refused(f"Discord refused the message ({error.status}, {error.text[:200]})") from None
    except aiohttp.ClientConnectorError:
        raise NotNow("Discord cannot be reached", _RETRY) from None
    except (aiohttp.ClientError, OSError, TimeoutError):
        raise NoAnswer("the connection to Discord broke") from None


def _number(identity: str) -> int:
    if not identity.isdigit():
        raise Closed(f"{identity!r} is no Discord channel id")
    return int(identity)


def _closed_reason(error: discord.HTTPException) -> str:
    if error.status == 404:
        return "the channel is gone"
    return "the bot may not post there; give it View Channel, Send Messages and Embed Links"
