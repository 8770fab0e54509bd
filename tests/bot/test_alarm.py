"""The alarm goes on whatever becomes of the machine's clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.alarm import Alarm


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=1)])
async def test_a_clock_that_is_put_right_keeps_nothing_waiting(jump: timedelta) -> None:
    woken = asyncio.Event()

    async def work() -> None:
        woken.set()

    alarm = Alarm(work, 0.01)
    alarm.start(datetime.now(UTC))
    try:
        async with asyncio.timeout(10):
            await woken.wait()
            with time_machine.travel(datetime.now(UTC) + jump):
                for _ in range(3):
                    woken.clear()
                    await woken.wait()
    finally:
        await alarm.stop()
