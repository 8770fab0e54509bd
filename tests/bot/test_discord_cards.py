"""A reply in Discord's JSON: within every limit, every word there, nothing of an article's read as form."""

import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.discord_cards import Message, escape, render, slash_command, units
from bot.platforms.packing import read_button_id
from bot.replies import (
    Button,
    Card,
    Ink,
    Piece,
    Press,
    Reply,
    card,
    cite,
    command_line,
    marked,
    ours,
    plain,
    strong,
    typed,
    words,
)
from tests.bot.generated import (
    NASTY,
    as_discord_shows,
    replies,
    sendable,
    texts,
    utf16_units,
)
from tests.peers.discord.messages import CREATE, check_message
from tests.peers.discord.refusals import Form


def parts_of(reply: Reply, token: str | None = None) -> list[Message]:
    first = render(reply, 0, token)
    return [first, *(render(reply, part, token) for part in range(1, first.parts))]


def description(message: Message) -> str:
    embeds = message.payload.get("embeds", [{}])
    return str(embeds[0].get("description", ""))


def ids(message: Message) -> list[str]:
    return [button["custom_id"] for row in message.payload.get("components", []) for button in row["components"]]


def shown_text(piece: Piece) -> str:
    """A piece's letters as they can be shown: inline code has no way to hold a back-tick."""
    code = piece.ink in {Ink.CITE, Ink.TYPED, Ink.LINE} and not piece.url
    line = piece.ink is Ink.LINE and not piece.url and piece.text
    text = slash_command(piece.text) if line else piece.text
    return sendable(text).replace("`", "’" if code else "`")


@settings(max_examples=25, deadline=None)
@given(replies(), st.sampled_from([None, "0123456789abcdef"]))
def test_every_part_is_within_every_limit(reply: Reply, token: str | None) -> None:
    for message in parts_of(reply, token):
        form = Form()
        check_message(message.payload, form, keys=CREATE)
        assert not form.unknown
        embed = message.payload.get("embeds", [{}])[0]
        footer = embed.get("footer", {}).get("text", "")
        assert utf16_units(message.payload["content"]) <= 2000
        assert utf16_units(description(message)) <= 4096
        assert utf16_units(description(message)) + utf16_units(footer) <= 6000
        rows = message.payload.get("components", [])
        assert len(rows) <= 5 and all(1 <= len(row["components"]) <= 5 for row in rows)
        for button in chain.from_iterable(row["components"] for row in rows):
            assert 1 <= utf16_units(button["label"]) <= 80
            assert utf16_units(button["custom_id"]) <= 100
        assert len(ids(message)) == len(set(ids(message)))


@settings(max_examples=100, deadline=None)
@given(texts)
def test_escaped_text_shows_letter_for_letter(text: str) -> None:
    shown = as_discord_shows(escape(text))
    assert shown.text == sendable(text)
    assert not shown.forms


@pytest.mark.parametrize("address", ["discord.gg/abc", "Discord.GG/a", "discordapp.com/invite\\abc", "discord.gift/x"])
def test_an_address_that_discord_shows_as_an_invitation_is_letters_only(address: str) -> None:
    escaped = escape(f"Join {address} today.")
    assert address not in escaped
    assert as_discord_shows(escaped).text == f"Join {address} today."


@pytest.mark.parametrize("sign", ["\n", "\r", " ", "\u2028", "\n "])
def test_escaping_costs_by_the_length(sign: str) -> None:
    start = time.process_time()
    assert escape(sign * 200_000) == sign * 200_000
    assert time.process_time() - start < 2


@pytest.mark.parametrize("text", NASTY)
def test_each_kind_of_form_shows_letter_for_letter(text: str) -> None:
    for around in ("{}", "see {} there", "\n{}", "{0}{0}"):
        shown = as_discord_shows(escape(around.format(text)))
        assert (shown.text, shown.forms) == (sendable(around.format(text)), [])


