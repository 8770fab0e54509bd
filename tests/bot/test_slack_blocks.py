"""A reply in Slack's JSON: within every limit, every word there, the articles' words in literal elements."""

import html
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.packing import read_button_id
from bot.platforms.slack_blocks import Message, escape, render
from bot.replies import Button, Card, Piece, Press, Reply, cite, marked, ours, plain, quiet, row, strong, typed, words
from tests.bot.generated import NASTY, lines_of, replies, sendable, squeezed, texts
from tests.peers.slack.messages import read_content


def parts_of(reply: Reply, token: str | None = None) -> list[Message]:
    first = render(reply, 0, token)
    return [first, *(render(reply, part, token) for part in range(1, first.parts))]


def blocks(message: Message, kind: str) -> list[dict[str, Any]]:
    return [block for block in message.payload["blocks"] if block["type"] == kind]


def elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [element for section in block["elements"] for element in section["elements"]]


def rich(message: Message) -> str:
    """The text of the cards: of every rich text but the title's, or the lead's below a header."""
    return "".join(element["text"] for block in blocks(message, "rich_text")[1:] for element in elements(block))


def buttons(message: Message) -> list[dict[str, Any]]:
    return [button for row in blocks(message, "actions") for button in row["elements"]]


@settings(max_examples=25, deadline=None)
@given(replies(), st.sampled_from([None, "0123456789abcdef"]), st.sampled_from(["", "Ann <& co> shares: "]))
def test_every_part_is_within_every_limit(reply: Reply, token: str | None, lead_in: str) -> None:
    for part in range(render(reply, 0, token).parts):
        message = render(reply, part, token, lead_in)
        read_content(message.payload)  # refuses what Slack refuses
        found = message.payload["blocks"]
        assert len(found) <= 50
        assert len(json.dumps(found, ensure_ascii=False)) < 13_200
        assert len(message.payload["text"]) < 4_000
        for header in blocks(message, "header"):
            assert 1 <= len(header["text"]["text"]) <= 150
        for actions in blocks(message, "actions"):
            assert len(actions["elements"]) <= 25
        for button in buttons(message):
            assert 1 <= len(button["text"]["text"]) <= 75
            assert 1 <= len(button["value"]) <= 2000
        action_ids = [button["action_id"] for button in buttons(message)]
        assert len(action_ids) == len(set(action_ids))


@settings(max_examples=25, deadline=None)
@given(replies())
def test_every_word_is_found_again_in_order_over_the_parts(reply: Reply) -> None:
    messages = parts_of(reply)
    wanted = squeezed("".join(sendable(plain(line)) for line in lines_of(reply)))
    assert squeezed("".join(map(rich, messages))) == wanted
    for message in messages:
        assert squeezed(rich(message)) in squeezed(html.unescape(message.payload["text"]))


@settings(max_examples=25, deadline=None)
@given(replies())
def test_a_reply_has_as_many_parts_with_a_token_as_without(reply: Reply) -> None:
    assert render(reply).parts == render(reply, 0, "0123456789abcdef").parts


@settings(max_examples=100, deadline=None)
@given(texts)
def test_text_shows_letter_for_letter_once_it_is_unescaped(text: str) -> None:
    escaped = escape(text)
    assert not {"<", ">"} & set(escaped)
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == sendable(text)


@pytest.mark.parametrize("text", NASTY)
def test_each_kind_of_form_is_taken_literally(text: str) -> None:
    message = render(Reply((ours("T"),), cards=(Card(((words(text),),)),)))
    read_content(message.payload)
    assert rich(message) == sendable(text)


