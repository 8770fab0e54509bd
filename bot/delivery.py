"""Delivery: due slot -> claim -> digest -> post -> record. Each digest is posted once, whatever fails.

What makes it so: the ledger's unique row for a slot and place, a state that is written before the act it announces, and
a look into the channel's history before anything is sent a second time. How long a lost answer is waited for is counted
by a clock that does not jump.
"""

import asyncio
import itertools
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.commands.digest_entries import Digest
from bot.commands.digest_reply import digest_reply, is_late
from bot.composing import Composer
from bot.pace import Pace
from bot.ports import Clock, Closed, NoAnswer, NotNow, Poster, PostError, Refused
from bot.replies import Reply
from bot.stopping import tell_stopped
from bot.threads import place_of
from bot.writing import Writing
from briefings.library.deliveries import Deliveries
from briefings.library.holding import Overtaken
from briefings.library.ledger import NOTHING_NEW, Delivery, Planned, State
from briefings.library.library import Library
from briefings.place import Place, Shards
from briefings.schedule import Schedule

log = logging.getLogger(__name__)
_MOST_UNANSWERED = 2  # posts without an answer, after which a person has to look
_AT_ONCE = 100  # deliveries on a platform, most of which wait for it
_TOGETHER = 20  # deliveries that are composed together: the first of them is not to wait for long
_PLAN_AGAIN = 5.0  # seconds after which what has come due meanwhile is taken up beside what still runs
_LOOK_BACK = timedelta(days=2)  # before the slot: our clock may have been wrong when the post was sent
_SURELY_BACK = timedelta(minutes=10)  # before the slot, also where there are very many messages
_LOOKS = 6  # into a channel for a post that got no answer, before it is sent again


