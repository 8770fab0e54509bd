"""A person at Discord's app: types commands, presses buttons, fills in forms, and sees the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.answers import Answer
from tests.peers.discord.components import LINK, SELECTS, each
from tests.peers.discord.forms import submission
from tests.peers.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction
from tests.peers.discord.options import PersonError, descend, fill, nest
from tests.peers.discord.payloads import GUILD, interaction_create, resolved
from tests.peers.discord.refusals import Json, Refusal
from tests.peers.discord.state import State
from tests.peers.discord.store import Post
from tests.peers.discord.world import Channel, File, User

Seen = Json | Answer
ON_MESSAGE = 3  # Application Command Types: MESSAGE


@dataclass
class Person:
    state: State
    user: User
    channel: Channel
    may_manage: bool = False
    locale: str = "en-US"
    may_moderate: bool = False
    roles: tuple[str, ...] = ()  # their names in the server

    @property
    def permissions(self) -> int:
        manage, moderate = self.may_manage * limits.MANAGE_GUILD, self.may_moderate * limits.MANAGE_MESSAGES
        return limits.EVERYONE | manage | moderate

    # Commands

    async def command(self, name: str, options: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        """``/name`` with options (``"digest preview"`` for a sub-command); returns when it is answered."""
        return await self.start(name, options, **more).final()

    def start(self, name: str, options: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        """The same without waiting: ``await answer.first()``, ``.final()`` or ``.until(...)``."""
        given = {**(options or {}), **more}
        command, steps, known = self._find(name)
        data = self._command_data(command, nest(steps, fill(known, given)))
        return self._open(COMMAND, {**data, **resolved(given)})

    async def autocomplete(
        self, name: str, options: Mapping[str, Any] | None = None, /, *, focused: str, value: str = "", **more: Any
    ) -> Answer:
        """Type `value` into the option `focused`; the answer has `choices`."""
        given = {**(options or {}), **more, focused: value}
        command, steps, known = self._find(name)
        data = self._command_data(command, nest(steps, fill(known, given, focused)))
        return await self._open(AUTOCOMPLETE, data).final()

    async def on_message(self, name: str, message: Seen) -> Answer:
        """Choose the message command *name* from the menu of a message."""
        guild = self.channel.guild
        command = self.state.registry.find(name, guild.id if guild else None, ON_MESSAGE)
        if command is None:
            raise PersonError(f"there is no message command {name!r}")
        self._may_use(command)
        found = self._see(message).json()
        data = {"target_id": found["id"], "resolved": {"messages": {found["id"]: found}}}
        return await self._open(COMMAND, {**self._command_data(command, []), "type": ON_MESSAGE, **data}).final()

    def _find(self, name: str) -> tuple[Json, list[Json], list[Json]]:
        top, *path = name.removeprefix("/").split()
        guild = self.channel.guild
        command = self.state.registry.find(top, guild.id if guild else None)
        if command is None:
            names = ", ".join(self.state.registry.names(guild.id if guild else None)) or "none"
            raise PersonError(f"there is no command /{top} (there is: {names})")
        self._may_use(command)
        return (command, *descend(command, path))

    def _may_use(self, command: Json) -> None:
        """Application Command Permissions: default_member_permissions, and the contexts."""
        contexts = command.get("contexts")
        if self.channel.guild is None and (
            not command["dm_permission"] or (contexts is not None and 1 not in contexts)
        ):
            raise PersonError(f"/{command['name']} is not there in direct messages")
        if self.channel.guild is not None and contexts is not None and GUILD not in contexts:
            raise PersonError(f"/{command['name']} is not there in servers")
        invited = self.channel.guild is None or self.channel.guild.invited
        if not invited and 1 not in command["integration_types"]:
            raise PersonError(f"/{command['name']} cannot be brought along")
        needed = command.get("default_member_permissions")
        if needed is None or self.channel.guild is None:
            return
        if int(needed) == 0 or self.permissions & int(needed) != int(needed):
            raise PersonError(f"{self.user.name} may not use /{command['name']}: it needs {needed}")

    def _command_data(self, command: Json, options: list[Json]) -> Json:
        scope = {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        return {"id": command["id"], "name": command["name"], "type": 1, "options": options, **scope}

    # Components

    async def press(self, message: Seen, button: str) -> Answer:
        """Press the button with this label or custom_id; returns when something came of it."""
        return await self.start_press(message, button).final()

    def start_press(self, message: Seen, button: str) -> Answer:
        post = self._see(message)
        part = _component(post, button, {2})
        if part.get("style") == LINK:
            raise PersonError(f"{button!r} is a link, it cannot be pressed")
        return self._component(post, part, {})

    async def choose(self, message: Seen, select: str, *values: str) -> Answer:
        """Pick values in the select with this custom_id or placeholder."""
        post = self._see(message)
        part = _component(post, select, SELECTS)
        known = {option["value"] for option in part.get("options", [])}
        if part["type"] == 3 and not known.issuperset(values):
            raise PersonError(f"{select!r} has no {set(values) - known}")
        if not part.get("min_values", 1) <= len(values) <= part.get("max_values", 1):
            raise PersonError(f"{len(values)} values do not fit {select!r}")
        return await self._component(post, part, {"values": list(values)}).final()

    def _component(self, post: Post, part: Json, more: Json) -> Answer:
        if part.get("disabled"):
            raise PersonError(f"{part.get('label') or part['custom_id']!r} is disabled")
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"], **more}
        return self._open(COMPONENT, data, post)

    async def submit_modal(self, answer: Answer, fields: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        """Fill in the form the answer opened, by custom_id or label, and send it."""
        if answer.modal is None:
            raise PersonError(f"{answer!r} opened no form")
        data = submission(answer.modal, {**(fields or {}), **more})
        return await self._open(MODAL_SUBMIT, data, answer.opened_from).final()

    # Seeing and speaking

    def sees(self) -> list[Json]:
        """Every message of the channel that this person can see, oldest first."""
        return [
            post.json()
            for post in self.state.messages.where(
                lambda post: post.channel is self.channel and post.seen_by in (None, self.user.id)
            )
        ]

    def say(self, content: str, *files: File) -> Json:
        """Write an ordinary message, with files."""
        return self._write({"content": content}, {"attachments": [file.json() for file in files]})

    def forward(self, message: Json) -> Json:
        """Pass a message on ("Message Snapshot Object")."""
        kept = ("content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "type", "components")
        return self._write({}, {"message_snapshots": [{"message": {name: message[name] for name in kept}}]})

    def _write(self, body: Json, extra: Json) -> Json:
        post = self.state.messages.create(self.channel, body, author=self.user, extra=extra)
        guild = self.channel.guild
        where = {"guild_id": guild.id} if guild else {}
        self.state.gateway.dispatch("MESSAGE_CREATE", {**post.json(), **where}, guild.id if guild else None)
        return post.json()

    def _see(self, message: Seen) -> Post:
        found = message.message if isinstance(message, Answer) else message
        if found is None:
            raise PersonError("there is no message to act on")
        try:
            post = self.state.messages.find(found["id"])
        except Refusal:
            raise PersonError("the message was deleted") from None
        if post.seen_by not in (None, self.user.id):
            raise PersonError(f"{self.user.name} cannot see this message: it is ephemeral")
        return post

    def _open(self, kind: int, data: Json, source: Post | None = None) -> Answer:
        answer = Answer(self.state.settings.patience)
        answer.opened_from = source
        channel = source.channel if source else self.channel
        interaction = Interaction(kind, self.user, channel, answer, source)
        payload = interaction_create(
            interaction,
            self.state.application_id,
            data,
            permissions=self.permissions,
            locale=self.locale,
            roles=[channel.guild.named_roles[name] for name in self.roles] if channel.guild else [],
        )
        guild = channel.guild
        self.state.interactions.open(
            interaction,
            lambda: self.state.gateway.dispatch("INTERACTION_CREATE", payload, guild.id if guild else None),
        )
        return answer


def _component(post: Post, wanted: str, kinds: set[int]) -> Json:
    parts = [part for part in each(post.data["components"]) if part.get("type") in kinds]
    for part in parts:
        if wanted in (part.get("label"), part.get("custom_id"), part.get("placeholder")):
            return part
    labels = ", ".join(str(part.get("label") or part.get("custom_id")) for part in parts) or "none"
    raise PersonError(f"the message has no {wanted!r} (there is: {labels})")
