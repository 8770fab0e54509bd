"""The desk: everything a command may use to answer one person at one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from briefings.library.curations import Curations
from briefings.library.deliveries import Deliveries
from briefings.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, and where: ids are the platform's own, "" where there is none."""

    platform: str
    workspace: str = ""
    channel: str = ""
    user: str = ""
    may_manage: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What this person may see (``shelf``), corrections, the digests, the time (UTC), and how much a page shows.

    ``wake`` makes the deliveries look for due slots at once.
    """

    shelf: Shelf
    curations: Curations
    deliveries: Deliveries
    now: datetime
    asker: Asker
    page_size: int = 5
    wake: Callable[[], None] = lambda: None
