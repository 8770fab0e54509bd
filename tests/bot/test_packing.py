"""Cards are parted at item borders, and a button's id holds its line or leads to it."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms import discord_cards, discord_layout, slack_blocks
from bot.platforms.packing import (
    Size,
    button_id,
    line_key,
    pack,
    part_asked,
    place_text,
    printable,
    read_button_id,
    turning,
)
from bot.platforms.rendering import Message
from bot.replies import Button, Card, Line, Piece, Press, Reply, card, marked, ours, plain, quiet, strong, words
from bot.seals import LENGTH
from tests.bot.generated import cards, lines_of, sendable, texts, utf16_units


def length(card: Card) -> Size:
    return (sum(len(plain(line)) for line in card.lines), 1)


def text(groups: list[list[Card]]) -> str:
    return "".join(plain(line) for group in groups for card in group for line in card.lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(cards, max_size=12), st.integers(1, 200), st.integers(1, 5))
def test_every_group_is_within_the_limits_and_nothing_is_lost(some: list[Card], room: int, most: int) -> None:
    groups = pack(some, length, (room, most))
    for group in groups:
        assert sum(length(card)[0] for card in group) <= room
        assert len(group) <= most
    assert text(groups) == "".join(plain(line) for line in lines_of(Reply((), cards=tuple(some))))


@pytest.mark.parametrize(
    ("lengths", "room", "expected"),
    [
        ([], 10, [[]]),
        ([3, 3, 4], 10, [[3, 3, 4]]),
        ([3, 3, 5], 10, [[3, 3], [5]]),
        ([10, 10], 10, [[10], [10]]),
    ],
)
def test_cards_that_fit_are_not_parted(lengths: list[int], room: int, expected: list[list[int]]) -> None:
    groups = pack([card([words("x" * each)]) for each in lengths], length, (room, 9))
    assert [[length(each)[0] for each in group] for group in groups] == expected


def test_a_card_that_is_too_long_is_parted_between_lines_then_between_words() -> None:
    long = card([words("one two")], [words("three four five six seven")])
    groups = pack([long], length, (12, 9))
    assert [plain(each.lines[0]) for group in groups for each in group] == [
        "one two",
        "three four ",
        "five six ",
        "seven",
    ]


@pytest.mark.parametrize("render", [discord_cards.render, discord_layout.render, slack_blocks.render])
@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_word_of_an_article_turns_the_direction_of_what_stands_after_it(
    render: Callable[[Reply], Message], mark: str
) -> None:
    turned = f"left {mark} right"
    pieces = [words(turned), marked(turned), quiet(turned), strong(turned), Piece(turned, url="https://a.example")]
    reply = Reply((strong(turned),), turned, cards=(card(pieces),), notes=((quiet(turned),),),
                  buttons=(Button(turned, "quotes speaker:x"),))  # fmt: skip
    sent = json.dumps(render(reply).payload, ensure_ascii=False)
    assert mark not in sent
    assert sent.count("left \ufffd right") >= 8


@settings(max_examples=100)
@given(texts)
def test_what_no_platform_takes_is_replaced(text: str) -> None:
    assert printable(text) == sendable(text)
    assert printable(text).encode("utf-8").decode("utf-8") == printable(text)


@settings(max_examples=100)
@given(texts, st.sampled_from(Press))
def test_a_button_id_leads_back_to_its_line(line: str, press: Press) -> None:
    kept: dict[str, str] = {}
    text = button_id(Button("x", line, press), kept)
    assert utf16_units(text) + LENGTH <= 100
    read = read_button_id(text)
    if not line:
        assert read is None
    else:
        assert read is not None and read[0] is press
        assert (kept[read[1].removeprefix("#")] if kept else read[1]) == line


@pytest.mark.parametrize("text", ["", "ask", "ask:", "from another age", "press:help", "ASK:help"])
def test_an_id_that_is_not_ours_is_none(text: str) -> None:
    assert read_button_id(text) is None


def test_a_line_has_the_same_key_everywhere() -> None:
    assert line_key("quotes Xi") == line_key("quotes Xi") != line_key("quotes xi")


@pytest.mark.parametrize(
    ("line", "part"), [("quotes", 0), ("quotes part:3", 2), ("quotes part:0", 0), ('search text:"a part:3"', 0)]
)
def test_a_line_says_which_part_it_asks_for(line: str, part: int) -> None:
    assert part_asked(line) == part


@pytest.mark.parametrize(
    ("line", "page", "pages", "part", "parts", "expected"),
    [
        ("quotes", 1, 1, 0, 1, []),
        ("", 1, 3, 0, 2, []),
        ("quotes", 1, 2, 0, 1, ["More: quotes page:2"]),
        ("quotes page:2", 2, 2, 0, 1, ["Back: quotes"]),
        ("quotes", 1, 1, 1, 3, ["Back: quotes", "More: quotes part:3"]),
        ("quotes page:2 part:2", 2, 3, 1, 2, ["Back: quotes page:2", "More: quotes page:3"]),
        ('search text:"on page:7 part:2 of"', 1, 2, 0, 1, ['More: search text:"on page:7 part:2 of" page:2']),
    ],
)
def test_turning_goes_through_parts_then_pages(
    line: str, page: int, pages: int, part: int, parts: int, expected: list[str]
) -> None:
    reply = Reply((ours("T"),), line=line, page=page, pages=pages)
    assert [f"{button.label}: {button.line}" for button in turning(reply, part, parts)] == expected


@pytest.mark.parametrize(
    ("pages", "parts", "text"),
    [(1, 1, ""), (3, 1, "Page 2 of 3"), (1, 2, "part 1 of 2"), (3, 2, "Page 2 of 3, part 1 of 2")],
)
def test_the_place_is_said_where_there_is_more_than_one(pages: int, parts: int, text: str) -> None:
    assert place_text(Reply((ours("T"),), page=2, pages=pages), 0, parts) == text


@pytest.mark.parametrize("render", [discord_cards.render, slack_blocks.render])
@pytest.mark.parametrize(
    "line",
    [
        (words("It is *long* & a_b. " * 50_000),),
        (words("x" * 1_000_000),),
        tuple(piece for _ in range(10_000) for piece in (words("said "), marked("no"))),
    ],
    ids=["words", "one word", "pieces"],
)
def test_parting_costs_by_the_length(
    render: Callable[..., discord_cards.Message | slack_blocks.Message], line: Line
) -> None:
    start = time.process_time()
    reply = Reply((ours("T"),), cards=(Card((line,)),))
    assert len([render(reply, part) for part in range(render(reply).parts)]) > 10
    assert time.process_time() - start < 5


def test_a_piece_without_text_is_no_part() -> None:
    assert text(pack([card([Piece(""), Piece("x" * 30)])], length, (10, 9))) == "x" * 30
