"""Every command answers from the shipped articles, and what finds nothing says what was searched."""

import re
from collections.abc import Iterator

import pytest

from bot.answers import Answers
from bot.calls import Misunderstood, read_line
from bot.commands.table import COMMANDS
from bot.config import shipped_corpus
from bot.desk import Asker
from bot.platforms.plain_text import render
from bot.replies import Ink
from briefings.article import parse_article
from tests.bot.generated import MANAGER, answers_from, ask
from tests.fakes import NOON


def shown(answers: Answers, line: str, asker: Asker = MANAGER) -> str:
    return render(ask(answers, line, asker))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers from the shipped articles, for questions that change nothing."""
    with answers_from(tmp_path_factory.mktemp("shipped"), shipped_corpus()) as answers:
        yield answers


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers from a library without an article."""
    with answers_from(tmp_path_factory.mktemp("empty")) as answers:
        yield answers


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("briefing", ["What's new - 2 articles, publication dates unknown", "A1 The leadership", "A2 In a recent"]),
        ("briefing", ["In both: ", "China", "[A1: briefing article:A1]", "[Quotes: quotes]", "[Topics: topics]"]),
        ("briefing A1", ["4 of 16 sentences and 3 quotes, as printed", "• May foreign", "Topics: "]),
        ("briefing A1", ["source unknown", "publication date unknown"]),
        ("briefing sovereignty", ["A2 China's Internet sovereignty", "(our title)"]),
        ("briefing china-internet-sovereignty", ["A2 China's Internet sovereignty"]),
        ("summary A1 short", ["word for word", "A1-s1"]),
        ("summary A1 1", ["1 sentence of 16", "The leadership of China's government"]),
        ("summary A1 about:cybersecurity", ["2 sentences on cybersecurity, word for word", "A1-s7", "A1-s11"]),
        ("summary A1 about:“China’s policies”", ["1 sentence on China’s policies", "A1-s7"]),
        ("summary A1 about:XI length:1", ["1 sentence of 3 on XI", "Xi"]),
        ("summary A1 99", ["8 sentences of 16", "At most 50% of this article is shown at once."]),
        ("quotes", ["Who said what - 13 passages, as printed", "Page 1 of 3."]),
        ("quotes page:3", ["Page 3 of 3.", "A2-q6"]),
        ("quotes article:A1", ["Who said what in A1 - 7 passages"]),
        ("quotes topic:China Xi", ["Xi Jinping on China"]),
        ('quotes text:"INTERNET Sovereignty"', ["1 passage", '"*Internet sovereignty*" over']),
        ("quotes embassy", ["A spokesman for the Chinese Embassy in Australia - 3 passages"]),
        ("topics", ["China · 2 entries", "Xi Jinping · 2 entries"]),
        ("topics china", ["China - 2 entries", "A1-s1", "A2-s1"]),
        ("topics article:A1", ["Topics of A1", "China · in 1 other entry", "Shared with A2: "]),
        ("topics article:A1", ["indigenous and controllable substitution plans", "cybersecurity", "Xi Jinping"]),
        ("topics china", ["Beside it: Xi Jinping", "[Quotes on it: quotes topic:China]"]),
        ("topics china article:A2", ["China in A2 - 3 mentions", "[Summary on it: summary article:A2 about:China]"]),
        ("topics IT article:A2", ["A2 mentions IT nowhere", "Topics of A2"]),
        ("search sovereignty", ["Search: sovereignty - 1 entry, best first", '"Internet *sovereignty*"']),
        ('search "internet sovereignty"', ["1 entry", "*Internet sovereignty*"]),
        ("search hacker cyber", ["*hackers*", "A1"]),
        ("search law zebra", ["Search: law zebra - no entry holds every word; 1 holds some of them"]),
        ("search law -sovereignty", ["Nothing here holds"]),
        ("sovereignty", ["Search: sovereignty - 1 entry"]),
        ("articles", ["Articles - 2 of 2 entries", "A1 China's leadership", "16 sentences"]),
        ("articles topic:China", ["Articles on China - 2 of 2 entries"]),
        ("A1-q2", ["quote 2, in sentence 6 of 16", "A1-s5", "A1-s6", "A1-s7", "[Same speaker: quotes"]),
        ("open A1-s1", ["sentence 1 of 16", "A1-s2", "[After: open cite:A1-s3]"]),
        ("open `A2`", ["A2 China's Internet sovereignty", "4 of 15 sentences"]),
        ("open [A1-s16]", ["sentence 16 of 16", "[Before: "]),
        ("help", ["What can be asked", "e.g. ", "list · set · undo", "help command:digest"]),
        ("help digest", ["digest add", "digest skip name:morning"]),
        ("help digest", ["digest - ", "digest preview", "digest status"]),
        ("help quotes", ["quotes\n", "speaker:", "e.g. quotes speaker:Jinping"]),
        ("help nonsense", ["There is no command 'nonsense'"]),
        ("digest preview", ["Preview briefing - 2 new", "1. The leadership", "2. In a recent"]),
        ("digest list", ["None set up here", "digest add name:morning"]),
    ],
)
def test_an_answer_has_what_was_asked_for(shipped: Answers, line: str, parts: list[str]) -> None:
    text = shown(shipped, line)
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(
    ("line", "sentence", "near"),
    [
        ("quotes Nobody", "Nobody called “Nobody” is quoted.", "The most quoted here: Xi Jinping"),
        ("quotes Jimping", "Nobody called “Jimping” is quoted.", "Perhaps: Xi Jinping\n"),
        ("quotes McGibon", "Nobody called “McGibon” is quoted.", "Perhaps: Alastair MacGibbon\n"),
        ("quotes topic:nonsense", "No entry has the topic “nonsense”.", "The most frequent topics here: China"),
        ("quotes topic:cybersecruity", "No entry has the topic “cybersecruity”.", "Perhaps: cybersecurity"),
        ("quotes MacGibbon article:A2", "No quotes: ", "[Only "),
        ('quotes text:"not there"', "No quotes: ", "[Search for it: search text:"),
        ("topics nonsense", "No entry has the topic “nonsense”.", "China"),
        ("search zebra", "Nothing here holds “zebra”.", "Names and topics here: Xi Jinping"),
        ("search Jimping", "Nothing here holds “Jimping”.", "Perhaps: Xi Jinping\n"),
        ("summary A1 about:football", "No sentence of A1 is about “football”.", "summary article:A1 about:China"),
        ("summary A9", "No single article is called “A9”.", "[A1: summary article:A1]"),
        ("summary china", "No single article is called “china”.", "A2 China's Internet sovereignty"),
        ("articles source:Reuters", "Reuters", "No article here names its source."),
        ("open A1-q99", "Nothing here has the cite “A1-q99”", "A1-s3, A1-q2 or S1"),
        ("open A1-s0", "Nothing here has the cite “A1-s0”", "A1-s3, A1-q2 or S1"),
        ("open A7-s1", "Nothing here has the cite “A7-s1”", "A1-s3, A1-q2 or S1"),
    ],
)
def test_what_finds_nothing_says_what_was_searched_and_what_is_near(
    shipped: Answers, line: str, sentence: str, near: str
) -> None:
    text = shown(shipped, line)
    assert "Searched: 2 entries, publication dates unknown." in text or "Searched: 16 sentences of A1." in text
    assert sentence in text and near in text
    assert "as printed" not in text


