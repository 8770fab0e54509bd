"""chat.*: posting, editing and removing messages (docs.slack.dev/reference/methods)."""

import time
from dataclasses import replace

from tests.peers.slack.interactions import Interaction, Shown
from tests.peers.slack.messages import Content, read_content
from tests.peers.slack.methods import MESSAGE_ARGUMENTS, Method, required
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json
from tests.peers.slack.workspace import Channel, Message
from tests.peers.slack.world import World


class ChatMethods:
    """The app's hand on the messages of the workspace."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._posted_at: dict[str, list[float]] = {}

    def table(self) -> dict[str, Method]:
        posting = MESSAGE_ARGUMENTS | {"thread_ts", "as_user", "username", "icon_emoji", "icon_url"}
        return {
            "chat.postMessage": Method(
                self._post, posting | {"reply_broadcast", "unfurl_links", "unfurl_media", "mrkdwn", "metadata"}
            ),
            "chat.postEphemeral": Method(self._post_ephemeral, posting | {"user"}),
            "chat.update": Method(
                self._update, MESSAGE_ARGUMENTS | {"ts", "as_user", "file_ids", "reply_broadcast", "metadata"}
            ),
            "chat.delete": Method(self._delete, frozenset({"channel", "ts", "as_user"})),
            "chat.getPermalink": Method(self._permalink, frozenset({"channel", "message_ts"})),
        }

    def _channel(self, fields: Json) -> Channel:
        """The channel to write to, or the error Slack gives there."""
        channel = self._world.workspace.find_channel(required(fields, "channel"))
        if channel is None:
            raise Refused("channel_not_found")
        if channel.refuses == "missing_scope":
            raise Refused("missing_scope", needed="chat:write", provided=self._world.settings.scopes)
        if channel.refuses:
            raise Refused(channel.refuses)
        if not channel.member and channel.private:
            raise Refused("channel_not_found")
        return channel

    def _post(self, fields: Json) -> Json:
        channel = self._channel(fields)
        content = read_content(fields)
        self._keep_pace(channel)
        shown = self._show(content, channel, fields, "chat.postMessage", reader=None)
        return {"ok": True, "channel": channel.id, "ts": shown[0].ts, "message": shown[0].json()}

    def _post_ephemeral(self, fields: Json) -> Json:
        channel = self._channel(fields)
        reader = required(fields, "user")
        if reader not in self._world.workspace.users:
            raise Refused("user_not_in_channel")
        content = read_content(fields)
        shown = self._show(content, channel, fields, "chat.postEphemeral", reader)
        return {"ok": True, "message_ts": shown[0].ts}

    def _keep_pace(self, channel: Channel) -> None:
        seconds = self._world.settings.seconds_between_posts
        if seconds is None:
            return
        now = time.perf_counter()
        recent = [at for at in self._posted_at.get(channel.id, []) if now - at < seconds]
        if len(recent) >= self._world.settings.posts_in_a_burst:
            raise Refused("ratelimited", retry_after=1)
        self._posted_at[channel.id] = [*recent, now]

    def _show(self, content: Content, channel: Channel, fields: Json, source: str, reader: str | None) -> list[Message]:
        first = new_message(self._world, content, channel.id, source, reader)
        first = replace(first, thread_ts=fields.get("thread_ts") or None)
        shown = put_in_parts(self._world, first, content)
        self._tell(self._world.interactions.behind_message(shown[0]), source, shown[0])
        return shown

    def _tell(self, interaction: Interaction | None, source: str, message: Message) -> None:
        if interaction is not None:
            interaction.show(Shown(time.perf_counter(), source, message))
        self._world.bell.ring()

    def _own_message(self, fields: Json, ts_name: str, not_mine: str) -> Message:
        channel = self._channel(fields)
        message = self._world.workspace.messages.get(required(fields, ts_name))
        if message is None or message.channel != channel.id or message.ephemeral:
            raise Refused("message_not_found")
        if not message.by_bot:
            raise Refused(not_mine)
        return message

    def _update(self, fields: Json) -> Json:
        """Blocks that are not given are removed when a text is given; metadata stays unless it is given."""
        message = self._own_message(fields, "ts", "cant_update_message")
        content = read_content(fields)
        refuse_long_edit(content)
        edited = replace(
            message,
            text=content.text or message.text,
            blocks=content.blocks,
            attachments=content.attachments,
            metadata=content.metadata if fields.get("metadata") is not None else message.metadata,
            edited=True,
            source="chat.update",
        )
        edited = self._world.workspace.put(edited)
        self._tell(self._world.interactions.behind_edit(edited.ts), "chat.update", edited)
        return {
            "ok": True,
            "channel": edited.channel,
            "ts": edited.ts,
            "text": edited.text,
            "message": edited.json(),
        }

    def _delete(self, fields: Json) -> Json:
        message = self._own_message(fields, "ts", "cant_delete_message")
        del self._world.workspace.messages[message.ts]
        self._world.bell.ring()
        return {"ok": True, "channel": message.channel, "ts": message.ts}

    def _permalink(self, fields: Json) -> Json:
        channel = self._world.workspace.find_channel(required(fields, "channel"))
        if channel is None:
            raise Refused("channel_not_found")
        ts = required(fields, "message_ts")
        message = self._world.workspace.messages.get(ts)
        if message is None or message.channel != channel.id or message.ephemeral:
            raise Refused("message_not_found")
        domain = self._world.settings.team_domain
        link = f"https://{domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
        return {"ok": True, "channel": channel.id, "permalink": link}


def refuse_long_edit(content: Content) -> None:
    """An edit cannot become several messages (docs.slack.dev/reference/methods/chat.update, msg_too_long)."""
    if len(content.parts) > 1:
        raise Refused("msg_too_long")


def new_message(world: World, content: Content, channel: str, source: str, reader: str | None = None) -> Message:
    """A message of the app, not yet on the screen."""
    return Message(
        ts=world.workspace.next_ts(),
        channel=channel,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        user=world.settings.bot_user_id,
        bot_id=world.settings.bot_id,
        ephemeral_to=reader,
        unfurl_links=content.unfurl_links,
        unfurl_media=content.unfurl_media,
        mrkdwn=content.mrkdwn,
        source=source,
    )


def put_in_parts(world: World, message: Message, content: Content) -> list[Message]:
    """Shows the message; text above 4,000 characters becomes several, the first with the blocks."""
    parts = content.parts
    if len(parts) > 1:
        world.complain(f"{message.source}: text of {len(content.text)} characters is split in {len(parts)} messages")
    shown = [world.workspace.put(replace(message, text=parts[0], parts=len(parts)))]
    for number, text in enumerate(parts[1:], start=2):
        rest = replace(message, ts=world.workspace.next_ts(), text=text, blocks=[], attachments=[])
        shown.append(world.workspace.put(replace(rest, metadata=None, part=number, parts=len(parts))))
    return shown
