"""A person in a channel: what tests do instead of typing and clicking."""

from dataclasses import dataclass, replace
from typing import Any

from tests.peers.slack import screen
from tests.peers.slack.answer import Answer
from tests.peers.slack.interactions import Interaction, Shown
from tests.peers.slack.payloads import direct_message_event, home_opened_event, mention_event
from tests.peers.slack.settings import Json
from tests.peers.slack.stage import Stage, Until
from tests.peers.slack.workspace import Channel, Message, User

Thing = Answer | Shown | Message | Json
"""Where something is pressed: an answer (its last part), a message, or a view."""


@dataclass(frozen=True)
class Person:
    """Every act returns an Answer as soon as something is visible, or with until="ack" once it is taken."""

    user: User
    channel: Channel
    stage: Stage

    @property
    def id(self) -> str:
        return self.user.id

    def at(self, channel: Channel) -> "Person":
        """The same person in another channel."""
        return replace(self, channel=channel)

    async def command(
        self, name: str, text: str = "", *, thread_ts: str | None = None, until: Until = "answer"
    ) -> Answer:
        """Types a slash command. Slack has none in threads and none that the manifest does not name."""
        interaction, act = self.stage.begin("slash_commands", self.user, self.channel)
        known = self.stage.world.settings.commands
        if thread_ts:
            interaction.failed = f"{name} is not supported in threads. Sorry!"
        elif known is not None and name not in known:
            interaction.failed = f"{name} is not a valid command."
        if interaction.failed:
            return Answer(interaction)
        return await self.stage.perform(interaction, act.command(name, text), until, name)

    async def press(
        self,
        where: Thing,
        label_or_action_id: str,
        choose: Any = None,
        *,
        values: dict[str, Any] | None = None,
        until: Until = "answer",
    ) -> Answer:
        """Presses a button, or chooses something from a menu, on a message or view."""
        message, view = self._on_screen(where)
        blocks = message.blocks if message else (view or {})["blocks"]
        block, element = screen.find(blocks, label_or_action_id)
        action = screen.action(block, element, choose)
        chosen = {} if element["type"] in ("button", "overflow") else {element["action_id"]: choose}
        state = screen.state_of(blocks, {**(values or {}), **chosen})
        name = f"{label_or_action_id!r}"
        if message:
            channel = self.stage.world.workspace.channels[message.channel]
            interaction, act = self.stage.begin("interactive", self.user, channel)
            interaction.message_ts, interaction.thread_ts = message.ts, message.thread_ts
            payload = act.press_in_message(message, action, state)
            return await self.stage.perform(interaction, payload, until, name)
        assert view is not None
        interaction, act = self.stage.begin("interactive", self.user, None)
        interaction.view_id = view["id"]
        return await self.stage.perform(interaction, act.press_in_view(view, action, state), until, name)

    async def suggest(self, action_id: str, block_id: str, value: str, where: Thing | None = None) -> Answer:
        """Types into a menu with external data; the answer's `options` are what is offered."""
        interaction, act = self.stage.begin("interactive", self.user, self.channel)
        place: Json = {}
        if where is not None or self.stage.views.stacks.get(self.id):
            message, view = self._on_screen(where or self.stage.views.stacks[self.id][-1])
            if view is not None:
                place = {"container": {"type": "view", "view_id": view["id"]}, "view": view}
            elif message is not None:
                container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
                place = {"container": container, "channel": {"id": message.channel}}
        payload = act.suggestion(action_id, block_id, value, place)
        return await self.stage.perform(interaction, payload, "answer", "the menu")

    async def submit_view(
        self, view: Thing | None = None, values: dict[str, Any] | None = None, *, until: Until = "answer"
    ) -> Answer:
        """Fills the modal in (by action_id or block_id) and presses its submit button."""
        _, seen = self._on_screen(view or self._top_view())
        assert seen is not None
        interaction, act = self.stage.begin("interactive", self.user, None)
        interaction.view_id, interaction.channel = seen["id"], self.channel.id
        state = screen.state_of(seen["blocks"], values or {})
        if empty := screen.empty_fields(seen["blocks"], state):
            raise AssertionError(f"Slack does not submit a form with empty fields: {empty}")
        payload = act.view_submission(seen, state)
        return await self.stage.perform(interaction, payload, until, "the form")

    async def close_view(self, *, until: Until = "ack") -> Answer | None:
        """Closes the modal on top; the app hears of it if the view says notify_on_close."""
        view = self._top_view()
        self.stage.views.stacks[self.id].pop()
        if not view["notify_on_close"]:
            return None
        interaction, act = self.stage.begin("interactive", self.user, None)
        interaction.view_id = view["id"]
        return await self.stage.perform(interaction, act.view_closed(view), until, "the form")

    async def shortcut(self, callback_id: str, *, until: Until = "answer") -> Answer:
        """A global shortcut: it has no channel and no response_url."""
        interaction, act = self.stage.begin("interactive", self.user, None)
        return await self.stage.perform(interaction, act.shortcut(callback_id), until, callback_id)

    async def message_shortcut(self, callback_id: str, message: Answer | Message, *, until: Until = "answer") -> Answer:
        """A shortcut from the menu of a message."""
        found, _ = self._on_screen(message)
        assert found is not None
        channel = self.stage.world.workspace.channels[found.channel]
        interaction, act = self.stage.begin("interactive", self.user, channel)
        payload = act.message_shortcut(callback_id, found)
        return await self.stage.perform(interaction, payload, until, callback_id)

    def write(self, text: str, thread_ts: str | None = None, **parts: list[Json]) -> Message:
        """Writes a message the app is not told of; *parts* are its files and attachments."""
        return self._write(text, self.channel, thread_ts, **parts)

    async def mention(self, text: str, thread_ts: str | None = None, *, until: Until = "answer") -> Answer:
        """Writes a message that names the app, in the channel or in a thread."""
        text = f"<@{self.stage.world.settings.bot_user_id}> {text}"
        message = self._write(text, self.channel, thread_ts)
        event = mention_event(self.user, self.channel, text, message.ts, thread_ts)
        return await self._event(event, self.channel, thread_ts or message.ts, until)

    async def say(self, text: str, *, until: Until = "answer") -> Answer:
        """Writes to the app in direct messages."""
        channel = self.stage.world.workspace.direct(self.id)
        message = self._write(text, channel, None)
        event = direct_message_event(self.user, channel, text, message.ts)
        return await self._event(event, channel, message.ts, until)

    async def open_home(self, *, until: Until = "answer") -> Answer:
        """Opens the app's Home tab."""
        channel = self.stage.world.workspace.direct(self.id)
        event = home_opened_event(self.user, channel, self.stage.world.workspace.next_ts())
        return await self._event(event, channel, None, until)

    async def tell(self, event: Json) -> Answer:
        """Something happens in the channel that the app is told of, with nothing to see for anybody."""
        return await self._event(event, self.channel, None, "ack")

    async def _event(self, event: Json, channel: Channel, thread_ts: str | None, until: Until) -> Answer:
        interaction, act = self.stage.begin("events_api", self.user, channel)
        interaction.thread_ts = thread_ts
        payload = act.event(event, self.stage.world.workspace.next_id("Ev"))
        return await self.stage.perform(interaction, payload, until, event["type"])

    async def again(self, answer: Answer, *, until: Until = "answer") -> Answer:
        """Slack delivers an event it got no acknowledgement for once more, with the same event_id."""
        first = answer.interaction
        repeated = Interaction(first.kind, first.user, first.channel, first.trigger_id, first.token)
        repeated.thread_ts = first.thread_ts
        return await self.stage.perform(repeated, first.payload, until, "the event", attempt=1)

    def _write(self, text: str, channel: Channel, thread_ts: str | None, **parts: Any) -> Message:
        workspace = self.stage.world.workspace
        message = Message(workspace.next_ts(), channel.id, text, thread_ts=thread_ts, user=self.id, **parts)
        return workspace.put(message)

    def _top_view(self) -> Json:
        stack = self.stage.views.stacks.get(self.id)
        if not stack:
            raise AssertionError(f"{self.id} has no modal open")
        return stack[-1]

    def _on_screen(self, where: Thing) -> tuple[Message | None, Json | None]:
        """The message or view as it stands now, which may differ from how it was shown first."""
        if isinstance(where, Answer):
            seen = [shown for shown in where.shown if shown.message or shown.view is not None]
            if not seen:
                raise AssertionError(f"nothing was shown: {where}")
            where = seen[-1]
        if isinstance(where, Shown):
            where = where.message or where.view or {}
        if not isinstance(where, Message):
            views = [*self.stage.views.stacks.get(self.id, []), self.stage.views.homes.get(self.id, {})]
            now = next((view for view in views if view.get("id") == where.get("id")), None)
            if now is None:
                raise AssertionError(f"the view is not on the screen of {self.id}")
            return None, now
        message = self.stage.world.workspace.messages.get(where.ts)
        if message is None:
            raise AssertionError("the message is not on the screen any more")
        if message.ephemeral_to not in (None, self.id):
            raise AssertionError(f"only {message.ephemeral_to} sees this message, not {self.id}")
        return message, None