@pytest.mark.parametrize("line", ["briefing", "quotes", "topics", "articles", "search law", "help", "digest preview"])
def test_an_empty_library_answers_too(empty: Answers, line: str) -> None:
    reply = ask(empty, line)
    assert reply.understood and render(reply).strip()


@pytest.mark.parametrize(
    "head", ["source: The Lundby Courier", "source: The Lundby Courier\nurl: https://lundby.example/1"]
)
def test_a_digest_names_the_source_of_each_entry_with_and_without_an_address(answers: Answers, head: str) -> None:
    text = f"---\n{head}\n---\nThe council of Lundby repaired the harbour bridge on Monday.\n"
    answers.library.put(parse_article(text.encode(), "bridge.md"), NOON)
    assert "harbour bridge on Monday. A3 · The Lundby Courier" in shown(answers, "digest preview")


def test_every_button_of_every_answer_can_be_pressed(answers: Answers) -> None:
    asked: set[str] = set()
    waiting = ["briefing", "quotes", "topics", "articles", "search law", "help", "quotes Nobody", "digest preview"]
    while waiting and len(asked) < 120:
        line = waiting.pop(0)
        reply = ask(answers, line)
        assert reply.understood or reply.form, line  # a form is what there is to fill in
        asked.add(line)
        waiting += [each.line for each in reply.buttons if each.line not in asked and each.line not in waiting]
    assert len(asked) > 60


