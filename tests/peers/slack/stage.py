"""Takes a person's act to the app and brings back what became visible."""

import time
import uuid
from collections.abc import Awaitable
from typing import Literal, Protocol

from tests.peers.slack.answer import Answer
from tests.peers.slack.delivery import Ack, NotAcknowledged, accepts_payload
from tests.peers.slack.elements import OPTION_GROUPS, OPTIONS
from tests.peers.slack.interactions import Interaction, Kind, Shown
from tests.peers.slack.payloads import Act
from tests.peers.slack.refusals import Refused
from tests.peers.slack.response_url import ARGUMENTS, ResponseUrls
from tests.peers.slack.settings import Json
from tests.peers.slack.shapes import shape
from tests.peers.slack.view_methods import ViewMethods
from tests.peers.slack.views import faults_of_view
from tests.peers.slack.workspace import Channel, User
from tests.peers.slack.world import World

Until = Literal["answer", "ack"]


class Transport(Protocol):
    """Hands one payload to the app; raises NotAcknowledged when the app does not take it in time."""

    def deliver(self, kind: str, payload: Json, attempt: int = 0) -> Awaitable[Ack]: ...


class Stage:
    """Where acts are performed; `transport` is how the app is reached at the moment."""

    def __init__(self, world: World, views: ViewMethods, response_urls: ResponseUrls) -> None:
        self.world = world
        self.views = views
        self._response_urls = response_urls
        self.transport: Transport | None = None

    def begin(self, kind: Kind, user: User, channel: Channel | None) -> tuple[Interaction, Act]:
        """A new act with its own trigger_id and response_url."""
        token = uuid.uuid4().hex
        trigger_id = f"{self.world.workspace.next_id('')}.{user.team}.{token[:16]}"
        url = f"{self.world.address}/respond/{user.team}/{token}"
        interaction = Interaction(kind, user.id, channel.id if channel else None, trigger_id, token)
        return interaction, Act(user, channel, trigger_id, url, self.world.settings)

    async def perform(
        self, interaction: Interaction, payload: Json, until: Until, name: str, attempt: int = 0
    ) -> Answer:
        """The act itself, and what the person sees until the first answer or the end of patience."""
        assert self.transport is not None
        interaction.payload = payload
        self.world.interactions.add(interaction)
        try:
            ack = await self.transport.deliver(interaction.kind, payload, attempt)
        except NotAcknowledged as reason:
            interaction.failed, interaction.awaited = _failure(name, str(reason)), False
            return Answer(interaction)
        interaction.acked, interaction.ack_payload = ack.at, ack.payload
        self._read_ack(interaction, ack, name)
        if until == "ack":
            return Answer(interaction)
        patience = self.world.settings.answer_within
        await interaction.bell.until(lambda: bool(interaction.shown or interaction.failed), patience)
        interaction.awaited = False
        return Answer(interaction, taken=min(1, len(interaction.shown)))

    def _read_ack(self, interaction: Interaction, ack: Ack, name: str) -> None:
        if ack.payload is None:
            if interaction.payload.get("type") == "view_submission":
                self._close_top(interaction.user)
            return
        if not accepts_payload(interaction.kind, interaction.payload):
            self.world.complain(f"{name}: an answer in this acknowledgement is ignored: {ack.payload}")
            return
        try:
            if interaction.kind == "slash_commands":
                self._command_answer(interaction, ack)
            elif interaction.payload["type"] == "block_suggestion":
                self._suggestions(interaction, ack)
            else:
                self._form_answer(interaction, ack)
        except Refused as refused:
            self.world.record_refusal("ack", refused)
            interaction.failed = f'{name} failed with the error "{refused.error}"'

    def _command_answer(self, interaction: Interaction, ack: Ack) -> None:
        """A message, ephemeral unless it says in_channel; without content nothing is shown."""
        body = ack.payload or {}
        if unknown := body.keys() - ARGUMENTS:
            self.world.complain(f"ack: unknown keys {sorted(unknown)}")
        if any(body.get(name) for name in ("text", "blocks", "attachments")):
            self._response_urls.say(interaction, body, "ack", ack.at)

    def _suggestions(self, interaction: Interaction, ack: Ack) -> None:
        """At most 100 options (docs.slack.dev/reference/block-kit/block-elements/select-menu-element)."""
        body = ack.payload or {}
        key = "option_groups" if "option_groups" in body else "options"
        check = OPTION_GROUPS if key == "option_groups" else OPTIONS
        if body.get(key) != [] and (faults := list(shape({key: check})(body, ""))):
            raise Refused("invalid_arguments", faults)
        groups = body.get("option_groups") or [{"options": body["options"]}]
        options = [option for group in groups for option in group["options"]]
        interaction.show(Shown(ack.at, "ack", options=options))

    def _form_answer(self, interaction: Interaction, ack: Ack) -> None:
        """response_action of a view_submission (docs.slack.dev/surfaces/modals)."""
        body = ack.payload or {}
        kind = body.get("response_action")
        stack = self.views.stacks.get(interaction.user, [])
        if kind == "errors":
            known = {block["block_id"] for block in interaction.payload["view"]["blocks"]}
            if not body.get("errors") or not body["errors"].keys() <= known:
                raise Refused("invalid_arguments", ["errors must name blocks of the view"])
            interaction.show(Shown(ack.at, "ack", errors=body["errors"]))
        elif kind in ("update", "push"):
            if faults := faults_of_view(body.get("view") or {}, ("modal",)):
                raise Refused("invalid_arguments", faults)
            if kind == "push" or not stack:
                view = self.views.place(interaction.user, body["view"], on_top=True)
            else:
                view = self.views.change(stack[-1], body["view"])
            interaction.show(Shown(time.perf_counter(), "ack", view=dict(view)))
        elif kind == "clear":
            self.views.stacks.pop(interaction.user, None)
        else:
            raise Refused("invalid_arguments", [f"unsupported response_action: {kind}"])

    def _close_top(self, user: str) -> None:
        if stack := self.views.stacks.get(user):
            stack.pop()


def _failure(name: str, reason: str) -> str:
    if reason == "operation_timeout":
        return f"{name} failed because the app did not respond (operation_timeout)"
    return f'{name} failed with the error "{reason}"'
