"""Small stand-ins: a clock that is told the time, and a place where posts go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.ports import PostError
from bot.replies import Reply
from briefings.schedule import Place

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday


@dataclass
class FakeClock:
    """Shows the time it was told."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def go_on(self, **length: float) -> None:
        self.moment += timedelta(**length)


@dataclass
class FakePoster:
    """Keeps what is posted. ``failures`` are raised one after the other; those in ``after`` only after the effect."""

    posted: list[tuple[Place, Reply, str, int]] = field(default_factory=list)
    failures: list[PostError] = field(default_factory=list)
    after: list[PostError] = field(default_factory=list)
    parts_needed: int = 1
    history_readable: bool = True

    def parts(self, reply: Reply) -> int:
        return self.parts_needed

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.posted.append((place, reply, token, part))
        if self.after:
            raise self.after.pop(0)
        return f"{token}-{part}"

    async def look_back(self, place: Place, token: str, since: datetime) -> Sequence[str] | None:
        if not self.history_readable:
            return None
        return [f"{token}-{part}" for _, _, found, part in self.posted if found == token]
