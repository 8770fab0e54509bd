"""What setting up a digest takes over from whoever asks, offers while they type, and refuses."""

from dataclasses import replace

import pytest

from bot.answers import Answers
from bot.commands.command import Command
from bot.commands.table import COMMANDS
from bot.completions import complete
from bot.desk import Asker
from bot.forms import form_of
from bot.platforms import discord_layout
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.plain_text import render
from bot.platforms.slack_app import plain_line
from bot.ports import Closed
from bot.replies import Reply, strong
from bot.zones import known_zone, zone_here, zone_of_locale
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.place import Place
from tests.bot.connected import discord_running, slack_app
from tests.bot.generated import ask
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode

TOKYO = Asker("discord", "1", "5", "7", may_manage=True, zone="Asia/Tokyo")
ON_SLACK = Asker("slack", "T1", "C1", "U1", may_manage=True)
ADD = "digest add name:morning at:08:00"


def test_the_zone_of_whoever_asks_is_proposed_in_the_plan_and_saved_with_it(answers: Answers) -> None:
    plan = ask(answers, ADD, TOKYO)
    assert "next: Tue 2026-11-24 08:00 Asia/Tokyo (Mon 23:00 UTC)" in render(plan)
    assert "The zone Asia/Tokyo is a proposal; name another one like this: zone:Europe/Berlin" in render(plan)
    ask(answers, plan.buttons[0].line, Asker("discord", "1", "5", "8", may_manage=True))
    assert answers.deliveries.schedules()[0].schedule.zone == "Asia/Tokyo"


def test_the_example_of_another_zone_is_another_one(answers: Answers) -> None:
    plan = render(ask(answers, ADD, replace(TOKYO, zone="Europe/Berlin")))
    assert "The zone Europe/Berlin is a proposal; name another one like this: zone:America/New_York" in plan


def test_a_zone_that_is_named_is_no_proposal_and_an_edit_keeps_it(answers: Answers) -> None:
    assert "proposal" not in render(ask(answers, f"{ADD} zone:Europe/Berlin", TOKYO))
    ask(answers, f"{ADD} zone:Europe/Berlin save:yes", TOKYO)
    assert "proposal" not in render(ask(answers, "digest edit morning at:09:00", TOKYO))
    ask(answers, "digest edit morning at:09:00 save:yes", TOKYO)
    assert answers.deliveries.schedules()[0].schedule.zone == "Europe/Berlin"


def test_a_digest_of_ones_own_is_in_ones_own_zone(answers: Answers) -> None:
    assert "daily at 08:00 Asia/Tokyo" in render(ask(answers, "subscribe", TOKYO))


def test_the_zone_of_whoever_asks_is_offered_first(library: Library, deliveries: Deliveries) -> None:
    zone = COMMANDS["digest add"].parameter("zone")
    assert zone
    offered = [each.value for each in complete(zone, "", library.shelf(TOKYO.place), deliveries, TOKYO)]
    assert offered[0] == "Asia/Tokyo" and len(offered) == 25
    assert offered[1:4] == ["UTC", "Europe/London", "Europe/Berlin"] and "America/New_York" in offered
    berlin = [each.value for each in complete(zone, "berlin", library.shelf(TOKYO.place), deliveries, TOKYO)]
    assert berlin == ["Europe/Berlin"]


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("wien", "de", ("Wien · Europe/Vienna", "Europe/Vienna")),
        ("Kair", "de", ("Kairo · Africa/Cairo", "Africa/Cairo")),
        ("mexiko-st", "de", ("Mexiko-Stadt · America/Mexico_City", "America/Mexico_City")),
        ("vienna", "de", ("Wien · Europe/Vienna", "Europe/Vienna")),
        ("europe/vie", "en", ("Europe/Vienna", "Europe/Vienna")),
        ("new yo", "de", ("America/New_York", "America/New_York")),
        ("wien", "en", None),
        ("Atlantis", "de", None),
    ],
)
def test_a_zone_is_offered_by_its_city_in_the_askers_language(
    library: Library, deliveries: Deliveries, typed: str, language: str, first: tuple[str, str] | None
) -> None:
    zone = COMMANDS["digest add"].parameter("zone")
    asker = replace(TOKYO, language=language)
    assert zone
    offered = complete(zone, typed, library.shelf(asker.place), deliveries, asker)
    assert next(((each.label, each.value) for each in offered), None) == first


