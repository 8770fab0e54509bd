"""The same answer in every language: its frame is translated; articles' words, cites and what is typed are not."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answers
from bot.catalogue import _, languages, speaking
from bot.commands.table import COMMANDS
from bot.config import shipped_corpus
from bot.desk import Asker
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.platforms.discord_commands import command_payloads
from bot.replies import Ink, Reply
from tests.bot.connected import discord_running, slack_app
from tests.bot.generated import MANAGER, answers_from, ask
from tests.messages import catalogue_of
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode

OTHERS = languages()[1:]
LINES = (
    "briefing",
    "briefing A1",
    "summary A2 length:short",
    "summary A1 about:China",
    "summary A1 about:ferries",
    "quotes",
    "quotes MacGibbon",
    "quotes Obama",
    'quotes text:"huge gap"',
    "quotes topic:Internet speaker:Daryl",
    "check “attacked on a daily basis” speaker:MacGibbon",
    "check there is still a small gap compared with advanced levels around the world",
    "check nobody ever printed any of this anywhere",
    "check “attacked on a daily basis” speaker:Obama",
    "topics",
    "topics A1",
    "topics China",
    "topics China article:A2",
    "search law",
    "search since:2026-01-01 law",
    "search nothingofthesort",
    "articles",
    "articles source:Gazette",
    "open A1",
    "open A1-s3",
    "open A1-q3",
    "open A9-q1",
    "copy A1-q2",
    "compare A1 A2",
    "compare A1 A1",
    "what did Xi say about sovereignty?",
    "flag A1-q2",
    "curate list",
    "subscriptions",
    "unsubscribe",
    "digest list",
    "digest status",
    "digest preview",
    "digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin",
    "why A1",
    "library list",
    "analyse “We will win,” Mayor Jane Roe said.",
    "gist “We will win,” Mayor Jane Roe said. The town voted on Monday.",
    "export",
    "help",
    "help quotes",
    "qoutes Xi",
    "quotes article",
    "quotes since:monday",
    "digest add name:x at:8",
    "forget me",
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    with answers_from(tmp_path_factory.mktemp("languages"), shipped_corpus()) as answers:
        yield answers


def asker(language: str) -> Asker:
    return replace(MANAGER, language=language)


def pieces(reply: Reply, *inks: Ink) -> list[str]:
    lines = [reply.title, *(line for card in reply.cards for line in card.lines), *reply.notes]
    return [piece.text for line in lines for piece in line if piece.ink in inks]


def content(reply: Reply) -> list[str]:
    """What no language changes: an article's words, cites, what can be typed, and what the buttons stand for.

    Questions that are given as examples are in the asker's own.
    """
    kept = sorted(pieces(reply, Ink.WORDS, Ink.MARKED, Ink.CITE, Ink.TYPED, Ink.LINE))
    kept = [text for text in kept if not text.startswith("ask text:")]
    return [*kept, *(button.line for button in reply.buttons), reply.line, f"{reply.page} of {reply.pages}"]


def frame(reply: Reply) -> set[str]:
    """Our own words."""
    own = (text.strip(" :·“”") for text in pieces(reply, Ink.OURS, Ink.QUIET))
    return {text for text in own if sum(map(str.isalpha, text)) > 3}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("line", LINES)
def test_only_the_frame_of_an_answer_is_translated(answers: Answers, line: str, language: str) -> None:
    english, other = ask(answers, line), ask(answers, line, asker(language))
    assert (english.language, other.language) == ("en", language)
    assert content(english) == content(other)
    assert english.understood == other.understood
    known = line + "".join(held.article.text for held in answers.library.shelf().newest(9).items)
    assert [text for text in frame(english) & frame(other) if text not in known] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("line", LINES)
def test_every_platform_shows_the_same_answer(answers: Answers, line: str, language: str) -> None:
    reply = ask(answers, line, asker(language))
    terminal = plain_text.render(reply)
    discord = [discord_cards.render(reply, part).payload for part in range(discord_cards.render(reply).parts)]
    slack = [slack_blocks.render(reply, part).payload for part in range(slack_blocks.render(reply).parts)]
    shown = "\n".join(f"{each['content']}\n{each.get('embeds', [{}])[0].get('description', '')}" for each in discord)
    text = "\n".join(each["text"] for each in slack)
    for piece in pieces(reply, *Ink):
        words = " ".join(piece.split())
        assert words in " ".join(terminal.replace("*", "").split())
        unmarked = " ".join(shown.replace("\\", "").replace("*", "").replace("`", "").replace('"', "").split())
        assert words.replace('"', "") in unmarked  # options of slash commands have no quotation marks
        assert words.replace("&", "&amp;") in " ".join(text.split())


# Line by line what somebody reads in the terminal; the same on Discord and Slack (above).
TABLE = {
    "de": {
        "briefing": "Was ist neu - 2 Artikel, Erscheinungsdaten unbekannt",
        "quotes MacGibbon": "Alastair MacGibbon - 1 Stelle im Wortlaut",
        "quotes Obama": "Niemand namens „Obama“ wird zitiert.",
        'quotes text:"huge gap"': "Wer hat was gesagt mit „huge gap“ - 1 Stelle im Wortlaut",
        "summary A2 length:short": "A2 China's Internet sovereignty and its cybersecurity law (Titel von uns) - "
        "2 von 15 Sätzen, wörtlich",
        "check nobody ever printed any of this anywhere": "Nicht im Archiv: Keine Meldung enthält diese Worte; "
        "ähnliche wurden nicht gefunden",
        "topics": "Themen - 19 Themen in 2 Meldungen",
        "open A9-q1": "Nichts hier hat das Kürzel „A9-q1“; Kürzel sehen aus wie A1, A1-s3, A1-q2 oder S1.",
        "qoutes Xi": "Einen Befehl 'qoutes' gibt es nicht; meinten Sie: quotes Xi.",
        "quotes since:monday": "'monday' ist kein Tag; schreiben Sie ihn wie 2026-11-21.",
        "digest list": "Überblicke - Hier ist keiner eingerichtet",
    }
}


@pytest.mark.parametrize(("language", "line"), [(language, line) for language in TABLE for line in TABLE[language]])
def test_the_first_line_reads_as_people_write_it(answers: Answers, language: str, line: str) -> None:
    assert plain_text.render(ask(answers, line, asker(language))).splitlines()[0] == TABLE[language][line]


def test_a_quote_reads_in_german_as_people_write_it(answers: Answers) -> None:
    lines = plain_text.render(ask(answers, "quotes MacGibbon", asker("de"))).splitlines()
    assert lines[1:] == [
        "bezeichnet als the Australian Prime Minister's cybersecurity adviser; zitiert in A1",
        "Alastair MacGibbon, the Australian Prime Minister's cybersecurity adviser, said that the Australian "
        'Government was "*attacked on a daily basis*". A1-q3 — Alastair MacGibbon · said · namentlich, Teilzitat · '
        "im Wortlaut aus A1",
        "[Zusammenhang von A1-q3: open cite:A1-q3] "
        '[Zu Australian Government: quotes topic:"Australian Government"] '
        "[Zusammenfassung von A1: summary article:A1] "
        "[Kopieren: copy cite:A1-q3] [Falsch zugeordnet?: flag cite:A1-q3]",
    ]


def test_an_answer_that_is_kept_is_kept_for_each_language(answers: Answers) -> None:
    async def asked(language: str) -> str:
        return plain_text.render(await answers.answer_line("quotes MacGibbon", asker(language)))

    async def both() -> list[str]:
        return [await asked(language) for language in ("en", "de", "en", "de")]

    found = asyncio.run(both())
    assert found[0] == found[2] != found[1] == found[3]


def test_a_digest_is_in_the_language_it_was_set_up_with_whoever_looks(answers: Answers) -> None:
    ask(answers, "digest add name:morning at:08:00 save:yes", asker("de"))
    ask(answers, "digest add name:evening at:18:00 language:en save:yes", asker("de"))
    for line, first in (
        ("digest preview name:morning", "Überblick Morning - 2 neu"),
        ("digest preview name:evening", "Evening briefing - 2 new"),
    ):
        for language in ("en", "de"):
            assert plain_text.render(ask(answers, line, asker(language))).splitlines()[0] == first
    assert "auf Deutsch" in plain_text.render(ask(answers, "digest list", asker("de")))
    ask(answers, "digest edit name:morning language:en save:yes")
    assert "Morning briefing" in plain_text.render(ask(answers, "digest preview name:morning", asker("de")))


LABEL, DESCRIPTION, FORM_TITLE, FIELD = 75, 100, 24, 45  # characters: the lesser of Slack's and Discord's limits


@pytest.mark.parametrize("language", languages())
def test_labels_and_descriptions_are_within_the_platforms_limits(answers: Answers, language: str) -> None:
    with speaking(language):
        for command in COMMANDS.values():
            texts = [command.help, *(each.help for each in command.parameters)]
            assert [text for text in map(_, texts) if discord_cards.units(text) > DESCRIPTION] == []
    for line in LINES:
        reply = ask(answers, line, asker(language))
        assert [button.label for button in reply.buttons if len(button.label) > LABEL] == []
    for line in ("library add", "library edit A1"):
        form = ask(answers, line, asker(language)).form
        if form is not None:
            assert len(form.title) <= FORM_TITLE
            assert [field.label for field in form.fields if len(field.label) > FIELD] == []


def test_a_label_that_ends_with_a_cite_does_so_in_every_language() -> None:
    """Discord's panels put such a button beside the card that the cite heads."""
    for language in OTHERS:
        for message in catalogue_of(language):
            if isinstance(message.id, str) and re.fullmatch(r"[A-Z]\w+ \{cite\}", message.id):
                assert str(message.string).endswith(" {cite}"), message.id


