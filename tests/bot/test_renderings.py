"""Nothing is lost to a limit, and the answer is the same everywhere: whatever a reply holds, on every platform."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.answers import Answers
from bot.desk import Asker
from bot.replies import Card, Reply, ours, words
from tests.bot.generated import NASTY, replies
from tests.bot.renderings import RENDERINGS, Rendering
from tests.bot.test_leaks import LINES

every_form = pytest.mark.parametrize("form", RENDERINGS, ids=lambda form: form.name)


def whole(form: Rendering, reply: Reply) -> None:
    """The reply is within every limit, formed by the bot alone, and read back with the same words and links."""
    messages = form.parts(reply)
    for message in messages:
        assert list(form.faults(message)) == []
    found, wanted = form.read(messages), form.wanted(reply)
    assert found.text == wanted.text
    assert found.links == (wanted.links if form.name != "terminal" else ())  # which stand in its text


@every_form
@settings(max_examples=15, deadline=None)
@given(reply=replies())
def test_whatever_a_reply_holds_is_there_in_order_and_literal(form: Rendering, reply: Reply) -> None:
    whole(form, reply)


@every_form
@pytest.mark.parametrize("count", [1, 39, 40, 41, 50, 51, 500])
@pytest.mark.parametrize("characters", [1, 40])
def test_many_items_are_all_there(form: Rendering, count: int, characters: int) -> None:
    some = [
        Card(((ours(f"({number}) "), words(("@everyone <!channel> " * 2)[:characters])),)) for number in range(count)
    ]
    whole(form, Reply((ours("T"),), cards=tuple(some), line="quotes"))


@every_form
@pytest.mark.parametrize("text", NASTY)
def test_one_long_item_is_all_there(form: Rendering, text: str) -> None:
    whole(form, Reply((ours("T"),), cards=(Card(((words((text * 20_000)[:5_000]),),)),), line="quotes"))


@pytest.mark.parametrize("name", LINES)
async def test_every_command_says_the_same_everywhere(answers: Answers, name: str) -> None:
    boss = Asker("discord", "111", "222", "123456789012345678", may_manage=True)
    answers.per_minute = 0
    for line in LINES[name]:
        reply = await answers.answer_line(line.format(word="China", cite="A1"), boss)
        for form in RENDERINGS:
            whole(form, replace(reply, file=None))
