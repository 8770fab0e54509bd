"""Every length and count of Slack's blocks and messages: the longest passes, one more is refused."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

Body = dict[str, Any]


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        peer.person("U1", channel="C1")
        yield peer


async def refusal(peer: SlackPeer, **message: Any) -> Body:
    """Slack's answer to a message that must not be posted."""
    with pytest.raises(SlackApiError) as caught:
        await web_client(peer).chat_postMessage(channel="C1", **({"text": "fallback"} | message))
    assert not peer.posted("C1")
    answer: Body = caught.value.response.data
    return answer


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Body:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Body:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(number: int = 0, **changes: Any) -> Body:
    return {"type": "button", "text": plain("x"), "action_id": f"a{number}", **changes}


def actions(*elements: Body, **more: Any) -> Body:
    return {"type": "actions", "elements": list(elements), **more}


def select(count: int, **changes: Any) -> Body:
    options = [{"text": plain("x"), "value": f"{number}"} for number in range(count)]
    return actions({"type": "static_select", "action_id": "a", "options": options, **changes})


def rich(*inline: Body, kind: str = "rich_text_section", **more: Any) -> Body:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(inline), **more}]}


WORD: Body = {"type": "text", "text": "word", "style": {"bold": True}}
ITEM: Body = {"type": "rich_text_section", "elements": [WORD]}
LINK: Body = {"type": "link", "url": "https://example.org", "text": "there"}
IMAGE: Body = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"}
CONFIRM: Body = {"title": plain("x"), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}

FITS = {
    "section text": [section("x" * 3_000)],
    "section fields": [{"type": "section", "fields": [mrkdwn("x") for _ in range(10)]}],
    "section field text": [{"type": "section", "fields": [mrkdwn("x" * 2_000)]}],
    "section accessory": [section(accessory=button())],
    "header": [{"type": "header", "text": plain("x" * 150)}],
    "context elements": [{"type": "context", "elements": [mrkdwn("x") for _ in range(10)]}],
    "actions elements": [actions(*(button(number) for number in range(25)))],
    "button text": [actions(button(text=plain("x" * 75)))],
    "button value": [actions(button(value="x" * 2_000))],
    "action_id": [actions(button(action_id="x" * 255))],
    "block_id": [section(block_id="x" * 255)],
    "options": [select(100)],
    "confirmation": [actions(button(confirm=CONFIRM, style="danger"))],
    "blocks": [{"type": "divider"} for _ in range(50)],
    "the same action_id in two blocks": [actions(button()), actions(button())],
    "rich text": [rich(WORD, LINK), rich(WORD, kind="rich_text_quote"), rich(WORD, kind="rich_text_preformatted")],
    "rich text list": [rich(ITEM, kind="rich_text_list", style="bullet")],
    "image": [IMAGE],
}

