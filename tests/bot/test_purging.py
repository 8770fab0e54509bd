"""Purging takes an article out of the posted digests that showed it, and names those that it cannot put right."""

import re
from dataclasses import replace
from datetime import timedelta

from pydantic import SecretStr

from bot.answers import Answers
from bot.config import Config, Secrets
from bot.delivery import Postman
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Poster
from bot.removing import take_out
from bot.settings import Settings, Slack
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING, arrive
from tests.fakes import FakeClock, FakePoster
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client


async def test_digests_on_both_platforms_are_put_right_and_what_is_left_is_named(
    discord: DiscordPeer, slack: SlackPeer, answers: Answers, clock: FakeClock
) -> None:
    slack.channel("C1")
    places = (
        Place("discord", discord.guild.id, discord.channel.id),
        Place("slack", slack.settings.team_id, "C1"),
        Place("fake", "", "here"),
    )
    arrive(answers.library, clock, "bridge")
    answers.deliveries.configure([replace(MORNING, name=each.platform, place=each) for each in places], clock.now())
    app = DiscordApp(answers)
    await app.login(discord.token)
    posters: dict[str, Poster] = {
        "discord": DiscordPoster(app, answers),
        "slack": SlackPoster(web_client(slack), answers),
        "fake": FakePoster(),
    }
    clock.moment = EIGHT
    rules = timedelta(hours=6), timedelta(seconds=90)
    await Postman(answers.library, answers.deliveries, clock, posters, "here", *rules).deliver_due()
    await app.close()
    answers.library.removal.purge(answers.library.removal.find("bridge"), clock.now())
    tokens = Secrets(discord_token=SecretStr(discord.token), slack_bot_token=SecretStr(slack.settings.bot_token))
    (left,) = await take_out(Config(Settings(slack=Slack(api_url=slack.base_url)), tokens), answers, 3)
    shown = [str(discord.posted(discord.channel)), str([each.json() for each in slack.posted("C1")])]
    assert not any("bridge" in each or re.search(r"(?<![\w-])A3(?![\w-])", each) for each in shown)  # not in a seal
    assert all("1 article was deleted on 2026-11-24." in each.replace("\\\\", "") for each in shown)
    assert left.startswith("the digest of 2026-11-24 07:00 UTC in fake channel here, message ")
    assert left.endswith(" (no token for fake is in the environment)")


async def test_an_article_that_no_digest_showed_needs_no_token(answers: Answers) -> None:
    assert await take_out(Config(), answers, 3) == []
