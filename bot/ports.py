"""The two things the bot needs from outside that tests replace: the time, and a platform that posts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.replies import Reply
from briefings.errors import BriefingError
from briefings.place import Place


class Clock(Protocol):
    """Tells the time. Asked wherever a moment is needed; nothing else reads a clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC. It can jump: clocks are put right, machines sleep."""
        ...

    def steady(self) -> float:
        """Return seconds since some moment in the past; they only ever go on, whatever happens to the clock."""
        ...


class CannotRun(BriefingError):
    """A token is missing or refused; the text says which and what to do."""


class PostError(BriefingError):
    """A post that did not go as it should; the text is the reason, for people to read."""


class Closed(PostError):
    """The channel is gone, archived or forbidden: nothing was posted, and nothing should be again."""


class Refused(PostError):
    """The platform refused the message itself: nothing was posted, and the same will be refused again."""


class NotNow(PostError):
    """Nothing was posted; it may be tried again after ``wait`` seconds."""

    def __init__(self, reason: str, wait: float) -> None:
        super().__init__(reason)
        self.wait = wait


class NoAnswer(PostError):
    """The message may be posted or not: the answer was lost."""


class Poster(Protocol):
    """Posts digests to one platform. ``delivery.py`` calls ``look_back`` before it posts anything a second time;
    ``correcting.py`` calls ``edit``, and ``answer`` where that is refused.
    """

    @property
    def seconds_between_posts(self) -> float:
        """Return how long a channel is left alone after a post, so that the platform need not ask for it."""
        ...

    @property
    def posts_a_second(self) -> int | None:
        """Return how many posts the platform takes in a second over all channels, None for any number."""
        ...

    def parts(self, reply: Reply) -> int:
        """Return how many messages *reply* needs here, at least 1."""
        ...

    async def holds_threads_only(self, place: Place) -> bool:
        """Tell whether each post has to be a thread of its own at *place*, as in a forum. Raises NotNow."""
        ...

    async def post(self, place: Place, reply: Reply, token: str, part: int) -> str:
        """Post one part (from 0) of *reply*, marked with *token*, and return the message's id.

        Where *place* is below a message, the part goes into that message's thread, which is begun if it is missing.

        Raises Closed, Refused, NotNow or NoAnswer. Posting the same part with the same token again within a few
        minutes must not double it where the platform can prevent that.
        """
        ...

    async def look_back(
        self, place: Place, token: str, since: datetime, surely: datetime | None = None
    ) -> Mapping[int, str] | None:
        """Return the messages marked with *token* and posted after *since*: part (from 0) and id.

        Returns None when the history may not be read, or when nothing is found and there are so many messages that not
        all since *surely* (*since*, where it is left out) were looked at; raises NotNow when it cannot be read at
        present.
        """
        ...

    async def link(self, place: Place, message: str) -> str | None:
        """Return the address of a posted *message* (its id), None where there is none or it is not to be had."""
        ...

    def sent_as(self, reply: Reply, token: str, part: int) -> str:
        """Return a short hash of what ``post`` sends for a part: the same as long as nothing of it changes."""
        ...

    async def edit(self, place: Place, message: str, reply: Reply, token: str, part: int) -> bool:
        """Put a part of *reply* in the place of what the posted *message* (its id) says; False if it is gone.

        Doing it again does no harm. Raises Refused where the message cannot be edited, Closed, NotNow or NoAnswer.
        """
        ...

    async def answer(self, place: Place, message: str, reply: Reply, token: str, part: int) -> None:
        """Post a part of *reply*, marked with *token*, as an answer to the posted *message*, unless it is there.

        Raises Closed, Refused, NotNow or NoAnswer.
        """
        ...

    async def erase(self, place: Place, message: str) -> None:
        """Delete the posted *message* (its id); one that is gone already is what was wanted.

        Raises Closed, Refused, NotNow or NoAnswer.
        """
        ...