@pytest.mark.parametrize(
    ("piece", "element"),
    [
        (words("*x* <!channel>"), {"type": "text", "text": "*x* <!channel>"}),
        (marked("x"), {"type": "text", "text": "x", "style": {"bold": True}}),
        (strong("x"), {"type": "text", "text": "x", "style": {"bold": True}}),
        (quiet("x"), {"type": "text", "text": "x", "style": {"italic": True}}),
        (cite("A1"), {"type": "text", "text": "A1", "style": {"code": True}}),
        (typed("quotes Xi"), {"type": "text", "text": "quotes Xi", "style": {"code": True}}),
        (Piece("T", url="https://x.org/a|b>c"), {"type": "link", "url": "https://x.org/a%7Cb%3Ec", "text": "T"}),
    ],
)
def test_pieces_get_their_form(piece: Piece, element: dict[str, Any]) -> None:
    message = render(Reply((ours("T"),), cards=(Card(((piece,),)),)))
    assert elements(blocks(message, "rich_text")[1]) == [element]


@pytest.mark.parametrize(("length", "headers"), [(150, 1), (151, 0)])
def test_a_title_is_a_header_where_it_fits_into_one(length: int, headers: int) -> None:
    message = render(Reply((strong("x" * length),), "2 entries"))
    assert len(blocks(message, "header")) == headers
    assert message.payload["text"] == "x" * length + " - 2 entries"


def test_the_rows_of_a_list_are_one_block() -> None:
    blocks = render(Reply((strong("T"),), "2", cards=(row(words("One")), row(words("Two"))))).payload["blocks"]
    (section,) = blocks[-1]["elements"]
    assert [element["text"] for element in section["elements"]] == ["One", "\n", "Two"]


def test_the_text_is_a_complete_answer() -> None:
    card = Card(((words("Ends & means <b>"), ours(" "), cite("A1-s1")), (quiet("named"),)))
    reply = Reply((strong("Search"),), "1 entry", (card,), ((quiet("Searched: 2 entries."),),), pages=2)
    assert render(reply).payload["text"].splitlines() == [
        "Search - 1 entry",
        "Ends &amp; means &lt;b&gt; A1-s1",
        "named",
        "Searched: 2 entries.",
        "Page 1 of 2",
    ]


def test_a_title_with_signs_that_are_escaped_is_not_cut_inside_of_one() -> None:
    text = render(Reply((strong("&" * 299 + "<x"),))).payload["text"]
    assert html.unescape(text) == "&" * 299 + "<"


def test_a_digest_carries_its_id_and_turns_no_pages() -> None:
    reply = Reply((ours("T"),), cards=(Card(((words("word " * 2000),),)),), line="digest preview", pages=3)
    messages = parts_of(reply, "0123456789abcdef")
    assert len(messages) > 1
    for number, message in enumerate(messages, 1):
        (footer,) = blocks(message, "context")
        assert footer["elements"][0]["text"].endswith(f"id 0123456789abcdef-{number}")
        assert not buttons(message)


def test_buttons_say_what_they_do_and_turn_parts() -> None:
    reply = Reply(
        (ours("T"),), cards=(Card(((words("word " * 900),),)),), buttons=(Button("A2", "open cite:A2"),), line="quotes"
    )
    values = [button["value"] for button in buttons(render(reply, 1))]
    assert values == ["turn:quotes", "share:quotes", "ask:open cite:A2"]
    assert [button["action_id"] for button in buttons(render(reply, 1))] == ["turn-0-0", "share-0-1", "ask-1-0"]


def test_sharing_comes_after_what_can_be_asked_where_nothing_is_turned() -> None:
    asks = tuple(Button(f"A{number}", f"open cite:A{number}") for number in range(1, 25))
    for few in (asks[:2], asks):
        labels = [button["text"]["text"] for button in buttons(render(Reply((ours("T"),), buttons=few, line="quotes")))]
        assert labels == [*(each.label for each in few[:20]), "Share to channel"]


def test_a_line_that_is_too_long_for_a_button_is_kept_under_its_key() -> None:
    line = "search text:" + "x" * 200
    message = render(Reply((ours("T"),), buttons=(Button("Search", line),)))
    pressed = read_button_id(buttons(message)[0]["value"])
    assert pressed is not None and pressed[0] is Press.ASK
    assert message.kept == {pressed[1].removeprefix("#"): line}
