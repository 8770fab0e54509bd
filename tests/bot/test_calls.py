"""What is typed becomes a checked call, and a call becomes typed text again."""

import re
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls import Call, Misunderstood, check, read_line, write_line
from bot.commands.command import Command, Kind, Parameter
from bot.commands.table import COMMANDS
from bot.desk import Desk
from bot.replies import Reply, ours
from tests.bot.generated import texts


def answer(desk: Desk, arguments: object) -> Reply:
    return Reply((ours("x"),))


WIDE = Command("wide", "x", answer, tuple(Parameter(name, "x", longest=10**6) for name in ("one", "two", "at_most")))
FIND = Command("find", "x", answer, (Parameter("text", "x", Kind.WORDS, longest=10**6),))
MORE = {**COMMANDS, "wide": WIDE, "find": FIND}


def _needs_something(command: Command) -> bool:
    return any(parameter.required for parameter in command.parameters)


def read(line: str) -> tuple[str, dict[str, str]]:
    call = read_line(line, COMMANDS)
    return call.command.name, dict(call.arguments)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["one", "two", "at_most"]), texts.map(str.strip), max_size=3))
def test_what_is_written_is_read_the_same_whatever_the_text(arguments: dict[str, str]) -> None:
    call = read_line(write_line("wide", arguments), MORE)
    assert call.command is WIDE
    assert call.arguments == {name: text for name, text in arguments.items() if text}
    assert read_line(call.line, MORE) == call


@settings(max_examples=100, deadline=None)
@given(texts.map(str.strip).filter(bool))
def test_searched_words_are_written_and_read_the_same(text: str) -> None:
    assert read_line(write_line("find", {"text": text}), MORE).arguments == {"text": text}


@settings(max_examples=200, deadline=None)
@given(texts)
def test_any_line_is_a_call_or_one_sentence(line: str) -> None:
    try:
        call = read_line(line, COMMANDS)
    except Misunderstood as error:
        assert str(error)
    else:
        assert isinstance(call, Call)


