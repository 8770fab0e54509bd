"""Our own words in other languages: every message is translated and fits, and nothing is said past the catalogues."""

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from bot.catalogue import _, counted, language_called, language_for, language_here, languages, speaking, told, weekday
from bot.commands.reasons import reason_text
from bot.replies import Ink, Piece, phrase, words
from briefings.digest import choose
from briefings.errors import BriefingError
from briefings.filters import Candidate, Filters
from tests.messages import ROOT, called, catalogue_of, extracted, untranslated

OTHERS = languages()[1:]
# Calls whose texts people read: by name, which of the arguments, and which by their names.
SHOWN = {
    "ours": (0,),
    "strong": (0,),
    "quiet": (0,),
    "mistake": (0,),
    "ask": (0,),
    "Button": (0,),
    "Field": (1,),
    "Form": (0,),
    "Reply": (1,),
    "Misunderstood": (0,),
}


def messages_of(language: str) -> Iterator[Message]:
    return (message for message in catalogue_of(language) if message.id)


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    there = {message.id for message in messages_of(language)}
    missing = [message.id for message in extracted() if message.id and message.id not in there]
    assert not missing, f"run make messages, then translate these in the file of {language}"
    assert not [message.id for message in messages_of(language) if untranslated(message) or message.fuzzy]


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_kept_that_nobody_says(language: str) -> None:
    said = {message.id for message in extracted()}
    assert not [message.id for message in messages_of(language) if message.id not in said], "run make messages"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for message in messages_of(language):
        for each in forms(message.string):
            assert places(each) == places(forms(message.id)[-1]), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_begins_and_ends_like_its_message(language: str) -> None:
    for message in messages_of(language):
        for one, other in zip(forms(message.id), forms(message.string), strict=True):
            assert (one[:1] == " ", one[-1:] == " ") == (other[:1] == " ", other[-1:] == " "), one
            assert one.endswith(".") == other.endswith("."), one


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def places(text: str) -> set[tuple[str, str, str]]:
    """Return the named places of *text* with their forms."""
    return {(name, form or "", turned or "") for _literal, name, form, turned in Formatter().parse(text) if name}


def test_the_places_of_messages_have_names() -> None:
    for message in extracted():
        for text in forms(message.id):
            assert all(name and not name.isdigit() for name, _form, _turned in places(text)), text


def trees() -> Iterator[tuple[Path, ast.AST]]:
    return ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted((ROOT / "bot").rglob("*.py")))


def test_a_message_is_no_f_string() -> None:
    marks = {"_", "N_", "ngettext", "counted"}
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in marks:
                assert not any(isinstance(each, ast.JoinedStr) for each in node.args), f"{path.name}:{node.lineno}"


def test_what_people_read_is_a_message() -> None:
    past = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {text}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for each in shown(node)
        for text in own_words(each)
    ]
    assert not past, "put these into _(...)"


