"""Purging deletes the posted digests that showed an article, and names those that it cannot delete."""

from pydantic import SecretStr

from bot.answers import Answers
from bot.config import Config, Secrets
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.removing import erase
from bot.replies import Reply, card, strong, words
from bot.settings import Settings, Slack
from briefings.library.removal import Posting
from briefings.place import Place
from tests.fakes import NOON
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

REPLY = Reply((strong("Morning briefing"),), "1 new", (card([words("The mayor opened the bridge.")]),))


async def test_digests_are_deleted_on_both_platforms_and_what_is_left_is_named(
    discord: DiscordPeer, slack: SlackPeer, answers: Answers
) -> None:
    slack.channel("C1")
    here = Place("discord", discord.guild.id, discord.channel.id)
    there = Place("slack", slack.settings.team_id, "C1")
    app = DiscordApp(answers)
    await app.login(discord.token)
    one = await DiscordPoster(app, answers).post(here, REPLY, "abcdef012345", 0)
    await app.close()
    two = await SlackPoster(web_client(slack), answers).post(there, REPLY, "abcdef012345", 0)
    terminal = Place("terminal", "", "here")
    tokens = Secrets(discord_token=SecretStr(discord.token), slack_bot_token=SecretStr(slack.settings.bot_token))
    config = Config(Settings(slack=Slack(api_url=slack.base_url)), tokens)
    postings = [Posting(here, NOON, (one,)), Posting(there, NOON, (two, "1.2")), Posting(terminal, NOON, ("m",))]
    left = await erase(config, answers, postings)
    assert not discord.posted(discord.channel) and not slack.posted("C1")
    assert left == [
        "the digest of 2026-11-23 12:00 UTC in terminal channel here, message m (no token for terminal is in the "
        "environment)"
    ]


async def test_without_tokens_every_digest_is_named(answers: Answers) -> None:
    left = await erase(Config(), answers, [Posting(Place("slack", "T1", "C1"), NOON, ("1.2", "1.3"))])
    assert [each.partition(" (")[2] for each in left] == ["no token for slack is in the environment)"] * 2
