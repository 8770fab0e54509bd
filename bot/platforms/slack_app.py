"""Slack: a thin adapter between Bolt and the answers. Each request is acknowledged before anything else is done."""

import html
import logging
import re
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answers
from bot.buttons import instead
from bot.catalogue import _, speak
from bot.commands.table import ON_MESSAGES
from bot.desk import Asker
from bot.platforms import slack_blocks, slack_forms
from bot.platforms.packing import part_asked
from bot.platforms.rendering import Sealed, rendered
from bot.platforms.slack_manifest import callback_id
from bot.platforms.slack_people import SlackPeople
from bot.replies import File, Form, Press, Reply, mistake, ours

log = logging.getLogger(__name__)
_ANSWERS = 5  # that a response_url takes
_DIRECT = ("directmessage", "mpdm-")  # the names of direct messages, with one person and with several
_REFERENCE = re.compile(r"<([#@!]?)([^<>|]*)(?:\|([^<>]*))?>")

Body = dict[str, Any]


class SlackApp:
    """Takes slash commands and buttons from Slack and gives back what ``Answers`` says."""

    def __init__(
        self, answers: Answers, client: AsyncWebClient, command: str, managers: tuple[str, ...], secret: str | None
    ) -> None:
        self.bolt = AsyncApp(client=client, signing_secret=secret, logger=logging.getLogger("slack_bolt"))
        self._answers = answers
        self._client = client
        self._people = SlackPeople(client, answers.clock, managers)
        self.bolt.command(f"/{command}")(self._command)
        for label in ON_MESSAGES:
            self.bolt.message_shortcut(callback_id(label))(self._on_message)
        self.bolt.view(slack_forms.CALLBACK)(self._filled_form)
        self.bolt.action(re.compile(r"^(ask|turn|share|unshare)-"))(self._button)

    async def _command(self, ack: AsyncAck, respond: AsyncRespond, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        line = plain_line(str(body.get("text", "")))
        asker = await self._with_rights(asker_of(body, context), line)
        reply = await self._answers.answer_line(line, asker)
        if reply.form is not None and await self._open(reply.form, body, asker):
            return
        if reply.file is not None:
            reply = await self._hand_over(reply, reply.file, asker)
        message = await self._rendered(reply, asker)
        await _say(respond, message)
        await self._answers.buttons.keep(message.kept, asker.place)

    async def _rendered(self, reply: Reply, asker: Asker, part: int = 0, lead_in: str = "") -> Sealed:
        """Return the message that shows *reply* where *asker* is."""
        return await rendered(slack_blocks.render, reply, self._answers.buttons.seal(asker, reply), part, lead_in)

    async def _hand_over(self, reply: Reply, file: File, asker: Asker) -> Reply:
        """Send *file* to the person directly, since only they shall see it; return the reply that says so."""
        try:
            opened = await self._client.conversations_open(users=asker.user)
            channel = str(opened["channel"]["id"])
            await self._client.files_upload_v2(channel=channel, filename=file.name, content=file.data)
        except SlackApiError as error:
            sentence = _(
                "Slack does not take the file ({error}); add the scopes files:write and im:write, and install the app "
                "again."
            )
            return mistake(sentence.format(error=error.response["error"]))
        except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError):
            return mistake(_("Slack does not take the file at present; try again later."))
        return replace(
            reply, notes=(*reply.notes, (ours(_("{file} is in your messages with the bot.").format(file=file.name)),))
        )

    async def _open(self, form: Form, body: Body, asker: Asker) -> bool:
        """Open *form*; return False when Slack does not, as when answering took longer than three seconds."""
        kept: dict[str, str] = {}
        view = slack_forms.view(form, asker.channel, self._answers.buttons.seal_for(asker), kept)
        await self._answers.buttons.keep(kept, asker.place)
        try:
            await self._client.views_open(trigger_id=body["trigger_id"], view=view)
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Slack did not open a form (%s)", type(error).__name__)
            return False
        return True

    async def _filled_form(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        identity, channel, values = slack_forms.filled(body["view"])
        asker = await self._with_language(asker_of({**body, "channel": {"id": channel}}, context))
        pressed = await self._answers.buttons.pressed(identity, asker)
        if isinstance(pressed, Reply):
            reply = pressed
        else:
            asker = await self._with_rights(asker, pressed[1])
            reply = await self._answers.answer_form(pressed[1], values, asker)
        message = await self._rendered(reply, asker)
        try:
            await self._client.chat_postEphemeral(channel=channel, user=asker.user, **message.payload)
        except SlackApiError:  # the bot is not in that channel
            opened = await self._client.conversations_open(users=asker.user)
            asker = replace(asker, channel=str(opened["channel"]["id"]), direct=True)
            message = await self._rendered(reply, asker)
            await self._client.chat_postMessage(channel=asker.channel, **message.payload)
        await self._answers.buttons.keep(message.kept, asker.place)

    async def _on_message(self, ack: AsyncAck, respond: AsyncRespond, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        label = next(label for label in ON_MESSAGES if callback_id(label) == body["callback_id"])
        text = plain_line(str(body.get("message", {}).get("text", "")))
        asker = await self._with_language(asker_of(body, context))
        reply = await self._answers.answer_message(label, text, asker)
        parts = (await self._rendered(reply, asker)).parts
        for part in range(min(parts, _ANSWERS)):  # nothing asks for the other parts again, so they follow at once
            await _say(respond, await self._rendered(reply, asker, part))

    async def _button(self, ack: AsyncAck, respond: AsyncRespond, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        asker = await self._with_language(asker_of(body, context))
        pressed = await self._answers.buttons.pressed(str(body["actions"][0].get("value", "")), asker)
        if isinstance(pressed, Reply):
            press, line, reply = Press.ASK, "", pressed
        else:
            press, line = pressed
            asker = await self._with_rights(asker, line)
            if press is Press.TAKE_BACK:
                await self._take_back(respond, body, line, asker)
                return
            reply = await self._answers.press(press, line, asker)
            if reply.form is not None and await self._open(reply.form, body, asker):
                return
        name = str(body["user"].get("name") or body["user"].get("username") or _("Somebody"))
        share = press is Press.SHARE and not reply.private
        lead_in = _("{name} shares: ").format(name=name) if share else ""
        message = await self._rendered(reply, asker, part_asked(line), lead_in)
        private = bool(body.get("container", {}).get("is_ephemeral"))
        in_place = press is Press.TURN and private and reply.understood  # a refusal leaves the page as it is
        await _say(respond, message, to_all=share, in_place=in_place)
        await self._answers.buttons.keep(message.kept, asker.place)

    async def _take_back(self, respond: AsyncRespond, body: Body, sharer: str, asker: Asker) -> None:
        """Delete a shared answer for who shared it and for managers; a copied id of another message does nothing."""
        identity = str(body["actions"][0].get("value", ""))
        manages = bool(asker.workspace) and await self._people.may_manage(asker.user)
        refused = self._answers.may_take_back(sharer, asker, manages)
        if refused is None and _holds(body.get("message") or {}, identity):
            await respond(delete_original=True)
            return
        await _say(respond, await self._rendered(refused or instead(identity), asker))

    async def _with_rights(self, asker: Asker, line: str) -> Asker:
        """Return the person with what they may manage, which is asked of Slack only where the answer depends on it.

        Who is admin of another workspace manages nothing here.
        """
        asker = await self._with_language(asker)
        asks = bool(asker.workspace) and self._answers.needs_rights(line)
        return replace(asker, may_manage=asks and await self._people.may_manage(asker.user))

    async def _with_language(self, asker: Asker) -> Asker:
        """Return the person with the language that Slack is used in, which is spoken in the rest of this task."""
        language = await self._people.language(asker.user)
        speak(language)
        return replace(asker, language=language)


def asker_of(body: Body, context: AsyncBoltContext) -> Asker:
    """Return who asks in *body*; from a shared channel people of other workspaces can ask, who are outside ours."""
    user, channel, team = body.get("user") or {}, body.get("channel") or {}, body.get("team") or {}
    home = context.authorize_result.team_id if context.authorize_result else None
    inside = {team.get("id") or body.get("team_id"), user.get("team_id") or home} == {home}
    place = str(channel.get("id") or body.get("channel_id") or "")
    name = str(channel.get("name") or body.get("channel_name") or "")
    return Asker(
        platform="slack",
        workspace=str(home) if home and inside else "",
        channel=place,
        user=str(user.get("id") or body.get("user_id")),
        direct=place.startswith("D") or name.startswith(_DIRECT),
    )


async def _say(respond: AsyncRespond, message: Sealed, to_all: bool = False, in_place: bool = False) -> None:
    """Answer with *message*: to the person alone or to the channel, as a new message or in the pressed one's place."""
    await respond(
        **message.payload,
        response_type="in_channel" if to_all else "ephemeral",
        replace_original=in_place,
        unfurl_links=False,
        unfurl_media=False,
    )


def _holds(message: Body, identity: str) -> bool:
    """Tell whether a button of *message* has this value; Slack leaves out what ephemeral messages hold."""
    parts = [part for block in message.get("blocks", []) for part in block.get("elements", [])]
    return any(part.get("value") == identity for part in parts)


def plain_line(text: str) -> str:
    """Return a slash command's text as it was typed: references become ids, escaped characters themselves."""

    def typed(match: re.Match[str]) -> str:
        sign, target, label = match[1], match[2], match[3]
        return target if sign in ("#", "@") else (label or target)

    return html.unescape(_REFERENCE.sub(typed, text))
