"""One method of the Web API: what it does, which arguments it knows, whose token it wants."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json

MESSAGE_ARGUMENTS = frozenset({"channel", "text", "blocks", "attachments", "link_names", "parse", "markdown_text"})


@dataclass(frozen=True)
class Method:
    """Unknown arguments are let pass by Slack; the peer keeps them as complaints."""

    run: Callable[[Json], Json]
    arguments: frozenset[str]
    token: Literal["bot", "app", "none"] = "bot"


def required(fields: Json, name: str) -> str:
    """A text argument that must be there."""
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise Refused("invalid_arguments", [f"missing required field: {name}"])
    return value
