"""A person at Discord asks; the real discord.py carries it to the answers and back, on loopback."""

import asyncio
from collections.abc import Mapping
from datetime import time

import pytest

from bot.answers import Answers
from bot.desk import Asker, Upload
from bot.replies import Reply
from briefings.library.deliveries import Deliveries
from briefings.place import Place
from briefings.schedule import Schedule
from tests.bot.connected import discord_running as running
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer
from tests.peers.discord.components import each

NEWS = (
    "The town council of Westbury voted on Monday to close the old swimming hall after forty years. He said so. "
    "The repairs would cost the town more than nine million pounds. Swimmers met outside the town hall in the evening. "
    "A new hall will open beside the station by 2031."
)


async def test_a_command_is_answered_privately_with_buttons_beside_what_they_are_about(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with running(discord, answers):
        answer = await discord.person("Ann").command("quotes", speaker="Xi")
    assert answer.ephemeral
    title, *_ = texts = [part["content"] for part in each(answer.components) if part["type"] == 10]
    assert title == "### **Xi Jinping**\n-# 4 passages, as printed"
    assert "there is still a huge gap compared with advanced levels around the world." in answer.text
    assert "\n".join(texts[1:]).count("**Xi Jinping**") == 4
    assert answer.labels.count("Context") == 4


async def test_every_name_of_a_completion_can_be_asked_for(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        speakers = await ann.autocomplete("quotes", focused="speaker", value="mac")
        articles = await ann.autocomplete("summary", focused="article", value="sovereignty")
        topics = await ann.autocomplete("topics", focused="topic", value="world")
        assert [choice["value"] for choice in speakers.choices or []] == ["Alastair MacGibbon"]
        assert [choice["value"] for choice in articles.choices or []] == ["A2"]
        assert "World Internet Conference" in [choice["value"] for choice in topics.choices or []]
        found = await ann.command("quotes", speaker=(speakers.choices or [])[0]["value"])
    assert found.message and "attacked on a daily basis" in found.text


async def test_a_plain_question_is_answered_with_its_reading_and_the_next_best_as_a_button(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        answer = await ann.command("ask", text="what did Xi say about sovereignty?")
        assert answer.message
        description = answer.text
        assert "Internet sovereignty" in description and "read as: " in description
        other = await ann.press(answer, 'Or: quotes speaker:"Xi Jinping" text:sovereignty')
        begun = await ann.autocomplete("search", focused="text", value="world inter")
    assert other.message and "with “sovereignty”" in other.text
    assert (begun.choices or [])[0]["value"] == "World Internet Conference"


async def test_pages_turn_in_place_and_share_posts_to_everybody(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        first = await ann.command("quotes")
        second = await ann.press(first, "More")
        assert second.message and first.message
        assert second.message["id"] == first.message["id"]
        assert "Page 2 of 3" in second.text
        shared = await ann.press(second, "Share to channel")
        assert shared.message and not shared.ephemeral
        assert shared.message["content"].startswith("Ann shares: ")
        private = await discord.person("Ben").press(shared, "Back")
    assert private.ephemeral  # what everybody sees is not turned by one reader


async def test_buttons_of_a_message_from_before_a_restart_still_work(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        before = await discord.person("Ann").command("briefing")
    async with running(discord, answers):
        after = await discord.person("Ann").press(before, "Read")
    assert after.message and "A1" in after.text


class SlowAnswers(Answers):
    async def answer(
        self, name: str, arguments: Mapping[str, str], asker: Asker, uploads: tuple[Upload, ...] = ()
    ) -> Reply:
        await asyncio.sleep(1.2)  # longer than the second after which the bot defers
        return await Answers.answer(self, name, arguments, asker, uploads)


async def test_an_answer_that_takes_longer_than_a_second_is_deferred(discord: DiscordPeer, answers: Answers) -> None:
    slow = SlowAnswers(answers.library, answers.deliveries, answers.clock)
    async with running(discord, slow):
        answer = await discord.person("Ann").command("topics")
    assert answer.deferred and answer.ephemeral
    assert answer.message and answer.text.startswith("### **Topics**")


async def test_only_people_who_may_manage_see_and_use_digests(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        plan = await boss.command(
            "digest add", name="morning", at="08:00", zone="Europe/Berlin", channel=discord.channel.id
        )
        assert plan.message and "not saved yet" in plan.text
        made = await boss.press(plan, "Save")
        assert made.message and "set up" in made.text
        status = await boss.command("digest status")
        assert status.message and "07:00 UTC" in status.text.replace("\\", "")
        with pytest.raises(AssertionError, match="may not use"):
            await discord.person("Ann").command("digest status")


async def test_an_unknown_button_is_answered_politely(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        first = await discord.person("Ann").command("briefing")
        assert first.message
        post = discord.messages.find(first.message["id"])
        button = next(part for part in each(post.data["components"]) if part["type"] == 2)
        button["custom_id"] = "from another age"
        answer = await discord.person("Ann").press(first, "from another age")
    assert answer.message and "earlier version" in answer.text


async def test_the_quotes_in_any_message_are_found_and_nothing_of_it_is_stored(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        message = ann.say('"We will win," Mayor Jane Roe said on Monday.')
        answer = await ann.on_message("Quotes in this", message)
        nothing = await ann.on_message("Quotes in this", ann.say("See you tomorrow."))
    assert answer.ephemeral and "Jane Roe" in answer.text and "We will win" in answer.text
    assert "Nothing is quoted" in nothing.text
    assert answers.library.shelf().holdings().entries == 2


async def test_any_message_is_summarised_and_nothing_of_it_is_stored(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        answer = await ann.on_message("Summarise this", ann.say(NEWS))
        little = await ann.on_message("Summarise this", ann.say("See you tomorrow."))
    assert answer.ephemeral and "2 sentences of 5, word for word" in answer.text
    assert "The town council of Westbury voted on Monday" in answer.text
    assert "There is too little to summarise here: 1 sentence" in little.text
    assert answers.library.shelf().holdings().entries == 2


async def test_sharing_a_mistake_tells_only_the_one_who_shared(discord: DiscordPeer, answers: Answers) -> None:
    answers.per_minute = 1
    async with running(discord, answers):
        ann = discord.person("Ann")
        first = await ann.command("quotes", speaker="Xi")
        shared = await ann.press(first, "Share to channel")
    assert shared.ephemeral and "commands in a minute" in shared.text


async def test_commands_of_named_servers_are_there_at_once_and_only_there(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with running(discord, answers):
        assert "quotes" in discord.registry.names()
    async with running(discord, answers, guilds=(discord.guild.id,)):
        assert discord.registry.of() == []
        found = await discord.person("Ann").command("quotes", speaker="MacGibbon")
    assert "1 passage" in found.text


async def test_a_server_that_the_bot_is_not_in_costs_a_log_line_only(
    discord: DiscordPeer, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord, answers, guilds=("123456789012345678", discord.guild.id)):
        found = await discord.person("Ann").command("quotes", speaker="MacGibbon")
    assert "1 passage" in found.text
    assert "invite the bot there" in caplog.text


async def test_a_stopped_digest_is_tried_again_when_a_channels_permissions_change(
    discord: DiscordPeer, answers: Answers, deliveries: Deliveries
) -> None:
    place = Place("discord", discord.guild.id, discord.channel.id)
    number = deliveries.add(Schedule("morning", place, (time(8),)), NOON, "ann")
    deliveries.stop(number, "the bot may not post there", NOON)
    async with running(discord, answers):
        discord.forbid(discord.channel, None)
        async with asyncio.timeout(5):
            while deliveries.schedules()[0].stopped:  # noqa: ASYNC110 - nobody is told but the ledger
                await asyncio.sleep(0.01)
