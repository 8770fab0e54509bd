"""The life of an interaction: dispatched, answered within 3 s, its token good for 15 minutes.

Discord API documentation, "Receiving and Responding to Interactions".
"""

import asyncio
import copy
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.peers.discord import limits
from tests.peers.discord.answers import NO_ANSWER, Answer, is_ephemeral
from tests.peers.discord.refusals import (
    Json,
    already_acknowledged,
    expired_token,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from tests.peers.discord.store import Messages, Post
from tests.peers.discord.world import Channel, Settings, User, snowflake

# Interaction types
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
# Callback types
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(eq=False)
class Interaction:
    kind: int
    user: User
    channel: Channel
    answer: Answer
    source: Post | None = None  # the message whose button was pressed
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(96))
    acknowledged: int | None = None
    expired: bool = False
    own: list[str] = field(default_factory=list)  # ids of the messages this token may edit

    def allowed(self) -> set[int]:
        """The callback types that fit ("Interaction Callback Type": 6 and 7 only for components)."""
        if self.kind == AUTOCOMPLETE:
            return {CHOICES}
        found = {MESSAGE, DEFER}
        if self.kind != MODAL_SUBMIT:
            found |= {MODAL}
        if self.source is not None:
            found |= {DEFER_UPDATE, UPDATE}
        return found


class Interactions:
    def __init__(self, application_id: str, messages: Messages, settings: Settings) -> None:
        self._application_id = application_id
        self._messages = messages
        self._settings = settings
        self._by_token: dict[str, Interaction] = {}
        self._timers: set[asyncio.TimerHandle] = set()

    def open(self, interaction: Interaction, dispatch: Callable[[], object]) -> None:
        """Hand it to the bot; from here the three seconds run."""
        self._by_token[interaction.token] = interaction
        interaction.answer.interaction_id = interaction.id
        interaction.answer.token = interaction.token
        self._later(self._settings.response_seconds, lambda: self._unanswered(interaction))
        interaction.answer.dispatched()
        dispatch()

    def close(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        def run() -> None:
            self._timers.discard(timer)
            call()

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)

    def _unanswered(self, interaction: Interaction) -> None:
        if interaction.acknowledged is None:
            interaction.expired = True
            interaction.answer.fail(NO_ANSWER)

    def _outlived(self, interaction: Interaction) -> None:
        interaction.expired = True
        if interaction.answer.post is not None and interaction.answer.post.loading:
            interaction.answer.fail(NO_ANSWER)

    # Finding

    def to_answer(self, interaction_id: str, token: str) -> Interaction:
        found = self._by_token.get(token)
        if found is None or found.id != interaction_id or (found.expired and not found.acknowledged):
            raise unknown_interaction()
        if found.acknowledged is not None:
            raise already_acknowledged()
        return found

    def to_follow(self, application_id: str, token: str) -> Interaction:
        found = self._by_token.get(token)
        if found is None or application_id != self._application_id or found.acknowledged is None:
            raise unknown_webhook()
        if found.expired:
            raise expired_token()
        return found

    def message(self, interaction: Interaction, message_id: str) -> Post:
        """@original, or a message this interaction's token made."""
        post = interaction.answer.post
        if message_id == "@original":
            if post is None or interaction.answer.deleted:
                raise unknown_message()
            return post
        if message_id not in interaction.own:
            raise unknown_message()
        return self._messages.find(message_id)

    # Answering; the bodies are checked before

    def acknowledge(self, interaction: Interaction, kind: int, data: Json) -> None:
        answer = interaction.answer
        interaction.acknowledged = kind
        self._later(self._settings.token_seconds, lambda: self._outlived(interaction))
        if kind in (MESSAGE, DEFER):
            body = {**data, "flags": limits.LOADING} if kind == DEFER else data
            answer.post = self._say(interaction, body, private=is_ephemeral(data))
            answer.ephemeral = is_ephemeral(data)
        elif kind in (UPDATE, DEFER_UPDATE) and interaction.source is not None:
            answer.post = interaction.source
            answer.ephemeral = interaction.source.seen_by is not None
            interaction.own.append(interaction.source.id)
            if kind == UPDATE:
                self._messages.edit(interaction.source, data)
        elif kind == CHOICES:
            answer.choices = copy.deepcopy(data.get("choices") or [])
        elif kind == MODAL:
            answer.modal = copy.deepcopy(data)
        answer.respond(kind, settled=kind not in (DEFER, DEFER_UPDATE))

    def follow(self, interaction: Interaction, body: Json) -> Post:
        """A follow-up; the first one after a defer takes the place of "is thinking"."""
        answer = interaction.answer
        if interaction.acknowledged == DEFER and answer.post is not None and answer.post.loading:
            post = self._messages.edit(answer.post, body)
        else:
            post = self._say(interaction, body, private=is_ephemeral(body))
            answer.extra.append(post)
        answer.settle()
        return post

    def edit(self, interaction: Interaction, post: Post, body: Json) -> Post:
        self._messages.edit(post, body)
        interaction.answer.settle()
        return post

    def delete(self, interaction: Interaction, post: Post) -> None:
        self._messages.delete(post)
        if post is interaction.answer.post:
            interaction.answer.deleted = True
        interaction.answer.extra = [extra for extra in interaction.answer.extra if extra is not post]
        interaction.answer.settle()

    def _say(self, interaction: Interaction, body: Json, *, private: bool) -> Post:
        extra = {
            "application_id": self._application_id,
            "webhook_id": self._application_id,
            "interaction_metadata": {
                "id": interaction.id,
                "type": interaction.kind,
                "user": interaction.user.json(),
                "authorizing_integration_owners": {},
            },
            **({"type": 20} if interaction.kind == COMMAND else {}),
        }
        post = self._messages.create(
            interaction.channel, body, seen_by=interaction.user if private else None, extra=extra
        )
        interaction.own.append(post.id)
        return post