@pytest.mark.parametrize(
    ("markdown", "form"),
    [
        ("**bold**", "bold"),
        ("# Heading", "heading"),
        ("x\n- item", "list"),
        ("2. item", "list"),
        ("> quote", "quote"),
        ("`code`", "code"),
        ("||spoiler||", "spoiler"),
        ("[text](https://example.com)", "masked"),
        ("https://example.com", "link"),
        (":smile:", "emoji"),
        ("<t:1:R>", "angle"),
        ("<@1>", "angle"),
        ("@everyone", "mention"),
        ("_x_", "slanted"),
        ("~~x~~", "struck"),
        ("-# x", "small"),
    ],
)
def test_the_reader_of_these_tests_sees_forms_that_are_not_escaped(markdown: str, form: str) -> None:
    assert form in {name for name, _ in as_discord_shows(markdown).forms}


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        ((words("said "), marked("no"), words("."), ours(" "), cite("A1-q2")), "said **no**. `A1-q2`"),
        ((marked("a"), marked("b"), words("")), "**ab**"),
        ((cite("A1"), cite("A2")), "`A1A2`"),
        ((words("1"), words(". x")), "1\\. x"),
        ((words("http:"), words("//x.org")), "http\\://x.org"),
        ((strong(" "), words("# x")), " \\# x"),
        ((typed("quotes speaker:`x`"),), "`quotes speaker:’x’`"),
        ((Piece("The Paper", url="https://x.org/a)b>c"),), "[The Paper](<https://x.org/a%29b%3Ec>)"),
    ],
)
def test_pieces_get_their_form(line: tuple[Piece, ...], markdown: str) -> None:
    message = render(Reply((ours("T"),), cards=(Card((line,)),)))
    assert description(message) == markdown


def test_the_line_beside_the_embed_says_what_it_is_and_how_many() -> None:
    message = render(Reply((strong("Xi Jinping"),), "4 passages", (Card(((words("x"),),)),)), lead_in="Ann shares: ")
    assert message.payload["content"] == "Ann shares: **Xi Jinping** - 4 passages"


@settings(max_examples=50, deadline=None)
@given(texts.filter(str.strip))
def test_a_title_is_shown_whole(text: str) -> None:
    title = (strong(text[:200]),)
    shown = as_discord_shows(render(Reply(title)).payload["content"]).text
    assert shown.rstrip() == sendable(plain(title)).rstrip()


def test_a_title_that_ends_in_a_line_break_begins_no_list() -> None:
    content = render(Reply((ours("0\r"),), "2 entries")).payload["content"]
    assert as_discord_shows(content).forms == []


def test_a_title_that_is_too_long_ends_in_an_ellipsis() -> None:
    content = render(Reply((strong("*🏳" * 1000),), "2 entries")).payload["content"]
    assert content.endswith("… - 2 entries") and utf16_units(content) <= 2000


def test_a_digest_carries_its_id_and_turns_no_pages() -> None:
    long = Reply((ours("T"),), cards=(Card(((words("word " * 2000),),)),), line="digest preview", pages=3)
    messages = parts_of(long, "0123456789abcdef")
    assert len(messages) > 1
    for number, message in enumerate(messages, 1):
        assert message.payload["embeds"][0]["footer"]["text"].endswith(f"id 0123456789abcdef-{number}")
        assert not ids(message)


@pytest.mark.parametrize(
    ("page", "part", "expected"),
    [
        (1, 0, ["turn:quotes part:2", "share:quotes page:1"]),
        (2, 0, ["turn:quotes", "turn:quotes page:2 part:2", "share:quotes page:2"]),
        (2, 1, ["turn:quotes page:2", "turn:quotes page:3", "share:quotes page:2"]),
        (3, 1, ["turn:quotes page:3", "share:quotes page:3"]),
    ],
)
def test_pages_and_parts_are_turned_with_buttons(page: int, part: int, expected: list[str]) -> None:
    reply = Reply(
        (ours("T"),), cards=(Card(((words("word " * 1400),),)),), line=f"quotes page:{page}", page=page, pages=3
    )
    assert ids(render(reply, part)) == expected


def test_a_private_reply_is_not_shared() -> None:
    assert not ids(render(Reply((ours("T"),), line="digest list", private=True)))


def test_a_line_that_is_too_long_for_a_button_is_kept_under_its_key() -> None:
    line = "search text:" + "x" * 200
    message = render(Reply((ours("T"),), buttons=(Button("Search", line), Button("Again", line))))
    (only,) = ids(message)
    pressed = read_button_id(only)
    assert pressed is not None and pressed[0] is Press.ASK
    assert message.kept == {pressed[1].removeprefix("#"): line}


def test_a_part_that_is_not_there_is_the_last_one() -> None:
    reply = Reply((ours("T"),), cards=(Card(((words("word " * 1400),),)),))
    assert render(reply, 99).payload == render(reply, 1).payload


def test_nothing_but_a_title_needs_no_embed() -> None:
    assert render(Reply((ours("Done"),))).payload == {"content": "Done"}


@given(texts)
def test_length_is_counted_in_utf_16_units(text: str) -> None:
    assert units(text) == utf16_units(text)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("help", "`/help`"),
        ('quotes speaker:"Xi Jinping" text:law', "`/quotes speaker:Xi Jinping text:law`"),
        (r'search text:"\"huge gap\" law"', '`/search text:"huge gap" law`'),
    ],
)
def test_a_command_is_shown_as_it_is_typed_on_discord(line: str, shown: str) -> None:
    assert description(render(Reply((ours("T"),), cards=(card([command_line(line)]),)))) == shown
