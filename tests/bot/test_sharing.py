"""Sharing: everybody sees who shares, some may, somewhere; and who shared or moderates takes it back."""

from dataclasses import replace

import pytest

from bot.answers import Answers
from bot.rules import Rules
from tests.bot.connected import discord_running, slack_app
from tests.peers.discord import DiscordPeer
from tests.peers.discord.components import BUTTON, each
from tests.peers.discord.refusals import Json
from tests.peers.discord.world import Channel, snowflake
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode, over_http

SHARE, BACK = "Share to channel", "Take back"


async def test_who_shared_and_who_moderates_take_an_answer_back_on_discord(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        ann, ben = discord.person("Ann"), discord.person("Ben")
        shown = await ann.command("quotes", speaker="Xi")
        for taker in (ann, discord.person("Mod", may_moderate=True), discord.person("Boss", may_manage=True)):
            shared = await ann.press(shown, SHARE)
            assert shared.message and not shared.ephemeral and shared.content.startswith("Ann shares: ")
            refused = await ben.press(shared, BACK)
            assert refused.ephemeral
            who = f"<@{ann.user.id}>, who shared this,"
            assert refused.text == f"Only {who} and people who moderate here can take it back."
            assert shared.message["id"] in seen(ben.sees())
            await taker.press(shared, BACK)
            assert shared.message["id"] not in seen(ben.sees())
        assert shown.message and SHARE in labels(shown.message)


async def test_what_is_shared_is_not_shared_again_and_pages_turn_for_each_reader(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        shared = await discord.person("Ann").press(await discord.person("Ann").command("quotes"), SHARE)
        assert shared.message and SHARE not in labels(shared.message) and BACK in labels(shared.message)
        turned = await discord.person("Ben").press(shared, "More")
    assert turned.ephemeral and turned.message and SHARE in labels(turned.message)
    assert BACK not in labels(turned.message)


async def test_the_id_of_one_shared_answer_does_not_delete_another_message(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        ann, ben = discord.person("Ann"), discord.person("Ben")
        theirs = await ann.press(await ann.command("quotes"), SHARE)
        own = await ben.press(await ben.command("quotes"), SHARE)
        assert theirs.message and own.message
        copied = next(part["custom_id"] for part in buttons(own.message) if part["label"] == BACK)
        post = discord.messages.find(theirs.message["id"])
        answer = await ben._component(post, {"custom_id": copied, "type": 2, "id": 1}, {}).final()
        assert answer.ephemeral and "This button is for another person or place" in answer.text
        assert theirs.message["id"] in seen(ann.sees())


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_who_shared_and_admins_take_an_answer_back_on_slack(
    slack: SlackPeer, answers: Answers, transport: str
) -> None:
    bolt = slack_app(slack, answers).bolt
    async with in_socket_mode(bolt, slack) if transport == "socket" else over_http(bolt, slack):
        ann, ben = slack.person("U1", channel="C1"), slack.person("U2", channel="C1")
        admin = slack.person("U3", channel="C1", admin=True)
        shown = await ann.command("/briefing", "quotes speaker:Xi")
        for taker in (ann, admin):
            shared = await ann.press(shown, SHARE)
            message = shared.shown[-1].message
            assert message and not shared.ephemeral and "shares: " in (shared.text or "")
            refused = await ben.press(shared, BACK)
            assert refused.ephemeral and "U1, who shared this" in (refused.text or "")
            assert message.ts in [said.ts for said in slack.everything]
            await taker.press(shared, BACK)
            assert message.ts not in [said.ts for said in slack.everything]


async def test_sharing_can_be_for_roles_and_channels(discord: DiscordPeer, answers: Answers) -> None:
    discord.guild.named_roles["editors"] = snowflake()
    here, there = discord.channel, discord.add_channel("lounge")
    answers.rules = Rules(
        sharers=frozenset({discord.guild.named_roles["editors"]}), share_in=(f"discord:{discord.guild.id}/{here.id}",)
    )
    thread = Channel("thread", discord.guild, parent=here)
    async with discord_running(discord, answers):
        for roles, channel, offered in (
            (("editors",), here, True),
            (("editors",), thread, True),
            (("editors",), there, False),
            ((), here, False),
        ):
            ann = discord.person("Ann", channel=channel, roles=roles)
            shown = await ann.command("quotes")
            assert shown.message and (SHARE in labels(shown.message)) is offered
        editor = discord.person("Ann", roles=("editors",))
        before = await editor.command("quotes")
        plain = await discord.person("Ann").press(before, SHARE)  # the role is gone since
        assert plain.ephemeral and plain.text == "Sharing is for other people here; the answer above is yours."
        answers.rules = replace(answers.rules, share_in=(f"discord:{discord.guild.id}/{there.id}",))
        moved = await editor.press(before, SHARE)
        assert moved.ephemeral and moved.text.endswith(f"They can be in <#{there.id}>.")


async def test_sharing_on_slack_can_be_for_people_and_channels(slack: SlackPeer, answers: Answers) -> None:
    team = slack.settings.team_id
    answers.rules = Rules(sharers=frozenset({"U1"}), share_in=(f"slack:{team}/C1",))
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        for user, channel, offered in (("U1", "C1", True), ("U1", "C2", False), ("U2", "C1", False)):
            answer = await slack.person(user, channel=channel).command("/briefing", "quotes")
            assert (SHARE in str(answer.blocks)) is offered
        before = await slack.person("U1", channel="C1").command("/briefing", "quotes")
        answers.rules = Rules(sharers=frozenset({"U2"}))
        refused = await slack.person("U1", channel="C1").press(before, SHARE)
    assert refused.ephemeral and "Sharing is for other people here" in (refused.text or "")


async def test_a_mention_is_answered_privately_where_its_writer_may_not_share(
    slack: SlackPeer, answers: Answers
) -> None:
    answers.rules = Rules(sharers=frozenset({"U1"}))
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        for user, alone in (("U1", False), ("U2", True)):
            answer = await slack.person(user, channel="C1").mention("quotes MacGibbon")
            assert answer.ephemeral is alone and "attacked on a daily basis" in (answer.text or "")
        direct = await slack.person("U2").say("quotes MacGibbon")
    assert not direct.ephemeral and "attacked on a daily basis" in (direct.text or "")


async def test_what_is_shared_has_no_buttons_for_managers(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        private = await boss.command("briefing")
        shared = await boss.press(private, SHARE)
    assert "Set up a digest" in private.labels
    assert "Set up a digest" not in shared.labels and "Quotes" in shared.labels


def buttons(message: Json) -> list[Json]:
    return [part for part in each(message["components"]) if part["type"] == BUTTON]


def labels(message: Json) -> list[str]:
    return [part["label"] for part in buttons(message)]


def seen(messages: list[Json]) -> set[str]:
    return {message["id"] for message in messages}
