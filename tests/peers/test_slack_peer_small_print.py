"""The limits of Slack's elements that are met less often: what is just long enough passes, one more is refused."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

Body = dict[str, Any]


def plain(length: int = 1) -> Body:
    return {"type": "plain_text", "text": "x" * length}


def option(**changes: Any) -> Body:
    return {"text": plain(), "value": "v", **changes}


def element(kind: str, **fields: Any) -> Body:
    return {"type": "actions", "elements": [{"type": kind, "action_id": "a", **fields}]}


def field(**changes: Any) -> Body:
    return {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "a"}, **changes}


def confirming(**changes: Any) -> Body:
    texts = {name: plain() for name in ("title", "text", "confirm", "deny")}
    return element("button", text=plain(), confirm={**texts, **changes})


def image(**changes: Any) -> Body:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", **changes}


def typed(length: int) -> Body:
    return field(element={"type": "plain_text_input", "action_id": "a", "initial_value": "x" * length})


def grouped(count: int = 1, label: int = 1) -> Body:
    groups = [{"label": plain(label), "options": [option()]} for _ in range(count)]
    return element("static_select", option_groups=groups)


LIMITS: dict[str, tuple[Callable[[int], Body], int]] = {
    "image alt_text": (lambda n: image(alt_text="x" * n), 2_000),
    "image title": (lambda n: image(title=plain(n)), 2_000),
    "image address": (lambda n: image(image_url="x" * n), 3_000),
    "input label": (lambda n: field(label=plain(n)), 2_000),
    "input hint": (lambda n: field(hint=plain(n)), 2_000),
    "input value": (typed, 3_000),
    "markdown": (lambda n: {"type": "markdown", "text": "x" * n}, 12_000),
    "button accessibility label": (lambda n: element("button", text=plain(), accessibility_label="x" * n), 75),
    "confirmation title": (lambda n: confirming(title=plain(n)), 100),
    "confirmation text": (lambda n: confirming(text=plain(n)), 300),
    "confirmation button": (lambda n: confirming(deny=plain(n)), 30),
    "option groups": (grouped, 100),
    "option group label": (lambda n: grouped(label=n), 75),
    "option description": (lambda n: element("static_select", options=[option(description=plain(n))]), 75),
    "overflow options": (lambda n: element("overflow", options=[option()] * n), 5),
    "checkboxes": (lambda n: element("checkboxes", options=[option()] * n), 10),
    "radio buttons": (lambda n: element("radio_buttons", options=[option()] * n), 10),
}


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        yield peer


@pytest.mark.parametrize(("make", "most"), LIMITS.values(), ids=LIMITS.keys())
async def test_one_more_than_the_most_is_refused(peer: SlackPeer, make: Callable[[int], Body], most: int) -> None:
    client = web_client(peer)
    await client.chat_postMessage(channel="C1", text="fallback", blocks=[make(most)])
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="fallback", blocks=[make(most + 1)])
    assert caught.value.response["error"] == "invalid_blocks"
    assert f"{most + 1} characters" in peer.refusals[0].messages[0] or f"no more than {most}" in str(peer.refusals)
