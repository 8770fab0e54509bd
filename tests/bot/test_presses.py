"""Made-up, copied and old ids at both platforms: a press does what its own button says, or tells what to type."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms.packing import line_key
from bot.seals import Seal
from briefings.article import parse_article
from briefings.library.library import Library
from briefings.place import Place
from tests.bot.connected import discord_running, slack_app
from tests.bot.hidden import World, world
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer
from tests.peers.discord.answers import Answer as DiscordAnswer
from tests.peers.discord.components import BUTTON, each
from tests.peers.discord.person import Person as DiscordPerson
from tests.peers.slack import SlackPeer
from tests.peers.slack.answer import Answer as SlackAnswer
from tests.peers.slack.bolt import in_socket_mode
from tests.peers.slack.person import Person as SlackPerson

SECRET = "secretspeaker"
ARTICLE = """\
---
title: The secretspeaker of China
audience: {audience}
---
Ada Secretspeaker spoke of China. "The secretquote of China is ours," Ada Secretspeaker said.
"""
OWN_KEY = b"a key that somebody made up himself"
LINES = ("briefing article:A3", "open A3-q1", "quotes speaker:ada", "quotes page:2", "digest list", "help")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path / "full", ()) as made:
        made.answers.per_minute = 0
        yield made


def limit(answers: Answers, audience: str) -> None:
    answers.library.put(parse_article(ARTICLE.format(audience=audience).encode(), "secretid.md"), NOON)


def forgeries(answers: Answers, line: str, platform: str, channel: str, other: str) -> Iterator[str]:
    """Ids that a person in *channel* could make up or copy: without a seal, with another key, place or person."""
    key = answers.buttons.key
    for press in ("ask", "turn", "share", "form"):
        identity = f"{press}:{line}"
        yield identity
        yield f"{press}~{'A' * 16}{line}"
        for seal in (
            Seal(OWN_KEY, platform, channel),
            Seal(key, platform, other),
            Seal(key, platform, channel, "somebody else"),
            Seal(key, "slack" if platform == "discord" else "discord", channel),
        ):
            yield seal.sealed(identity)
        yield Seal(key, platform, channel).sealed(f"ask:{line}").replace("ask~", "delete~")
    yield Seal(key, platform, channel).sealed("ask:topics").replace("topics", line)


async def pressed_as(discord: DiscordPeer, person: DiscordPerson, shown: DiscordAnswer, identity: str) -> DiscordAnswer:
    """Press a button whose id was changed to *identity*."""
    assert shown.message
    post = discord.messages.find(shown.message["id"])
    next(part for part in each(post.data["components"]) if part["type"] == BUTTON)["custom_id"] = identity
    return await person.press(shown, identity)


async def slack_pressed_as(person: SlackPerson, shown: SlackAnswer, identity: str) -> SlackAnswer:
    """Press a button whose value was changed to *identity*."""
    message = shown.shown[-1].message
    assert message
    button = next(block for block in message.blocks if block["type"] == "actions")["elements"][0]
    button["value"] = identity
    return await person.press(shown, button["action_id"])


async def test_discord_refuses_made_up_and_copied_ids(discord: DiscordPeer, held: World) -> None:
    limit(held.answers, f"discord:{discord.guild.id}/{discord.channel.id}")
    stranger = discord.add_guild("Elsewhere", "general")
    async with discord_running(discord, held.answers):
        bo = discord.person("Bo", guild=stranger)
        shown = await bo.command("quotes")
        for line in LINES:
            for identity in forgeries(held.answers, line, "discord", bo.channel.id, discord.channel.id):
                answer = await pressed_as(discord, bo, shown, identity)
                assert answer.ephemeral and "This button is " in answer.text, identity
                assert SECRET not in answer.text.lower(), identity


async def test_slack_refuses_made_up_and_copied_ids(slack: SlackPeer, held: World) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}/C1")
    async with in_socket_mode(slack_app(slack, held.answers).bolt, slack):
        slack.person("U9", channel="C1")
        bo = slack.person("U2", channel="C2")
        shown = await bo.command("/briefing", "quotes")
        for line in LINES:
            for identity in forgeries(held.answers, line, "slack", "C2", "C1"):
                answer = await slack_pressed_as(bo, shown, identity)
                assert answer.ephemeral and "This button is " in (answer.text or ""), identity
                assert SECRET not in f"{answer.text}{answer.blocks}".lower(), identity


async def test_a_genuine_id_of_one_channel_does_not_work_in_another(discord: DiscordPeer, held: World) -> None:
    limit(held.answers, f"discord:{discord.guild.id}/{discord.channel.id}")
    other = discord.add_channel("other")
    async with discord_running(discord, held.answers):
        ann = discord.person("Ann")
        (genuine,) = [each for each in ids(await ann.command("briefing")) if "briefing article:A3" in each]
        there = discord.person("Ann", channel=other)
        answer = await pressed_as(discord, there, await there.command("briefing"), genuine)
    assert "This button is for another person or place" in answer.text
    assert "type instead: `/briefing article:A3`" in answer.text


async def test_an_id_of_a_private_answer_is_for_its_person_only(discord: DiscordPeer, held: World) -> None:
    async with discord_running(discord, held.answers):
        ann, bo = discord.person("Ann"), discord.person("Bo")
        subscribed = await ann.command("subscribe")
        (stop,) = [each for each in ids(subscribed) if "unsubscribe name:" in each]
        await bo.command("subscribe")
        answer = await pressed_as(discord, bo, await bo.command("help"), stop)
        assert "for another person" in answer.text and "`/unsubscribe name:news`" in answer.text
        assert "news" in str((await bo.command("subscriptions")).message)
        assert "Ended: news" in (await ann.press(subscribed, "Stop it")).text


async def test_slack_ids_of_a_private_answer_are_for_their_person_only(slack: SlackPeer, held: World) -> None:
    async with in_socket_mode(slack_app(slack, held.answers).bolt, slack):
        ann, bo = slack.person("U1", channel="C1"), slack.person("U2", channel="C1")
        plan = await slack.person("U1", channel="C1", admin=True).command("/briefing", "digest add name:x at:08:00")
        save = next(each for each in slack_ids(plan) if "save:yes" in each)
        answer = await slack_pressed_as(bo, await bo.command("/briefing", "help"), save)
        assert "for another person" in (answer.text or "")
        assert 'digest add name:x at:"08:00"' in (answer.text or "") and "save" not in (answer.text or "")
        assert "set up" in ((await ann.press(plan, "Save")).text or "")


async def test_a_button_from_before_ids_were_sealed_tells_what_to_type(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        ann = discord.person("Ann")
        shown = await ann.command("briefing")
        asked = await pressed_as(discord, ann, shown, 'ask:quotes speaker:"Xi Jinping"')
        kept = await pressed_as(discord, ann, shown, "ask:#" + line_key("search text:x"))
    assert asked.text == "This button is from an earlier version; type instead: `/quotes speaker:Xi Jinping`"
    assert kept.text == "This button is from an earlier version; ask again with a command, for example help."


async def test_buttons_work_after_a_restart_and_in_every_process_of_one_database(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        shown = await discord.person("Ann").command("briefing")
    other = Answers(answers.library, answers.deliveries, answers.clock)
    async with discord_running(discord, other):
        assert "A1" in (await discord.person("Ann").press(shown, "Read")).text
    changed = Answers(answers.library, answers.deliveries, answers.clock, key=OWN_KEY)
    async with discord_running(discord, changed):
        answer = await discord.person("Ann").press(shown, "Read")
    assert "its key was changed; type instead: `/briefing article:A1`" in answer.text


async def test_a_kept_line_is_not_read_by_a_made_up_key(discord: DiscordPeer, held: World) -> None:
    long = 'search text:"' + "something long " * 8 + '"'
    place = Place("discord", discord.guild.id, discord.channel.id)
    await held.answers.buttons.keep({line_key(long): long}, place)
    async with discord_running(discord, held.answers):
        ann = discord.person("Ann")
        shown = await ann.command("briefing")
        made_up = await pressed_as(discord, ann, shown, f"ask~{'A' * 16}#{line_key(long)}")
        assert "something" not in made_up.text and "for another person or place" in made_up.text
        asker = Asker("discord", discord.guild.id, discord.channel.id, ann.user.id)
        sealed = held.answers.buttons.seal_for(asker).sealed(f"ask:#{line_key(long)}")
        assert "something long" in (await pressed_as(discord, ann, shown, sealed)).text


async def test_a_form_is_sent_off_by_who_opened_it_only(discord: DiscordPeer, held: World) -> None:
    async with discord_running(discord, held.answers):
        boss = discord.person("Boss", may_manage=True)
        other = discord.person("Other", may_manage=True)
        opened = await boss.command("library add")
        assert opened.modal
        answer = await other.submit_modal(opened, text="Ada Moss said so.", title="Mine")
        assert "for another person" in answer.text and "type instead: `/library add`" in answer.text
        opened.modal["custom_id"] = "form:library edit article:A1"
        assert "earlier version" in (await boss.submit_modal(opened, text="x")).text
        fresh = await boss.command("library add")
        kept = await boss.submit_modal(fresh, text="Ada Moss said so on Monday in the harbour.", title="Mine")
        assert "A3" in str(kept.message)


async def test_a_slack_form_is_for_the_channel_where_it_was_opened(slack: SlackPeer, held: World) -> None:
    limit(held.answers, f"slack:{slack.settings.team_id}/C1")
    async with in_socket_mode(slack_app(slack, held.answers).bolt, slack):
        slack.person("U9", channel="C1")
        boss = slack.person("U1", channel="C2", admin=True)
        opened = await boss.command("/briefing", "library add")
        (view,) = boss.stage.views.stacks["U1"]
        view["private_metadata"] = view["private_metadata"].replace('"C2"', '"C1"')
        answer = await boss.submit_view(opened, {"text": "Ada Moss said so."})
    assert "for another person or place" in str(answer.errors)


@pytest.mark.parametrize("metadata", ["", "no JSON", "[]", "null", '{"id": 7, "channel": ["C1"]}', '{"id": "form:x"}'])
async def test_a_slack_form_with_made_up_metadata_is_answered_with_what_to_do(
    slack: SlackPeer, held: World, metadata: str
) -> None:
    async with in_socket_mode(slack_app(slack, held.answers).bolt, slack):
        boss = slack.person("U1", channel="C2", admin=True)
        opened = await boss.command("/briefing", "library add")
        (view,) = boss.stage.views.stacks["U1"]
        view["private_metadata"] = metadata
        answer = await boss.submit_view(opened, {"text": "Ada Moss said so."})
    assert "ask again with a command" in str(answer.errors) or "type instead" in str(answer.errors)
    assert "A4" not in str(await held.answers.answer_line("articles", Asker("slack", slack.settings.team_id, "C2")))


def ids(answer: DiscordAnswer) -> list[str]:
    assert answer.message
    return [str(part["custom_id"]) for part in each(answer.components) if part["type"] == BUTTON]


def slack_ids(answer: SlackAnswer) -> list[str]:
    actions = [block for block in answer.blocks or [] if block["type"] == "actions"]
    return [str(element["value"]) for block in actions for element in block["elements"]]


def test_a_seal_of_a_posted_message_is_for_its_channel(answers: Answers) -> None:
    place = Place("discord", "1", "7")
    sealed = answers.buttons.seal_posted(place).sealed("ask:help")
    assert replace(answers.buttons.seal_posted(place), channel="8").opened(sealed) is None


async def test_a_line_is_found_while_it_is_still_being_kept(answers: Answers) -> None:
    place, stored = Place("discord", "1", "2"), asyncio.Event()
    library = answers.library

    class Slow:
        """A library whose writer is busy: what is looked up meanwhile is not there yet."""

        def keep_line(self, key: str, line: str, now: datetime) -> None:
            asyncio.run_coroutine_threadsafe(stored.wait(), loop).result()
            library.keep_line(key, line, now)

        def __getattr__(self, name: str) -> object:
            return getattr(library, name)

    loop = asyncio.get_running_loop()
    buttons = replace(answers.buttons, library=cast(Library, Slow()))
    keeping = asyncio.ensure_future(buttons.keep({"abc": "help digests"}, place))
    await asyncio.sleep(0)
    assert await buttons.line("#abc", place) == "help digests"
    assert await buttons.line("#abc", replace(place, channel="3", workspace="4")) is None
    stored.set()
    await keeping
    assert await buttons.line("#abc", place) == "help digests"
