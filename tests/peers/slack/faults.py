"""What can go wrong between an app and Slack, ordered in advance for a method of the Web API."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["rate_limit", "status", "error", "cut_before", "lose_answer", "slow", "hold"]

_PAGE = "<h1>Server Error</h1>"


@dataclass
class Fault:
    """One thing that goes wrong `times` times."""

    kind: Kind
    method: str
    times: int = 1
    channel: str | None = None
    retry_after: int = 1
    status: int = 500
    page: str = _PAGE
    content_type: str = "text/html"
    error: str = "internal_error"
    more: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Lets a held or slow request go on."""
        self.released.set()


class Faults:
    """The faults in store. `method` is a Web API method, `response_url`, or `*` for any of them."""

    def __init__(self) -> None:
        self._in_store: list[Fault] = []
        self._taken: list[Fault] = []

    def take(self, method: str, channel: str | None) -> Fault | None:
        """The next fault for this request; the ones ordered first come first."""
        for fault in self._in_store:
            if fault.method not in (method, "*") or fault.channel not in (channel, None):
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._in_store.remove(fault)
            self._taken.append(fault)
            fault.arrived.set()
            return fault
        return None

    @property
    def left(self) -> int:
        """How many faults are still to happen."""
        return sum(fault.times for fault in self._in_store)

    def clear(self) -> None:
        """Nothing goes wrong any more; what is held or slow goes on at once."""
        self._in_store.clear()
        for fault in self._taken:
            fault.release()

    def _order(self, fault: Fault) -> Fault:
        self._in_store.append(fault)
        return fault

    def rate_limit(self, method: str, *, retry_after: int = 1, times: int = 1, channel: str | None = None) -> Fault:
        """HTTP 429 with Retry-After and {"error": "ratelimited"}; nothing happens."""
        return self._order(Fault("rate_limit", method, times, channel, retry_after=retry_after))

    def status(
        self, method: str, status: int = 500, *, times: int = 1, page: str = _PAGE, content_type: str = "text/html"
    ) -> Fault:
        """A 5xx page instead of JSON; nothing happens. *page* says what stands on it, and its content type."""
        return self._order(Fault("status", method, times, status=status, page=page, content_type=content_type))

    def error(self, method: str, error: str, *, times: int = 1, **more: Any) -> Fault:
        """An error of the method, for instance missing_scope with needed and provided; nothing happens."""
        return self._order(Fault("error", method, times, error=error, more=more))

    def cut_before(self, method: str, *, times: int = 1) -> Fault:
        """The connection breaks before anything happened."""
        return self._order(Fault("cut_before", method, times))

    def lose_answer(self, method: str, *, times: int = 1) -> Fault:
        """It happens, and the connection breaks before the app hears of it."""
        return self._order(Fault("lose_answer", method, times))

    def slow(self, method: str, seconds: float, *, times: int = 1) -> Fault:
        """It happens at once, the answer comes late."""
        return self._order(Fault("slow", method, times, seconds=seconds))

    def hold(self, method: str) -> Fault:
        """The request waits, before anything happened, until the test releases it."""
        return self._order(Fault("hold", method))
