"""Small stand-ins: a clock that is told the time, and a place where posts go."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.platforms.packing import payload_hash
from bot.ports import NoAnswer, NotNow, PostError
from bot.replies import Reply
from briefings.place import Place

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday


@dataclass
class FakeClock:
    """Shows the time it was told."""

    moment: datetime = NOON
    put_right: timedelta = timedelta()  # by how much it was set back

    def now(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return (self.moment + self.put_right).timestamp()

    def go_on(self, **length: float) -> None:
        self.moment += timedelta(**length)

    def set_back(self, **length: float) -> None:
        """Show an earlier time, as a clock does that went wrong and is put right."""
        self.moment -= timedelta(**length)
        self.put_right += timedelta(**length)


@dataclass
class FakePoster:
    """Keeps what is posted. ``failures`` are raised one after the other; those in ``after`` only after the effect."""

    posted: list[tuple[Place, Reply, str, int]] = field(default_factory=list)
    failures: list[PostError] = field(default_factory=list)
    after: list[PostError] = field(default_factory=list)
    parts_needed: int = 1
    threads_only: bool = False
    history_readable: bool = True
    history_busy: bool = False
    lost_parts: set[int] = field(default_factory=set)
    tried: list[int] = field(default_factory=list)
    first_post: asyncio.Event = field(default_factory=asyncio.Event)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    edits: list[str] = field(default_factory=list)  # the messages, by their ids
    answers: list[tuple[str, Reply, str]] = field(default_factory=list)  # to a message, what, and its token

    def hold(self, channel: str) -> asyncio.Event:
        """Posts to *channel* wait until the event is set."""
        return self.gates.setdefault(channel, asyncio.Event())

    @property
    def seconds_between_posts(self) -> float:
        return 0.0

    @property
    def posts_a_second(self) -> int | None:
        return None

    def parts(self, reply: Reply) -> int:
        return self.parts_needed

    async def holds_threads_only(self, place: Place) -> bool:
        return self.threads_only

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        if place.channel in self.gates:
            await self.gates[place.channel].wait()
        self.tried.append(part)
        if self.failures:
            raise self.failures.pop(0)
        if part in self.lost_parts:
            raise NoAnswer("the connection broke before the effect")
        self.posted.append((place, reply, token, part))
        self.first_post.set()
        if self.after:
            raise self.after.pop(0)
        return f"{token}-{part}"

    async def look_back(
        self, place: Place, token: str, since: datetime, surely: datetime | None = None
    ) -> Mapping[int, str] | None:
        if self.history_busy:
            raise NotNow("cannot be asked", 30)
        if not self.history_readable:
            return None
        return {part: f"{token}-{part}" for _, _, found, part in self.posted if found == token}

    async def link(self, place: Place, message: str) -> str | None:
        return f"https://fake.example/{message}"

    def sent_as(self, reply: Reply, token: str, part: int) -> str:
        return payload_hash((repr(reply), token, part))

    async def edit(self, place: Place, message: str, reply: Reply, token: str, part: int) -> bool:
        self._fail()
        at = next((n for n, each in enumerate(self.posted) if f"{each[2]}-{each[3]}" == message), None)
        if at is None:
            return False
        self.posted[at] = (place, reply, token, part)
        self.edits.append(message)
        if self.after:
            raise self.after.pop(0)
        return True

    async def answer(self, place: Place, message: str, reply: Reply, token: str, part: int) -> None:
        self._fail()
        if token not in {each for _, _, each in self.answers}:
            self.answers.append((message, reply, token))
        if self.after:
            raise self.after.pop(0)

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)

    async def erase(self, place: Place, message: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.posted = [each for each in self.posted if f"{each[2]}-{each[3]}" != message]
