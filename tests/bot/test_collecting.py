"""People who may manage add, change and withdraw articles; who did what is shown, on every platform."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.desk import Asker, Upload
from bot.fetching.fetch import NotFetched
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.platforms.terminal import ASKER
from bot.replies import Reply, card, person, plain, strong
from briefings.article import Article, parse_article
from briefings.errors import BriefingError, Said
from tests.bot.connected import discord_running, slack_app
from tests.fakes import FakeClock
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode

BOSS = Asker("discord", "111", "222", "123456789012345678", may_manage=True)
OTHER = Asker("discord", "999", "888", "223456789012345678", may_manage=True)
NOTE = 'title:"A note" text:"The mayor opened the bridge. It was cold."'


async def say(answers: Answers, line: str, asker: Asker = BOSS) -> str:
    return plain_text.render(await answers.answer_line(line, asker))


async def test_what_a_workspace_adds_is_its_own(answers: Answers) -> None:
    assert "Added 1 article\nA3 A note" in await say(answers, f"library add {NOTE}")
    assert "The mayor opened the bridge." in await say(answers, "summary A3")
    assert "No single article is called" in await say(answers, "summary A3", OTHER)
    assert "0 articles" in await say(answers, "library list", OTHER)
    assert "nothing here is called" in await say(answers, "library edit A3 title:Mine", OTHER)
    assert "nothing here is called" in await say(answers, "library withdraw A3", OTHER)


async def test_what_is_for_one_channel_is_known_there_alone(answers: Answers) -> None:
    text = b"---\ntitle: A note\naudience: discord:111/333\n---\nThe mayor opened the bridge."
    board = replace(BOSS, channel="333")
    reply = await answers.answer("library add", {"file": "note.md"}, BOSS, (Upload("note.md", text),))
    assert "Added 1 article" in plain_text.render(reply)
    assert "A3 A note" in await say(answers, "library list", board)
    assert "0 articles" in await say(answers, "library list")
    for line in ("library edit A3", "library edit A3 title:x", "library withdraw A3", "library withdraw A3 undo:yes"):
        told = await answers.answer_line(line, BOSS)
        assert told.form is None and "nothing here is called" in plain_text.render(told)
    assert "Changed A3" in await say(answers, "library edit A3 title:Mine", board)
    assert "Withdrawn A3" in await say(answers, "library withdraw A3", board)


@pytest.mark.parametrize("front", ["audience: discord:111/333", "embargo_until: 2027-01-01T00:00:00Z"])
async def test_an_id_that_belongs_to_a_hidden_article_is_only_said_to_be_unusable(answers: Answers, front: str) -> None:
    def note(front: str, words: str) -> Upload:
        return Upload("note.md", f"---\nid: note\n{front}\n---\n{words}".encode())

    board = replace(BOSS, channel="333")
    await answers.answer("library add", {"file": "note.md"}, board, (note(front, "The mayor opened it."),))
    for _again in range(2):
        reply = await answers.answer("library add", {"file": "note.md"}, BOSS, (note("", "The mayor closed it."),))
        said = plain_text.render(reply)
        assert said == "The id note cannot be used here; add the article from a file with another id.\n"
    if "audience" in front:
        assert "The mayor opened it." in await say(answers, "summary A3", board)
        known = await answers.answer("library add", {"file": "note.md"}, board, (note("", "The mayor closed it."),))
        assert "This is here already as A3" in plain_text.render(known)


@pytest.mark.parametrize("given", ["file", "text"])
@pytest.mark.parametrize("front", ["audience: discord:111/333", "embargo_until: 2027-01-01T00:00:00Z"])
@pytest.mark.parametrize("command", ["library add", "library edit"])
async def test_front_matter_limits_what_is_typed_or_edited_as_it_does_a_file(
    answers: Answers, command: str, front: str, given: str
) -> None:
    await say(answers, "library add " + NOTE)
    text = f"---\n{front}\nlicence: 0\n---\nThe zaffre bridge is closed. It was cold."
    asked = {given: text if given == "text" else "new.md", **({"article": "A3"} if "edit" in command else {})}
    uploads = (Upload("new.md", text.encode()),) if given == "file" else ()
    reply = await answers.answer(command, asked, replace(BOSS, channel="333"), uploads)
    assert ("Changed A3" if "edit" in command else "Added 1 article") in plain_text.render(reply)
    assert "bridge is closed" not in await say(answers, "search zaffre")
    if "audience" in front:
        here = Asker("discord", "111", "333", "9")
        assert "zaffre* bridge is closed." in await say(answers, "search zaffre", here)
        assert "1 sentence of 2" in await say(answers, f"summary {'A3' if 'edit' in command else 'A4'}", here)


async def test_an_edit_without_front_matter_keeps_the_limits(answers: Answers) -> None:
    board = replace(BOSS, channel="333")
    text = "---\naudience: discord:111/333\nlicence: 0\nmax_quote_words: 9\n---\nThe bridge is closed. It was cold."
    await answers.answer("library add", {"text": text}, board)
    await answers.answer("library edit", {"article": "A3", "text": "The zaffre bridge is open. It was cold."}, board)
    assert "1 sentence of 2" in await say(answers, "summary A3", board)
    assert "bridge is open" not in await say(answers, "search zaffre")


async def test_an_audience_that_names_nobody_here_is_told(answers: Answers) -> None:
    lines = b'{"id": "a", "text": "It rained.", "audience": "slack:T1"}\n{"id": "b", "text": "It was cold."}'
    reply = await answers.answer("library add", {"file": "x.jsonl"}, BOSS, (Upload("x.jsonl", lines),))
    shown = plain_text.render(reply)
    assert "Added 1 article\nA3 It was cold." in shown
    assert "“It rained.” has an audience that names nobody here; mend it or leave it out" in shown


async def test_who_did_what_is_recorded_and_shown(answers: Answers, clock: FakeClock) -> None:
    await say(answers, f"library add {NOTE}")
    clock.go_on(days=1)
    await say(answers, 'library edit A3 text:"The mayor closed the bridge."')
    clock.go_on(days=1)
    listed = await say(answers, "library list")
    assert "added on 2026-11-23 by 123456789012345678, edited on 2026-11-24 by 123456789012345678" in listed
    checked = await say(answers, 'check "The mayor closed the bridge."')
    assert "A3 was added on 2026-11-23 by 123456789012345678, edited on" in checked
    assert "corrected 2026-11-24" in await say(answers, "summary A3")
    assert "It was cold." in await say(answers, "open A3-s2")


async def test_nobody_is_named_for_what_came_from_a_folder(answers: Answers) -> None:
    assert "was added" not in await say(answers, 'check "attacked on a daily basis"')


async def test_a_withdrawn_article_is_not_shown_and_comes_back(answers: Answers) -> None:
    await say(answers, f"library add {NOTE}")
    withdrawn = await say(answers, "library withdraw A3")
    assert "Withdrawn A3" in withdrawn and "[Show again: library withdraw article:A3 undo:yes]" in withdrawn
    assert "The mayor" not in await say(answers, "summary A3")
    assert "A3 A note (not shown)" in await say(answers, "library list")
    assert "Put back A3" in await say(answers, "library withdraw A3 undo:yes")
    assert "The mayor opened the bridge." in await say(answers, "summary A3")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("library add text:x published:yesterday", "The value of published does not fit: write it as 2026-11-21"),
        ("library add text:x url:ftp://x", "The value of url does not fit"),
        ("library add nothing", "“nothing” is no web address; write one with https://, or the text itself."),
        ("library add /etc/passwd", "is no web address"),
        ("library add file:/etc/passwd", "No file came with this; attach one, or give an address or a text."),
        ("library add what:https://a.example text:x", "Give one of what, file and text"),
        ("library edit A1 title:x", "nothing here is called 'A1'."),
        ("library add https://a.example/", "no such page"),
    ],
)
async def test_a_mistake_is_a_sentence_that_says_what_to_do(answers: Answers, line: str, said: str) -> None:
    answers.fetch = refused
    assert said in await say(answers, line)


def refused(url: str) -> Article:
    raise BriefingError("no such page")


async def test_an_address_is_fetched_once_and_then_edited(answers: Answers) -> None:
    answers.fetch = lambda url: parse_article(b"The ferry sank.", "ferry.md")
    assert "Added 1 article" in await say(answers, "library add https://a.example/ferry source:Gazette")
    assert "Gazette" in await say(answers, "summary A3")
    again = await say(answers, "library add https://a.example/ferry")
    assert again == "This is here already as A3; to change it use library edit A3.\n"


async def test_what_was_added_can_be_withdrawn_with_a_button_at_once(answers: Answers) -> None:
    added = await answers.answer_line('library add what:"The mayor opened the bridge."', BOSS)
    (withdraw,) = [each for each in added.buttons if each.label == "Withdraw"]
    assert "Withdrawn A3" in await say(answers, withdraw.line)
    assert "is for people who may manage" in await say(answers, withdraw.line, replace(BOSS, may_manage=False))


async def test_a_file_may_hold_several_articles(answers: Answers) -> None:
    lines = b'{"id": "one", "text": "The first one."}\nnothing\n{"id": "two", "text": "The second one."}\n'
    reply = await answers.answer("library add", {"file": "news.jsonl"}, BOSS, (Upload("news.jsonl", lines),))
    said = plain_text.render(reply)
    assert "Added 2 articles" in said and "news.jsonl:2: this line is not JSON" in said
    reply = await answers.answer("library add", {"file": "x.png"}, BOSS, (Upload("x.png", b"\x89PNG\0"),))
    assert "this is a binary file" in plain_text.render(reply)


def test_in_the_terminal_a_path_or_a_text_will_do(answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text("The ferry sank.")

    def here(line: str) -> str:
        return plain_text.render(answers.answer_here(line, ASKER))

    assert "A3 The ferry sank." in here(f"library add {tmp_path / 'ferry.md'}")
    assert "A4 The mayor opened the bridge." in here("library add The mayor opened the bridge.")
    assert "added on 2026-11-23 by the operator" in here("library list")
    assert "change that file" in here("library edit A1 title:Mine")
    assert "Type library add with" in here("library add")


async def test_people_who_may_not_manage_cannot_collect(answers: Answers) -> None:
    reader = Asker("discord", "111", "222", "323456789012345678")
    for line in (f"library add {NOTE}", "library list", "library withdraw A1", "library edit A1 title:x"):
        assert "is for people who may manage" in await say(answers, line, reader)


def test_a_person_is_shown_by_name_where_the_platform_can() -> None:
    reply = Reply((strong("x"),), cards=(card([person("123456789012345678")]), card([person("U012AB")])), private=True)
    assert "<@123456789012345678>" in discord_cards.render(reply).payload["embeds"][0]["description"]
    assert {"type": "user", "user_id": "U012AB"} in [
        element
        for block in slack_blocks.render(reply).payload["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"][0]["elements"]
    ]


async def test_on_discord_a_form_takes_title_and_text_and_a_file_can_be_attached(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        form = await boss.command("library add")
        assert form.modal is not None and form.modal["title"] == "Add an article"
        sent = await boss.submit_modal(form, {"Title": "A note", "Text": "The mayor opened the bridge."})
        assert sent.ephemeral and sent.message and sent.text.startswith("### **Added** 1 article")
        attached = await boss.command("library add", file=discord.file("ferry.md", b"The ferry sank."))
        assert attached.message and "The ferry sank." in attached.text
        change = await boss.command("library edit", article="A3")
        assert change.modal is not None
        changed = await boss.submit_modal(change, {"Text": "The mayor closed the bridge."})
        assert changed.message and "Changed" in changed.text
        listed = await boss.command("library list")
    assert listed.message and f"edited on 2026-11-23 by <@{boss.user.id}>" in listed.text


async def test_on_discord_a_form_that_nothing_was_filled_into_is_offered_again(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        sent = await boss.submit_modal(await boss.command("library add"))
        assert sent.failure is None and "Nothing was filled in." in sent.text
        again = await boss.press(sent, "Add an article")
        assert again.modal is not None and again.modal["title"] == "Add an article"


async def test_on_discord_a_form_with_blanks_says_what_it_lacks(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        boss = discord.person("Boss", may_manage=True)
        form = await boss.press(await boss.command("digest list"), "Set up a digest")
        sent = await boss.submit_modal(form, name=" ", at="08:00")
        assert sent.failure is None and "digest add needs name" in sent.text


async def test_on_slack_a_form_that_nothing_was_filled_into_stays_and_says_so(
    slack: SlackPeer, answers: Answers
) -> None:
    async with in_socket_mode(slack_app(slack, answers, managers=("U2",)).bolt, slack):
        boss = slack.person("U2", channel="C1")
        sent = await boss.submit_view(await boss.command("/briefing", "library add"))
        assert sent.errors == {"title": "Nothing was filled in."}
        assert slack.modals("U2")
        form = slack.modals("U2")[-1]
        wrong = await boss.submit_view(form, {"text": "The ferry is back.", "published": "yesterday"})
        assert list(wrong.errors) == ["published"]


async def test_on_slack_a_form_takes_title_and_text(slack: SlackPeer, answers: Answers) -> None:
    slack.person("U1", channel="C1")
    app = slack_app(slack, answers, managers=("U1",))
    async with in_socket_mode(app.bolt, slack):
        boss = slack.person("U1", channel="C1")
        form = await boss.command("/briefing", "library add")
        assert form.view is not None
        values = {"title": "A note", "text": "The mayor opened the bridge."}
        added = await boss.submit_view(form, values)
        assert "Added 1 article" in (added.text or "") and added.ephemeral
        listed = await boss.command("/briefing", "library list")
    assert "A3 A note" in (listed.text or "") and "added on 2026-11-23 by U1" in (listed.text or "")


@pytest.mark.parametrize(
    "line", ["library add text:x", "library edit A1 title:x", "library withdraw A1", "library list"]
)
@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_in_direct_messages_nobody_manages_the_shared_library(answers: Answers, line: str, platform: str) -> None:
    boss = Asker(platform, "", "D1", "U1", may_manage=True)
    reply = await answers.answer_line(line, boss)
    assert not reply.understood and "In direct messages there is no library of yours" in plain(reply.title)


GERMAN = replace(BOSS, language="de")


@pytest.mark.parametrize(
    ("line", "data", "said"),
    [
        ("library add text:x url:ftp://x", b"", "url passt nicht: schreiben Sie eine Adresse, die mit https:// oder"),
        ("library add text:x published:yesterday", b"", "published passt nicht: schreiben Sie es als 2026-11-21"),
        (
            "library add file:a.md",
            b"---\npriority: 12\n---\nText.",
            "der Wert von 'priority' passt nicht; schreiben Sie 9",
        ),
        ("library add file:a.md", b"---\naudience: us\n---\nText.", "'us' ist keines; nennen Sie Workspaces"),
        (
            "library add file:a.md",
            b"---\ncolour: red\n---\nText.",
            "Schlüssel 'colour' ist unbekannt; nehmen Sie einen von: id,",
        ),
        ("library add file:a.md", b"---\ntitle: [\n---\nText.", "das ist kein YAML: "),
        (
            "library add file:a.md",
            b"---\na: 1\na: 2\n---\n",
            "a.md:3: der Schlüssel 'a' steht zweimal da; behalten Sie einen",
        ),
        ("library add file:a.md", b"\0", "a.md:1: das ist eine Binärdatei; speichern Sie den Artikel als reinen Text"),
        ("library add file:a.md", b"", "die Datei hat keinen Text; schreiben Sie den Artikel unter den Vorspann."),
        ("library add file:{wrong}.md", b"", "{wrong}.md:1: die Datei hat keinen Text"),
        (
            "library add file:a.jsonl",
            b"[1]",
            'diese Zeile ist kein Objekt; schreiben Sie sie als {"title": "...", "text',
        ),
        ("library add file:a.zip", b"PK", "das Archiv ist nicht lesbar (File is not a zip file); packen Sie es neu"),
        ("library add https://a.example", b"", "Das ist keine Seite mit Text (image/png); speichern Sie sie als Text"),
    ],
)
async def test_a_fault_is_told_in_the_askers_language(answers: Answers, line: str, data: bytes, said: str) -> None:
    answers.fetch = picture
    name = line.partition("file:")[2]
    if name:
        reply = await answers.answer("library add", {"file": name}, GERMAN, (Upload(name, data),))
        assert said in plain_text.render(reply)
    else:
        assert said in await say(answers, line, GERMAN)


def picture(url: str) -> Article:
    raise NotFetched(Said("This is no page of text ({kind})", kind="image/png"), "save it as text and add the file")


async def test_what_stands_in_a_file_cannot_pass_for_another_line_of_a_fault(answers: Answers) -> None:
    file = Upload("a.md", b'---\n"a\\nLoaded: {path}": 1\n---\nText.')
    reply = await answers.answer("library add", {"file": "a.md"}, GERMAN, (file,))
    assert "a.md:2: der Schlüssel 'a\\nLoaded: {path}' ist unbekannt" in plain_text.render(reply)
