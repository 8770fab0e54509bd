"""Where answers are worked out: beside the event loop, but for what is done before anybody waits."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from threading import get_ident

from bot.readers import Readers
from tests.fakes import FakeClock

LANGUAGE: ContextVar[str] = ContextVar("language", default="")
QUICK, SLOW = 0.001, 0.5  # seconds


async def asked(readers: Readers, clock: FakeClock, *seconds: float, what: str = "search") -> list[bool]:
    """Return which of the acts, which take so many seconds, were done on the event loop's thread."""
    return [await readers.read(what, act(clock, each)) == get_ident() for each in seconds]


def act(clock: FakeClock, seconds: float) -> Callable[[], int]:
    def done() -> int:
        clock.go_on(seconds=seconds)
        return get_ident()

    return done


async def test_what_was_never_asked_or_was_slow_is_read_in_a_thread() -> None:
    clock = FakeClock()
    readers = Readers(near=True, clock=clock)
    assert await asked(readers, clock, SLOW, SLOW) == [False, False]
    assert await asked(readers, clock, QUICK, what="help") == [False]


async def test_what_was_quick_is_read_at_once_until_it_is_slow() -> None:
    clock = FakeClock()
    readers = Readers(near=True, clock=clock)
    assert await asked(readers, clock, QUICK, QUICK, SLOW, QUICK) == [False, True, True, False]


async def test_after_a_slow_time_it_must_be_quick_very_often() -> None:
    clock = FakeClock()
    readers = Readers(near=True, clock=clock)
    found = await asked(readers, clock, SLOW, *[QUICK] * 60)
    assert found.index(True) > 30


async def test_of_many_at_once_others_come_between() -> None:
    clock = FakeClock()
    readers = Readers(near=True, clock=clock)
    await asked(readers, clock, QUICK)
    order: list[str] = []
    many = [readers.read("search", lambda: order.append("act")) for _ in range(10)]
    loop = asyncio.get_running_loop()

    def between() -> None:
        order.append("other")
        if order.count("act") < 10:
            loop.call_soon(between)

    loop.call_soon(between)
    await asyncio.gather(*many)
    assert "act act" not in " ".join(order)


async def test_a_server_is_never_waited_for_on_the_event_loop() -> None:
    clock = FakeClock()
    assert await asked(Readers(near=False, clock=clock), clock, QUICK, QUICK) == [False, False]


async def test_a_thread_speaks_the_askers_language() -> None:
    readers = Readers(near=True, clock=FakeClock())
    LANGUAGE.set("de")
    assert await readers.read("search", LANGUAGE.get) == "de"
