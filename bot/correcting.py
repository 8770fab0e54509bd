"""Correcting: what posted digests say of articles that were changed since is put right in the posts themselves.

Posts whose text stays the same are not touched. What cannot be edited is answered; either way it is recorded.
"""

import asyncio
import hashlib
import itertools
import logging
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from bot.catalogue import speaking
from bot.commands.digest_entries import Digest, gather, keys_shown
from bot.commands.digest_looks import Look
from bot.commands.digest_reply import correction_reply, digest_reply, entry_hash
from bot.pace import Pace
from bot.ports import Clock, NoAnswer, NotNow, Poster, PostError, Refused
from bot.replies import Reply
from bot.threads import place_of
from briefings.library.corrections import Change, Outcome, What
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Delivery
from briefings.library.library import Library
from briefings.place import Place
from briefings.schedule import Schedule

log = logging.getLogger(__name__)
T = TypeVar("T")
_MOST_UNANSWERED = 40  # edits without an answer, after which it is given up: an hour in which a platform is down
_ANSWER_WITHIN = 30.0  # seconds
_EDITED = (Outcome.EDITED, Outcome.ANSWERED)


@dataclass(frozen=True, slots=True)
class _Post:
    """A posted digest as it has to read now."""

    delivery: Delivery
    schedule: Schedule
    digest: Digest
    changed: frozenset[int]  # the entries that read otherwise now, and those that are deleted
    changes: tuple[Change, ...]  # that are told

    @property
    def holds_deleted(self) -> bool:
        """Tell whether the post may still show an article that was deleted."""
        return any(change.what is What.DELETED and change.outcome is Outcome.OPEN for change in self.changes)

    def reply(self) -> Reply:
        """Return the whole digest."""
        return digest_reply(self.digest, self.schedule, self.delivery.slot, self.changes, self.delivery.token)

    def answer(self) -> Reply:
        """Return what is said to a post that cannot be edited."""
        with speaking(self.schedule.language):
            return correction_reply(self.digest, self.schedule, self.delivery.slot, self.changed, self.changes)


