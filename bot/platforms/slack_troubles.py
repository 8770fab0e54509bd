"""Troubles: what Slack's Web API refuses, as a sentence that says what to do. Pure."""

from collections.abc import Mapping
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


def trouble(response: Mapping[str, Any], scopes: str = "chat:write") -> str | None:
    """Return why nothing can be done here until a person mends it, and how; None for any other error.

    *response* is the Web API's answer, with its ``error`` and, for a missing scope, which one is ``needed``;
    *scopes* are those of the call, which are named where the answer does not tell.
    """
    error = str(response.get("error", ""))
    if error == "missing_scope":
        scope = str(response.get("needed") or scopes).replace(",", ", ")
        return f"the app lacks the scope {scope}; paste the manifest again and reinstall"
    return _CLOSED.get(error)
