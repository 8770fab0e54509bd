"""Delivery: due slot -> claim -> digest -> post -> record. Each digest is posted once, whatever fails.

What makes it so: the ledger's unique row for a slot and place, a state that is written before the act it announces, and
a look into the channel's history before anything is sent a second time. How long a lost answer is waited for is counted
by a clock that does not jump.
"""

import asyncio
import itertools
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.commands.digest_entries import Digest, consider, gather, memory_of
from bot.commands.digest_reply import digest_reply, entry_hash, is_late
from bot.pace import Pace
from bot.ports import Clock, Closed, NoAnswer, NotNow, Poster, PostError, Refused
from bot.replies import Reply
from bot.stopping import tell_stopped
from bot.threads import place_of
from briefings.library.deliveries import Deliveries, Overtaken
from briefings.library.ledger import NOTHING_NEW, Delivery, Planned, State
from briefings.library.library import Library
from briefings.place import Place, Shards
from briefings.schedule import Schedule

log = logging.getLogger(__name__)
_MOST_UNANSWERED = 2  # posts without an answer, after which a person has to look
_AT_ONCE = 100  # deliveries, most of which wait for a platform
_PLAN_AGAIN = 5.0  # seconds after which what has come due meanwhile is taken up beside what still runs
_LOOK_BACK = timedelta(days=2)  # before the slot: our clock may have been wrong when the post was sent
_LOOKS = 6  # into a channel for a post that got no answer, before it is sent again


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

    async def deliver_due(self) -> None:
        """Enter what has come due into the ledger and deliver it; a slow channel does not keep the others waiting."""
        running: set[asyncio.Task[None]] = set()
        planned = None
        while True:
            if planned is None or self.clock.steady() - planned >= _PLAN_AGAIN or not running:
                await asyncio.to_thread(self.deliveries.plan, self.clock.now(), self.late_limit)
                planned = self.clock.steady()
            while len(running) < _AT_ONCE and (claimed := await asyncio.to_thread(self._claim)):
                running.add(asyncio.create_task(self._guarded(*claimed)))
            if not running:
                return
            _, running = await asyncio.wait(running, timeout=_PLAN_AGAIN, return_when=asyncio.FIRST_COMPLETED)

    def _claim(self) -> tuple[Delivery, Planned, str] | None:
        """Take up a delivery; every claim has a holder of its own, so that a late answer cannot pass for this one."""
        holder = f"{self.holder}/{next(self._claims)}"
        now, lease = self.clock.now(), self.wait / _LOOKS
        claimed = self.deliveries.claim(list(self.posters), holder, now, lease, self.shards)
        return (*claimed, holder) if claimed else None

    async def _guarded(self, delivery: Delivery, planned: Planned, holder: str) -> None:
        try:
            await self._deliver(delivery, planned, holder)
        except Overtaken as error:
            log.info("digest %s: %s", planned.schedule.name, error)
        except Exception:  # the row keeps its state: it is taken up again when its lease is over
            log.exception("a delivery broke off")

    async def _deliver(self, delivery: Delivery, planned: Planned, holder: str) -> None:
        poster = self.posters[delivery.place.platform]
        label = f"digest {planned.schedule.name} of {delivery.slot:%Y-%m-%d %H:%M} UTC"
        sent = delivery.state is State.SENDING
        if not sent and planned.stopped and (rests := planned.rests(self.clock.now())):
            await self._finish(delivery, holder, State.SKIPPED, rests)
            return
        try:
            schedule = delivery.settings or planned.schedule
            there = await self._already_posted(delivery, schedule, poster, holder) if sent else delivery.messages
            if there is None:
                return
            digest = await self._digest(delivery, planned, holder)
            if not digest.entries and planned.schedule.when_empty == "silent" and not there:
                await self._finish(delivery, holder, State.SKIPPED, NOTHING_NEW)
                return
            reply = digest_reply(digest, schedule, delivery.slot, token=delivery.token)
            there = dict(there)
            if await self._post(delivery, schedule, poster, reply, there, holder):
                late = is_late(delivery.slot, self.clock.now())
                await self._finish(delivery, holder, State.LATE if late else State.POSTED, None)
                await asyncio.to_thread(self.deliveries.works, planned.number)
                await self._link(delivery, poster, there[0])
                log.info("%s posted%s", label, " late" if late else "")
        except PostError as error:
            log.warning("%s: %s", label, error)
            await self._failed(delivery, planned, error, holder)

    async def _link(self, delivery: Delivery, poster: Poster, first: str) -> None:
        """Record where the post's *first* message is, for those who look into the status."""
        link = await poster.link(delivery.place, first)
        if link is not None:
            await asyncio.to_thread(self.deliveries.link, delivery.number, link)

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
            found = await poster.look_back(there, delivery.token, delivery.slot - _LOOK_BACK)
        except NotNow as error:
            if now - delivery.slot < self.late_limit:
                await self._look_again(delivery, holder, str(error))
                return None
            found = None
        posted = {**(found or {}), **delivery.messages}
        if missing in posted:
            await asyncio.to_thread(self.deliveries.record_messages, delivery.number, posted, now)
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
        await asyncio.to_thread(self.deliveries.look_again, delivery.number, again, now, reason, holder)

    async def _digest(self, delivery: Delivery, planned: Planned, holder: str) -> Digest:
        """Return what the delivery says: what was recorded for it, or what is new now, recorded first."""

        def compose() -> Digest:
            now = self.clock.now()
            if delivery.through is not None:
                return gather(self.library.shelf(delivery.place, now), self.deliveries.choices(delivery.number))
            until = min(delivery.slot, now)  # what came after the slot is for the next one, however late this one is
            memory, through = memory_of(self.deliveries, planned.number), self.deliveries.highest_number(until)
            with self.library.shelf(delivery.place, until).at_once() as shelf:
                choices = consider(shelf, planned.schedule, memory, through)
                digest = gather(shelf, choices)
            says = {told.number: entry_hash(told) for told in digest.entries}
            choices = tuple(replace(choice, says=says.get(choice.number)) for choice in choices)
            self.deliveries.compose(delivery.number, choices, through, now, holder, planned.schedule, until)
            return digest

        return await asyncio.to_thread(compose)

    async def _post(
        self, delivery: Delivery, schedule: Schedule, poster: Poster, reply: Reply, there: dict[int, str], holder: str
    ) -> bool:
        """Post the parts that are not there yet; each is recorded as soon as it is. False if another took over."""
        start, record = self.deliveries.start_sending, self.deliveries.record_messages
        for part in range(await asyncio.to_thread(poster.parts, reply)):
            if part not in there:
                place = await place_of(poster, delivery.place, schedule, there, part)
                async with self.pace.kept(delivery.place, poster.seconds_between_posts):
                    now, wait = self.clock.now(), self.wait / _LOOKS
                    sent_as = poster.sent_as(reply, delivery.token, part)
                    if not await asyncio.to_thread(start, delivery.number, holder, now, wait, part, sent_as):
                        return False
                    self._waiting[delivery.number] = (now, self.clock.steady())
                    there[part] = await self._answered(poster, place, reply, delivery.token, part)
                await asyncio.to_thread(record, delivery.number, there, self.clock.now())
        return True

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
            person = await asyncio.to_thread(self.deliveries.stop, planned.number, str(error), now)
            if person is not None:
                poster = self.posters[delivery.place.platform]
                await tell_stopped(poster, planned.schedule, person, str(error), delivery.token)
        elif isinstance(error, Refused):
            await self._finish(delivery, holder, State.FAILED, str(error))
        elif isinstance(error, NotNow):
            until = now + timedelta(seconds=error.wait)
            await asyncio.to_thread(self.deliveries.not_sent, delivery.number, until, now, str(error), holder)
        elif isinstance(error, NoAnswer):
            await self._look_again(delivery, holder, str(error))

    async def _finish(self, delivery: Delivery, holder: str, state: State, reason: str | None) -> None:
        now = self.clock.now()
        await asyncio.to_thread(self.deliveries.finish, delivery.number, state, now, reason, holder)
        self._waiting.pop(delivery.number, None)