@pytest.mark.parametrize(
    ("typed", "first"), [("China, mac", "China, Alastair MacGibbon"), ("China,XI", "China, Xi Jinping")]
)
def test_of_several_values_the_last_is_completed(
    library: Library, deliveries: Deliveries, typed: str, first: str
) -> None:
    speakers = COMMANDS["digest add"].parameter("speakers")
    assert speakers
    found = complete(speakers, typed, library.shelf(TOKYO.place), deliveries, TOKYO)
    assert found[0].value == first and found[0].label.startswith(first)


@pytest.mark.parametrize("line", [f"{ADD} save:yes", "digest list", "digest status", "digest send morning"])
def test_a_digests_channel_is_named_as_the_platform_shows_it(answers: Answers, line: str) -> None:
    there = replace(TOKYO, workspace="123456789012345678", channel="223456789012345678")
    if line != f"{ADD} save:yes":
        ask(answers, f"{ADD} save:yes", there)
    message = discord_layout.render(ask(answers, line, there)).payload
    assert "<#223456789012345678>" in str(message)


def test_in_the_terminal_a_channel_is_told_with_its_platform(answers: Answers) -> None:
    ask(answers, f"{ADD} save:yes", TOKYO)
    assert "to Discord channel 5" in render(ask(answers, "digest list", Asker("terminal", may_manage=True)))


def test_what_was_chosen_already_is_not_offered_again(library: Library, deliveries: Deliveries) -> None:
    days = COMMANDS["digest add"].parameter("days")
    assert days
    found = [each.value for each in complete(days, "mon, t", library.shelf(TOKYO.place), deliveries, TOKYO)]
    assert found == ["mon, tue", "mon, thu"]
    again = [each.value for each in complete(days, "mon,m", library.shelf(TOKYO.place), deliveries, TOKYO)]
    assert again == ["mon, mon-fri"]


@pytest.mark.parametrize("channel", ["#news", "news", "<@5>", "12x", "C1"])
def test_what_is_no_channel_is_refused_before_anything_is_saved(answers: Answers, channel: str) -> None:
    for line in (f'{ADD} channel:"{channel}"', f'{ADD} channel:"{channel}" save:yes'):
        assert f"{channel!r} is no channel; choose one from the list, or give its id." in render(
            ask(answers, line, TOKYO)
        )
    ask(answers, f"{ADD} save:yes", TOKYO)
    assert "is no channel" in render(ask(answers, f'digest move morning channel:"{channel}"', TOKYO))
    assert answers.deliveries.schedules()[0].schedule.place.channel == "5"


@pytest.mark.parametrize(
    ("asker", "typed", "kept"),
    [
        (TOKYO, "<#123>", "123"),
        (TOKYO, "123", "123"),
        (ON_SLACK, "<#C123|news>", "C123"),
        (ON_SLACK, "G123", "G123"),
    ],
)
def test_a_channel_is_named_as_the_platform_writes_it(answers: Answers, asker: Asker, typed: str, kept: str) -> None:
    ask(answers, f'{ADD} channel:"{typed}" save:yes', asker)
    assert answers.deliveries.schedules()[0].schedule.place.channel == kept


def test_slack_hands_a_user_group_on_by_its_id() -> None:
    assert plain_line(f"{ADD} mention:<!subteam^S0READERS|@readers>") == f"{ADD} mention:S0READERS"
    assert plain_line("search <!here|@here> <!date^1^x|noon>") == "search @here noon"