@dataclass(frozen=True, slots=True)
class _Taken:
    """A delivery that is taken up: for which holder, and what it says if that is known already."""

    delivery: Delivery
    planned: Planned
    holder: str
    digest: Digest | None = None

    @property
    def name(self) -> str:
        return f"digest {self.planned.schedule.name} of {self.delivery.slot:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Postman:
    """Delivers what is due through the posters of the platforms that are connected.

    ``holder`` names this process in the ledger. ``wait`` is how long a post that got no answer is left alone before it
    is sent again; ``late_limit`` how late a missed slot may still be posted; ``shards`` whose Discord servers' digests
    are posted by this process, None for all.
    """

    library: Library
    deliveries: Deliveries
    clock: Clock
    posters: Mapping[str, Poster]
    holder: str
    late_limit: timedelta
    wait: timedelta
    shards: Shards | None = None
    pace: Pace = field(default_factory=Pace)
    _claims: Iterator[int] = field(default_factory=itertools.count)
    _waiting: dict[int, tuple[object, float]] = field(default_factory=dict)  # delivery: its last post, and since when
    _composer: Composer = field(init=False)
    _write: Writing = field(init=False)

    def __post_init__(self) -> None:
        """Put together what the deliveries share."""
        object.__setattr__(self, "_composer", Composer(self.library, self.deliveries, self.clock))
        object.__setattr__(self, "_write", Writing(self.deliveries.together))

    async def deliver_due(self) -> None:
        """Enter what has come due into the ledger and deliver it; a slow channel does not keep the others waiting."""
        running: dict[asyncio.Task[None], str] = {}
        planned = None
        while True:
            if planned is None or self.clock.steady() - planned >= _PLAN_AGAIN or not running:
                await asyncio.to_thread(self.deliveries.plan, self.clock.now(), self.late_limit)
                planned = self.clock.steady()
            while taken := await asyncio.to_thread(self._take_up, Counter(running.values())):
                running |= {asyncio.create_task(self._guarded(each)): each.delivery.place.platform for each in taken}
            if not running:
                return
            done, _ = await asyncio.wait(running, timeout=_PLAN_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            running = {task: platform for task, platform in running.items() if task not in done}

    def _take_up(self, running: Mapping[str, int]) -> list[_Taken]:
        """Take up some deliveries and compose them, of platforms on which not too many are *running*.

        Every claim has a holder of its own, so that a late answer cannot pass for this one.
        """
        room = {platform: _AT_ONCE - running.get(platform, 0) for platform in list(self.posters)}
        free = [platform for platform, most in room.items() if most > 0]
        if not free:
            return []
        holder, most = f"{self.holder}/{next(self._claims)}", min(_TOGETHER, *(room[platform] for platform in free))
        now, lease = self.clock.now(), self.wait / _LOOKS
        claimed = self.deliveries.claim(free, holder, now, lease, self.shards, most)
        new = [each for each in claimed if each[0].state is not State.SENDING and not each[1].stopped]
        said: Mapping[int, Digest] = {}
        try:
            said = self._composer.compose(new, holder) if new else {}
        except Exception:  # each is composed by itself then, so that one of them does not keep the others back
            log.exception("deliveries could not be composed together")
        return [_Taken(delivery, planned, holder, said.get(delivery.number)) for delivery, planned in claimed]

    async def _guarded(self, taken: _Taken) -> None:
        try:
            await self._deliver(taken)
        except Overtaken as error:
            log.info("%s: %s", taken.name, error)
        except Exception:  # the row keeps its state: it is taken up again when its lease is over
            log.exception("a delivery broke off")

    async def _deliver(self, taken: _Taken) -> None:
        delivery, planned, holder = taken.delivery, taken.planned, taken.holder
        poster = self.posters[delivery.place.platform]
        sent = delivery.state is State.SENDING
        if not sent and planned.stopped and (rests := planned.rests(self.clock.now())):
            await self._finish(delivery, holder, State.SKIPPED, rests)
            return
        try:
            schedule = delivery.settings or planned.schedule
            found = await self._already_posted(delivery, schedule, poster, holder) if sent else delivery.messages
            if found is None:
                return
            digest = taken.digest or await self._digest(delivery, planned, holder)
            if not digest.entries and planned.schedule.when_empty == "silent" and not found:
                await self._finish(delivery, holder, State.SKIPPED, NOTHING_NEW)
                return
            reply, there = digest_reply(digest, schedule, delivery.slot, token=delivery.token), dict(found)
            if await self._post(delivery, schedule, poster, reply, there, holder):
                late = is_late(delivery.slot, self.clock.now())
                await self._posted(taken, there, State.LATE if late else State.POSTED)
                await self._link(delivery, poster, there[0])
                log.info("%s posted%s", taken.name, " late" if late else "")
        except PostError as error:
            log.warning("%s: %s", taken.name, error)
            await self._failed(delivery, planned, error, holder)

    async def _posted(self, taken: _Taken, there: Mapping[int, str], state: State) -> None:
        """Record the last part with the final state, and that the channel takes posts."""
        number, now = taken.delivery.number, self.clock.now()

        def record() -> None:
            self.deliveries.record_messages(number, there, now)
            self.deliveries.finish(number, state, now, None, taken.holder)
            self.deliveries.works(taken.planned.number)

        await self._write(record)
        self._waiting.pop(number, None)

    async def _link(self, delivery: Delivery, poster: Poster, first: str) -> None:
        """Record where the post's *first* message is, for those who look into the status."""
        link = await poster.link(delivery.place, first)
        if link is not None:
            await self._write(lambda: self.deliveries.link(delivery.number, link))

    async def _already_posted(
        self, delivery: Delivery, schedule: Schedule, poster: Poster, holder: str
    ) -> Mapping[int, str] | None:
        """Return the parts that are posted of a delivery that got no answer; None if nothing is to be done now.

        Parts are sent in order, so the first that is not recorded is the one whose answer is missing. It can still
        land, so it is not sent again before ``wait`` is over.
        """
        if not delivery.attempts:
            return delivery.messages
        now, missing = self.clock.now(), len(delivery.messages)
        waited = self._waited(delivery)
        try:
            there = await place_of(poster, delivery.place, schedule, delivery.messages, missing)
            since, surely = (delivery.slot - length for length in (_LOOK_BACK, _SURELY_BACK))
            found = await poster.look_back(there, delivery.token, since, surely)
        except NotNow as error:
            if now - delivery.slot < self.late_limit:
                await self._look_again(delivery, holder, str(error))
                return None
            found = None
        posted = {**(found or {}), **delivery.messages}
        if missing in posted:
            await self._record(delivery, posted)
            return posted
        if not waited:
            await self._look_again(delivery, holder, delivery.reason or "no answer yet")
            return None
        if found is None or delivery.attempts >= _MOST_UNANSWERED:
            why = "the channel's history cannot be read" if found is None else "it is not in the channel's history"
            reason = f"no answer came to {delivery.attempts} posts, and {why}; look into the channel, then: digest send"
            await self._finish(delivery, holder, State.UNKNOWN, reason)
            log.error("delivery %s is unknown: %s", delivery.token, reason)
            return None
        return posted

    def _waited(self, delivery: Delivery) -> bool:
        """Tell whether ``wait`` has gone by since the last post was first seen here without its answer."""
        since = self._waiting.get(delivery.number)
        if since is None or since[0] != delivery.sent:
            since = self._waiting[delivery.number] = (delivery.sent, self.clock.steady())
        return self.clock.steady() - since[1] >= self.wait.total_seconds()

    async def _look_again(self, delivery: Delivery, holder: str, reason: str) -> None:
        now = self.clock.now()
        again = now + self.wait / _LOOKS
        await self._write(lambda: self.deliveries.look_again(delivery.number, again, now, reason, holder))

    async def _digest(self, delivery: Delivery, planned: Planned, holder: str) -> Digest:
        """Return what the delivery says: what was recorded for it, or what is new now, recorded first."""
        said = await asyncio.to_thread(self._composer.compose, [(delivery, planned)], holder)
        if delivery.number not in said:
            raise Overtaken("another process has taken the delivery over")
        return said[delivery.number]

    async def _post(
        self, delivery: Delivery, schedule: Schedule, poster: Poster, reply: Reply, there: dict[int, str], holder: str
    ) -> bool:
        """Post the parts that are not *there* yet; each but the last is recorded as soon as it is.

        Return False if another has taken over.
        """
        parts = await asyncio.to_thread(poster.parts, reply)
        for part in range(parts):
            if part not in there:
                place = await place_of(poster, delivery.place, schedule, there, part)
                async with self.pace.kept(delivery.place, poster):
                    if not await self._start(delivery, holder, part, poster.sent_as(reply, delivery.token, part)):
                        return False
                    there[part] = await self._answered(poster, place, reply, delivery.token, part)
                if part + 1 < parts:
                    await self._record(delivery, there)
        return True

    async def _start(self, delivery: Delivery, holder: str, part: int, sent_as: str) -> bool:
        """Record that a part is about to be sent; False if another has taken over."""
        number, now, wait = delivery.number, self.clock.now(), self.wait / _LOOKS
        start = self.deliveries.start_sending
        if not await self._write(lambda: start(number, holder, now, wait, part, sent_as)):
            return False
        self._waiting[number] = (now, self.clock.steady())
        return True

    async def _record(self, delivery: Delivery, messages: Mapping[int, str]) -> None:
        number, now, posted = delivery.number, self.clock.now(), dict(messages)
        await self._write(lambda: self.deliveries.record_messages(number, posted, now))

    async def _answered(self, poster: Poster, place: Place, reply: Reply, token: str, part: int) -> str:
        """Post one part; what takes so long that it could meet its own repetition is broken off."""
        try:
            async with asyncio.timeout(self.wait.total_seconds() / 2):
                return await poster.post(place, reply, token, part)
        except TimeoutError:
            raise NoAnswer("no answer came in time") from None

    async def _failed(self, delivery: Delivery, planned: Planned, error: PostError, holder: str) -> None:
        now = self.clock.now()
        if isinstance(error, Closed):
            await self._finish(delivery, holder, State.FAILED, str(error))
            person = await self._write(lambda: self.deliveries.stop(planned.number, str(error), now))
            if person is not None:
                poster = self.posters[delivery.place.platform]
                await tell_stopped(poster, planned.schedule, person, str(error), delivery.token)
        elif isinstance(error, Refused):
            await self._finish(delivery, holder, State.FAILED, str(error))
        elif isinstance(error, NotNow):
            until = now + timedelta(seconds=error.wait)
            await self._write(lambda: self.deliveries.not_sent(delivery.number, until, now, str(error), holder))
        elif isinstance(error, NoAnswer):
            await self._look_again(delivery, holder, str(error))

    async def _finish(self, delivery: Delivery, holder: str, state: State, reason: str | None) -> None:
        now = self.clock.now()
        await self._write(lambda: self.deliveries.finish(delivery.number, state, now, reason, holder))
        self._waiting.pop(delivery.number, None)
