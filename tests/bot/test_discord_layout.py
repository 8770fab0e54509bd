"""A reply as Components V2: within every limit, every word there, nothing of an article's read as form."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.discord_cards import Message
from bot.platforms.discord_layout import render
from bot.replies import Button, File, Line, Reply, card, cite, ours, plain, quiet, row, strong, words
from tests.bot.generated import NASTY, as_discord_shows, squeezed, texts
from tests.bot.test_discord_cards import shown_text
from tests.peers.discord.components import each


def parts_of(reply: Reply) -> list[Message]:
    first = render(reply)
    return [first, *(render(reply, part) for part in range(1, first.parts))]


def panel(message: Message) -> list[dict[str, Any]]:
    (only,) = message.payload["components"]
    return list(only["components"])


def shown(components: list[dict[str, Any]]) -> list[str]:
    return [part["content"] for part in each(components) if part["type"] == 10]


def buttons(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for part in each(components) if part["type"] == 2]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("line", [(words("{}"),), (quiet("in "), words("{}")), (strong("{}"),)])
def test_an_articles_words_make_no_heading_and_no_small_line(text: str, line: Line) -> None:
    nasty = tuple(type(piece)(piece.text.replace("{}", text), piece.ink) for piece in line)
    (message,) = parts_of(Reply((ours("T"),), cards=(card(nasty),)))
    forms = [name for part in shown(panel(message)[1:]) for name, _ in as_discord_shows(part).forms]
    assert set(forms) <= {"bold", "small"} and forms.count("small") == (line[0].ink == "quiet")


@settings(max_examples=50, deadline=None)
@given(texts.filter(str.strip), st.sampled_from([ours, strong]))
def test_a_title_is_shown_whole_and_is_one_line(text: str, ink: Any) -> None:
    title = (ink(text[:200]),)
    (head,) = shown(panel(render(Reply(title))))
    read = as_discord_shows(head.removeprefix("### "))
    assert squeezed(read.text) == squeezed(shown_text(title[0])) == squeezed(shown_text(ours(plain(title))))
    assert "\n" not in head


def test_the_title_is_a_heading_and_what_it_is_stands_small_under_it() -> None:
    reply = Reply((strong("Xi Jinping"),), "4 passages")
    assert panel(render(reply)) == [{"type": 10, "content": "### **Xi Jinping**\n-# 4 passages"}]
    assert shown(panel(render(Reply((ours("Nobody is quoted."),))))) == ["Nobody is quoted."]


def test_a_button_stands_beside_the_card_that_it_names_and_the_others_below() -> None:
    reply = Reply(
        (strong("Xi"),),
        cards=(card([words("One."), cite("A1-q1")], [quiet("in "), cite("A1")]), card([words("Two."), cite("A1-q2")])),
        buttons=(
            Button("Context A1-q2", "open cite:A1-q2"),
            Button("A1", "briefing article:A1"),
            Button("Q", "quotes"),
        ),
        line="quotes",
    )
    _, line, one, two, below = panel(render(reply))
    assert line["type"] == 14 and one == {"type": 10, "content": "One.`A1-q1`\n-# in `A1`"}
    assert two["type"] == 9 and two["components"][0]["content"] == "Two.`A1-q2`"
    assert (two["accessory"]["label"], two["accessory"]["custom_id"]) == ("Context", "ask:open cite:A1-q2")
    assert [each["label"] for each in below["components"]] == ["A1", "Q", "Share to channel"]


def test_a_button_that_is_called_by_its_cite_alone_says_what_it_does_beside_the_card() -> None:
    reply = Reply((strong("T"),), cards=(card([cite("A1"), words(" One.")]),), buttons=(Button("A1", "open cite:A1"),))
    assert [each["label"] for each in buttons(panel(render(reply)))] == ["Read"]


def test_a_button_stands_beside_no_card_that_mentions_what_it_names_in_passing() -> None:
    told = card([quiet("also printed as Kern; quoted in "), cite("A1")])
    reply = Reply((strong("T"),), cards=(told,), buttons=(Button("Summary of A1", "summary article:A1"),))
    *_, below = panel(render(reply))
    assert [each["label"] for each in below["components"]] == ["Summary of A1"]


def test_the_rows_of_a_list_stand_close_and_what_follows_apart() -> None:
    reply = Reply((strong("T"),), cards=(row(words("One")), row(words("Two"))), notes=((quiet("Three"),),))
    assert shown(panel(render(reply)))[1:] == ["One\nTwo\n\n-# Three"]


@pytest.mark.parametrize(("buttons_beside", "aside"), [(5, 1), (5, 15), (25, 0), (25, 30)])
def test_many_cards_with_buttons_are_parted_and_every_one_is_there(buttons_beside: int, aside: int) -> None:
    cites = [f"A{number}" for number in range(1, buttons_beside + 1)]
    asked = [Button(each, f"briefing article:{each}") for each in cites]
    others = [Button(f"Topic {number}", f"topics topic:t{number}") for number in range(aside)]
    cards = tuple(card([cite(each), words(" was here.")]) for each in cites)
    messages = parts_of(Reply((strong("T"),), cards=cards, buttons=(*asked, *others), line="articles"))
    ids = [button["custom_id"] for message in messages for button in buttons(message.payload["components"])]
    assert {f"ask:{each.line}" for each in asked} <= set(ids)
    assert all(len(list(each(message.payload["components"]))) <= 40 for message in messages)


def test_a_file_is_shown_in_the_panel() -> None:
    message = render(Reply((strong("Exported"),), file=File("quotes.csv", b"a,b")))
    assert panel(message)[-1] == {"type": 13, "file": {"url": "attachment://quotes.csv"}}


def test_a_part_that_is_not_there_is_the_last_one() -> None:
    reply = Reply((ours("T"),), cards=(card([words("word " * 1400)]),))
    assert render(reply, 99).payload == render(reply, 1).payload
