"""Troubles: what Slack's Web API refuses, as a sentence that says what to do. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# By the error of the Web API (docs.slack.dev/reference/methods/chat.postMessage, "Errors"). They are recorded as they
# are, and said in other languages by bot.commands.reasons.
_CLOSED = {
    "channel_not_found": "the channel is gone, or private and the bot is not in it; type /invite @briefing there",
    "not_in_channel": "the bot is not in the channel; type /invite @briefing there",
    "is_archived": "the channel is archived",
    "restricted_action": "the workspace does not let the bot post there",
    "account_inactive": "the app was removed from the workspace",
    "token_revoked": "the app's token was revoked",
    "invalid_auth": "Slack refuses the token",
    "not_authed": "Slack refuses the token",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What Slack's Web API said to a request it refused: HTTP status, the ``error`` ("" for none) and the rest of it.

    ``wait`` is how many seconds it asks to wait, None where it does not (docs.slack.dev/apis/web-api/rate-limits).
    """

    status: int
    error: str
    answer: Mapping[str, Any]
    wait: float | None


def said(response: object) -> Said:
    """Return what *response* says, whatever the client made of it.

    That is an answer, a page of words in its place, or the raw response where the JSON in it was broken.
    """
    data = getattr(response, "data", None)
    answer: Mapping[str, Any] = data if isinstance(data, dict) else {}
    status = int(getattr(response, "status_code", getattr(response, "status", 200)))
    headers = {str(name).lower(): str(value) for name, value in (getattr(response, "headers", None) or {}).items()}
    asked = headers.get("retry-after", "")
    wait = float(asked) if asked.isascii() and asked.isdigit() else None
    return Said(status, str(answer.get("error") or ""), answer, wait)


def trouble(said: Said, scopes: str = "chat:write") -> str | None:
    """Return why nothing can be done here until a person mends it, and how; None for any other error.

    *scopes* are those of the call, which are named where Slack does not tell which is missing.
    """
    if said.error == "missing_scope":
        scope = str(said.answer.get("needed") or scopes).replace(",", ", ")
        return f"the app lacks the scope {scope}; paste the manifest again and reinstall"
    return _CLOSED.get(said.error)


def why(said: Said, scopes: str = "chat:write") -> str:
    """Return why Slack refused something, with what to do where that is known."""
    return trouble(said, scopes) or f"Slack says {said.error or said.status}"
