"""Processes of our own that share work: a map that works some items ahead and gives results in order."""

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol, TypeVar

from briefings.errors import BriefingError

_AHEAD = 4  # items of each process that are worked out or wait while one is taken
_SELDOM = 50_000  # objects made between two looks for garbage
_LOOK = 1.0  # seconds between two looks whether the parent still lives

T = TypeVar("T")


class Lost(BriefingError):
    """A process was killed from outside, most often because memory ran out."""

    def __init__(self) -> None:
        super().__init__("a process that analyses was killed, perhaps for want of memory; run the command again")


class Mapped(Protocol):
    """A ``map`` over items of one kind; called by one thread."""

    def __call__(self, work: Callable[[T], T], items: Iterable[T], /) -> Iterable[T]:
        """Return what *work*, which can be pickled, makes of each of *items*, in their order."""


@contextmanager
def workers(count: int, nice: int = 0) -> Iterator[Mapped]:
    """Give a map over *count* processes, by so much *nice* to others; with one there is no other process.

    Raises Lost where one of them was killed. What is left of the work at the end is given up.
    """
    with seldom_collected():
        if count == 1:
            yield lambda work, items: map(work, items)
            return
        pool = ProcessPoolExecutor(count, initializer=begin, initargs=(os.getpid(), nice))
        try:
            yield lambda work, items: _ahead(pool, work, items, _AHEAD * count)
        except BrokenProcessPool:
            raise Lost from None
        finally:
            pool.shutdown(cancel_futures=True)


def _ahead(pool: ProcessPoolExecutor, work: Callable[[T], T], items: Iterable[T], most: int) -> Iterator[T]:
    waiting: deque[Future[T]] = deque()
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the garbage collector look seldom, and at nothing that was loaded: an article leaves hardly anything to it.

    Afterwards it looks as often as before: a bot that runs has its own measure.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def begin(parent: int, nice: int = 0) -> None:
    """Leave Ctrl-C to the parent, and end when it is gone: a killed parent tells nobody."""
    os.nice(nice)
    gc.set_threshold(_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
