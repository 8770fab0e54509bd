"""Slack: a thin adapter between Bolt and the answers. Each request is acknowledged before anything else is done."""

import asyncio
import html
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answers
from bot.buttons import instead
from bot.catalogue import _
from bot.commands.table import ON_MESSAGES
from bot.platforms import slack_forms, slack_screens
from bot.platforms.once import Once
from bot.platforms.packing import part_asked
from bot.platforms.slack_files import SlackFiles
from bot.platforms.slack_guard import GuardedApp, act_key, whose
from bot.platforms.slack_manifest import callback_id
from bot.platforms.slack_people import Act, Body, SlackPeople, act_of, act_of_event, explained
from bot.platforms.slack_speech import SlackSpeech
from bot.platforms.slack_views import PATIENCE, SlackViews
from bot.replies import Press, Reply

log = logging.getLogger(__name__)
_ANSWERS = 5  # that a response_url takes
_CLOSE_WITHIN = 2.0  # seconds that answers under way are waited for at the end
_ANY = re.compile("")
_REFERENCE = re.compile(r"<([#@!]?)([^<>|]*)(?:\|([^<>]*))?>")

Listener = Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]


class SlackApp:
    """Takes commands, shortcuts, buttons, forms, mentions and messages from Slack and gives back what ``Answers`` says.

    *client* must not retry by itself: Slack would post twice. *known* is what auth.test said of its token; Bolt itself
    would ask that while the first command waits. A form that was sent off waits *patience* seconds for its answer.
    """

    def __init__(
        self,
        answers: Answers,
        client: AsyncWebClient,
        known: Mapping[str, Any],
        managers: tuple[str, ...],
        secret: str | None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        # Bolt looks for an acknowledgement every 10 ms, unless a listener is over before the response: then at once.
        self.bolt = GuardedApp(
            secret,
            answers.clock,
            client=client,
            authorize=whose(known, client.token),
            logger=logging.getLogger("slack_bolt"),
            process_before_response=True,
        )
        self._answers = answers
        self._speech = SlackSpeech(client, answers.buttons)
        self._people = SlackPeople(answers, client, managers)
        self._files = SlackFiles(client)
        self._views = SlackViews(answers, self._people, self._speech, self._files, self._later, patience)
        self._once = Once()
        self._acts: set[asyncio.Task[None]] = set()
        self._listen()

    def _listen(self) -> None:
        """Take everything that Slack sends: commands under whatever name the app has there, ids of earlier versions."""
        bolt = self.bolt
        bolt.command(_ANY)(self._at_once(self._command))
        bolt.message_shortcut(_ANY)(self._at_once(self._on_message))
        bolt.global_shortcut(_ANY)(self._at_once(self._ask_anything))
        bolt.action(slack_forms.OFFERED)(self._at_once(self._chosen))
        bolt.action(_ANY)(self._at_once(self._button))
        bolt.event("app_mention")(self._at_once(self._written))
        bolt.event("message")(self._at_once(self._written))
        bolt.event("app_home_opened")(self._at_once(self._home_opened))
        bolt.event("member_joined_channel")(self._at_once(self._joined))
        for unarchived in ("channel_unarchive", "group_unarchive"):
            bolt.event(unarchived)(self._at_once(self._allowed_again))
        bolt.options(_ANY)(self._offered)
        bolt.view(_ANY)(self._submitted)

    def _at_once(self, act: Callable[[Body, AsyncBoltContext], Coroutine[Any, Any, None]]) -> Listener:
        """Return the listener that acknowledges a request and lets *act* go on after that, once."""

        async def listener(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            await ack()
            if self._once.is_first(act_key(body)):
                self._later(act(body, context))

        return listener

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._acts.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._acts.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("an answer to Slack failed", exc_info=error)

    async def finish(self) -> None:
        """Wait for the answers that are under way, but not for long."""
        if self._acts:
            await asyncio.wait(self._acts, timeout=_CLOSE_WITHIN)

    async def _command(self, body: Body, context: AsyncBoltContext) -> None:
        line = plain_line(str(body.get("text", "")))
        act, reply = await self._answered(act_of(body, _home(context)), line)
        if reply.form is None or not await self._views.open_form(act, reply.form):
            await self._speech.answer(act, reply)
        await self._views.refresh(line)

    async def _answered(self, act: Act, line: str, press: Press = Press.ASK) -> tuple[Act, Reply]:
        """Return the act with the person's rights, as far as they matter, and what is answered to *line*."""
        act, unknown = await self._people.with_rights(act, line)
        reply = await self._answers.press(press, line, act.asker)
        if reply.file is not None:
            reply = await self._speech.hand_over(reply, reply.file, act.asker)
        return act, explained(reply, unknown)

    async def _on_message(self, body: Body, context: AsyncBoltContext) -> None:
        label = next((label for label in ON_MESSAGES if callback_id(label) == body["callback_id"]), "")
        message = body.get("message") or {}
        act = await self._people.greet(act_of(body, _home(context)))
        reply = await self._answers.answer_message(
            label, message_text(message), act.asker, lambda: self._files.got(message.get("files") or (), None)
        )
        parts = await self._speech.answer(act, reply)
        for part in range(1, min(parts, _ANSWERS)):  # nothing asks for the other parts again, so they follow at once
            await self._speech.answer(act, reply, part)

    async def _ask_anything(self, body: Body, context: AsyncBoltContext) -> None:
        await self._views.ask_anything(await self._people.greet(act_of(body, _home(context))))

    async def _written(self, body: Body, context: AsyncBoltContext) -> None:
        """Answer what somebody wrote to the bot: a mention in its thread, a direct message where it is."""
        event = body["event"]
        if event.get("subtype") or event.get("bot_id") or not event.get("user"):
            return  # an edit, a deletion, somebody who joined, another app
        if event["type"] == "message" and event.get("channel_type") != "im":
            return
        line = plain_line(str(event.get("text", "")).replace(f"<@{context.bot_user_id}>", " ")).strip()
        act, reply = await self._answered(act_of_event(event, _home(context)), line)
        await self._speech.reply(act, reply)
        await self._views.refresh(line)

    async def _home_opened(self, body: Body, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab", "home") == "home" and event.get("user"):
            await self._views.show_home(act_of_event({**event, "team": _home(context)}, _home(context)))

    async def _joined(self, body: Body, context: AsyncBoltContext) -> None:
        """Slack tells of everybody who comes to a channel where the bot is; only its own coming changes anything."""
        if body["event"].get("user") == context.bot_user_id:
            await self._allowed_again(body, context)

    async def _allowed_again(self, body: Body, context: AsyncBoltContext) -> None:
        """Try the workspace's stopped digests again: the bot may post where it could not."""
        await asyncio.to_thread(self._answers.deliveries.try_again, "slack", _home(context))

    async def _button(self, body: Body, context: AsyncBoltContext) -> None:
        origin = slack_forms.remembered(body["view"])[1] if body.get("view") else None
        act = await self._people.greet(act_of(body, _home(context), origin))
        pressed = await self._answers.buttons.pressed(str(body["actions"][0].get("value", "")), act.asker)
        if act.view is not None:
            await self._views.press(act, pressed)
            return
        if isinstance(pressed, Reply):
            await self._speech.answer(act, pressed)
            return
        press, line = pressed
        if press is Press.TAKE_BACK:
            await self._take_back(act, body, line)
            return
        act, reply = await self._answered(act, line, press)
        if reply.form is not None and await self._views.open_form(act, reply.form):
            return
        share = press is Press.SHARE and not reply.private
        lead_in = _("{name} shares: ").format(name=act.name or _("Somebody")) if share else ""
        private = bool((body.get("container") or {}).get("is_ephemeral"))
        in_place = press is Press.TURN and private and reply.understood  # a refusal leaves the page as it is
        await self._speech.answer(act, reply, part_asked(line), lead_in=lead_in, to_all=share, in_place=in_place)
        await self._views.refresh(line)

    async def _take_back(self, act: Act, body: Body, sharer: str) -> None:
        """Delete a shared answer for who shared it and for managers; a copied id of another message does nothing."""
        identity = str(body["actions"][0].get("value", ""))
        refused = self._answers.may_take_back(sharer, act.asker, await self._people.manages(act))
        if refused is None and _holds(body.get("message") or {}, identity):
            await self._speech.remove(act)
        else:
            await self._speech.answer(act, refused or instead(identity))

    async def _chosen(self, body: Body, context: AsyncBoltContext) -> None:
        """Show the form of the command that was chosen in the modal which asks for anything."""
        action = body["actions"][0]
        if body.get("view") and action.get("block_id") == slack_screens.COMMAND and action.get("selected_option"):
            act = act_of(body, _home(context), slack_forms.remembered(body["view"])[1])
            await self._views.choose(act, str(action["selected_option"]["value"]))

    async def _offered(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        act = act_of(body, _home(context), slack_forms.remembered(body["view"])[1])
        await ack(options=await self._views.offered(act, str(body["block_id"]), str(body.get("value") or "")))

    async def _submitted(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        filled = slack_forms.filled(body["view"])
        if self._once.is_first(act_key(body)):
            act = await self._people.greet(act_of(body, _home(context), filled.origin))
            await self._views.submit(ack, act, filled)
        else:
            await ack()


def _home(context: AsyncBoltContext) -> str:
    """Return the workspace that the app is installed in."""
    return str(context.authorize_result.team_id or "") if context.authorize_result else ""


def _holds(message: Body, identity: str) -> bool:
    """Tell whether a button of *message* has this value; Slack leaves out what ephemeral messages hold."""
    parts = [part for block in message.get("blocks", []) for part in block.get("elements", [])]
    return any(part.get("value") == identity for part in parts)


def message_text(message: Body) -> str:
    """Return a message's text as it was typed, and that of the messages it shares."""
    shared = (each.get("text") for each in message.get("attachments") or ())
    return "\n".join(plain_line(str(text)) for text in (message.get("text"), *shared) if text)


def plain_line(text: str) -> str:
    """Return what Slack passes on as it was typed: references become ids, escaped characters themselves."""

    def typed(match: re.Match[str]) -> str:
        sign, target, label = match[1], match[2], match[3]
        group = target.removeprefix("subteam^") if sign == "!" else target
        return group if sign in ("#", "@") or group != target else (label or target)

    return html.unescape(_REFERENCE.sub(typed, text))
