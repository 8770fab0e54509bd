"""Speaking at Slack: answers by response_url, in threads and direct messages, files, modals and the Home tab.

One session keeps the connections to Slack open, so that an answer need not wait for a new one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.buttons import Buttons
from bot.catalogue import _
from bot.commands.reasons import reason_text
from bot.desk import Asker
from bot.platforms import slack_blocks
from bot.platforms.rendering import Sealed, rendered
from bot.platforms.slack_blocks import escape
from bot.platforms.slack_forms import Origin
from bot.platforms.slack_people import Act
from bot.platforms.slack_troubles import Said, said, why
from bot.replies import File, Reply, mistake, ours

log = logging.getLogger(__name__)
_TRIES = (0.2, 1.0)  # seconds before an answer is sent again
_LONGEST_WAIT = 30.0  # seconds
_BUSY = frozenset({429})
_FAILING = _BUSY | {500, 502, 503, 504}
_UNREACHABLE = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
_PLAIN: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}


class SlackSpeech:
    """Sends replies with their ids sealed; what Slack refuses is told to the person or stands in the log."""

    def __init__(self, client: AsyncWebClient, buttons: Buttons) -> None:
        self._client = client
        self._buttons = buttons

    async def rendered(self, act: Act, reply: Reply, part: int = 0, lead_in: str = "") -> Sealed:
        """Return the message that shows part *part* of *reply* where *act* was done."""
        return await rendered(slack_blocks.render, reply, self._buttons.seal(act.asker, reply), part, lead_in)

    async def answer(
        self, act: Act, reply: Reply, part: int = 0, *, lead_in: str = "", to_all: bool = False, in_place: bool = False
    ) -> int:
        """Answer by the response_url: to the person alone or to the channel, anew or in the pressed message's place.

        Return how many parts the reply has. What got no answer is sent again: rather the same words twice to one person
        than none.
        """
        message = await self.rendered(act, reply, part, lead_in)
        body = {
            **message.payload,
            **_PLAIN,
            "response_type": "in_channel" if to_all else "ephemeral",
            "replace_original": in_place,
            **({"thread_ts": act.thread} if act.thread and not in_place else {}),
        }
        await self._buttons.keep(message.kept, act.asker.place)
        await self._respond(act.response_url, body)
        return message.parts

    async def remove(self, act: Act) -> None:
        """Delete the message whose button was pressed."""
        await self._respond(act.response_url, {"delete_original": True})

    async def _respond(self, url: str, body: dict[str, Any]) -> None:
        webhook = AsyncWebhookClient(url, session=self._client.session, retry_handlers=[])
        for wait in (*_TRIES, None):
            try:
                answer = await webhook.send_dict(body)
            except _UNREACHABLE as error:
                reason, again = type(error).__name__, wait
            else:
                if answer.status_code < 400:
                    return
                reason = f"{answer.status_code} {answer.body[:60]}"
                again = _again(said(answer), wait, _FAILING)
            if again is None:
                log.warning("Slack did not take an answer (%s)", reason)
                return
            await asyncio.sleep(again)

    async def reply(self, act: Act, reply: Reply) -> None:
        """Answer in the thread of *act*, for all; what is private, or may not be shared there, to the person alone."""
        message = await self.rendered(act, reply)
        await self._buttons.keep(message.kept, act.asker.place)
        thread: dict[str, Any] = {"thread_ts": act.thread} if act.thread else {}
        said = {"channel": act.origin.channel, **message.payload, **thread}
        if (reply.private or not reply.shareable) and not act.asker.direct:
            await self._posted(act, lambda: self._client.chat_postEphemeral(user=act.asker.user, **said))
        else:
            await self._posted(act, lambda: self._client.chat_postMessage(**said, **_PLAIN, mrkdwn=False))

    async def tell(self, act: Act, reply: Reply) -> None:
        """Show *reply* to the person alone: where they are, or else in their messages with the bot."""
        asker = act.asker
        if act.origin.channel and not asker.direct:
            message = await self.rendered(act, reply)
            await self._buttons.keep(message.kept, asker.place)
            try:
                await self._client.chat_postEphemeral(channel=asker.channel, user=asker.user, **message.payload)
                return
            except (SlackApiError, *_UNREACHABLE) as error:
                log.info("the answer goes to the person's messages with the bot (%s)", type(error).__name__)
        channel = await self._direct(asker.user)
        if channel:
            there = Origin(channel, "directmessage")
            asker = replace(asker, channel=channel, direct=True)
            await self.reply(replace(act, asker=asker, origin=there, thread=""), reply)

    async def _direct(self, user: str) -> str:
        """Return the channel of the person's messages with the bot, "" where Slack does not open it."""
        try:
            return str((await self._client.conversations_open(users=user))["channel"]["id"])
        except (SlackApiError, *_UNREACHABLE) as error:
            log.warning("Slack does not open somebody's direct messages (%s)", type(error).__name__)
            return ""

    async def _posted(self, act: Act, post: Callable[[], Awaitable[object]]) -> None:
        """Await *post*, once more after a rate limit; tell the person what a refusal means.

        What got no answer is not posted again, since everybody would see it twice.
        """
        for wait in (*_TRIES, None):
            try:
                await post()
                return
            except aiohttp.ClientConnectorError:
                again = wait
            except SlackApiError as error:
                again = _again(said(error.response), wait, _BUSY)
                if again is None:
                    await self._explain(act, error)
            except _UNREACHABLE as error:
                log.warning("Slack did not say whether an answer was posted (%s)", type(error).__name__)
                return
            if again is None:
                return
            await asyncio.sleep(again)

    async def _explain(self, act: Act, error: SlackApiError) -> None:
        """Write to the person directly why there is no answer where they asked."""
        reason = why(said(error.response))
        log.warning("Slack did not take an answer: %s", reason)
        text = _("The bot cannot answer in {channel}: {reason}.")
        text = text.format(channel=f"<#{act.origin.channel}>", reason=escape(reason_text(reason)))
        try:
            await self._client.chat_postMessage(channel=act.asker.user, text=text, **_PLAIN)
        except (SlackApiError, *_UNREACHABLE):
            log.warning("nor can the person be told")

    async def hand_over(self, reply: Reply, file: File, asker: Asker) -> Reply:
        """Send *file* to the person directly, since only they shall see it; return the reply that says so."""
        try:
            opened = await self._client.conversations_open(users=asker.user)
            channel = str(opened["channel"]["id"])
            await self._client.files_upload_v2(channel=channel, filename=file.name, content=file.data)
        except SlackApiError as error:
            sentence = _("Slack does not take the file: {reason}.")
            return mistake(sentence.format(reason=reason_text(why(said(error.response), "files:write,im:write"))))
        except _UNREACHABLE:
            return mistake(_("Slack does not take the file at present; try again later."))
        sentence = _("{file} is in your messages with the bot.").format(file=file.name)
        return replace(reply, notes=(*reply.notes, (ours(sentence),)))

    async def open(self, act: Act, view: dict[str, Any]) -> bool:
        """Open *view*, above the modal that was used; return False when Slack does not, as after three seconds."""
        in_modal = act.view is not None and act.view.get("type") == "modal"
        show = self._client.views_push if in_modal else self._client.views_open
        return bool(act.trigger) and await self._shown(show(trigger_id=act.trigger, view=view))

    async def change(self, view_id: str, view: dict[str, Any]) -> bool:
        """Put *view* in the place of the modal *view_id*; return False when Slack does not."""
        return await self._shown(self._client.views_update(view_id=view_id, view=view))

    async def publish(self, user: str, view: dict[str, Any]) -> bool:
        """Show *view* on the Home tab of *user*; return False when Slack does not."""
        return await self._shown(self._client.views_publish(user_id=user, view=view))

    async def _shown(self, showing: Awaitable[object]) -> bool:
        try:
            await showing
        except SlackApiError as error:
            log.warning("Slack did not show a view: %s", why(said(error.response)))
            return False
        except _UNREACHABLE as error:
            log.warning("Slack did not show a view (%s)", type(error).__name__)
            return False
        return True


def _again(answer: Said, wait: float | None, statuses: frozenset[int]) -> float | None:
    """Return after how many seconds what was refused with one of *statuses* may be sent again; None for never."""
    if wait is None or answer.status not in statuses:
        return None
    return min(wait if answer.wait is None else answer.wait, _LONGEST_WAIT)
