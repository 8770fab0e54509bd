"""Delivery: due slot -> claim -> digest -> post -> record. Each digest is posted once, whatever fails.

What makes it so: the ledger's unique row for a slot and place, a state that is written before the act it announces, and
a look into the channel's history before anything is sent a second time.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.commands.digest_reply import Digest, consider, digest_reply, gather, is_late
from bot.ports import Clock, Closed, NoAnswer, NotNow, Poster, PostError, Refused
from bot.replies import Reply
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import NOTHING_NEW, Delivery, Planned, State
from briefings.library.library import SHARED, Library
from briefings.schedule import Place

log = logging.getLogger(__name__)
_MOST_UNANSWERED = 2  # posts without an answer, after which a person has to look
_AT_ONCE = 8  # deliveries
_PLAN_AGAIN = 5.0  # seconds after which what has come due meanwhile is taken up beside what still runs
_LOOKS = 6  # into a channel for a post that got no answer, before it is sent again


@dataclass(frozen=True, slots=True)
class Postman:
    """Delivers what is due through the posters of the platforms that are connected.

    ``holder`` names this process in the ledger. ``wait`` is how long a post that got no answer is left alone before it
    is sent again; ``late_limit`` how late a missed slot may still be posted.
    """

    library: Library
    deliveries: Deliveries
    clock: Clock
    posters: Mapping[str, Poster]
    holder: str
    late_limit: timedelta
    wait: timedelta
    channels: dict[Place, asyncio.Lock] = field(default_factory=dict)

    async def deliver_due(self) -> None:
        """Enter what has come due into the ledger and deliver it; a slow channel does not keep the others waiting."""
        running: set[asyncio.Task[None]] = set()
        while True:
            await asyncio.to_thread(self.deliveries.plan, self.clock.now(), self.late_limit)
            while len(running) < _AT_ONCE and (claimed := await asyncio.to_thread(self._claim)):
                running.add(asyncio.create_task(self._guarded(*claimed)))
            if not running:
                return
            _, running = await asyncio.wait(running, timeout=_PLAN_AGAIN, return_when=asyncio.FIRST_COMPLETED)

    def _claim(self) -> tuple[Delivery, Planned] | None:
        return self.deliveries.claim(list(self.posters), self.holder, self.clock.now(), self.wait / _LOOKS)

    async def _guarded(self, delivery: Delivery, planned: Planned) -> None:
        place = self.channels.setdefault(delivery.place, asyncio.Lock())
        try:
            async with place:  # one after the other, so that a channel's digests keep their order
                await self._deliver(delivery, planned)
        except Exception:  # the row keeps its state: it is taken up again when its lease is over
            log.exception("a delivery broke off")

    async def _deliver(self, delivery: Delivery, planned: Planned) -> None:
        poster = self.posters[delivery.place.platform]
        label = f"digest {planned.schedule.name} of {delivery.slot:%Y-%m-%d %H:%M} UTC"
        if planned.stopped and delivery.state is not State.SENDING:
            await self._finish(delivery, State.SKIPPED, f"stopped: {planned.stopped}")
            return
        try:
            sent = delivery.state is State.SENDING
            there = await self._already_posted(delivery, poster) if sent else delivery.messages
            if there is None:
                return
            digest = await self._digest(delivery, planned)
            if not digest.entries and planned.schedule.when_empty == "silent" and not there:
                await self._finish(delivery, State.SKIPPED, NOTHING_NEW)
                return
            reply = digest_reply(digest, planned.schedule, delivery.slot)
            if await self._post(delivery, poster, reply, dict(there)):
                late = is_late(delivery.slot, self.clock.now())
                await self._finish(delivery, State.LATE if late else State.POSTED, None)
                log.info("%s posted%s", label, " late" if late else "")
        except PostError as error:
            log.warning("%s: %s", label, error)
            await self._failed(delivery, planned, error)

    async def _already_posted(self, delivery: Delivery, poster: Poster) -> Mapping[int, str] | None:
        """Return the parts that are posted of a delivery that got no answer; None if nothing is to be done now.

        Parts are sent in order, so the first that is not recorded is the one whose answer is missing. It can still
        land, so it is not sent again before ``wait`` is over.
        """
        now = self.clock.now()
        again = now + self.wait / _LOOKS
        try:
            found = await poster.look_back(delivery.place, delivery.token, delivery.slot - timedelta(minutes=5))
        except NotNow as error:
            if now - delivery.slot < self.late_limit:
                await asyncio.to_thread(self.deliveries.look_again, delivery.number, again, now, str(error))
                return None
            found = None
        there = {**(found or {}), **delivery.messages}
        if len(delivery.messages) in there:
            await asyncio.to_thread(self.deliveries.record_messages, delivery.number, there, now)
            return there
        if now - delivery.sent < self.wait:
            reason = delivery.reason or "no answer yet"
            await asyncio.to_thread(self.deliveries.look_again, delivery.number, again, now, reason)
            return None
        if found is None or delivery.attempts >= _MOST_UNANSWERED:
            why = "the channel's history cannot be read" if found is None else "it is not in the channel's history"
            reason = f"no answer came to {delivery.attempts} posts, and {why}; look into the channel, then: digest send"
            await self._finish(delivery, State.UNKNOWN, reason)
            log.error("delivery %s is unknown: %s", delivery.token, reason)
            return None
        return there

    async def _digest(self, delivery: Delivery, planned: Planned) -> Digest:
        """Return what the delivery says: what was recorded for it, or what is new now, recorded first."""

        def compose() -> Digest:
            place = delivery.place
            shelf = self.library.shelf(SHARED if place.person else place.workspace)
            if delivery.through is None:
                last = self.deliveries.last_through(planned.number)
                through = self.deliveries.highest_number()
                choices = consider(shelf, planned.schedule, last, through)
                self.deliveries.compose(delivery.number, choices, through, self.clock.now())
            else:
                choices = self.deliveries.choices(delivery.number)
            return gather(shelf, choices)

        return await asyncio.to_thread(compose)

    async def _post(self, delivery: Delivery, poster: Poster, reply: Reply, there: dict[int, str]) -> bool:
        """Post the parts that are not there yet; each is recorded as soon as it is. False if another took over."""
        start, record = self.deliveries.start_sending, self.deliveries.record_messages
        for part in range(await asyncio.to_thread(poster.parts, reply)):
            if part not in there:
                now, wait = self.clock.now(), self.wait / _LOOKS
                if not await asyncio.to_thread(start, delivery.number, self.holder, now, wait):
                    return False
                there[part] = await poster.post(delivery.place, reply, delivery.token, part)
                await asyncio.to_thread(record, delivery.number, there, self.clock.now())
        return True

    async def _failed(self, delivery: Delivery, planned: Planned, error: PostError) -> None:
        now = self.clock.now()
        if isinstance(error, Closed):
            await asyncio.to_thread(self.deliveries.stop, planned.number, str(error))
            await self._finish(delivery, State.FAILED, str(error))
        elif isinstance(error, Refused):
            await self._finish(delivery, State.FAILED, str(error))
        elif isinstance(error, NotNow):
            until = now + timedelta(seconds=error.wait)
            await asyncio.to_thread(self.deliveries.not_sent, delivery.number, until, now, str(error))
        elif isinstance(error, NoAnswer):
            until = now + self.wait / _LOOKS
            await asyncio.to_thread(self.deliveries.look_again, delivery.number, until, now, str(error))

    async def _finish(self, delivery: Delivery, state: State, reason: str | None) -> None:
        await asyncio.to_thread(self.deliveries.finish, delivery.number, state, self.clock.now(), reason)
