"""What a test may turn on the loopback Slack: identities, secrets, deadlines."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Settings:
    """Defaults are Slack's own numbers; a test scales the deadlines down instead of waiting for them."""

    bot_token: str = "xoxb-0-peer-bot-token"
    app_token: str = "xapp-1-A0PEERAPP-0-peer-app-token"
    signing_secret: str = "peer-signing-secret"
    app_id: str = "A0PEERAPP"
    team_id: str = "T0PEER"
    team_domain: str = "peer"
    bot_user_id: str = "U0PEERBOT"
    bot_id: str = "B0PEERBOT"
    scopes: str = "commands,chat:write,chat:write.public,channels:read,channels:history,users:read,files:read"

    ack_within: float = 3.0
    """Seconds an app has to acknowledge (docs.slack.dev/interactivity/handling-user-interaction)."""
    answer_within: float = 10.0
    """Seconds a person of ours waits for something to see. Slack has no such limit."""
    trigger_lives: float = 3.0
    """Seconds a trigger_id can be exchanged for a view, once."""
    response_url_lives: float = 1800.0
    response_url_uses: int = 5
    seconds_between_posts: float | None = None
    """About one message a second per channel (docs.slack.dev/apis/web-api/rate-limits); None: not enforced."""
    posts_in_a_burst: int = 1
    sockets_at_most: int = 10
    commands: frozenset[str] | None = None
    """Slash commands of the app's manifest; None: every command exists."""
    clock: Callable[[], float] = time.time
    """Where message timestamps come from; a test that gives the app its own time gives it here too."""