def test_discord_gets_the_descriptions_in_every_language_and_no_other_names() -> None:
    payloads = {each["name"]: each for each in command_payloads(list(COMMANDS.values()))}
    quotes = payloads["quotes"]
    assert quotes["description_localizations"] == {"de": "Wer was gesagt hat, wörtlich; Filter lassen sich verbinden"}
    assert all("name_localizations" not in option for option in quotes["options"])
    assert "name_localizations" not in quotes
    assert payloads["Check this"]["name_localizations"] == {"de": "Das prüfen"}
    assert payloads["digest"]["description_localizations"]["de"].startswith("Überblicke: ")


def test_discord_s_limit_of_characters_holds_for_the_longest_language() -> None:
    for payload in command_payloads(list(COMMANDS.values())):
        assert length(payload) <= 8000, payload["name"]


def length(payload: dict[str, Any]) -> int:
    """The characters of a command with its options: names and values, and each text in its longest language."""
    texts = [payload.get("description", ""), *payload.get("description_localizations", {}).values()]
    choices = sum(len(each["name"]) + len(str(each["value"])) for each in payload.get("choices", []))
    return len(payload["name"]) + max(map(len, texts)) + choices + sum(map(length, payload.get("options", [])))


async def test_a_person_at_discord_is_answered_in_the_language_that_discord_has_there(
    discord: DiscordPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers):
        ann, ben = discord.person("Ann", locale="de"), discord.person("Ben")
        first = await ann.command("quotes")
        second = await ann.press(first, "Mehr")
        shared = await ann.press(second, "Im Kanal teilen")
        english = await ben.command("quotes")
    assert first.message and first.text.startswith("### **Wer hat was gesagt**\n-# 13 Stellen im Wortlaut\n")
    assert second.message and "Seite 2 von 3" in second.text
    assert shared.message and shared.message["content"].startswith("Ann teilt: ")
    assert english.message and english.text.startswith("### **Who said what**\n-# 13 passages, as printed\n")