REFUSED: dict[str, tuple[list[Any], str]] = {
    "section text of 3,001": (
        [section("x" * 3_001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "section text of nothing": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "section without text": ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    "eleven fields": (
        [{"type": "section", "fields": [mrkdwn("x") for _ in range(11)]}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "field text of 2,001": (
        [{"type": "section", "fields": [mrkdwn("x" * 2_001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "header of 151": (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "header in mrkdwn": (
        [{"type": "header", "text": mrkdwn("x")}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "eleven context elements": (
        [{"type": "context", "elements": [mrkdwn("x") for _ in range(11)]}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "26 actions": (
        [actions(*(button(number) for number in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "actions without elements": ([actions()], "no fewer than 1 items required [json-pointer:/blocks/0/elements]"),
    "101 options": ([select(101)], "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    "option text of 76": (
        [select(0, options=[{"text": plain("x" * 76), "value": "a"}])],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "option value of 151": (
        [select(0, options=[{"text": plain("x"), "value": "a" * 151}])],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "placeholder of 151": (
        [select(1, placeholder=plain("x" * 151))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    "button text of 76": (
        [actions(button(text=plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "button text in mrkdwn": (
        [actions(button(text=mrkdwn("x")))],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "button value of 2,001": (
        [actions(button(value="x" * 2_001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "button style": (
        [actions(button(style="green"))],
        "must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "action_id of 256": (
        [actions(button(action_id="x" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "action_id twice in a block": (
        [actions(button(1), button(1))],
        "`action_id` 'a1' already exists in its block [json-pointer:/blocks/0]",
    ),
    "block_id of 256": (
        [section(block_id="x" * 256)],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    "block_id twice": (
        [section(block_id="b"), section(block_id="b")],
        "`block_id` 'b' already exists [json-pointer:/blocks/1/block_id]",
    ),
    "51 blocks": ([{"type": "divider"} for _ in range(51)], "no more than 50 items allowed [json-pointer:/blocks]"),
    "an unknown block": ([{"type": "banner"}], "unsupported type: banner [json-pointer:/blocks/0/type]"),
    "a block without a type": ([{"text": plain("x")}], "unsupported type: None [json-pointer:/blocks/0/type]"),
    "an unknown key": ([section(colour="red")], "no additional properties allowed: colour [json-pointer:/blocks/0]"),
    "an unknown key in a text": (
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}],
        "no additional properties allowed: emoji [json-pointer:/blocks/0/text]",
    ),
    "an image without alt_text": (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "an image without a source": (
        [{"type": "image", "alt_text": "a"}],
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    "a menu without options": (
        [actions({"type": "static_select", "action_id": "a"})],
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "rich text with bare text": (
        [{"type": "rich_text", "elements": [WORD]}],
        "unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
    ),
    "rich text of nothing": (
        [rich({"type": "text", "text": ""})],
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    "rich text style": (
        [rich({"type": "text", "text": "x", "style": {"loud": True}})],
        "no additional properties allowed: loud [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "a rich text list of words": (
        [rich(WORD, kind="rich_text_list", style="bullet")],
        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "a rich text list without a style": (
        [rich(ITEM, kind="rich_text_list")],
        "missing required field: style [json-pointer:/blocks/0/elements/0]",
    ),
}


@pytest.mark.parametrize("blocks", FITS.values(), ids=FITS.keys())
async def test_what_fits_is_posted(peer: SlackPeer, blocks: list[Body]) -> None:
    await web_client(peer).chat_postMessage(channel="C1", text="fallback", blocks=blocks)
    assert len(peer.posted("C1")) == 1 and not peer.refusals


@pytest.mark.parametrize(("blocks", "message"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_does_not_fit_is_refused_with_its_place(peer: SlackPeer, blocks: list[Any], message: str) -> None:
    answer = await refusal(peer, blocks=blocks)
    assert answer["error"] == "invalid_blocks" and answer["errors"] == [message]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {message}"]
    assert peer.refusals[0].messages == (message,)


async def test_all_blocks_together_have_a_limit(peer: SlackPeer) -> None:
    blocks = [section("x" * 2_500) for _ in range(5)]
    blocks[0]["text"]["text"] += "x" * (13_200 - len(json.dumps(blocks, separators=(",", ":"))))
    await web_client(peer).chat_postMessage(channel="C1", text="fallback", blocks=blocks)
    blocks[1]["text"]["text"] += "x"
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await web_client(peer).chat_postMessage(channel="C1", text="fallback", blocks=blocks)


async def test_blocks_must_be_a_list_of_objects(peer: SlackPeer) -> None:
    assert (await refusal(peer, blocks='["x"]'))["error"] == "invalid_blocks_format"
    assert (await refusal(peer, blocks="[{"))["error"] == "invalid_blocks_format"


@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
@pytest.mark.parametrize("message", [{"text": ""}, {"text": "  \n"}, {"text": "", "blocks": []}])
async def test_an_empty_message_is_refused(peer: SlackPeer, message: Body) -> None:
    assert (await refusal(peer, **message))["error"] == "no_text"


async def test_a_text_above_40000_characters_is_refused(peer: SlackPeer) -> None:
    assert (await refusal(peer, text="x" * 40_001))["error"] == "msg_too_long"


async def test_a_text_above_4000_characters_becomes_several_messages(peer: SlackPeer) -> None:
    await web_client(peer).chat_postMessage(channel="C1", text="x" * 4_001)
    posted = peer.posted("C1")
    assert [(len(m.text), m.part, m.parts) for m in posted] == [(4_000, 1, 2), (1, 2, 2)]
    assert peer.complaints == ["chat.postMessage: text of 4001 characters is split in 2 messages"]


async def test_an_edit_above_4000_characters_is_refused(peer: SlackPeer) -> None:
    client = web_client(peer)
    ts = (await client.chat_postMessage(channel="C1", text="short"))["ts"]
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await client.chat_update(channel="C1", ts=ts, text="x" * 4_001)


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "x"}, "invalid_metadata_schema"),
        ({"event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"a": "x" * 7_954}}, "metadata_too_large"),
    ],
)
async def test_metadata_must_be_well_formed_and_small(peer: SlackPeer, metadata: Body, error: str) -> None:
    assert (await refusal(peer, metadata=metadata))["error"] == error
