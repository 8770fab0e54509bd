"""Who may what: managing, where questions are answered, and how many; on both platforms."""

import asyncio
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.desk import Asker
from bot.replies import plain
from bot.rules import Rules
from tests.bot.connected import discord_running, slack_app
from tests.fakes import FakeClock
from tests.peers.discord import DiscordPeer
from tests.peers.discord.world import Channel, snowflake
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode

HUGE = "there is still a huge gap compared with advanced levels around the world"


@pytest.mark.parametrize(
    ("keys", "asker", "answered"),
    [
        ((), Asker("discord", "1", "7"), True),
        (("discord:1/7",), Asker("discord", "1", "7"), True),
        (("discord:1/7",), Asker("discord", "1", "8"), False),
        (("discord:1/7",), Asker("discord", "1", "9", thread_of="7"), True),
        (("discord:1/7",), Asker("discord", "1", "9", thread_of="8"), False),
        (("discord:1/7",), Asker("discord", "2", "8"), True),
        (("discord:1/7", "discord:1"), Asker("discord", "1", "8"), True),
        (("discord:1/7",), Asker("discord", "", "8", direct=True), True),
        (("discord:1/7",), Asker("discord", "", "8"), True),  # brought along to a server of somebody else
        (("discord:1/7",), Asker("slack", "1", "8"), True),
        (("slack:T1/C1",), Asker("slack", "T1", "C2"), False),
        (("slack:T1/C1",), Asker("slack", "", "C2"), False),  # a guest in a channel that is shared with T1
        (("slack:T1/C1",), Asker("slack", "", "C1"), True),
        (("slack:T1/C1",), Asker("slack", "T1", "D1", direct=True), True),
        (("slack:T1/C1",), Asker("slack", "T1", ""), True),  # the Home tab
        (("slack:T1/C1",), Asker("terminal", "", "here"), True),
    ],
)
def test_the_channels_that_are_answered_in(keys: tuple[str, ...], asker: Asker, answered: bool) -> None:
    refused = Rules(answer_in=keys).not_here(asker)
    assert (refused is None) is answered
    if refused:
        where = keys[0].rpartition("/")[2]
        assert plain(refused.title) == f"Nothing is answered in this channel. Ask in {where} or in a direct message."


async def test_discord_answers_in_its_channels_only_whatever_way_it_is_asked(
    discord: DiscordPeer, answers: Answers
) -> None:
    there = discord.add_channel("lounge")
    async with discord_running(discord, answers):
        lounging = discord.person("Ann", channel=there, may_manage=True)
        before = await lounging.command("quotes")
        answers.rules = Rules(answer_in=(f"discord:{discord.guild.id}/{discord.channel.id}",))
        for answer in (
            await lounging.command("quotes", speaker="Xi"),
            await lounging.command("digest list"),
            await lounging.command("library add"),
            await lounging.press(before, "More"),
            await lounging.press(before, "Share to channel"),
            await lounging.on_message("Check this", lounging.say(HUGE)),
        ):
            assert answer.ephemeral and answer.modal is None
            assert f"Ask in <#{discord.channel.id}> or in a direct message." in answer.text
            assert not (answer.message or {}).get("embeds")
        assert (await lounging.autocomplete("quotes", focused="speaker", value="xi")).choices == []
        for place in ({"channel": Channel("thread", discord.guild, parent=discord.channel)}, {"direct": True}, {}):
            assert "passages" in (await discord.person("Ann", **place).command("quotes")).text


