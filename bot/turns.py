"""Turns: one person's flood of commands is slowed down, and takes nobody else's turn."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.catalogue import _
from bot.desk import Asker
from bot.replies import Reply, mistake

_MINUTE = 60.0  # seconds
_MOST_REMEMBERED = 10_000  # people
_AT_ONCE = 2  # commands of one person that are worked on; a worker thread answers one, and there are a few of them

Person = tuple[str, str, str]


@dataclass(slots=True)
class Turns:
    """Counts each person's commands of the last minute, and those that are worked on."""

    _asked: dict[Person, deque[float]] = field(default_factory=dict)
    _working: WeakValueDictionary[Person, asyncio.Semaphore] = field(default_factory=WeakValueDictionary)

    def too_many(self, asker: Asker, now: float, most: int) -> Reply | None:
        """Count a command at *now*; say when to go on where it is more than *most* (0: no limit) in a minute.

        *now* is in seconds that only ever go on.
        """
        if not most or asker.platform == "terminal":
            return None
        times = self._asked.setdefault(_person(asker), deque())
        while times and now - times[0] >= _MINUTE:
            times.popleft()
        if len(times) >= most:
            wait = _MINUTE - (now - times[0])
            sentence = _("That is {most} commands in a minute; the next one works in {seconds:.0f} s.")
            return mistake(sentence.format(most=most, seconds=wait))
        times.append(now)
        if len(self._asked) > _MOST_REMEMBERED:
            self._asked = {key: asked for key, asked in self._asked.items() if asked and now - asked[-1] < _MINUTE}
        return None

    def turn(self, asker: Asker) -> asyncio.Semaphore:
        """Return what is held while a command of *asker* is worked on; a few at once go on, the others wait."""
        return self._working.setdefault(_person(asker), asyncio.Semaphore(_AT_ONCE))


def _person(asker: Asker) -> Person:
    return asker.platform, asker.workspace, asker.user
