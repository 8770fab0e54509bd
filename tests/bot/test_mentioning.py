"""A digest calls the role or group that was chosen for it, once, and nothing else ever calls anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.answers import Answers
from bot.correcting import Corrector
from bot.delivery import Postman
from bot.desk import Asker
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.slack_poster import SlackPoster
from bot.ports import Poster
from bot.replies import Reply, card, strong, words
from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.place import Place
from tests.bot.delivering import EIGHT, MORNING
from tests.fakes import FakeClock
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

ROLE, GROUP, SERVER = "123456789012345678", "S0READERS", "999999999999999999"
REPLY = Reply(
    (strong("Morning briefing"),),
    "1 new",
    tuple(card([words(f"{n} <@&{ROLE}> <!subteam^{GROUP}> @everyone " + "bridge " * 60)]) for n in range(40)),
    mention=ROLE,
)
MANAGER = Asker("discord", SERVER, "5", "7", may_manage=True)


def manage(answers: Answers, line: str, asker: Asker = MANAGER) -> str:
    return plain_text.render(answers.answer_here(line, asker))


def test_on_discord_the_first_message_calls_the_role_and_no_other_message_calls_anybody() -> None:
    first, second = (discord_cards.render(REPLY, part, "abcdef012345").payload for part in (0, 1))
    assert first["content"] == f"<@&{ROLE}> **Morning briefing** - 1 new"
    assert first["allowed_mentions"] == {"parse": [], "roles": [ROLE]}
    assert "allowed_mentions" not in second and ROLE not in second["content"]


def test_on_slack_the_first_message_calls_the_group_and_no_other_message_calls_anybody() -> None:
    reply = replace(REPLY, mention=GROUP)
    first, second = (slack_blocks.render(reply, part, "abcdef012345").payload for part in (0, 1))
    assert called(first["blocks"]) == [GROUP] and called(second["blocks"]) == []
    assert f"<!subteam^{GROUP}>" not in first["text"]


def called(blocks: Sequence[dict[str, Any]]) -> list[str]:
    sections = [each for block in blocks if block["type"] == "rich_text" for each in block["elements"]]
    elements = [each for section in sections for each in section["elements"]]
    return [each["usergroup_id"] for each in elements if each["type"] == "usergroup"]


def test_an_answer_to_a_person_calls_nobody(answers: Answers, deliveries: Deliveries) -> None:
    assert "allowed_mentions" not in discord_cards.render(REPLY).payload
    assert called(slack_blocks.render(replace(REPLY, mention=GROUP)).payload["blocks"]) == []


def test_a_role_is_set_shown_and_taken_out(answers: Answers, deliveries: Deliveries) -> None:
    added = f"digest add name:morning at:08:00 mention:{ROLE}"
    assert f"calls {ROLE}" in manage(answers, added)
    manage(answers, f"{added} save:yes")
    assert deliveries.schedules()[0].schedule.mention == ROLE
    assert f"calls {ROLE}" in manage(answers, "digest list")
    manage(answers, "digest edit name:morning mention:- save:yes")
    assert deliveries.schedules()[0].schedule.mention == ""


@pytest.mark.parametrize("mention", [SERVER, "@everyone", "everyone", "<@123456789012345678>", GROUP, "here"])
def test_everybody_and_what_is_no_role_cannot_be_called(answers: Answers, mention: str) -> None:
    told = manage(answers, f'digest add name:morning at:08:00 mention:"{mention}"')
    assert "Name a role of this server or a user group of this workspace" in told


@pytest.mark.parametrize("mention", [GROUP, f"<!subteam^{GROUP}|@readers>", f"<!subteam^{GROUP}>"])
def test_a_user_group_is_named_as_slack_hands_it_on(answers: Answers, deliveries: Deliveries, mention: str) -> None:
    asker = Asker("slack", "T1", "C1", "U1", may_manage=True)
    manage(answers, f'digest add name:morning at:08:00 mention:"{mention}" save:yes', asker)
    assert deliveries.schedules()[0].schedule.mention == GROUP


async def test_both_platforms_get_the_one_mention_and_a_correction_repeats_none(
    discord: DiscordPeer, slack: SlackPeer, answers: Answers, clock: FakeClock
) -> None:
    slack.channel("C1")
    there = Place("discord", discord.guild.id, discord.channel.id), Place("slack", slack.settings.team_id, "C1")
    made = [
        replace(MORNING, name=each.platform, place=each, mention=m)
        for each, m in zip(there, (ROLE, GROUP), strict=True)
    ]
    answers.deliveries.configure(made, clock.now())
    answers.library.put(parse_article(b"The mayor opened the bridge.", "bridge.md"), clock.now())
    app = DiscordApp(answers)
    await app.login(discord.token)
    posters: dict[str, Poster] = {
        "discord": DiscordPoster(app, answers),
        "slack": SlackPoster(web_client(slack), answers),
    }
    clock.moment = EIGHT
    here = (answers.library, answers.deliveries, clock, posters, "here")
    await Postman(*here, timedelta(hours=6), timedelta(seconds=90)).deliver_due()
    answers.library.put(parse_article(b"The mayor closed the bridge.", "bridge.md"), clock.now())
    await Corrector(*here, timedelta(seconds=90)).correct_due()
    await app.close()
    sent = [each.body for each in discord.bodies if each.template.startswith("/channels/{channel_id}/messages")]
    assert [each["allowed_mentions"] for each in sent] == [{"parse": [], "roles": [int(ROLE)]}] * 2
    (message,) = slack.posted("C1")
    assert called(message.blocks) == [GROUP] and "closed the bridge" in message.text
