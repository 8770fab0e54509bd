"""Files that people hand over in forms: got from the platform alone, within limits, and only for those who may."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from yarl import URL

from bot.answers import Answers
from bot.desk import LARGEST_UPLOAD as LARGEST
from bot.desk import Asker
from bot.platforms import plain_text
from bot.platforms.slack_files import is_slacks
from tests.bot.connected import discord_running, slack_app
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.answer import Answer
from tests.peers.slack.bolt import in_socket_mode, over_http
from tests.peers.slack.file_methods import SharedFile

FERRY = b"The ferry sank near the harbour. Nobody was hurt."
LINES = b'{"id": "one", "text": "The first one."}\n{"id": "two", "text": "The second one."}\n'


@asynccontextmanager
async def running(slack: SlackPeer, answers: Answers, transport: str = "socket") -> AsyncIterator[None]:
    """The app at Slack, where U1 may manage."""
    bolt = slack_app(slack, answers, managers=("U1",)).bolt
    async with in_socket_mode(bolt, slack) if transport == "socket" else over_http(bolt, slack):
        yield


async def handed_over(slack: SlackPeer, *files: SharedFile, line: str = "library add") -> str:
    """What is said to U1, who puts *files* into the form of *line*."""
    boss = slack.person("U1", channel="C1")
    form = await boss.command("/briefing", line)
    return said(await boss.submit_view(form, {"file": [slack.file_object(file) for file in files]}))


def said(answer: Answer) -> str:
    return str(answer.errors or answer.text)


async def there(answers: Answers, slack: SlackPeer) -> str:
    boss = Asker("slack", slack.settings.team_id, "C1", "U1", may_manage=True)
    return plain_text.render(await answers.answer_line("library list", boss))


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_on_slack_files_are_added_from_the_form(slack: SlackPeer, answers: Answers, transport: str) -> None:
    async with running(slack, answers, transport):
        added = await handed_over(slack, slack.file("U1", "ferry.md", FERRY), slack.file("U1", "news.jsonl", LINES))
        assert "Added 3 articles" in added and "The ferry sank near the harbour." in added
        changed = slack.file("U1", "new.md", b"The ferry came back.")
        assert "Changed" in await handed_over(slack, changed, line="library edit A3")
        opened = await slack.person("U1", channel="C1").command("/briefing", "summary A3")
    assert "The ferry came back." in said(opened)


async def test_each_refusal_says_what_to_do(slack: SlackPeer, answers: Answers) -> None:
    async with running(slack, answers):
        gone = slack.file("U1", "gone.md", FERRY)
        gone.deleted = True
        assert "gone.md is gone; send it again." in await handed_over(slack, gone)
        large = slack.file("U1", "large.md", b"x" * (LARGEST + 1))
        assert "That is more than 10 MB; split it." in await handed_over(slack, large)
        large.length = 7  # Slack could be wrong
        assert "That is more than 10 MB; split it." in await handed_over(slack, large)
        both = slack.file("U1", "a.md", b"a" * (LARGEST // 2)), slack.file("U1", "b.md", b"b" * (LARGEST // 2 + 1))
        assert "That is more than 10 MB; split it." in await handed_over(slack, *both)
        picture = slack.file("U1", "harbour.png", b"\x89PNG\0")
        assert "this is a binary file" in await handed_over(slack, picture)
        theirs = slack.file("U9", "theirs.md", FERRY)
        assert "theirs.md was sent by somebody else; send it yourself." in await handed_over(slack, theirs)
        slack.faults.error("files.info", "internal_error")
        gone.user = "U1"
        assert "Slack does not hand out gone.md: Slack says internal_error." in await handed_over(slack, gone)
    assert "0 articles" in await there(answers, slack)


async def test_a_scope_that_is_missing_is_named(answers: Answers) -> None:
    async with SlackPeer(scopes="commands,chat:write,users:read") as slack, running(slack, answers):
        refused = await handed_over(slack, slack.file("U1", "ferry.md", FERRY))
    assert "Slack does not hand out ferry.md: the app lacks the scope files:read; paste the manifest" in refused


async def test_a_form_that_may_not_take_files_opens_without_them(slack: SlackPeer, answers: Answers) -> None:
    async with running(slack, answers):
        slack.faults.error("views.open", "missing_scope", needed="files:read")
        boss = slack.person("U1", channel="C1")
        form = await boss.command("/briefing", "library add")
        assert "file_input" not in str(form.view)
        added = await boss.submit_view(form, {"title": "A note", "text": "The mayor opened the bridge."})
    assert "Added 1 article" in said(added)


async def test_of_a_file_that_slack_tells_nothing_of_it_is_asked(slack: SlackPeer, answers: Answers) -> None:
    async with running(slack, answers):
        boss, file = slack.person("U1", channel="C1"), slack.file("U1", "ferry.md", FERRY)
        form = await boss.command("/briefing", "library add")
        short = {"id": file.id, "mode": "file_access", "file_access": "check_file_info"}
        assert "Added 1 article" in said(await boss.submit_view(form, {"file": [short]}))


async def test_the_token_goes_to_slack_alone(slack: SlackPeer, answers: Answers) -> None:
    seen: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization", ""))
        return web.Response(body=FERRY)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", listen)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    elsewhere = f"http://127.0.0.1:{runner.addresses[0][1]}/ferry.md"
    try:
        async with running(slack, answers):
            moved = slack.file("U1", "moved.md", FERRY)
            moved.moved_to = elsewhere
            assert "Slack did not hand out moved.md; send it again" in await handed_over(slack, moved)
            boss = slack.person("U1", channel="C1")
            form = await boss.command("/briefing", "library add")
            forged = {**slack.file_object(moved), "url_private_download": elsewhere}
            assert "Slack did not hand out" in said(await boss.submit_view(form, {"file": [forged]}))
    finally:
        await runner.cleanup()
    assert seen == [] and "0 articles" in await there(answers, slack)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.md", True),
        ("https://FILES.slack.com/a", True),
        ("https://files.slack-gov.com/a", True),
        ("http://files.slack.com/a", False),
        ("https://files.slack.com:8443/a", False),
        ("https://files.slack.com.example.org/a", False),
        ("https://notslack.com/a", False),
        ("https://slack.com@example.org/a", False),
        ("https://u:p@files.slack.com/a", False),
        ("https://example.org/files.slack.com", False),
        ("https://example.org#.slack.com", False),
        ("ftp://files.slack.com/a", False),
        ("files.slack.com/a", False),
        ("", False),
        ("http://127.0.0.1:8080/a", True),
        ("http://127.0.0.1:8081/a", False),
        ("https://127.0.0.1:8080/a", False),
    ],
)
def test_slacks_own_addresses(url: str, own: bool) -> None:
    assert is_slacks(URL(url), URL("http://127.0.0.1:8080/api/")) is own


@pytest.mark.parametrize("team", ["T0PEER", "T0OTHER"])
async def test_nothing_is_got_for_people_who_may_not_manage(slack: SlackPeer, answers: Answers, team: str) -> None:
    async with running(slack, answers):
        boss = slack.person("U1", channel="C1")
        form = await boss.command("/briefing", "library add")
        guest = slack.person("U2", team=team, channel="C1", admin=team != "T0PEER")
        slack.show(guest, form)
        files = [slack.file_object(slack.file("U2", "ferry.md", FERRY))]
        refused = await guest.submit_view(form, {"file": files})
    assert "for another person" in said(refused)
    assert not slack.downloads and "0 articles" in await there(answers, slack)


async def test_on_discord_files_are_added_from_the_form(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        form = await boss.command("library add")
        files = [discord.file("ferry.md", FERRY), discord.file("news.jsonl", LINES)]
        added = await boss.submit_modal(form, file=files)
        assert "**Added** 3 articles" in added.text
        change = await boss.command("library edit", article="A3")
        changed = await boss.submit_modal(change, file=[discord.file("new.md", b"The ferry came back.")])
        assert "Changed" in changed.text
        form = await boss.command("library add")
        boss.may_manage = False
        refused = await boss.submit_modal(form, file=files)
    assert "This file is for people who may manage this server." in refused.text


async def test_on_discord_a_channel_and_a_choice_are_chosen_in_a_form(discord: DiscordPeer, answers: Answers) -> None:
    other = discord.add_channel("other")
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        form = await boss.press(await boss.command("help"), "Set up a digest")
        assert form.modal is not None
        channel = next(each for each in form.modal["components"] if each["component"]["custom_id"] == "channel")
        assert channel["component"]["type"] == 8 and channel["description"].startswith("Where it is posted")
        plan = await boss.submit_modal(
            form, name="morning", at="08:00", channel=[other.id], days=["mon", "wed"], zone="new york"
        )
        await boss.press(plan, "Save")
    (schedule,) = (each.schedule for each in answers.deliveries.schedules())
    assert (schedule.place.channel, schedule.days, schedule.zone) == (other.id, (0, 2), "America/New_York")
