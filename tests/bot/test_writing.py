"""What waits at one moment is stored together, and each hears what became of its own."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from bot.writing import Writing
from briefings.library.holding import Overtaken


class Store:
    """Keeps how many writes came together, once it is let go on."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.fault: Exception | None = None

    def together(self, writes: Sequence[Callable[[], object]]) -> list[object]:
        self.groups.append(len(writes))
        if self.fault:
            raise self.fault
        return [write() for write in writes]


async def test_what_comes_while_something_is_stored_is_stored_together() -> None:
    store = Store()
    write = Writing(store.together)
    assert await asyncio.gather(*(write(partial(abs, number)) for number in range(9))) == list(range(9))
    assert sum(store.groups) == 9 and len(store.groups) <= 2


async def test_only_who_was_overtaken_hears_of_it() -> None:
    write = Writing(Store().together)
    found = await asyncio.gather(write(lambda: Overtaken("by another")), write(lambda: 1), return_exceptions=True)
    assert isinstance(found[0], Overtaken) and found[1] == 1


async def test_what_breaks_a_transaction_is_told_to_all_of_it_and_the_next_one_works() -> None:
    store = Store()
    write, store.fault = Writing(store.together), OSError("the disk is full")
    found = await asyncio.gather(write(int), write(int), return_exceptions=True)
    assert [type(each) for each in found] == [OSError, OSError]
    store.fault = None
    assert await write(int) == 0


async def test_one_write_that_cannot_be_stored_spoils_no_other() -> None:
    store = Store()
    write = Writing(store.together)
    found = await asyncio.gather(write(int), write(lambda: 1 // 0), write(int), return_exceptions=True)
    assert [type(each) for each in found] == [int, ZeroDivisionError, int]
    assert store.groups[-3:] == [1, 1, 1]


async def test_while_others_write_for_long_nothing_is_tried_one_by_one() -> None:
    store = Store()
    write = Writing(store.together)
    store.fault = sqlite3.OperationalError("database is locked")
    found = await asyncio.gather(write(int), write(int), return_exceptions=True)
    assert [type(each) for each in found] == [sqlite3.OperationalError] * 2 and store.groups == [2]


async def test_who_is_broken_off_keeps_no_other_waiting() -> None:
    store = Store()
    write = Writing(store.together)
    first, second = asyncio.create_task(write(int)), asyncio.create_task(write(int))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 0
    with pytest.raises(asyncio.CancelledError):
        await first
