"""The alarm: wakes the deliveries in time. The only module that knows APScheduler.

APScheduler is not the calendar here. One interval job asks the ledger what is due; it may come late or be run once for
many missed times: its default grace of one second would lose the jobs of a busy loop.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)
_SET_AGAIN = 4  # intervals after which the next time is reckoned anew


class Alarm:
    """Calls *work* every *seconds*, at once when started, and at once when ``ring`` is called, from any thread."""

    def __init__(self, work: Callable[[], Awaitable[None]], seconds: float) -> None:
        self._work = work
        self._seconds = seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._working = asyncio.Lock()
        self._under_way: asyncio.Future[None] | None = None
        self._rung: set[asyncio.Task[None]] = set()

    def start(self, now: datetime) -> None:
        """Begin to wake; the first time is *now* (UTC)."""
        self._loop = asyncio.get_running_loop()
        self._job = self._scheduler.add_job(
            self._run,
            self._interval(),
            next_run_time=now,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()
        self._loop.call_later(_SET_AGAIN * self._seconds, self._set_again)

    def _interval(self) -> IntervalTrigger:
        return IntervalTrigger(seconds=self._seconds, timezone=UTC)

    def _set_again(self) -> None:
        """Reckon the next time anew: APScheduler sleeps until the clock shows it, and a clock can be set back."""
        if self._loop is not None:
            self._job.reschedule(self._interval())
            self._loop.call_later(_SET_AGAIN * self._seconds, self._set_again)

    def ring(self) -> None:
        """Wake at once; several rings before the work begins are one."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring_here)

    def _ring_here(self) -> None:
        task = asyncio.ensure_future(self._run())
        self._rung.add(task)  # the loop itself keeps no hold of a task
        task.add_done_callback(self._rung.discard)

    async def stop(self) -> None:
        """Wake no more, and break off the work that is under way: the ledger knows how far it has come."""
        self._loop = None
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.sleep(0)  # what the scheduler has begun comes before this at the lock
        if self._under_way is not None:
            self._under_way.cancel()
        async with self._working:  # the scheduler would log a job that it has to cancel
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    async def _run(self) -> None:
        async with self._working:
            if self._loop is None:
                return
            self._under_way = asyncio.ensure_future(self._work())
            await asyncio.wait({self._under_way})
            if not self._under_way.cancelled() and self._under_way.exception() is not None:
                log.error("the work that the alarm wakes broke off", exc_info=self._under_way.exception())
