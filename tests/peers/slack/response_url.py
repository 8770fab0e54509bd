"""The response_url of commands and interactions: five more words for each, within half an hour.

Source: docs.slack.dev/interactivity/handling-user-interaction, "Message responses".
"""

import time
from dataclasses import replace

from tests.peers.slack.chat_methods import new_message, put_in_parts, refuse_long_edit
from tests.peers.slack.interactions import Interaction, Shown
from tests.peers.slack.messages import Content, flag, read_content
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json
from tests.peers.slack.workspace import Message
from tests.peers.slack.world import World

ARGUMENTS = frozenset(
    "text blocks attachments response_type replace_original delete_original unfurl_links unfurl_media "
    "thread_ts metadata mrkdwn parse link_names".split()
)
STATUS = {"used_url": 404, "expired_url": 404, "invalid_url": 404}


class ResponseUrls:
    """Posts, replaces and removes messages on behalf of one interaction."""

    def __init__(self, world: World) -> None:
        self._world = world

    def respond(self, token: str, body: Json) -> None:
        """One use of a response_url; raises Refused with Slack's error."""
        interaction = self._world.interactions.use_response_url(token)
        try:
            self._respond(interaction, body)
        except Refused as refused:
            interaction.refused.append(str(refused))
            raise

    def _respond(self, interaction: Interaction, body: Json) -> None:
        if unknown := body.keys() - ARGUMENTS:
            self._world.complain(f"response_url: unknown keys {sorted(unknown)}")
        if flag(body.get("delete_original")):
            self._remove(interaction)
            return
        if interaction.message_ts and flag(body.get("replace_original")) is None:
            self._world.complain("response_url: say replace_original true or false; Slack's default varies")
        self.say(interaction, body, "response_url")

    def say(self, interaction: Interaction, body: Json, source: str, at: float | None = None) -> None:
        """Shows a message body to the person, or to the channel with response_type in_channel."""
        content = read_content(body)
        response_type = body.get("response_type", "ephemeral")
        if response_type not in ("ephemeral", "in_channel"):
            raise Refused("invalid_response_type")
        original = self._original(interaction)
        if flag(body.get("replace_original")) and original is not None:
            message = self._replace(original, content, source)
        else:
            message = self._add(interaction, content, response_type, body, source)
        interaction.show(Shown(at or time.perf_counter(), source, message))
        self._world.bell.ring()

    def _original(self, interaction: Interaction) -> Message | None:
        """The message that was pressed, else what this address showed last."""
        on_screen = self._world.workspace.messages
        if interaction.message_ts:
            return on_screen.get(interaction.message_ts)
        earlier = [s.message.ts for s in interaction.shown if s.message and s.message.ts in on_screen]
        return on_screen[earlier[-1]] if earlier else None

    def _replace(self, original: Message, content: Content, source: str) -> Message:
        """An ephemeral message stays ephemeral, a visible one visible."""
        refuse_long_edit(content)
        changed = replace(
            original,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            edited=True,
            source=source,
        )
        return self._world.workspace.put(changed)

    def _add(self, interaction: Interaction, content: Content, response_type: str, body: Json, source: str) -> Message:
        if interaction.channel is None:
            raise Refused("channel_not_found")
        reader = interaction.user if response_type == "ephemeral" else None
        message = new_message(self._world, content, interaction.channel, source, reader)
        message = replace(message, thread_ts=body.get("thread_ts") or None)
        return put_in_parts(self._world, message, content)[0]

    def _remove(self, interaction: Interaction) -> None:
        original = self._original(interaction)
        if original is None:
            raise Refused("message_not_found")
        del self._world.workspace.messages[original.ts]
        interaction.bell.ring()
        self._world.bell.ring()
