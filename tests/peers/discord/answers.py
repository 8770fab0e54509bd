"""What a person sees of one interaction, and when."""

import time
from collections.abc import Callable
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.components import TEXT, each
from tests.peers.discord.refusals import Json
from tests.peers.discord.signals import Signal
from tests.peers.discord.store import Post

NO_ANSWER = "The application did not respond"


class Answer:
    """Grows while the bot answers; every property is as of now."""

    def __init__(self, patience: float) -> None:
        self.deferred = False
        self.ephemeral = False
        self.failure: str | None = None
        self.kind: int | None = None  # the callback's type, 4 to 9
        self.choices: list[Json] | None = None
        self.modal: Json | None = None
        self.post: Post | None = None
        self.extra: list[Post] = []
        self.deleted = False
        self.opened_from: Post | None = None  # the message whose button was pressed
        self.first_seconds: float | None = None
        self.final_seconds: float | None = None
        self.interaction_id = ""
        self.token = ""
        self._patience = patience
        self._started = time.perf_counter()
        self._signal = Signal()
        self._settled = False

    # What is seen

    @property
    def message(self) -> Json | None:
        """The answer (or the message that was updated) as JSON; None while there is none."""
        return None if self.post is None or self.deleted else self.post.json()

    @property
    def followups(self) -> list[Json]:
        return [post.json() for post in self.extra]

    @property
    def content(self) -> str:
        return str((self.message or {}).get("content", ""))

    @property
    def embeds(self) -> list[Json]:
        return list((self.message or {}).get("embeds", []))

    @property
    def components(self) -> list[Json]:
        return list((self.message or {}).get("components", []))

    @property
    def flags(self) -> int:
        return int((self.message or {}).get("flags", 0))

    @property
    def finished(self) -> bool:
        """Whether the person has what was asked for, or knows that it failed."""
        return self._settled

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons, in order."""
        return [str(part.get("label")) for part in each(self.components) if part.get("type") == 2]

    @property
    def text(self) -> str:
        """Every word a person reads in the answer, buttons left out."""
        return words(self.message)

    # Waiting

    async def until(self, predicate: Callable[["Answer"], bool], within: float | None = None) -> "Answer":
        """Wait until the answer is as the predicate wants it."""
        await self._signal.until(lambda: predicate(self), within or self._patience, f"an answer ({self!r})")
        return self

    async def first(self) -> "Answer":
        """Wait for the callback (or for Discord's "did not respond")."""
        return await self.until(lambda answer: answer.kind is not None or answer.failure is not None)

    async def final(self) -> "Answer":
        """Wait for what the person asked for: content, choices, a form, or a failure."""
        return await self.until(lambda answer: answer._settled)

    # The peer's side

    def dispatched(self) -> None:
        self._started = time.perf_counter()

    def respond(self, kind: int, *, settled: bool) -> None:
        self.kind = kind
        self.deferred = kind in (5, 6)
        self.first_seconds = time.perf_counter() - self._started
        if settled:
            self.settle()
        self._signal.changed()

    def settle(self) -> None:
        if not self._settled:
            self._settled = True
            self.final_seconds = time.perf_counter() - self._started
        self._signal.changed()

    def fail(self, reason: str) -> None:
        self.failure = reason
        self.settle()

    def __repr__(self) -> str:
        state = self.failure or ("deferred" if self.deferred and not self._settled else self.text[:60])
        return f"<Answer type={self.kind} {state!r}>"


def words(message: Json | None) -> str:
    """All the words of a message: content, embeds, text displays."""
    if message is None:
        return ""
    parts: list[Any] = [message.get("content")]
    for embed in message.get("embeds", []):
        parts += [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
        for field in embed.get("fields", []):
            parts += [field["name"], field["value"]]
        parts.append(embed.get("footer", {}).get("text"))
    parts += [part["content"] for part in each(message.get("components")) if part.get("type") == TEXT]
    return "\n".join(str(part) for part in parts if part)


def is_ephemeral(body: Json) -> bool:
    return bool(int(body.get("flags") or 0) & limits.EPHEMERAL)