@pytest.mark.parametrize(
    ("line", "command", "arguments"),
    [
        ("", "briefing", {}),
        ("   ", "briefing", {}),
        ("/briefing", "briefing", {}),
        ("BRIEFING", "briefing", {}),
        ("briefing A1", "briefing", {"article": "A1"}),
        ("quotes", "quotes", {}),
        ("quotes mayor", "quotes", {"speaker": "mayor"}),
        ("quotes Xi Jinping", "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:Xi topic:China", "quotes", {"speaker": "Xi", "topic": "China"}),
        ("quotes topic:China Xi", "quotes", {"topic": "China", "speaker": "Xi"}),
        ("quotes speaker: Xi", "quotes", {"speaker": "Xi"}),
        ("quotes speaker : Xi", "quotes", {"speaker": "Xi"}),
        ("quotes Speaker=Xi", "quotes", {"speaker": "Xi"}),
        ('quotes speaker:"Xi Jinping"', "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:“Xi Jinping”", "quotes", {"speaker": "Xi Jinping"}),
        ('quotes speaker:“Xi Jinping"', "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:”Xi Jinping”", "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:„Xi Jinping“", "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:«Xi Jinping»", "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:'Xi Jinping'", "quotes", {"speaker": "Xi Jinping"}),
        ("quotes speaker:‘Xi Jinping’", "quotes", {"speaker": "Xi Jinping"}),
        ('quotes text:"he said \\"no\\" twice"', "quotes", {"text": 'he said "no" twice'}),
        ("quotes O'Malley", "quotes", {"speaker": "O'Malley"}),
        ("quotes speaker:O’Malley", "quotes", {"speaker": "O’Malley"}),
        ("quotes 't Hooft", "quotes", {"speaker": "'t Hooft"}),
        ("quotes text:'don't panic'", "quotes", {"text": "don't panic"}),
        ("quotes 5'10\"", "quotes", {"speaker": "5'10\""}),
        ("briefing quotes Xi", "quotes", {"speaker": "Xi"}),
        ("briefing summary A1 short", "summary", {"article": "A1", "length": "short"}),
        ("briefing digest list", "digest list", {}),
        ("summary A1 SHORT", "summary", {"article": "A1", "length": "short"}),
        ("summary A1 3", "summary", {"article": "A1", "length": "3"}),
        ("summary short", "summary", {"article": "short"}),
        ("search fair and equitable", "search", {"text": "fair and equitable"}),
        ('search "fair and equitable" law', "search", {"text": '"fair and equitable" law'}),
        ("search https://example.com/a", "search", {"text": "https://example.com/a"}),
        ("search China: the law", "search", {"text": "china: the law"}),
        ("search 10:30", "search", {"text": "10:30"}),
        ("digest add name:morning at:08:00,17:30", "digest add", {"name": "morning", "at": "08:00,17:30"}),
        ("A1", "open", {"cite": "A1"}),
        ("a1-q2", "open", {"cite": "a1-q2"}),
        ("A12-s3", "open", {"cite": "A12-s3"}),
        ("sovereignty", "search", {"text": "sovereignty"}),
        ('"Internet sovereignty"', "search", {"text": '"Internet sovereignty"'}),
        ("Hello there!", "help", {}),
        ("hi", "help", {}),
        ("Thank you!", "help", {}),
        ("hi what did Xi say", "ask", {"text": "hi what did Xi say"}),
        ("search hi", "search", {"text": "hi"}),
        ('quotes speaker:""', "quotes", {}),
        ("quotes page:2 Xi", "quotes", {"speaker": "Xi", "page": "2"}),
        ('check He called it "a joke".', "check", {"text": 'He called it "a joke".'}),
        ("analyse „Nein“, sagte Weber.", "analyse", {"text": "„Nein“, sagte Weber."}),
        (
            'analyse Ortiz said "we tried", and Hahn said "they failed" (twice).',
            "analyse",
            {"text": 'Ortiz said "we tried", and Hahn said "they failed" (twice).'},
        ),
        ('check The "law"-makers met', "check", {"text": 'The "law"-makers met'}),
        ('check "We tried", speaker:"Ana Ortiz".', "check", {"text": '"We tried",', "speaker": "Ana Ortiz"}),
        ('quotes speaker:"Xi", topic:"law"', "quotes", {"speaker": "Xi", "topic": "law"}),
    ],
)
def test_typed_form(line: str, command: str, arguments: dict[str, str]) -> None:
    assert read(line) == (command, arguments)


@pytest.mark.parametrize(
    ("line", "sentence", "suggestion"),
    [
        ("qoutes Xi", "There is no command 'qoutes'; did you mean: quotes Xi", "quotes Xi"),
        (
            'serch "level playing field"',
            "There is no command 'serch'; did you mean: search \"level playing field\"",
            'search "level playing field"',
        ),
        (
            'quotse speaker:"Xi Jinping"',
            "There is no command 'quotse'; did you mean: quotes speaker:\"Xi Jinping\"",
            'quotes speaker:"Xi Jinping"',
        ),
        (
            "digest remov morning",
            "There is no command 'digest remov'; did you mean: digest remove morning",
            "digest remove morning",
        ),
        (
            "digest",
            "digest needs a second word: digest preview, digest send, digest list, digest status, digest add, "
            "digest edit, digest move, digest pause, digest resume, digest skip, digest remove",
            None,
        ),
        ("quotes speeker:Xi", "quotes has no option speeker:; did you mean speaker:", None),
        ("summary zone:UTC", "summary has no option zone:; it has article, length, about", None),
        ("search txt:law", "search has no option txt:; did you mean text:", None),
        ("digest list name:x", "digest list has no option name:", None),
        ("digest list morning", "digest list takes nothing more; 'morning' was not understood", None),
        ("quotes speaker:Xi speaker:Ma", "speaker is given twice; keep one of them", None),
        ('quotes speaker:"Xi', 'the quotation mark " is not closed; add one after the last word', None),
        ("quotes “Xi", "the quotation mark “ is not closed; add one after the last word", None),
        ("summary", "summary needs article; for example: summary A1", None),
        ("open", "open needs cite; for example: open A1-s1", None),
        ("ask", "ask needs text; for example: ask what did Xi say?", None),
        ("summary A1 length:tiny", "length must be one of short, medium, long or a number", None),
        ("quotes page:0", "page must be a whole number from 1, as in page:2", None),
        ("search " + "x" * 301, "text may have 300 characters at most; shorten it", None),
    ],
)
def test_what_is_not_understood_gets_one_sentence(line: str, sentence: str, suggestion: str | None) -> None:
    with pytest.raises(Misunderstood) as caught:
        read_line(line, COMMANDS)
    assert str(caught.value) == sentence
    assert caught.value.suggestion == suggestion
    assert suggestion is None or read_line(suggestion, COMMANDS)


