"""A reply as plain text: one line a card, and nothing that a terminal would obey."""

import pytest
from hypothesis import given, settings

from bot.platforms.plain_text import render, visible
from bot.replies import Button, Card, Piece, Press, Reply, cite, marked, ours, quiet, strong, words
from tests.bot.generated import is_harmless, replies, texts


@settings(max_examples=25, deadline=None)
@given(replies())
def test_every_card_and_note_is_one_line(reply: Reply) -> None:
    asks = any(button.press is Press.ASK for button in reply.buttons)
    expected = 1 + len(reply.cards) + len(reply.notes) + (reply.pages > 1) + asks
    assert render(reply).count("\n") == expected
    assert len(render(reply).splitlines()) == expected


@settings(max_examples=150)
@given(texts)
def test_no_character_that_a_terminal_obeys_gets_through(text: str) -> None:
    assert all(map(is_harmless, visible(text)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\x00\x07", "\\u0000\\u0007"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("\u2067x\u2069", "\\u2067x\\u2069"),
        ("\u200fx", "\\u200fx"),
        ("\x9b2J", "\\u009b2J"),
        ("\ud800", "\\ud800"),
        ("one\ntwo\r\n\tthree", "one two three"),
        ("one\u2028two\x85three", "one two three"),
        ("שלום 👩‍👩‍👧", "שלום 👩‍👩‍👧"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_reply_reads_from_title_to_buttons() -> None:
    reply = Reply(
        title=(strong("Xi\nJinping"),),
        lead="4 passages",
        cards=(Card(((words("called for "), marked("more"), ours(" "), cite("A2-q1")), (quiet("named"),))),),
        notes=((Piece("The Paper", url="https://x.org"),),),
        buttons=(Button("Open", "open cite:A2"), Button("More", "quotes page:2", Press.TURN)),
        pages=2,
    )
    assert render(reply) == (
        "Xi Jinping - 4 passages\n"
        "called for *more* A2-q1 — named\n"
        "The Paper <https://x.org>\n"
        "Page 1 of 2.\n"
        "[Open: open cite:A2]\n"
    )
