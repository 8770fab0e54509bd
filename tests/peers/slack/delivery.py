"""One act handed to the app, and the app's acknowledgement: the same for Socket Mode and signed HTTP."""

import time
from dataclasses import dataclass, field

from tests.peers.slack.settings import Json

ANSWERED_IN_THE_ACK = ("slash_commands", "view_submission", "block_suggestion")
"""What may be answered by the acknowledgement's own payload; any other payload there is ignored by Slack."""


@dataclass(frozen=True)
class Ack:
    """The app took the act; `payload` is what it said at once, if anything."""

    payload: Json | None = None
    at: float = field(default_factory=time.perf_counter)


class NotAcknowledged(Exception):
    """The app did not take the act; the reason is the word Slack shows to the person."""


def accepts_payload(kind: str, payload: Json) -> bool:
    return kind in ANSWERED_IN_THE_ACK or payload.get("type") in ANSWERED_IN_THE_ACK