@pytest.mark.parametrize("mark", ["'", "‘", "’"])
def test_marks_that_nothing_closes_cost_by_the_length(mark: str) -> None:
    short, long = (_lines_run("find " + f"{mark}a " * times) for times in (250, 2500))
    assert long < 11 * short


def _lines_run(line: str) -> int:
    """Return how many lines of code are run to read *line*."""
    run = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal run
        run += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assert read_line(line, MORE).arguments["text"] == line.removeprefix("find ").strip()
    finally:
        sys.settrace(before)
    return run


def test_a_line_that_is_too_long_is_one_clear_sentence() -> None:
    assert read_line("find " + "x" * 7995, MORE)
    with pytest.raises(Misunderstood, match=r"^a line may have 8,000 characters at most; shorten it$"):
        read_line("find " + "x" * 7996, MORE)


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "²", "٣", "1234567890", "x"])
def test_a_number_is_whole_and_from_one(number: str) -> None:
    with pytest.raises(Misunderstood, match="whole number from 1"):
        check("digest add", {"name": "x", "at": "08:00", "at_most": number}, COMMANDS)


def test_arguments_stand_in_the_order_of_the_parameters_so_that_one_question_has_one_line() -> None:
    lines = {
        read_line(line, COMMANDS).line for line in ("quotes page:2 topic:China Xi", "quotes Xi topic:China page:2")
    }
    assert lines == {"quotes speaker:Xi topic:China page:2"}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({}, "quotes"),
        ({"speaker": None, "topic": ""}, "quotes"),
        ({"speaker": "Xi", "page": 2}, "quotes speaker:Xi page:2"),
        ({"speaker": "Xi Jinping"}, 'quotes speaker:"Xi Jinping"'),
        ({"text": 'a "b" \\'}, 'quotes text:"a \\"b\\" \\\\"'),
        ({"text": "//x"}, 'quotes text:"//x"'),
        ({"text": "said “no” twice"}, 'quotes text:"said \\“no\\” twice"'),
    ],
)
def test_a_line_has_quotation_marks_where_they_are_needed(arguments: dict[str, object], line: str) -> None:
    assert write_line("quotes", arguments) == line


def test_every_example_of_every_command_can_be_typed() -> None:
    names = {"{topic}": '"trade law"', "{word}": "law", "{quote}": "A1-q1"}
    for command in COMMANDS.values():
        for example in command.examples:
            typed = re.sub(r"\{\w+\}", lambda match: names.get(match[0], "A1"), example)
            assert read_line(typed, COMMANDS).command is command


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if _needs_something(command)])
def test_a_command_that_needs_something_says_what_with_an_example_that_can_be_typed(name: str) -> None:
    with pytest.raises(Misunderstood, match=f"^{name} needs ") as caught:
        read_line(name, COMMANDS)
    assert read_line(str(caught.value).split("for example: ")[1], COMMANDS).command.name == name
