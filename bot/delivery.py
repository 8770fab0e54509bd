"""Delivery: due slot -> claim -> digest -> post -> record. Each digest is posted once, whatever fails.

What makes it so: the ledger's unique row for a slot and place, a state that is written before the act it announces, and
a look into the channel's history before anything is sent a second time.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.commands.digest_reply import Digest, consider, digest_reply, gather, is_late
from bot.ports import Clock, Closed, NoAnswer, NotNow, Poster, PostError, Refused
from bot.replies import Reply
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery, Planned, State
from briefings.library.library import Library

log = logging.getLogger(__name__)
_MOST_UNANSWERED = 2  # posts without an answer, after which a person has to look
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

    async def deliver_due(self) -> None:
        """Enter what has come due into the ledger and deliver it, one after the other."""
        await asyncio.to_thread(self.deliveries.plan, self.clock.now(), self.late_limit)
        while claimed := await asyncio.to_thread(
            self.deliveries.claim, list(self.posters), self.holder, self.clock.now(), self.wait
        ):
            try:
                await self._deliver(*claimed)
            except Exception:  # the row keeps its state: it is taken up again when its lease is over
                log.exception("a delivery broke off")

    async def _deliver(self, delivery: Delivery, planned: Planned) -> None:
        poster = self.posters[delivery.place.platform]
        label = f"digest {planned.schedule.name} of {delivery.slot:%Y-%m-%d %H:%M} UTC"
        if planned.stopped:
            await self._finish(delivery, State.SKIPPED, f"stopped: {planned.stopped}")
            return
        try:
            sent = delivery.state is State.SENDING
            done = await self._already_posted(delivery, poster) if sent else delivery.messages
            if done is None:
                return
            digest = await self._digest(delivery, planned)
            if not digest.entries and planned.schedule.when_empty == "silent" and not done:
                await self._finish(delivery, State.SKIPPED, "nothing new")
                return
            reply = digest_reply(digest, planned.schedule, delivery.slot)
            await self._post(delivery, poster, reply, list(done))
            late = is_late(delivery.slot, self.clock.now())
            await self._finish(delivery, State.LATE if late else State.POSTED, None)
            log.info("%s posted%s", label, " late" if late else "")
        except PostError as error:
            log.warning("%s: %s", label, error)
            await self._failed(delivery, planned, error)

    async def _already_posted(self, delivery: Delivery, poster: Poster) -> tuple[str, ...] | None:
        """Return the parts that the channel holds of a delivery that got no answer; None if nothing is to be done now.

        A slow request can still land, so nothing is sent again before ``wait`` is over.
        """
        found = await poster.look_back(delivery.place, delivery.token, delivery.slot - timedelta(minutes=5))
        now = self.clock.now()
        if found:
            await asyncio.to_thread(self.deliveries.record_messages, delivery.number, found, now)
            return tuple(found)
        if now - delivery.sent < self.wait:
            await self._postpone(delivery, now + self.wait / _LOOKS, delivery.reason or "no answer yet", State.SENDING)
            return None
        if found is None or delivery.attempts >= _MOST_UNANSWERED:
            why = "the channel's history cannot be read" if found is None else "it is not in the channel's history"
            reason = f"no answer came to {delivery.attempts} posts, and {why}; look into the channel, then: digest send"
            await self._finish(delivery, State.UNKNOWN, reason)
            log.error("delivery %s is unknown: %s", delivery.token, reason)
            return None
        return ()

    async def _digest(self, delivery: Delivery, planned: Planned) -> Digest:
        """Return what the delivery says: what was recorded for it, or what is new now, recorded first."""

        def compose() -> Digest:
            shelf = self.library.shelf(delivery.place.workspace)
            if delivery.through is None:
                last = self.deliveries.last_through(planned.number)
                through = self.deliveries.highest_number()
                choices = consider(shelf, planned.schedule, last)
                self.deliveries.compose(delivery.number, choices, through, self.clock.now())
            else:
                choices = self.deliveries.choices(delivery.number)
            return gather(shelf, choices)

        return await asyncio.to_thread(compose)

    async def _post(self, delivery: Delivery, poster: Poster, reply: Reply, done: list[str]) -> None:
        """Post the parts that are not in the channel yet; each is recorded as soon as it is there."""
        while len(done) < poster.parts(reply):
            await asyncio.to_thread(
                self.deliveries.start_sending, delivery.number, self.clock.now(), self.wait / _LOOKS
            )
            done.append(await poster.post(delivery.place, reply, delivery.token, len(done)))
            await asyncio.to_thread(self.deliveries.record_messages, delivery.number, done, self.clock.now())

    async def _failed(self, delivery: Delivery, planned: Planned, error: PostError) -> None:
        now = self.clock.now()
        if isinstance(error, Closed):
            await asyncio.to_thread(self.deliveries.stop, planned.number, str(error))
            await self._finish(delivery, State.FAILED, str(error))
        elif isinstance(error, Refused):
            await self._finish(delivery, State.FAILED, str(error))
        elif isinstance(error, NotNow):
            await self._postpone(delivery, now + timedelta(seconds=error.wait), str(error), State.DUE)
        elif isinstance(error, NoAnswer):
            await self._postpone(delivery, now + self.wait / _LOOKS, str(error), State.SENDING)

    async def _postpone(self, delivery: Delivery, until: datetime, reason: str, state: State) -> None:
        await asyncio.to_thread(self.deliveries.postpone, delivery.number, until, self.clock.now(), reason, state)

    async def _finish(self, delivery: Delivery, state: State, reason: str | None) -> None:
        await asyncio.to_thread(self.deliveries.finish, delivery.number, state, self.clock.now(), reason)
