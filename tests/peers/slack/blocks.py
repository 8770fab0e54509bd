"""Layout blocks (docs.slack.dev/reference/block-kit/blocks): what Slack refuses about them."""

from collections.abc import Iterator
from typing import Any

from tests.peers.slack import limits
from tests.peers.slack.elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from tests.peers.slack.rich_text import RICH_TEXT
from tests.peers.slack.settings import Json
from tests.peers.slack.shapes import (
    Check,
    anything,
    array,
    boolean,
    by_type,
    either,
    fault,
    plain,
    shape,
    string,
    text,
)
from tests.peers.slack.workspace import interactive_elements

BLOCK_ID = {"block_id": string(limits.IDENTIFIER, 1)}


_SECTION = either(
    ("text", "fields"),
    shape(
        {},
        {
            "text": text(limits.SECTION_TEXT),
            "fields": array(text(limits.SECTION_FIELD_TEXT), limits.SECTION_FIELDS),
            "accessory": IN_SECTION,
            "expand": boolean,
            **BLOCK_ID,
        },
    ),
)
_IMAGE = either(
    ("image_url", "slack_file"),
    shape(
        {"alt_text": string(limits.ALT_TEXT)},
        {
            "image_url": string(limits.URL, 1),
            "slack_file": anything,
            "title": plain(limits.IMAGE_TITLE),
            **BLOCK_ID,
        },
    ),
)
_INPUT = shape(
    {"label": plain(limits.INPUT_LABEL), "element": IN_INPUT},
    {"hint": plain(limits.INPUT_HINT), "optional": boolean, "dispatch_action": boolean, **BLOCK_ID},
)

EVERYWHERE: dict[str, Check] = {
    "actions": shape({"elements": array(IN_ACTIONS, limits.ACTIONS_ELEMENTS)}, BLOCK_ID),
    "context": shape({"elements": array(IN_CONTEXT, limits.CONTEXT_ELEMENTS)}, BLOCK_ID),
    "divider": shape({}, BLOCK_ID),
    "header": shape({"text": plain(limits.HEADER_TEXT)}, BLOCK_ID),
    "image": _IMAGE,
    "input": _INPUT,
    "rich_text": RICH_TEXT,
    "section": _SECTION,
}
ONLY_IN_MESSAGES: dict[str, Check] = {"markdown": shape({"text": string(limits.MARKDOWN, 1)}, BLOCK_ID)}


def faults_of_blocks(blocks: Any, most: int, surface: str, at: str = "/blocks") -> list[str]:
    """Everything Slack refuses about these blocks on a message, modal or Home tab."""
    kinds = EVERYWHERE | (ONLY_IN_MESSAGES if surface == "message" else {})
    found = list(array(by_type(kinds), most, least=0)(blocks, at))
    if isinstance(blocks, list):
        well_formed = [block if isinstance(block, dict) else {} for block in blocks]
        found += _twice_in_use(well_formed, at)
    return found


def _twice_in_use(blocks: list[Json], at: str) -> Iterator[str]:
    """block_id must be unique on its surface, action_id in its block."""
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                yield fault(f"`block_id` {block_id!r} already exists", f"{at}/{number}/block_id")
            seen.add(block_id)
        if block.get("type") in ("actions", "section", "input"):
            yield from _actions_twice(block, f"{at}/{number}")


def _actions_twice(block: Json, at: str) -> Iterator[str]:
    seen: set[str] = set()
    for element in interactive_elements(block):
        action_id = element.get("action_id")
        if not isinstance(action_id, str):
            continue
        if action_id in seen:
            yield fault(f"`action_id` {action_id!r} already exists in its block", at)
        seen.add(action_id)
