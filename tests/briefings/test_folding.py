"""Words as they are compared: case, typography and white space make no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.folding import fold, name_key, telling_words, typed_key, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xi  Jinping ", "xi jinping"),
        ("O’Malley", "o'malley"),
        ("“No”", '"no"'),
        ("„No“ «no»", '"no" "no"'),
        ("2024–25 — now", "2024-25 - now"),
        ("a\u00a0b\n\tc", "a b c"),
        ("STRASSE Straße", "strasse strasse"),
        ("ΌΔΟΣ", "όδοσ"),
        ("", ""),
    ],
)
def test_differences_that_mean_nothing_are_gone(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text(), st.text())
def test_what_is_typed_of_a_name_is_part_of_its_key(before: str, typed: str, after: str) -> None:
    assert typed_key(typed) in typed_key(before + typed + after)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.swapcase()) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China’s cyber-law", ["china", "cyber-law"]),
        ("U.S. AT&T", ["u.s", "at&t"]),
        ("O'Malley's", ["o'malley"]),
        ("_-_ !", []),
        ("习近平 said", ["习近平", "said"]),
    ],
)
def test_words_are_found_without_a_possessive(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A spokesman for the Chinese Embassy in Australia", ["spokesman", "chinese", "embassy", "australia"]),
        ("The He", []),
        ("Xi", ["xi"]),
        ("Jürgen Löffler", ["jurgen", "loffler"]),
        ("Dvořák’s", ["dvorak"]),
        ("习近平", ["习近平"]),
    ],
)
def test_words_that_tell_names_apart_leave_out_the_others(name: str, found: list[str]) -> None:
    assert telling_words(name) == found


@pytest.mark.parametrize("name", ["The Mayor", "the  mayor", "a Mayor", "MAYOR", "An mayor"])
def test_one_name_has_one_key(name: str) -> None:
    assert name_key(name) == "mayor"


@pytest.mark.parametrize("name", ["Theresa May", "Anders", "Abe", "The"])
def test_an_article_is_a_word_of_its_own(name: str) -> None:
    assert name_key(name) == name.lower()