def test_every_example_of_the_help_is_answered(shipped: Answers) -> None:
    for name in COMMANDS:
        for card in ask(shipped, f"help {name}").cards:
            for line in card.lines:
                for piece in line:
                    if piece.ink is Ink.LINE:
                        assert read_line(piece.text, COMMANDS), piece.text
                        assert "{" not in piece.text


def test_every_cite_that_is_shown_can_be_opened(shipped: Answers) -> None:
    for line in ("briefing", "quotes", "quotes page:2", "search law", "topics China", "summary A2 long"):
        for cite in re.findall(r"\bA\d+(?:-[sq]\d+)?\b", shown(shipped, line)):
            assert "Nothing here has" not in shown(shipped, cite)


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.manage])
def test_what_is_for_managers_is_refused_to_others_and_not_in_their_help(shipped: Answers, name: str) -> None:
    anybody = Asker("discord", "S1", "C1", "U1")
    example = COMMANDS[name].examples[0]
    line = re.sub(r"\{cite\}", "A1-q1", example)
    reply = ask(shipped, line, anybody)
    assert not reply.understood and reply.private
    assert name not in shown(shipped, "help", anybody)


@pytest.mark.parametrize(
    ("length", "sentences"), [("short", 2), ("medium", 4), ("long", 7), ("1", 1), ("8", 8), ("9", 8), ("16", 8)]
)
def test_a_summary_is_at_most_half_of_the_article_in_its_order(shipped: Answers, length: str, sentences: int) -> None:
    reply = ask(shipped, f"summary A1 {length}")
    cites = [int(piece.text.split("-s")[1]) for card in reply.cards for piece in card.lines[0] if piece.ink is Ink.CITE]
    assert cites == sorted(cites)
    assert len(cites) == sentences


def test_a_licence_lets_more_or_less_be_shown(answers: Answers) -> None:
    held = answers.library.shelf().find("A2")
    for licence, fewest, most in (("all", 9, 15), ("20%", 3, 3)):
        data = f"---\nlicence: {licence}\n---\n{held.article.text}".encode()
        number = answers.library.put(parse_article(data, "copy.md"), NOON)
        assert fewest <= len(ask(answers, f"summary A{number} 99").cards) <= most


def test_names_with_apostrophes_and_curly_marks_are_found(answers: Answers) -> None:
    text = 'Mayor Sean O’Malley opened the bridge. "The bridge is a promise that we have kept," O’Malley said.\n'
    answers.library.put(parse_article(text.encode(), "bridge.md"), NOON)
    for line in ("quotes O'Malley", "quotes O’Malley", "quotes speaker:“Sean O'Malley”", 'quotes "sean o’malley"'):
        assert "The bridge is a promise that we have kept" in shown(answers, line)


def test_commands_are_misspelt_in_vain(answers: Answers) -> None:
    with pytest.raises(Misunderstood, match="did you mean: summary A1"):
        read_line("summery A1", COMMANDS)


@pytest.mark.parametrize("line", ["help digest", "help digest send", "help library"])
def test_help_with_what_only_managers_may_says_so(shipped: Answers, line: str) -> None:
    assert render(ask(shipped, line, Asker("discord", "1", "2", "3"))).startswith(
        f"{line.removeprefix('help ')} is for people who may manage"
    )
