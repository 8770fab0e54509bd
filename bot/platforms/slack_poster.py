"""Posting digests to Slack channels, and finding them again."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.answers import Answers
from bot.platforms import slack_blocks
from bot.platforms.packing import payload_hash
from bot.platforms.slack_troubles import said, trouble
from bot.ports import Closed, NoAnswer, NotNow, PostError, Refused
from bot.replies import Reply
from briefings.place import Place

_EVENT = "briefing_delivery"
_PAGES = 5  # of a channel's history
_PAGE = 200  # messages
_RETRY = 30.0  # seconds
_UNCERTAIN = {"", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}  # it may be posted
_PACE = 1.05  # seconds: about one message a second is let through for each channel (docs.slack.dev, "Rate limits")


_PLAIN: dict[str, Any] = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


class SlackPoster:
    """Posts with the delivery's token in the metadata. The client must not retry by itself: Slack would post twice."""

    def __init__(
        self, client: AsyncWebClient, answers: Answers, pace: float = _PACE, pages: int = _PAGES, page: int = _PAGE
    ) -> None:
        self._client = client
        self._answers = answers
        self._pace = pace
        self._pages, self._page = pages, page
        self._home: str | None = None  # the workspace's address, once it was asked for
        self._direct: dict[str, str] = {}  # the channels with persons

    @property
    def seconds_between_posts(self) -> float:
        """Return how long a channel is left alone; see ``ports.Poster``."""
        return self._pace

    @property
    def posts_a_second(self) -> None:
        """Return that Slack counts by channels; see ``ports.Poster``."""
        return

    def parts(self, reply: Reply) -> int:
        """Return how many messages *reply* needs; see ``ports.Poster``."""
        return slack_blocks.render(reply).parts

    async def holds_threads_only(self, place: Place) -> bool:
        """Return False; see ``ports.Poster``."""
        return False

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        """Post one part; see ``ports.Poster``."""
        message = slack_blocks.render(reply, part, token)
        channel = await self._channel(place)
        await self._answers.buttons.keep(message.kept, place)
        with _told_apart():
            answer = await self._client.chat_postMessage(
                channel=channel,
                **self._sealed(message.payload, place, channel),
                **_PLAIN,
                metadata=_metadata(token, part),
                thread_ts=place.below or None,
            )
        return str(answer["ts"])

    def _sealed(self, payload: dict[str, Any], place: Place, channel: str) -> dict[str, Any]:
        """Return a message's JSON with the ids of its buttons sealed for the *channel* that it is posted to."""
        seal = self._answers.buttons.seal_posted(replace(place, channel=channel))
        return {**seal.on(payload)}

    async def look_back(
        self, place: Place, token: str, since: datetime, surely: datetime | None = None
    ) -> Mapping[int, str] | None:
        """Look for the token in the metadata of the channel's messages; see ``ports.Poster``."""
        channel = await self._channel(place)
        if place.below:
            return await self._in_thread(channel, place.below, token)
        return await self._found(
            token,
            surely or since,
            lambda cursor: self._client.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                include_all_metadata=True,
                limit=self._page,
                cursor=cursor,
            ),
        )

    async def _in_thread(self, channel: str, first: str, token: str) -> Mapping[int, str] | None:
        """Return the parts with the token in the thread of the message *first*, None where they may not be read."""
        return await self._found(
            token,
            None,
            lambda cursor: self._client.conversations_replies(
                channel=channel, ts=first, include_all_metadata=True, limit=self._page, cursor=cursor
            ),
        )

    async def _found(
        self, token: str, surely: datetime | None, ask: Callable[[str | None], Awaitable[AsyncSlackResponse]]
    ) -> Mapping[int, str] | None:
        """Return the parts with the token on the pages that *ask* gives, None where they may not be read.

        Also None where there are none, and more pages than are read, which do not reach back to *surely*.
        """
        found: dict[int, str] = {}
        cursor: str | None = None
        try:
            for _ in range(self._pages):
                answer = await ask(cursor)
                for message in answer["messages"]:
                    found.update(_part(message, token))
                cursor = (answer.get("response_metadata") or {}).get("next_cursor")
                if not cursor:
                    return found
        except SlackApiError as error:
            if isinstance(_post_error(error), Closed | Refused):
                return None
            raise NotNow("Slack cannot be asked at present", _RETRY) from None
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError):
            raise NotNow("Slack cannot be reached", _RETRY) from None
        oldest = float(answer["messages"][-1]["ts"]) if answer["messages"] else inf
        return found if found or (surely and oldest <= surely.timestamp()) else None

    async def _channel(self, place: Place) -> str:
        """Return the channel of *place*; the one with a person is opened, which posts nothing yet."""
        if place.person is None:
            return place.channel
        if place.person not in self._direct:
            try:
                with _told_apart():
                    opened = await self._client.conversations_open(users=place.person)
            except NoAnswer:
                raise NotNow("Slack cannot be reached", _RETRY) from None
            self._direct[place.person] = str(opened["channel"]["id"])
        return self._direct[place.person]

    async def link(self, place: Place, message: str) -> str | None:
        """Return where the message is in the app and on the web; see ``ports.Poster``."""
        with suppress(PostError), _told_apart():
            if self._home is None:
                self._home = str((await self._client.auth_test())["url"])
            return f"{self._home}archives/{await self._channel(place)}/p{message.replace('.', '')}"
        return None

    def sent_as(self, reply: Reply, token: str, part: int) -> str:
        """Return a hash of a part's message; see ``ports.Poster``."""
        return payload_hash(slack_blocks.render(reply, part, token).payload)

    async def edit(self, place: Place, message: str, reply: Reply, token: str, part: int) -> bool:
        """Edit the message; see ``ports.Poster``."""
        rendered = slack_blocks.render(reply, part, token)
        channel = await self._channel(place)
        await self._answers.buttons.keep(rendered.kept, place)
        with _told_apart():
            try:
                await self._client.chat_update(
                    channel=channel,
                    ts=message,
                    **self._sealed(rendered.payload, place, channel),
                    metadata=_metadata(token, part),
                )
            except SlackApiError as error:
                if said(error.response).error == "message_not_found":
                    return False
                raise
        return True

    async def answer(self, place: Place, message: str, reply: Reply, token: str, part: int) -> None:
        """Answer in the message's thread; see ``ports.Poster``."""
        channel = await self._channel(place)
        first = place.below or message
        there = await self._in_thread(channel, first, token)
        if there and part in there:
            return
        rendered = slack_blocks.render(reply, part, token)
        await self._answers.buttons.keep(rendered.kept, place)
        with _told_apart():
            await self._client.chat_postMessage(
                channel=channel,
                thread_ts=first,
                **self._sealed(rendered.payload, place, channel),
                **_PLAIN,
                metadata=_metadata(token, part),
            )

    async def erase(self, place: Place, message: str) -> None:
        """Delete the message; see ``ports.Poster``."""
        channel = await self._channel(place)
        with _told_apart():
            try:
                await self._client.chat_delete(channel=channel, ts=message)
            except SlackApiError as error:
                if said(error.response).error != "message_not_found":
                    raise


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn the SDK's errors into those of ``ports.Poster``."""
    try:
        yield
    except SlackApiError as error:
        raise _post_error(error) from None
    except aiohttp.ClientConnectorError:
        raise NotNow("Slack cannot be reached", _RETRY) from None
    except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError):
        raise NoAnswer("the connection to Slack broke") from None


def _metadata(token: str, part: int) -> dict[str, Any]:
    return {"event_type": _EVENT, "event_payload": {"delivery": token, "part": part + 1}}


def _part(message: dict[str, Any], token: str) -> dict[int, str]:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    if metadata.get("event_type") != _EVENT or payload.get("delivery") != token or not message.get("bot_id"):
        return {}
    return {int(payload.get("part", 1)) - 1: str(message["ts"])}


def _post_error(error: SlackApiError) -> PostError:
    answer = said(error.response)
    if answer.status == 429 or answer.error == "ratelimited":
        return NotNow("Slack asks to wait", _RETRY if answer.wait is None else answer.wait)
    if answer.status >= 500 or answer.error in _UNCERTAIN:
        return NoAnswer(f"Slack answered {answer.status}")
    if reason := trouble(answer):
        return Closed(reason)
    return Refused(f"Slack refused the message ({answer.error})")
