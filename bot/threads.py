"""Threads: where the parts of a post stand."""

from collections.abc import Mapping
from dataclasses import replace

from bot.ports import Poster
from briefings.place import Place
from briefings.schedule import Schedule


async def place_of(poster: Poster, place: Place, schedule: Schedule, messages: Mapping[int, str], part: int) -> Place:
    """Return where *part* (from 0) of a post at *place* stands: in the thread of its first message, if there is one.

    *messages* are the ids of the parts that are posted. Raises NotNow.
    """
    if part and 0 in messages and (schedule.post == "thread" or await poster.holds_threads_only(place)):
        return replace(place, below=messages[0])
    return place
