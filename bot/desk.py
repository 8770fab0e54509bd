"""The desk: everything a command may use to answer one person at one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from briefings.library.curations import Curations
from briefings.library.deliveries import Deliveries
from briefings.library.shelf import Shelf
from briefings.place import Place


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, and where: ids are the platform's own, "" where there is none.

    ``workspace`` is the one whose member asks here, "" in Discord's direct messages and for people from outside it;
    ``direct`` says that this is a direct message, ``thread_of`` in which channel a thread is.
    """

    platform: str
    workspace: str = ""
    channel: str = ""
    user: str = ""
    may_manage: bool = False
    direct: bool = False
    thread_of: str = ""

    @property
    def place(self) -> Place:
        """Return the place whose articles are seen here: in direct messages only what is for everybody."""
        return Place(self.platform, "" if self.direct else self.workspace, self.thread_of or self.channel)


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
