"""Questions in plain words are read as the commands that they mean, and the answer says how it was read."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Answers
from bot.calls import read_line, write_line
from bot.commands.table import COMMANDS
from bot.config import shipped_corpus
from bot.platforms.plain_text import render
from bot.questions.asking import is_question, read_question
from bot.questions.days import take_days
from bot.questions.english import ENGLISH
from tests.bot.asking import TODAY, Books, lines
from tests.bot.generated import MANAGER, answers_from, ask


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what did Xi say about sovereignty?", 'quotes speaker:"Xi Jinping" topic:"Internet sovereignty"'),
        ("What has Xi Jinping said on the cybersecurity law", 'quotes speaker:"Xi Jinping" topic:"cybersecurity law"'),
        ("What did Xi say about hackers?", 'quotes speaker:"Xi Jinping" text:hackers'),
        ("what did Xi say about cyber terrorists", 'quotes speaker:"Xi Jinping" text:"\\"cyber\\" terrorists"'),
        ("what did Xi say?", 'quotes speaker:"Xi Jinping"'),
        ("what did Xi say since 2026-11-01?", 'quotes speaker:"Xi Jinping" since:2026-11-01'),
        ("What does the law say about data?", 'quotes speaker:"Article 10 of the law" text:data'),
        ("what did Smith say about China", "quotes speaker:Smith topic:China"),
        ("what did Obama say about China?", "quotes speaker:Obama"),
        ("can you tell me what Xi said about sovereignty?", 'quotes speaker:"Xi Jinping" topic:"Internet sovereignty"'),
        ("please show me Xi's comments on China", 'quotes speaker:"Xi Jinping" topic:China'),
        ("What are Xi’s views on China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("quotes by MacGibbon", 'quotes speaker:"Alastair MacGibbon"'),
        ("statements from Xi about China", 'quotes speaker:"Xi Jinping" topic:China'),
        ("where does Xi stand on sovereignty?", 'quotes speaker:"Xi Jinping" topic:"Internet sovereignty"'),
        ("Xi on sovereignty", 'quotes speaker:"Xi Jinping" topic:"Internet sovereignty"'),
        ("did Xi say anything about China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Has Xi ever spoken? did Xi speak about China", 'search text:"Xi spoken Xi speak China"'),
        ("did Xi talk about China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("what was said about China?", "quotes topic:China"),
        ("What has been said about tariffs", "quotes text:tariffs"),
        ("what do people say about China?", "quotes topic:China"),
        ("any quotes on sovereignty", 'quotes topic:"Internet sovereignty"'),
        ("who said that Australia is attacked daily?", 'quotes text:"Australia is attacked daily"'),
        ("who said attacked on a daily basis", 'quotes text:"attacked on a daily basis"'),
        ("who said “totally groundless”?", 'check text:"totally groundless"'),
        ("who talked about sovereignty?", 'quotes topic:"Internet sovereignty"'),
        ("Who mentions tariffs?", "quotes text:tariffs"),
        ("who said what?", "quotes"),
        ("Who says what about China", "quotes topic:China"),
        ("who said what in A1", "quotes article:A1"),
        ("who said that?", "quotes"),
        ("who said this", "quotes"),
        ("who said that yesterday?", "quotes since:2026-11-22 until:2026-11-22"),
        ("what did he say about China", "quotes topic:China"),
        ("what does it say?", "briefing"),
        ("what do the articles say", "briefing"),
        ("what does the article say about China?", "topics topic:China"),
        ("what did this story say about tariffs", "search text:tariffs"),
        ("what did the report say about China", 'quotes speaker:"The report" topic:China'),
        ("who is quoted?", "quotes"),
        ("who was quoted yesterday?", "quotes since:2026-11-22 until:2026-11-22"),
        ("who is quoted in A1?", "quotes article:A1"),
        ("who is Alastair MacGibbon?", 'quotes speaker:"Alastair MacGibbon"'),
        ("Who’s MacGibbon", 'quotes speaker:"Alastair MacGibbon"'),
        ("who is Obama?", "search text:Obama"),
        ('did Xi say "a huge gap"?', 'check text:"a huge gap" speaker:Xi'),
        ("Did MacGibbon really say that “attacked on a daily basis”?",
         'check text:"attacked on a daily basis" speaker:MacGibbon'),
        ("is it true that Xi said the gap is huge?", 'check text:"the gap is huge" speaker:Xi'),
        ("did anyone say “false cliches”?", 'check text:"false cliches"'),
        ("was “false cliches” really said by Xi?", 'check text:"false cliches" speaker:Xi'),
        ("what is the cybersecurity law?", 'topics topic:"cybersecurity law"'),
        ("What’s Internet sovereignty?", 'topics topic:"Internet sovereignty"'),
        ("tell me about China", "topics topic:China"),
        ("what is a tariff?", "search text:tariff"),
        ("explain sovereignty please", 'topics topic:"Internet sovereignty"'),
        ("what do you know about China?", "topics topic:China"),
        ("what do you know about China since 2026-11-01?", "articles topic:China since:2026-11-01"),
        ("what does the library say about China since yesterday?", "articles topic:China since:2026-11-22"),
        ("which topics are there?", "topics"),
        ("topics this week", "articles since:2026-11-23"),
        ("what did the government say about China?", 'quotes speaker:"the government"'),
        ("did MacGibbon deny the gap", 'quotes speaker:"Alastair MacGibbon" text:gap'),
        ("did Xi want two laws", 'quotes speaker:"Xi Jinping" text:"\\"two\\" laws"'),
        ("who denied it?", "search text:denied"),
        ("what else did Xi say?", 'quotes speaker:"Xi Jinping"'),
        ("quotes from A1", "quotes article:A1"),
        ("quotes of Xi", 'quotes speaker:"Xi Jinping"'),
        ("best quote from MacGibbon", 'quotes speaker:"Alastair MacGibbon"'),
        ("key quotes on China", "quotes topic:China"),
        ("reactions of MacGibbon to China", 'quotes speaker:"Alastair MacGibbon" topic:China'),
        ("list all speakers", "quotes"),
        ("whats new", "briefing"),
        ("whats the latest on China", "articles topic:China"),
        ("what are the top stories?", "briefing"),
        ("anything from last week?", "articles since:2026-11-16 until:2026-11-22"),
        ("briefing on China", "topics topic:China"),
        ("compare A1 and A2", "compare a:A1 b:A2"),
        ("what's the difference between A2 and the bridge?", "compare a:A2 b:A3"),
        ("and in A2?", "briefing article:A2"),
        ("sum up S1", "briefing article:S1"),
        ("open the article on sovereignty", "briefing article:A2"),
        ("why are the dockers on strike?", 'search text:"dockers strike"'),
        ("how does the US react?", 'search text:"US react"'),
        ("reports of the dock strike ballot", 'search text:"reports dock strike ballot"'),
        ("what topics were there yesterday?", "articles since:2026-11-22 until:2026-11-22"),
        ("what's new on China since 2026-11-01?", "articles topic:China since:2026-11-01"),
        ("what's new?", "briefing"),
        ("What is new since yesterday?", "articles since:2026-11-22"),
        ("anything new about tariffs?", "search text:tariffs"),
        ("latest news on China", "articles topic:China"),
        ("what happened last week?", "articles since:2026-11-16 until:2026-11-22"),
        ("what happened in China?", "articles topic:China"),
        ("summarise the article on sovereignty", "summary article:A2"),
        ("Summarize A1 in two sentences", "summary article:A1 length:2"),
        ("give me a short summary of the bridge in detail", "summary article:A3 length:long"),
        ("please sum up the story about sovereignty briefly", "summary article:A2 length:short"),
        ("summarise the article on China", "articles topic:China"),
        ("summarise the article on tariffs", "search text:tariffs"),
        ("what does the article on sovereignty say?", "briefing article:A2"),
        ("what is A1 about?", "briefing article:A1"),
        ("what is A1-q2?", "open cite:A1-q2"),
        ("which articles mention China?", "articles topic:China"),
        ("articles from Reuters", "articles source:Reuters"),
        ("which topics are there?", "topics"),
        ("what can you do?", "help"),
        ("how many people live in Perth?", 'search text:"people live Perth"'),
        ('law "high level" -china', 'search text:"law \\"high level\\" -china"'),
        ("???", 'search text:"?"'),
    ],
)  # fmt: skip
def test_a_question_is_read_as_the_command_that_it_means(question: str, line: str) -> None:
    assert lines(question)[0] == line


@pytest.mark.parametrize(
    ("question", "next_best"),
    [
        ("what did Xi say about sovereignty?", 'quotes speaker:"Xi Jinping" text:sovereignty'),
        ("what did Obama say about China?", 'search text:"Obama China"'),
        ("what is the cybersecurity law?", 'search text:"cybersecurity law"'),
        ("who is Alastair MacGibbon?", 'search text:"Alastair MacGibbon"'),
        ("summarise the article on sovereignty", "search text:sovereignty"),
        ("what did the government say about China?", 'search text:"government China"'),
        ("what happens on 2 December?", 'search text:"\\"2 December\\""'),
        ("what happened on November 20?", 'search text:"\\"November 20\\""'),
    ],
)
def test_there_is_a_next_best_reading(question: str, next_best: str) -> None:
    assert lines(question)[1] == next_best


def test_an_unknown_speaker_settles_the_question_and_so_does_a_passage_in_quotation_marks() -> None:
    for question in ("what did Obama say about China?", "did Xi say “a huge gap”?"):
        assert read_question(question, Books(), TODAY)[0].settles
    assert not read_question("what did the government say about China?", Books(), TODAY)[0].settles


@pytest.mark.parametrize("question", ["what's new?", "what is A1 about?", "quotes from A1", "sum up S1"])
def test_where_nothing_else_is_meant_no_search_is_offered(question: str) -> None:
    assert len(lines(question)) == 1


@pytest.mark.parametrize(
    ("text", "rest", "since", "until"),
    [
        ("law since 2026-11-01", "law", "2026-11-01", None),
        ("law since:2026-11-01 now", "law now", "2026-11-01", None),
        ("from 1 November to 3rd of November law", "law", "2026-11-01", "2026-11-03"),
        ("between November 20 and November 30", "", "2026-11-20", "2025-11-30"),
        ("law until 3 Dec", "law until 3 Dec", None, None),
        ("law before 2026-11-01", "law", None, "2026-10-31"),
        ("law after yesterday", "law", "2026-11-23", None),
        ("law on Friday", "law", "2026-11-20", "2026-11-20"),
        ("law since Monday", "law", "2026-11-23", None),
        ("law in the last 7 days", "law", "2026-11-16", None),
        ("law this week", "law", "2026-11-23", None),
        ("law last month", "law", "2026-10-01", "2026-10-31"),
        ("law in December", "law", "2025-12-01", "2025-12-31"),
        ("law in February 2024", "law", "2024-02-01", "2024-02-29"),
        ("law today", "law", "2026-11-23", "2026-11-23"),
        ("since 31 November", "since 31 November", None, None),
        ("since 2026-13-01", "since 2026-13-01", None, None),
        ("since the war", "since the war", None, None),
    ],
)
def test_days_are_taken_out_of_the_words(text: str, rest: str, since: str | None, until: str | None) -> None:
    found, days, _ = take_days(text, ENGLISH.days, TODAY)
    assert (found, days.get("since"), days.get("until")) == (rest, since, until)


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("what did Xi say", True), ("Who said that", True), ("what's new", True), ("law of the sea?", True),
        ("summarise it", True), ("sovereignty law", False), ("whatever you like", False),
    ],
)  # fmt: skip
def test_a_question_begins_or_ends_like_one(line: str, is_asked: bool) -> None:
    assert is_question(line) is is_asked


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("what did Xi say about sovereignty?", "ask"),
        ("summarise the article on sovereignty", "ask"),
        ('did Xi say "a huge gap"?', "ask"),
        ("Xi Jinping sovereignty", "ask"),
        ("why is the port closed", "ask"),
        ("why A1", "why"),
        ("compare A1 A2", "compare"),
        ("compare A1 with A2", "ask"),
        ("open A1-s1", "open"),
        ("quotes Xi", "quotes"),
        ("quotes by Xi", "ask"),
        ("quotes speaker:Xi topic:China", "quotes"),
        ("articles about China", "ask"),
        ("summary of A1", "ask"),
        ("search articles about China", "search"),
        ("check Xi spoke about China", "check"),
        ("digest list", "digest list"),
        ("sovereignty", "search"),
        ("search what is new?", "search"),
        ("ask what is new", "ask"),
        ("briefing ask what is new", "ask"),
    ],
)
def test_a_line_without_a_command_is_a_question(line: str, command: str) -> None:
    assert read_line(line, COMMANDS).command.name == command


# Answers ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers from the shipped articles, for questions that change nothing."""
    with answers_from(tmp_path_factory.mktemp("shipped"), shipped_corpus()) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "what did Xi say about sovereignty?",
            ['"*Internet sovereignty*" over', 'read as: quotes speaker:"Xi Jinping" topic:"Internet sovereignty"',
             'quotes speaker:"Xi Jinping" text:sovereignty]'],
        ),
        (
            "who said that Australia is attacked daily?",
            ["A1-s11", "a quote of Alastair MacGibbon A1-q3", "read as: search", "nothing found as: quotes text:"],
        ),
        ("what did Xi say about hackers?", ["none in direct speech", "Reported, not quoted", "The president made it"]),
        ("what is the cybersecurity law?", ["A2-s6", 'read as: topics topic:"cybersecurity law"']),
        ("did Xi say “a huge gap”?", ["Exact", "A1-q2", 'read as: check text:"a huge gap" speaker:Xi']),
        ("did MacGibbon say “a huge gap”?", ["Other speaker", "Xi Jinping"]),
        ("did Xi say “a huge crisis of trust”?", ["Not in the library", "Searched: 2 entries", "read as: check"]),
        ("what did Obama say about China?", ["Nobody called “Obama” is quoted.", "Searched: 2 entries",
                                             "read as: quotes speaker:Obama", "Or: search text:"]),
        ("summarise the article on sovereignty", ["A2", "word for word", "read as: summary article:A2"]),
        ("what's new on China since 2026-11-01?", ["None here: ", "since 2026-11-01", "Searched: 2 entries"]),
        ("what is a zebra?", ["Nothing here holds “zebra”.", "Searched: 2 entries"]),
        ("what's new?", ["What's new - 2 articles", "read as: briefing"]),
        ("Internet sovereignty Xi", ["Search: ", "A2-s3"]),
    ],
)  # fmt: skip
def test_an_answer_says_how_the_question_was_read(shipped: Answers, question: str, parts: list[str]) -> None:
    for line in (question, write_line("ask", {"text": question})):
        text = render(ask(shipped, line))
        assert [part for part in parts if part not in text] == []


def test_the_pages_of_an_answer_are_turned(shipped: Answers) -> None:
    first, second = (ask(shipped, f'ask text:"who is quoted?" page:{page}') for page in (1, 2))
    assert (first.page, second.page) == (1, 2) and first.pages == second.pages >= 2
    assert first.cards != second.cards and first.notes == second.notes


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60), st.sampled_from(["what did ", "who said ", "did Xi say ", "summarise ", "what's new on ", ""])
)
def test_any_question_is_answered(shipped: Answers, text: str, opening: str) -> None:
    reply = shipped.answer_here(write_line("ask", {"text": opening + text}), MANAGER)
    assert "Something went wrong" not in render(reply)


@pytest.mark.parametrize("part", ["did x say that ", "what is ", "say about of ", '"', "a's ", "since "])
def test_a_long_question_costs_by_its_length(part: str) -> None:
    start = time.process_time()
    read_question("what did " + part * (2000 // len(part)), Books(), TODAY)
    assert time.process_time() - start < 0.5
