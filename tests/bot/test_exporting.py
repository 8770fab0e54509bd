"""An export is a file: attached on Discord, sent directly on Slack, written in the terminal."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.commands import exporting
from bot.desk import Asker
from bot.platforms import plain_text
from bot.platforms.terminal import kept
from bot.replies import File, plain
from briefings.article import parse_article
from briefings.incoming import from_bytes
from tests.bot.connected import discord_running, slack_app
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode

BOSS = Asker("discord", "111", "222", "123456789012345678", may_manage=True)
NAME = "quotes-2026-11-23.csv"


async def file_of(answers: Answers, line: str, asker: Asker = BOSS) -> File:
    reply = await answers.answer_line(line, asker)
    assert reply.file is not None and reply.private
    return reply.file


async def test_quotes_are_those_that_are_seen_here(answers: Answers) -> None:
    await answers.answer("library add", {"text": "“It is ours,” said Anna Kern."}, BOSS)
    here = await file_of(answers, "export")
    there = await file_of(answers, "export", Asker("discord", "999", "8", "9", may_manage=True))
    assert here.name == NAME
    rows = list(csv.DictReader(io.StringIO(here.data.decode("utf-8-sig"))))
    assert "Alastair MacGibbon" in [row["speaker"] for row in rows]
    assert b"It is ours" in here.data and b"It is ours" not in there.data


@pytest.mark.parametrize("what", ["markdown", "jsonl"])
async def test_articles_are_those_that_were_added_here_and_import_again(answers: Answers, what: str) -> None:
    await answers.answer_line('library add title:"A note" text:"The mayor opened the bridge."', BOSS)
    found = await file_of(answers, f"export {what}")
    articles = [article for _, article in from_bytes(found.data, found.name)]
    assert articles == [answers.library.additions.find("A3", BOSS.place, answers.clock.now())[1]]


async def test_nothing_added_gives_an_empty_file(answers: Answers) -> None:
    assert (await file_of(answers, "export jsonl")).data == b""
    assert zipfile.ZipFile(io.BytesIO((await file_of(answers, "export markdown")).data)).namelist() == []


@pytest.mark.parametrize("what", ["quotes", "markdown", "jsonl"])
async def test_what_no_message_carries_is_told(answers: Answers, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers.library.put(parse_article(b"The mayor opened the bridge. " * 9, "x.md"), answers.clock.now(), "discord:111")
    monkeypatch.setattr(exporting, "_LARGEST", 100)
    reply = await answers.answer_line(f"export {what}", BOSS)
    assert "This is more than 8 MB; the operator can export it with briefing-bot export." in plain_text.render(reply)


async def test_only_people_who_may_manage_export(answers: Answers) -> None:
    reply = await answers.answer_line("export", Asker("discord", "111", "222", "3"))
    assert reply.file is None and "for people who may manage" in plain_text.render(reply)


async def test_on_discord_the_file_is_attached(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        answer = await discord.person("Boss", may_manage=True).command("export")
    assert answer.ephemeral and answer.message
    assert [each["filename"] for each in answer.message["attachments"]] == [NAME]


async def test_on_slack_the_file_is_sent_to_the_person_alone(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers, managers=("U1",)).bolt, slack):
        answer = await slack.person("U1", channel="C1").command("/briefing", "export")
    assert answer.ephemeral and f"{NAME} is in your messages with the bot." in (answer.text or "")
    assert b"MacGibbon" in slack.files("D1")[NAME]
    assert slack.files("C1") == {}


async def test_without_the_right_slack_says_which_one_is_missing(slack: SlackPeer, answers: Answers) -> None:
    slack.faults.error("files.getUploadURLExternal", "missing_scope")
    async with in_socket_mode(slack_app(slack, answers, managers=("U1",)).bolt, slack):
        answer = await slack.person("U1", channel="C1").command("/briefing", "export")
    assert "the app lacks the scope files:write, im:write; paste the manifest again" in (answer.text or "")


def test_in_the_terminal_the_file_is_written_over_no_other(tmp_path: Path) -> None:
    said = [plain(kept(File("quotes.csv", data), tmp_path)) for data in (b"one", b"two")]
    assert said == [f"Written to {tmp_path / 'quotes.csv'}.", f"Written to {tmp_path / 'quotes-2.csv'}."]
    assert (tmp_path / "quotes.csv").read_bytes() == b"one"
    assert "cannot be written" in plain(kept(File("x.csv", b""), tmp_path / "nowhere"))