@dataclass(frozen=True, slots=True)
class Corrector:
    """Corrects posted digests through the posters of the platforms that are connected; ``holder`` names this process.

    ``wait`` is how long a post that got no answer is left alone before it is tried again.
    """

    library: Library
    deliveries: Deliveries
    clock: Clock
    posters: Mapping[str, Poster]
    holder: str
    wait: timedelta
    pace: Pace = field(default_factory=Pace)
    _claims: Iterator[int] = field(default_factory=itertools.count)

    async def correct_due(self) -> None:
        """Correct what has to be, one post after the other on each platform."""
        await asyncio.gather(*(self._correct_on(platform) for platform in list(self.posters)))

    async def _correct_on(self, platform: str) -> None:
        """Correct posts on *platform* until there are none left or it asks to wait."""
        queue = self.deliveries.corrections
        while True:
            holder, now = f"{self.holder}/c{next(self._claims)}", self.clock.now()
            claimed = await asyncio.to_thread(queue.claim, [platform], holder, now, self.wait)
            if claimed is None:
                return
            try:
                await self._correct(*claimed, holder)
            except PostError as error:
                await self._failed(claimed[1], error, holder)
                if isinstance(error, NotNow):
                    return
            except Exception:  # the row stays as it is, and is taken up again when its lease is over
                log.exception("a correction broke off")
                return

    async def _correct(self, delivery: Delivery, changes: tuple[Change, ...], holder: str) -> None:
        post = await asyncio.to_thread(self._as_it_is_now, delivery, changes)
        queue, outcome = self.deliveries.corrections, Outcome.UNCHANGED
        mine = [change for change in changes if change.article in post.changed]
        if mine and delivery.messages:
            outcome = await self._put_right(post)
        await asyncio.to_thread(self._record, post)
        now, others = self.clock.now(), [change for change in changes if change not in mine]
        for found, became in ((mine, outcome), (others, Outcome.UNCHANGED)):
            if found:
                await asyncio.to_thread(queue.finish, found, holder, became, now)
        if outcome is not Outcome.UNCHANGED:
            log.info("digest %s of %s: %s", post.schedule.name, f"{delivery.slot:%Y-%m-%d %H:%M} UTC", outcome)

    def _as_it_is_now(self, delivery: Delivery, changes: Sequence[Change]) -> _Post:
        """Return what the post has to say, with the changes that make it read otherwise and those told before."""
        schedule = delivery.settings or self.deliveries.schedule(delivery.schedule).schedule
        choices = self.deliveries.choices(delivery.number)
        digest = gather(Look(self.library.shelf(delivery.place, self.clock.now())), choices, posted=True)
        said = {choice.number: choice.says for choice in choices}
        changed = {told.number for told in digest.entries if entry_hash(told) != said[told.number]}
        changed |= {change.article for change in changes if change.what is What.DELETED}
        before = self.deliveries.corrections.of([delivery.number]).get(delivery.number, ())
        told_before = [change for change in before if change.outcome in _EDITED]
        now_told = [change for change in changes if change.article in changed]
        return _Post(delivery, schedule, digest, frozenset(changed), (*told_before, *now_told))

    async def _put_right(self, post: _Post) -> Outcome:
        """Edit the parts that read otherwise now; answer the first of them where that is refused."""
        delivery, reply = post.delivery, post.reply()
        poster = self.posters[delivery.place.platform]
        parts = await asyncio.to_thread(poster.parts, reply)
        for part in sorted({*delivery.messages, *range(parts)}):
            sent_as = poster.sent_as(reply, delivery.token, part) if part < parts else ""
            if delivery.sent_as.get(part) == sent_as:
                continue
            async with self.pace.kept(delivery.place, poster):
                place = await _in_time(place_of(poster, delivery.place, post.schedule, delivery.messages, part))
                try:
                    message = await _in_time(_put_part(poster, place, delivery, reply, part, part < parts))
                except Refused:
                    if not post.holds_deleted:
                        await _answer(poster, post, place, delivery.messages[part])
                        return Outcome.ANSWERED
                    await _in_time(poster.erase(place, delivery.messages[part]))
                    message = None
            queue = self.deliveries.corrections
            await asyncio.to_thread(queue.record_part, delivery.number, part, message, sent_as)
        return Outcome.EDITED

    def _record(self, post: _Post) -> None:
        """Record what the post says now."""
        told = {each.number: each for each in post.digest.told}
        says = {each.number: entry_hash(each) for each in post.digest.entries if each.number in post.changed}
        keys = {number: keys_shown(told[number]) for number in says if number in told}
        self.deliveries.corrections.says_now(post.delivery.number, says, keys)

    async def _failed(self, changes: tuple[Change, ...], error: PostError, holder: str) -> None:
        """Try again what may still work; give up the rest, with the reason."""
        now, queue, wait = self.clock.now(), self.deliveries.corrections, self.wait
        unanswered = isinstance(error, NoAnswer)
        attempts = max(change.attempts for change in changes) + unanswered
        if isinstance(error, NotNow) or (unanswered and attempts < _MOST_UNANSWERED):
            until = now + (timedelta(seconds=error.wait) if isinstance(error, NotNow) else wait)
            await asyncio.to_thread(queue.later, changes, holder, until, str(error), unanswered)
            return
        await asyncio.to_thread(queue.finish, changes, holder, Outcome.FAILED, now, str(error))
        log.warning("a posted digest cannot be corrected: %s", error)


async def _put_part(
    poster: Poster, place: Place, delivery: Delivery, reply: Reply, part: int, is_there: bool
) -> str | None:
    """Edit, add or take away the message of one part at *place*; return its id, None when there is none (any more).

    A message that somebody deleted is not posted again.
    """
    message = delivery.messages.get(part)
    if message is None and is_there and not delivery.sent_as.get(part):
        there = await poster.look_back(place, delivery.token, delivery.slot)
        message = (there or {}).get(part) or await poster.post(place, reply, delivery.token, part)
    elif message is not None and is_there:
        edited = await poster.edit(place, message, reply, delivery.token, part)
        message = message if edited else None
    elif message is not None:
        await poster.erase(place, message)
        message = None
    return message


async def _answer(poster: Poster, post: _Post, place: Place, message: str) -> None:
    """Say in an answer to the *message* at *place* what is right now."""
    delivery, last = post.delivery, max(change.number for change in post.changes)
    token = hashlib.sha256(f"{delivery.token}\n{last}".encode()).hexdigest()[:12]
    reply = post.answer()
    for part in range(await asyncio.to_thread(poster.parts, reply)):
        await _in_time(poster.answer(place, message, reply, token, part))


async def _in_time(request: Awaitable[T]) -> T:
    """Await what a platform is asked; what takes too long is broken off, since it is done again without harm."""
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            return await request
    except TimeoutError:
        raise NoAnswer("no answer came in time") from None
