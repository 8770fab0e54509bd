"""Digests for the terminal: printed where the chat runs."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.platforms import plain_text
from bot.platforms.packing import payload_hash
from bot.ports import Closed, Refused
from bot.replies import Reply
from briefings.place import Place


class TerminalPoster:
    """Hands each digest to *show*. There is no history to look back into, so one that broke off stays unknown."""

    def __init__(self, show: Callable[[Reply], None]) -> None:
        self._show = show

    @property
    def seconds_between_posts(self) -> float:
        """Return 0: a terminal takes everything at once."""
        return 0.0

    @property
    def posts_a_second(self) -> None:
        """Return that a terminal takes whatever comes; see ``ports.Poster``."""
        return

    def parts(self, reply: Reply) -> int:
        """Return 1: a terminal has no limit."""
        return 1

    async def holds_threads_only(self, place: Place) -> bool:
        """Return False; see ``ports.Poster``."""
        return False

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        """Show *reply*; see ``ports.Poster``."""
        self._show(reply)
        return token

    async def look_back(
        self, place: Place, token: str, since: datetime, surely: datetime | None = None
    ) -> Mapping[int, str] | None:
        """Return None; see ``ports.Poster``."""
        return None

    async def link(self, place: Place, message: str) -> str | None:
        """Return None; see ``ports.Poster``."""
        return None

    def sent_as(self, reply: Reply, token: str, part: int) -> str:
        """Return a hash of what is shown; see ``ports.Poster``."""
        return payload_hash(plain_text.render(reply))

    async def edit(self, place: Place, message: str, reply: Reply, token: str, part: int) -> bool:
        """Raise Refused: what was printed stays as it is; see ``ports.Poster``."""
        raise Refused("it was printed in a terminal")

    async def answer(self, place: Place, message: str, reply: Reply, token: str, part: int) -> None:
        """Show *reply*; see ``ports.Poster``."""
        self._show(reply)

    async def erase(self, place: Place, message: str) -> None:
        """Raise Closed: what was printed cannot be taken back; see ``ports.Poster``."""
        raise Closed("it was printed in a terminal")
