"""Modals and Home tabs as objects (docs.slack.dev/reference/views): what Slack refuses about them."""

from collections.abc import Iterator
from typing import Any

from tests.peers.slack import limits
from tests.peers.slack.blocks import faults_of_blocks
from tests.peers.slack.settings import Json
from tests.peers.slack.shapes import Check, boolean, by_type, fault, plain, shape, string


def _blocks(value: Any, at: str) -> Iterator[str]:
    yield from faults_of_blocks(value, limits.BLOCKS_IN_A_VIEW, "view", at)


_COMMON: dict[str, Check] = {
    "private_metadata": string(limits.PRIVATE_METADATA),
    "callback_id": string(limits.IDENTIFIER),
    "external_id": string(limits.IDENTIFIER),
}
_MODAL = shape(
    {"title": plain(limits.MODAL_TITLE), "blocks": _blocks},
    {
        **_COMMON,
        "submit": plain(limits.MODAL_BUTTON),
        "close": plain(limits.MODAL_BUTTON),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_KINDS = {"modal": _MODAL, "home": shape({"blocks": _blocks}, _COMMON)}


def faults_of_view(view: Json, kinds: tuple[str, ...]) -> list[str]:
    """Everything Slack refuses about a view of one of these kinds."""
    found = list(by_type({kind: _KINDS[kind] for kind in kinds})(view, "/view"))
    blocks = [block for block in view.get("blocks") or [] if isinstance(block, dict)]
    has_input = any(block.get("type") == "input" for block in blocks)
    if has_input and view.get("type") == "modal" and "submit" not in view:
        found.append(fault("missing required field: submit", "/view"))
    return found
