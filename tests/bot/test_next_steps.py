"""What answers offer to ask next, in few buttons; the first answer to a person says where to begin."""

import pytest

from bot.answers import Answers
from bot.commands.allowance import most_shown
from bot.desk import Asker
from bot.replies import Reply, plain
from briefings.article import parse_article
from tests.bot.connected import discord_running
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer

READER = Asker("discord", "111", "222", "123456789012345678")
BOSS = Asker("discord", "111", "222", "223456789012345678", may_manage=True)
SET_UP = ("Set up a digest", "digest add")


def offered(reply: Reply) -> dict[str, str]:
    return {button.label: button.line for button in reply.buttons}


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("quotes Xi", {"On China": "quotes topic:China", "Copy": 'copy cite:"A1-q1 A1-q2 A2-q1 A2-q2"'}),
        ("quotes article:A1", {"Summary of A1": "summary article:A1", "On China": "quotes topic:China"}),
        ("open A1-q2", {"Same speaker": 'quotes speaker:"Xi Jinping"', "On China": "quotes topic:China"}),
        ("open A1-q2", {"Summary": "summary article:A1", "Copy": "copy cite:A1-q2"}),
        ("open A1-s3", {"Article": "briefing article:A1", "Summary": "summary article:A1"}),
        ("copy A1-q2", {"Context": "open cite:A1-q2", "Same speaker": 'quotes speaker:"Xi Jinping"'}),
        ("compare A1 A2", {"Summary of A1": "summary article:A1", "Summary of A2": "summary article:A2"}),
    ],
)
async def test_an_answer_offers_what_is_asked_next(answers: Answers, line: str, steps: dict[str, str]) -> None:
    found = offered(await answers.answer_line(line, READER))
    assert steps.items() <= found.items()
    for step in steps.values():
        assert (await answers.answer_line(step, READER)).understood


async def test_a_pasted_text_offers_what_the_library_has_of_its_speakers(answers: Answers) -> None:
    reply = await answers.answer("analyse", {"text": "“We won,” Xi Jinping said. “We lost,” Bob Ray said."}, READER)
    assert offered(reply) == {"Xi Jinping in the library": 'quotes speaker:"Xi Jinping"'}


async def test_what_was_asked_for_already_is_not_offered(answers: Answers) -> None:
    assert "On China" not in offered(await answers.answer_line("quotes topic:China", READER))
    assert not any(label.startswith("Summary") for label in offered(await answers.answer_line("quotes Xi", READER)))
    assert "Xi Jinping" not in offered(await answers.answer_line("quotes Xi", READER))


async def test_several_quotes_are_copied_at_once_within_the_licence(answers: Answers) -> None:
    text = " ".join(f'"The bridge has {n} arches," said Ada Moss.' for n in range(1, 11))
    number = answers.library.put(parse_article(f"---\nlicence: 20%\n---\n{text}".encode(), "bridge.md"), NOON)
    cites = " ".join(f"A{number}-q{n}" for n in range(1, 6))
    reply = await answers.answer_line(f'copy "{cites}"', READER)
    shown = ["\n".join(map(plain, each.lines)) for each in reply.cards]
    held = answers.library.shelf().find(f"A{number}")
    assert len(shown) == 5 and all(f"Ada Moss, “{held.article.title}”" in each for each in shown)
    assert sum("The bridge has" in each.partition(" - ")[0] for each in shown) == most_shown(held) == 2
    assert "not shown: the licence allows a part of this article only" in shown[-1]


@pytest.mark.parametrize("line", ["help", "help quotes", "briefing"])
async def test_who_may_manage_is_offered_to_set_up_a_digest_and_nobody_else(answers: Answers, line: str) -> None:
    assert SET_UP in offered(await answers.answer_line(line, BOSS)).items()
    assert SET_UP not in offered(await answers.answer_line(line, READER)).items()


async def test_what_is_new_does_not_offer_a_digest_where_there_is_one(answers: Answers) -> None:
    await answers.answer_line("digest add name:daily at:08:00 save:yes", BOSS)
    assert SET_UP not in offered(await answers.answer_line("briefing", BOSS)).items()


async def test_the_first_answer_on_discord_is_private_and_its_buttons_work(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        for command in ("help", "briefing"):
            first = await boss.command(command)
            assert first.ephemeral
            form = await boss.press(first, "Set up a digest")
            plan = await boss.submit_modal(form, name="morning", at="08:00", zone="Europe/Berlin")
            assert plan.ephemeral and "Save" in plan.labels
        for label, said in (("What's new", "2 articles"), ("Who said what", "as printed"), ("Topics", "China")):
            assert said in (await boss.press(await boss.command("help"), label)).text
