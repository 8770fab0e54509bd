"""Replies that are kept, so that what was worked out once is not worked out again while it holds."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from bot.replies import Reply

_MOST = 500  # replies that are kept
_SMALL = 20_000  # characters; longer ones are not kept


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply, and the moment (UTC) from which it no longer holds, None while only a change can make it stale."""

    reply: Reply
    until: datetime | None

    def holds_at(self, now: datetime) -> bool:
        """Tell whether the reply is still what would be answered."""
        return self.until is None or now < self.until


@dataclass(slots=True)
class KeptReplies:
    """Some replies, each under all that it depends on but the moment, until when it holds."""

    _replies: OrderedDict[tuple[object, ...], Kept] = field(default_factory=OrderedDict)

    def get(self, key: tuple[object, ...], now: datetime) -> Kept | None:
        """Return what is kept under *key* and still holds *now* (UTC)."""
        kept = self._replies.get(key)
        return kept if kept is not None and kept.holds_at(now) else None

    def keep(self, key: tuple[object, ...], kept: Kept) -> None:
        """Keep a reply under *key* if it is one to be kept; whose key came first makes room."""
        if not kept.reply.understood or kept.reply.size >= _SMALL:
            return
        self._replies[key] = kept
        while len(self._replies) > _MOST:
            self._replies.popitem(last=False)