async def test_a_person_at_slack_is_answered_in_the_language_of_the_account(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        ann, ben = slack.person("U1", channel="C1", locale="de-DE"), slack.person("U2", channel="C1")
        first = await ann.command("/briefing", "quotes")
        second = await ann.press(first, "Mehr")
        mistaken = await ann.command("/briefing", "quotes since:monday")
        english = await ben.command("/briefing", "quotes")
    assert (first.text or "").startswith("Wer hat was gesagt - 13 Stellen im Wortlaut")
    assert "Seite 2 von 3" in (second.text or "")
    assert (mistaken.text or "").startswith("'monday' ist kein Tag")
    assert (english.text or "").startswith("Who said what - 13 passages, as printed")


def test_the_terminal_answers_in_the_language_it_is_told_or_set_to(tmp_path: Path) -> None:
    def chat(*arguments: str, lang: str) -> str:
        command = [sys.executable, "-m", "bot", "chat", *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": lang}
        done = subprocess.run(
            command, input="topics\n", capture_output=True, text=True, env=environment, cwd=tmp_path, check=True
        )
        return done.stdout.splitlines()[0]

    assert chat(lang="de_DE.UTF-8") == "Themen - 19 Themen in 2 Meldungen"
    assert chat("--language", "de", lang="C.UTF-8") == "Themen - 19 Themen in 2 Meldungen"
    assert chat("--language", "en", lang="de_DE.UTF-8") == "Topics - 19 topics in 2 entries"
