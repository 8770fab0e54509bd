"""Articles in other languages: they are held, searched and opened, and what is not offered is said."""

import json
from pathlib import Path

import pytest

from bot.analysing import analyse_paths
from bot.answers import Answers
from bot.platforms.plain_text import render
from bot.replies import plain
from briefings.article import parse_article
from tests.bot.generated import ask
from tests.fakes import NOON

SPANISH = (
    "El transbordador volvió al puerto el viernes. La alcaldesa dijo que era un gran día para el pueblo. "
    "“Nunca perdimos la esperanza”, dijo el capitán Juan Pérez a los vecinos que esperaban en el muelle.\n"
)


def put(answers: Answers, text: str = SPANISH, facts: str = "") -> str:
    data = (f"---\n{facts}\n---\n{text}" if facts else text).encode()
    return f"A{answers.library.put(parse_article(data, 'ferry.md'), NOON)}"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("summary {}", "Summaries are not offered for texts in Spanish."),
        ("briefing {}", "Key sentences, quotes and topics are not offered for texts in Spanish."),
        ("quotes article:{}", "Quotes are not offered for texts in Spanish."),
        ("topics article:{}", "Topics are not offered for texts in Spanish."),
    ],
)
def test_what_is_not_offered_for_a_language_is_said(answers: Answers, line: str, sentence: str) -> None:
    reply = ask(answers, line.format(put(answers)))
    assert sentence in render(reply)
    assert "(our title, in Spanish)" in plain(reply.title)
    assert [button.line for button in reply.buttons] == [f"open cite:{put(answers)}-s1"]


def test_an_article_in_another_language_is_searched_listed_and_opened(answers: Answers) -> None:
    entry = put(answers)
    assert f"{entry}-s1" in render(ask(answers, "search transbordador"))
    assert "in Spanish" in render(ask(answers, "articles"))
    assert "El transbordador volvió al puerto el viernes." in render(ask(answers, f"open {entry}-s1"))
    assert f"{entry} El transbordador volvió al puerto el viernes. (in Spanish)" in render(ask(answers, "briefing"))
    assert "in Spanish" in render(ask(answers, "search transbordador"))


def test_the_topics_that_a_file_gives_are_shown_in_any_language(answers: Answers) -> None:
    assert "ferris" in render(ask(answers, f"topics article:{put(answers, facts='topics: [ferris]')}"))


def test_a_german_article_is_answered_like_an_english_one(answers: Answers) -> None:
    german = (
        "Die Stadt Kappeln bekommt im Herbst eine neue Fähre. „Der Hafen hat lange darauf gewartet“, sagte die "
        "Bürgermeisterin Anna Berg im Rathaus. Die Fähre soll vierzig Autos über die Schlei bringen.\n"
    )
    entry = put(answers, german)
    assert "Die Stadt Kappeln bekommt im Herbst eine neue Fähre." in render(ask(answers, f"summary {entry} short"))
    assert "on Fähre, word for word" in render(ask(answers, f"summary {entry} about:Fähre"))
    assert "(our title, in German)" in render(ask(answers, f"briefing {entry}"))
    assert "Anna Berg · sagte · named" in render(ask(answers, f"quotes article:{entry}"))
    assert "Fähre" in render(ask(answers, f"topics article:{entry}"))


def test_the_language_that_is_given_counts(answers: Answers) -> None:
    assert "in Catalan" in render(ask(answers, f"summary {put(answers, facts='language: ca-ES')}"))


def test_an_english_article_says_nothing_of_its_language(answers: Answers) -> None:
    assert "in English" not in render(ask(answers, "briefing A1"))


def test_a_text_in_passing_in_another_language_is_not_searched_for_quotes(answers: Answers) -> None:
    reply = ask(answers, f"analyse text:'{SPANISH.strip()}'")
    assert plain(reply.title) == "Quotes are not offered for texts in Spanish."


def test_analyse_prints_empty_lists_where_nothing_is_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ferry.md").write_text(SPANISH, encoding="utf-8")
    assert analyse_paths([tmp_path], True, 3) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["language"] == "es"
    assert len(row["sentences"]) == 3
    assert row["summary"] == row["quotes"] == row["topics"] == []
    assert analyse_paths([tmp_path], False, 3) == 0
    assert "not offered for texts in Spanish: summary, quotes, topics" in capsys.readouterr().out