async def test_slacks_form_holds_the_zone_of_the_profile_and_takes_several_topics(
    slack: SlackPeer, answers: Answers
) -> None:
    async with in_socket_mode(slack_app(slack, answers, managers=("U2",)).bolt, slack):
        boss = slack.person("U2", channel="C1")
        form = await boss.command("/briefing", "digest add name:morning")
        fields = {block["block_id"]: block["element"] for block in form.view["blocks"] if block["type"] == "input"}
        assert fields["zone"]["initial_option"]["value"] == "Europe/Amsterdam"
        topics = (await boss.suggest("offered", "topics", "", form)).options[:2]
        zone = fields["zone"]["initial_option"]
        plan = await boss.submit_view(form, {"name": "morning", "at": "08:00", "zone": zone, "topics": topics})
        assert "Europe/Amsterdam" in (plan.text or "")
        await boss.press(plan, "Save")
        edit = await boss.command("/briefing", "digest edit")
    kept = {block["block_id"]: block["element"] for block in edit.view["blocks"] if block["type"] == "input"}
    assert "initial_option" not in kept["zone"]
    schedule = answers.deliveries.schedules()[0].schedule
    assert schedule.zone == "Europe/Amsterdam"
    assert schedule.filters.topics == tuple(option["value"] for option in topics)


async def test_the_language_of_discord_hints_at_the_zone(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True, locale="de")
        plan = await boss.command("digest add", name="morning", at="08:00")
    assert "Europe/Berlin" in plan.text.replace("\\", "")


async def test_a_right_that_the_bot_lacks_in_the_channel_is_named_before_the_digest_is_saved(
    discord: DiscordPeer, answers: Answers
) -> None:
    discord.forbid(discord.channel, 50013)
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        plan = await boss.command("digest add", name="morning", at="08:00")
        assert "The bot lacks Send Messages in this channel; grant it there" in plan.text
        saved = await boss.press(plan, "Save")
        assert "set up" in saved.text and "lacks Send Messages" in saved.text
        assert "lacks Send Messages" in (await boss.command("digest send", name="morning")).text
        discord.forbid(discord.channel, None)
        assert "lacks" not in (await boss.command("digest send", name="morning")).text


@pytest.mark.parametrize(("post", "told"), [("message", ""), ("thread", "The bot lacks Create Public Threads in this")])
def test_rights_for_threads_are_named_where_threads_are_opened(answers: Answers, post: str, told: str) -> None:
    boss = replace(TOKYO, lacks_for_threads=("Create Public Threads",))
    plan = render(ask(answers, f"{ADD} post:{post}", boss))
    assert told in plan if told else "lacks" not in plan


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_every_field_of_a_form_has_a_label_for_people(command: Command) -> None:
    fields = form_of(command, {}).fields
    assert all(field.label and "_" not in field.label for field in fields)
    assert len({field.label for field in fields}) == len(fields)


def test_rights_in_another_channel_are_not_spoken_of(answers: Answers) -> None:
    boss = replace(TOKYO, lacks=("Send Messages",))
    assert "lacks" in render(ask(answers, ADD, boss))
    assert "lacks" not in render(ask(answers, f"{ADD} channel:6", boss))


async def test_a_digest_is_not_posted_to_a_channel_of_another_server(discord: DiscordPeer, answers: Answers) -> None:
    other = discord.add_guild("Other").id
    app = DiscordApp(answers)
    await app.login(discord.token)
    place = Place("discord", other, discord.channel.id)
    with pytest.raises(Closed, match="another server"):
        await DiscordPoster(app, answers).post(place, Reply((strong("News"),)), "abcdef012345", 0)
    await app.close()
    assert discord.posted(discord.channel) == []


@pytest.mark.parametrize(
    ("locale", "zone"), [("de", "Europe/Berlin"), ("en-US", ""), ("sv-SE", "Europe/Stockholm"), ("xx", "")]
)
def test_a_language_of_one_zone_hints_at_it(locale: str, zone: str) -> None:
    assert zone_of_locale(locale) == zone == known_zone(zone)


@pytest.mark.parametrize("told", [None, 5, "", "Mars/Olympus", "../etc/passwd"])
def test_what_is_no_zone_is_not_proposed(told: object) -> None:
    assert known_zone(told) == ""


@pytest.mark.parametrize(("told", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), (":UTC", "UTC"), ("Mars/Olympus", "")])
def test_the_terminals_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch, told: str, zone: str) -> None:
    monkeypatch.setenv("TZ", told)
    assert zone_here() == zone
