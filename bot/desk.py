"""The desk: everything a command may use to answer one person at one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue import ENGLISH
from briefings.article import Article
from briefings.audience import workspace_key
from briefings.library.additions import Additions
from briefings.library.curations import Curations
from briefings.library.deliveries import Deliveries
from briefings.library.people import People
from briefings.library.shelf import Shelf
from briefings.place import Place


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, and where: ids are the platform's own, "" where there is none.

    ``workspace`` is the one whose member asks here, "" in Discord's direct messages and for people from outside it;
    ``direct`` says that this is a direct message, ``thread_of`` in which channel a thread is, ``language`` in which of
    the catalogue's languages the person is answered, ``roles`` what roles they have in the workspace, ``zone`` the IANA
    time zone that is proposed to them, "" where nothing tells it. ``lacks`` names the rights that the bot lacks to post
    in this channel, and ``lacks_for_threads`` those that threads there need beside them, as far as the platform tells.
    """

    platform: str
    workspace: str = ""
    channel: str = ""
    user: str = ""
    may_manage: bool = False
    direct: bool = False
    thread_of: str = ""
    language: str = ENGLISH
    roles: tuple[str, ...] = ()
    zone: str = ""
    lacks: tuple[str, ...] = ()
    lacks_for_threads: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Return the place whose articles are seen here: in direct messages only what is for everybody."""
        return Place(self.platform, "" if self.direct else self.workspace, self.thread_of or self.channel)


LARGEST_UPLOAD = 10_000_000  # bytes of all files of one command; Slack's forms take no larger one


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a command."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """What this person may see (``shelf``), corrections, what is added by hand, what is kept about people, the
    digests, the time (UTC), and how much a page shows.

    ``wake`` makes the deliveries look for due slots at once; ``fetch`` gets the article at an address and raises
    BriefingError; ``uploads`` came with the command.
    """

    shelf: Shelf
    curations: Curations
    additions: Additions
    people: People
    deliveries: Deliveries
    now: datetime
    asker: Asker
    page_size: int
    wake: Callable[[], None]
    fetch: Callable[[str], Article]
    uploads: tuple[Upload, ...] = ()

    @property
    def workspace(self) -> str:
        """Return the key of the workspace whose people ask, "" at the terminal and outside of every workspace."""
        return workspace_key(self.asker.place)

    @property
    def by(self) -> str:
        """Return who asks, as it is recorded with what people do."""
        return f"{self.asker.platform}:{self.asker.user}"