async def test_slack_answers_in_its_channels_only_whatever_way_it_is_asked(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        lounging = slack.person("U1", channel="C2", admin=True)
        before = await lounging.command("/briefing", "quotes")
        answers.rules = Rules(answer_in=(f"slack:{slack.settings.team_id}/C1",))
        for answer in (
            await lounging.command("/briefing", "quotes speaker:Xi"),
            await lounging.command("/briefing", "digest list"),
            await lounging.command("/briefing", "library add"),
            await lounging.press(before, "More"),
            await lounging.press(before, "Share to channel"),
            await lounging.message_shortcut("check_this", lounging.write(HUGE)),
        ):
            assert answer.ephemeral and "Nothing is answered in this channel. Ask in C1" in (answer.text or "")
        slack.channel("D1", "directmessage")
        for channel in ("C1", "D1"):
            found = await slack.person("U1", channel=channel).command("/briefing", "quotes")
            assert "passages" in (found.text or "")


async def test_a_role_may_manage_and_nobody_else(discord: DiscordPeer, answers: Answers) -> None:
    discord.guild.named_roles.update(editors=snowflake(), readers=snowflake())
    answers.rules = Rules(managers=frozenset({discord.guild.named_roles["editors"]}))
    async with discord_running(discord, answers):
        editor, reader = discord.person("Ed", roles=("editors",)), discord.person("Ann", roles=("readers",))
        for line in ("digest list", "curate list", "library list"):
            assert "may manage" not in (await editor.command(line)).text
            refused = await reader.command(line)
            assert refused.ephemeral and "is for people who may manage" in refused.text
        plan = await editor.command("digest add", name="morning", at="08:00")
        assert "set up" in (await editor.press(plan, "Save")).text
        assert "Set up" not in str((await reader.command("help")).message)


async def test_rights_are_those_of_the_moment_when_a_button_is_pressed(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        plan = await discord.person("Boss", may_manage=True).command("digest add", name="morning", at="08:00")
        late = await discord.person("Boss").press(plan, "Save")
    assert "is for people who may manage" in late.text
    assert not answers.deliveries.schedules()


async def test_one_persons_flood_is_slowed_and_nobody_elses_commands(discord: DiscordPeer, answers: Answers) -> None:
    answers.per_minute = 5
    async with discord_running(discord, answers):
        ann, ben = discord.person("Ann"), discord.person("Ben")
        flood = await asyncio.gather(*(ann.command("quotes", text=f"x{number}") for number in range(12)))
        assert sum("5 commands in a minute; the next one works in" in each.text for each in flood) == 7
        assert "passages" in (await ben.command("quotes")).text


async def test_a_clock_that_is_set_back_locks_nobody_out(answers: Answers, clock: FakeClock) -> None:
    answers.per_minute = 1
    ann = Asker("discord", "1", "7", "u1")
    assert (await answers.answer_line("quotes", ann)).understood
    clock.set_back(hours=1)
    assert "the next one works in 60 s" in plain((await answers.answer_line("quotes", ann)).title)
    clock.go_on(seconds=61)
    assert (await answers.answer_line("quotes", ann)).understood


async def test_a_flood_of_one_person_leaves_worker_threads_for_others(answers: Answers, tmp_path: Path) -> None:
    answers.per_minute = 0
    flooding, other = Asker("discord", "1", "7", "u1"), Asker("discord", "1", "7", "u2")
    working = answers._turns.turn(flooding)
    async with working, working:
        waiting = asyncio.ensure_future(answers.answer_line("quotes text:gap", flooding))
        assert "1 passage" in (await answers.answer_line("quotes text:gap", other)).lead
        await asyncio.sleep(0)
        assert answers._turns.turn(flooding) is working
    assert "1 passage" in (await waiting).lead


async def test_completions_count_for_nobody_and_a_flood_of_them_leaves_worker_threads_for_others(
    answers: Answers,
) -> None:
    answers.per_minute = 1
    flooding, other = Asker("discord", "1", "7", "u1"), Asker("discord", "1", "7", "u2")
    working = answers._turns.turn(flooding)
    async with working, working:
        flood = [asyncio.ensure_future(answers.choices("summary", "article", "A", flooding)) for _ in range(50)]
        assert await answers.choices("summary", "article", "A", other)
        assert not any(each.done() for each in flood)
    assert all(await asyncio.gather(*flood))
    assert (await answers.answer_line("quotes text:gap", flooding)).understood
