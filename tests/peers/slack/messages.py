"""What a message body must be, whichever door it comes through: chat.*, response_url, acknowledgement."""

import json
from dataclasses import dataclass
from typing import Any

from tests.peers.slack import limits
from tests.peers.slack.blocks import faults_of_blocks
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json


@dataclass(frozen=True)
class Content:
    """A body that Slack would take."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None
    mrkdwn: bool
    unfurl_links: bool | None
    unfurl_media: bool | None

    @property
    def parts(self) -> list[str]:
        """Text above 4,000 characters is shown as several messages."""
        size = limits.TEXT_IN_ONE_MESSAGE
        return [self.text[at : at + size] for at in range(0, len(self.text), size)] or [""]


def read_content(body: Json) -> Content:
    """Checks a message body; raises Refused with Slack's error."""
    text = body.get("text", "")
    if not isinstance(text, str):
        raise Refused("invalid_arguments", ["must be a string [json-pointer:/text]"])
    blocks = _list(body.get("blocks"), "invalid_blocks_format")
    attachments = _list(body.get("attachments"), "invalid_attachments")
    if not text.strip() and not blocks and not attachments:
        raise Refused("no_text")
    if len(text) > limits.TEXT:
        raise Refused("msg_too_long")
    _check_blocks(blocks)
    return Content(
        text=text,
        blocks=blocks,
        attachments=attachments,
        metadata=_metadata(body.get("metadata")),
        mrkdwn=flag(body.get("mrkdwn"), default=True) is True,
        unfurl_links=flag(body.get("unfurl_links")),
        unfurl_media=flag(body.get("unfurl_media")),
    )


def _check_blocks(blocks: list[Json]) -> None:
    if messages := faults_of_blocks(blocks, most=limits.BLOCKS_IN_A_MESSAGE, surface="message"):
        raise Refused("invalid_blocks", messages)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > limits.ALL_BLOCKS:
        raise Refused("msg_blocks_too_long")


def _metadata(value: Any) -> Json | None:
    value = decoded(value, "invalid_metadata_format")
    if value in (None, {}):
        return None
    well_formed = isinstance(value, dict) and value.keys() <= {"event_type", "event_payload", "entities"}
    if not well_formed or not isinstance(value.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(value.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(value)) > limits.METADATA:
        raise Refused("metadata_too_large")
    return dict(value)


def _list(value: Any, error: str) -> list[Json]:
    value = decoded(value, error)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Refused(error)
    return value


def decoded(value: Any, error: str) -> Any:
    """Form-encoded bodies carry lists and objects as JSON text."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError as reason:
        raise Refused(error) from reason


def flag(value: Any, default: bool | None = None) -> bool | None:
    """Booleans come as JSON booleans or as the words of form fields."""
    if value is None or value == "":
        return default
    return value is True or str(value).lower() in ("1", "true")
