"""How the loopback Slack says no."""

from dataclasses import dataclass
from typing import Any

from tests.peers.slack.settings import Json


class Refused(Exception):
    """A request Slack would answer with {"ok": false}; carries the whole body of that answer."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error if not messages else f"{error}: {'; '.join(messages)}")
        self.error = error
        self.messages = messages or []
        self.more = more

    def body(self) -> Json:
        """Slack's error shape; `errors` repeats the messages without their level."""
        body: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["errors"] = list(self.messages)
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


@dataclass(frozen=True)
class Refusal:
    """One refusal as the peer records it: where, Slack's error code, and what exactly was wrong."""

    where: str
    error: str
    messages: tuple[str, ...] = ()
