"""From what a person does to what the person then sees: the bookkeeping between the two.

An answer can come back on many ways: in the acknowledgement, through the response_url, as a message posted
or edited over the Web API, as a view. Each is recorded with the interaction that caused it.
"""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from tests.peers.slack.bell import Bell
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json, Settings
from tests.peers.slack.workspace import Message

RECENT = 1_000
"""So many acts are looked through for the one a posted message may answer."""

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Shown:
    """One thing that became visible: a message, a view, suggestions, or errors in a form."""

    at: float
    source: str
    message: Message | None = None
    view: Json | None = None
    options: list[Json] | None = None
    errors: dict[str, str] | None = None


@dataclass
class Interaction:
    """One act of one person and everything it led to."""

    kind: Kind
    user: str
    channel: str | None
    trigger_id: str
    token: str
    thread_ts: str | None = None
    message_ts: str | None = None
    view_id: str | None = None
    payload: Json = field(default_factory=dict)
    started: float = 0.0
    acked: float | None = None
    ack_payload: Json | None = None
    failed: str | None = None
    shown: list[Shown] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    awaited: bool = True
    trigger_used: bool = False
    url_uses: int = 0
    bell: Bell = field(default_factory=Bell)

    def show(self, shown: Shown) -> None:
        self.shown.append(shown)
        self.bell.ring()


class Interactions:
    """Finds the interaction a request of the app belongs to."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_token: dict[str, Interaction] = {}
        self._by_trigger: dict[str, Interaction] = {}
        self._recent: deque[Interaction] = deque(maxlen=RECENT)

    def add(self, interaction: Interaction) -> None:
        interaction.started = time.perf_counter()
        self._by_token[interaction.token] = interaction
        self._by_trigger[interaction.trigger_id] = interaction
        self._recent.append(interaction)

    def exchange_trigger(self, trigger_id: str) -> Interaction:
        """A trigger_id opens one view within three seconds (docs.slack.dev/reference/methods/views.open)."""
        interaction = self._by_trigger.get(trigger_id)
        if interaction is None:
            raise Refused("invalid_trigger_id")
        if time.perf_counter() - interaction.started > self._settings.trigger_lives:
            raise Refused("expired_trigger_id")
        if interaction.trigger_used:
            raise Refused("exchanged_trigger_id")
        interaction.trigger_used = True
        return interaction

    def use_response_url(self, token: str) -> Interaction:
        """A response_url works five times within 30 minutes."""
        interaction = self._by_token.get(token)
        if interaction is None:
            raise Refused("invalid_url")
        if time.perf_counter() - interaction.started > self._settings.response_url_lives:
            raise Refused("expired_url")
        if interaction.url_uses >= self._settings.response_url_uses:
            raise Refused("used_url")
        interaction.url_uses += 1
        return interaction

    def behind_message(self, message: Message) -> Interaction | None:
        """Whose answer a message posted over the Web API is: by thread, by reader, by channel."""
        waiting = list(self._recent)
        if message.ephemeral_to:
            waiting = [i for i in waiting if i.user == message.ephemeral_to]
        here = [i for i in waiting if i.channel == message.channel]
        in_thread = [i for i in here if i.thread_ts and i.thread_ts == message.thread_ts]
        direct = [i for i in waiting if message.channel == "D" + i.user[1:]]
        from_a_view = [i for i in waiting if i.awaited and (i.channel is None or i.view_id)]
        for candidates in (in_thread, here, direct, from_a_view):
            if candidates:
                return next((i for i in candidates if i.awaited and not i.shown), candidates[-1])
        return None

    def behind_edit(self, ts: str) -> Interaction | None:
        """Whose answer an edited message is: the press on it, or the act it had answered before."""
        for interaction in reversed(self._recent):
            if interaction.message_ts == ts:
                return interaction
            if any(s.message and s.message.ts == ts for s in interaction.shown):
                return interaction
        return None

    def behind_view(self, view_id: str, user: str) -> Interaction | None:
        """Whose answer a changed view is: the last act in it, or of the person who sees it."""
        for interaction in reversed(self._recent):
            if interaction.view_id == view_id or interaction.user == user:
                return interaction
        return None
