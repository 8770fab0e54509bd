"""views.*: modals and the Home tab (docs.slack.dev/surfaces/modals)."""

import time
import uuid
from typing import Any

from tests.peers.slack.interactions import Interaction, Shown
from tests.peers.slack.messages import decoded
from tests.peers.slack.methods import Method, required
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json
from tests.peers.slack.views import faults_of_view
from tests.peers.slack.world import World

VIEWS_IN_A_STACK = 3


class ViewMethods:
    """The views on people's screens: a stack of modals and a Home tab for each."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}

    def table(self) -> dict[str, Method]:
        opening = frozenset({"trigger_id", "interactivity_pointer", "view"})
        return {
            "views.open": Method(self._open, opening),
            "views.push": Method(self._push, opening),
            "views.update": Method(self._update, frozenset({"view", "view_id", "external_id", "hash"})),
            "views.publish": Method(self._publish, frozenset({"user_id", "view", "hash"})),
        }

    def _open(self, fields: Json) -> Json:
        view = _checked(fields, ("modal",))
        interaction = self._world.interactions.exchange_trigger(required(fields, "trigger_id"))
        return self._answer(interaction, "views.open", self.place(interaction.user, view, on_top=False))

    def _push(self, fields: Json) -> Json:
        view = _checked(fields, ("modal",))
        interaction = self._world.interactions.exchange_trigger(required(fields, "trigger_id"))
        if interaction.view_id is None:
            raise Refused("invalid_trigger_id")
        return self._answer(interaction, "views.push", self.place(interaction.user, view, on_top=True))

    def _update(self, fields: Json) -> Json:
        view = _checked(fields, ("modal", "home"))
        old, user = self._find(fields.get("view_id"), fields.get("external_id"))
        if fields.get("hash") and fields["hash"] != old["hash"]:
            raise Refused("hash_conflict")
        changed = self.change(old, view)
        interaction = self._world.interactions.behind_view(old["id"], user)
        return self._answer(interaction, "views.update", changed)

    def _publish(self, fields: Json) -> Json:
        view = _checked(fields, ("home",))
        user = required(fields, "user_id")
        if user not in self._world.workspace.users:
            raise Refused("invalid_arguments", ["user not found [json-pointer:/user_id]"])
        old = self.homes.get(user)
        if old and fields.get("hash") and fields["hash"] != old["hash"]:
            raise Refused("hash_conflict")
        home = self.homes[user] = self._stored(view, root=None)
        interaction = self._world.interactions.behind_view(home["id"], user)
        return self._answer(interaction, "views.publish", home)

    def place(self, user: str, view: Json, on_top: bool) -> Json:
        """A modal on a person's screen: alone, or above those that are there."""
        stack = self.stacks.get(user, []) if on_top else []
        if len(stack) >= VIEWS_IN_A_STACK:
            raise Refused("push_limit_reached")
        stored = self._stored(view, root=stack[0]["id"] if stack else None)
        self.stacks[user] = [*stack, stored]
        return stored

    def change(self, old: Json, view: Json) -> Json:
        """The same view with new contents and a new hash."""
        same = {name: old[name] for name in ("id", "root_view_id")}
        old.update(self._stored(view, root=None) | same)
        return old

    def _find(self, view_id: Any, external_id: Any) -> tuple[Json, str]:
        for user, stack in [*self.stacks.items(), *((u, [h]) for u, h in self.homes.items())]:
            for view in stack:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return view, user
        raise Refused("not_found")

    def _stored(self, view: Json, root: str | None) -> Json:
        view_id = self._world.workspace.next_id("V")
        settings = self._world.settings
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **view,
            "blocks": self._world.workspace.with_ids(view["blocks"]),
            "id": view_id,
            "team_id": settings.team_id,
            "state": {"values": {}},
            "hash": uuid.uuid4().hex,
            "previous_view_id": None,
            "root_view_id": root or view_id,
            "app_id": settings.app_id,
            "app_installed_team_id": settings.team_id,
            "bot_id": settings.bot_id,
        }

    def _answer(self, interaction: Interaction | None, source: str, view: Json) -> Json:
        if interaction is not None:
            interaction.show(Shown(time.perf_counter(), source, view=dict(view)))
        self._world.bell.ring()
        return {"ok": True, "view": view}


def _checked(fields: Json, kinds: tuple[str, ...]) -> Json:
    view = decoded(fields.get("view"), "invalid_arguments")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", ["missing required field: view"])
    if faults := faults_of_view(view, kinds):
        raise Refused("invalid_arguments", faults)
    return view
