"""Messages made of ready JSON, as what discord.py's methods take."""

import io
from typing import Any

import discord

from bot.replies import Reply

Json = dict[str, Any]


class _View(discord.ui.View):
    """Rows of buttons in the form Discord takes. Presses come to on_interaction, so discord.py need not remember it."""

    def __init__(self, components: list[Json]) -> None:
        super().__init__(timeout=None)
        self._ready = components
        self.stop()

    def to_components(self) -> list[Json]:
        """Return the components as they were given."""
        return self._ready


class _Layout(discord.ui.LayoutView):
    """The same for Components V2, the whole message."""

    def __init__(self, components: list[Json]) -> None:
        super().__init__(timeout=None)
        self._ready = components
        self.stop()

    def to_components(self) -> list[Json]:
        """Return the components as they were given."""
        return self._ready

    def has_components_v2(self) -> bool:
        """Return that the message has to be marked as one of Components V2."""
        return True


def edited(payload: Json) -> Json:
    """Return a message's JSON as arguments of an edit, which say too what is no longer there."""
    if "content" not in payload:
        return {"view": _Layout(payload["components"])}
    components = payload.get("components")
    embeds = [discord.Embed.from_dict(embed) for embed in payload.get("embeds", [])]
    arguments = {"content": payload["content"], "embeds": embeds, "view": _View(components) if components else None}
    roles = payload.get("allowed_mentions", {}).get("roles", [])
    return {**arguments, "allowed_mentions": _only(roles)} if roles else arguments  # else nobody, so is the client made


def _only(roles: list[str]) -> discord.AllowedMentions:
    """Let *roles* (their ids) be called, and nobody else."""
    called = [discord.Object(int(role)) for role in roles]
    return discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=called)


def posted(payload: Json) -> Json:
    """Return a message's JSON as arguments of a new message."""
    return {key: value for key, value in edited(payload).items() if value is not None}


def attached(reply: Reply, name: str) -> Json:
    """Return the reply's file as the argument *name* of discord.py's methods; nothing when it has none."""
    return {name: [discord.File(io.BytesIO(reply.file.data), reply.file.name)]} if reply.file else {}


def is_classic(message: discord.Message | None) -> bool:
    """Tell whether *message* has content and embeds: one that is turned keeps its form, which Discord cannot change."""
    return message is not None and not message.flags.components_v2


def holds(message: discord.Message | None, identity: str) -> bool:
    """Tell whether a button of *message* has this id."""
    rows = message.components if message else []
    parts = [part for row in rows if isinstance(row, discord.ActionRow) for part in row.children]
    return any(isinstance(part, discord.Button) and part.custom_id == identity for part in parts)