def shown(node: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that people read."""
    name = called(node)
    by_place = [node.args[place] for place in SHOWN.get(name, ()) if place < len(node.args)]
    by_name = {"Reply": {"lead"}, "Button": {"label"}, "Field": {"label"}, "Form": {"title"}}.get(name, set())
    return by_place + [keyword.value for keyword in node.keywords if keyword.arg in by_name]


def own_words(node: ast.AST) -> Iterator[str]:
    """Yield the words that stand in *node* outside every call: two letters or more are a word."""
    if isinstance(node, ast.Call | ast.Subscript):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (word for word in [node.value] if sum(map(str.isalpha, word)) > 1)
    for child in ast.iter_child_nodes(node):
        yield from own_words(child)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("de_DE.UTF-8", "de"),
        ("DE-ch", "de"),
        ("en-US", "en"),
        ("fr", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_locale_that_is_not_known_is_answered_in_english(locale: str | None, language: str) -> None:
    assert language_for(locale) == language


def test_the_terminal_speaks_the_language_of_the_system() -> None:
    assert language_here({"LANG": "de_DE.UTF-8"}) == "de"
    assert language_here({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_here({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT"}) == "de"
    assert language_here({}) == "en"


def test_counts_days_and_languages_are_said_in_the_language_that_is_spoken() -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC)
    assert (counted("{n} entry", "{n} entries", 1), counted("{n} entry", "{n} entries", 1234)) == (
        "1 entry",
        "1,234 entries",
    )
    assert (weekday(day), language_called("fr", "French")) == ("Tue", "French")
    with speaking("de"):
        assert counted("{n} entry", "{n} entries", 1) == "1 Meldung"
        assert counted("{n} entry", "{n} entries", 1234) == "1.234 Meldungen"
        assert (weekday(day), language_called("fr", "French")) == ("Di", "Französisch")
        assert language_called("zzz", "Zzz") == "Zzz"


def test_what_has_no_translation_is_said_in_english() -> None:
    with speaking("de"):
        assert _("no message of ours") == "no message of ours"
        assert _("") == ""


def test_an_error_of_the_domain_is_told_in_the_language_that_is_spoken() -> None:
    error = BriefingError("{text!r} is no time of day; write it as 08:00", text="{8}")
    assert str(error) == "'{8}' is no time of day; write it as 08:00"
    with speaking("de"):
        assert told(error) == "'{8}' ist keine Uhrzeit; schreiben Sie sie wie 08:00"
        assert told(BriefingError("it says {this}")) == "it says {this}"


def test_pieces_stand_where_the_language_has_them_and_an_article_s_braces_are_no_places() -> None:
    pieces = phrase("{name} said {what}.", Ink.QUIET, name=words("{what}"), what=[words("{0}"), Piece("!")])
    assert [(piece.text, piece.ink) for piece in pieces] == [
        ("{what}", Ink.WORDS),
        (" said ", Ink.QUIET),
        ("{0}", Ink.WORDS),
        ("!", Ink.OURS),
        (".", Ink.QUIET),
    ]


def test_every_reason_why_a_post_fails_can_be_told() -> None:
    """What posters raise is recorded, and told later to whoever asks."""
    failures = {"Closed", "Refused", "NotNow", "NoAnswer"}
    reasons = [
        sample(node.args[0])
        for _path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in failures and node.args
    ]
    assert len(reasons) > 10
    with speaking("de"):
        assert [each for each in reasons if each and reason_text(each) == each] == []


def sample(node: ast.expr) -> str:
    """What a text in the code could be: a seven stands for each of its places; "" for what is no text."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "7" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_objection_of_a_digest_s_filters_can_be_told() -> None:
    filters = (
        Filters(topics=("x",)),
        Filters(speakers=("x",)),
        Filters(sources=("x",)),
        Filters(words=("x",)),
        Filters(not_words=("ferry",)),
    )
    candidate = Candidate(1, text="The ferry is back.")
    reasons = [each.objection(candidate) or "" for each in filters]
    reasons += [choice.reason for choice in choose([candidate, Candidate(2), Candidate(3, copies=(1,))], Filters(), 1)]
    reasons += [choice.reason for choice in choose([candidate], Filters(), 1, pick=lambda _: None)]
    with speaking("de"):
        assert [each for each in reasons if reason_text(each) == each] == []


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("nothing new", "nichts Neues"),
        ("the same words as A7", "dieselben Worte wie A7"),
        ("it holds “{word}”", "enthält „{word}“"),
        ("stopped: the channel is gone", "gestoppt: den Kanal gibt es nicht mehr"),
        (
            "missed: nothing ran or could post within 6 h",
            "verpasst: binnen 6 h lief nichts oder konnte nichts gepostet werden",
        ),
        ("something of an earlier version", "something of an earlier version"),
    ],
)
def test_a_recorded_reason_is_told_in_the_language_that_is_spoken(reason: str, german: str) -> None:
    assert reason_text(reason) == reason
    with speaking("de"):
        assert reason_text(reason) == german


def test_german_has_one_word_for_each_thing_and_addresses_nobody_as_du() -> None:
    other_words = re.compile(
        r"Digest(?!s? hier$)|Bibliothek|Arbeitsbereich|Internetadresse|weggelassen"
        r"|\b(?:[Ss]chreibe|[Nn]imm|[Ff]üge|[Ss]etze|[Ee]ntferne|[Bb]erichtige|[Tt]eile|[Pp]rüfe|[Ss]peichere|[Gg]ib"
        r"|[Ll]ass|[Ll]ege|[Ss]chließe|[Bb]ehalte|[Pp]acke|[Nn]enne|[Mm]ache|du|dein\w*)\b"
    )
    assert [each for message in messages_of("de") for each in forms(message.string) if other_words.search(each)] == []
