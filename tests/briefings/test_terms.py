"""What is typed into a search: words, phrases, and words that must not occur."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.spans import Span
from briefings.terms import Terms, is_prefix, parse_terms


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("law", [("law",)], []),
        ("Law LAW law", [("law",)], []),
        ("cyber law", [("cyber",), ("law",)], []),
        ('"cyber law" china', [("cyber", "law"), ("china",)], []),
        ("“cyber law”", [("cyber", "law")], []),
        ('"cyber law', [("cyber", "law")], []),
        ("law -china", [("law",)], [("china",)]),
        ('law -"high level"', [("law",)], [("high", "level")]),
        ("cyber-law", [("cyber", "law")], []),
        ("O'Malley", [("o", "malley")], []),
        ("law OR (x) NEAR * title:y", [("law",), ("or",), ("x",), ("near",), ("title", "y")], []),
        ("-china", [], [("china",)]),
        ('"" - -- !', [], []),
        ("", [], []),
    ],
)
def test_terms_are_words_phrases_and_what_must_not_occur(
    text: str, wanted: list[tuple[str, ...]], unwanted: list[tuple[str, ...]]
) -> None:
    assert parse_terms(text) == Terms(tuple(wanted), tuple(unwanted))


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("law", "The law, lawful; LAW.", ["law", "LAW"]),
        ("hacker", "Hackers hack; a hacker.", ["Hackers", "hacker"]),
        ("hackers", "a hacker", []),
        ('"cyber law"', "A cyber-law, a cyber law, no law.", ["cyber-law", "cyber law"]),
        ('"cyber law" cyber', "A cyber law.", ["cyber law"]),
        ("china", "China’s", ["China"]),
        ("-law", "The law", []),
        ("cafe", "A café, a CAFE\u0301.", ["café", "CAFE\u0301"]),
        ("café", "a cafe", ["cafe"]),
    ],
)
def test_terms_are_found_where_they_stand(typed: str, text: str, found: list[str]) -> None:
    assert [span.of(text) for span in parse_terms(typed).found_in(text)] == found


@pytest.mark.parametrize(
    ("typed", "text", "count"),
    [("cyber law", "law and law", 1), ("cyber law", "cyber law", 2), ('"cyber law"', "law cyber", 0)],
)
def test_different_terms_are_counted_once_each(typed: str, text: str, count: int) -> None:
    assert parse_terms(typed).count_in(text) == count


@settings(max_examples=200, deadline=None)
@given(st.text("abcde ", max_size=60), st.text("abcde ", max_size=200))
def test_a_term_counts_where_it_begins_a_word_or_is_the_words(typed: str, text: str) -> None:
    terms, words = parse_terms(typed), text.split()
    standing = [t for (t,) in terms.wanted if any(w.startswith(t) if len(t) >= 4 else w == t for w in words)]
    assert terms.count_in(text) == len(standing)


def test_many_terms_cost_no_more_than_one() -> None:
    text = "the quick brown fox jumps over an aqaba, " * 20_000  # a term inside a word does not stand there

    def seconds(typed: str) -> float:
        start = time.process_time()
        assert not parse_terms(typed).count_in(text) and not parse_terms(typed).found_in(text)
        return time.process_time() - start

    many = " ".join(a + b for a in "qxyz" for b in "abcdefghij")
    assert min(seconds(many) for _ in range(3)) < 3 * max(seconds("qa") for _ in range(3))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=80))
def test_spans_are_in_the_text_in_order_and_apart(typed: str, text: str) -> None:
    spans = parse_terms(typed).found_in(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges) and all(span.start < span.end <= len(text) for span in spans)
    assert bool(spans) == bool(parse_terms(typed).count_in(text))


@pytest.mark.parametrize("letters", ["abAB. ,’_\n1", "aäAß. ’ıİ\u0301"])
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_in_each_sentence_stand_the_terms_that_stand_in_it_alone(letters: str, data: st.DataObject) -> None:
    typed = data.draw(st.text(letters + '"', max_size=20)) + " abab"
    sentences = data.draw(st.lists(st.text(letters, min_size=1, max_size=20), max_size=6))
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    for terms in filter(None, (parse_terms(typed), parse_terms(typed).as_begun())):
        alone = {place: terms.standing_in(span.of(text)) for place, span in enumerate(spans)}
        assert terms.standing_in_each(text, spans) == {place: found for place, found in alone.items() if found}


@given(st.text())
def test_any_text_gives_terms_without_anything_a_search_language_could_read(typed: str) -> None:
    terms = parse_terms(typed)
    for word in (word for term in (*terms.wanted, *terms.unwanted) for word in term):
        assert word and all(letter.isalnum() or "\u0300" <= letter <= "\u036f" for letter in word)
    assert bool(terms) == bool(terms.wanted)


def test_a_short_last_word_may_be_the_beginning_of_one_that_is_still_being_typed() -> None:
    begun = parse_terms("hackers sov").as_begun()
    assert begun is not None
    found = [span.of("Sovereign so sov hackers.") for span in begun.found_in("Sovereign so sov hackers.")]
    assert found == ["Sovereign", "sov", "hackers"]
    assert begun.count_in("sovereignty of hackers") == 2


@pytest.mark.parametrize("typed", ["", "law s", "hacker", '"cyber law"', "-la"])
def test_other_last_words_are_what_they_are(typed: str) -> None:
    assert parse_terms(typed).as_begun() is None


@pytest.mark.parametrize(("term", "expected"), [(("law",), False), (("laws",), True), (("cyber", "laws"), False)])
def test_only_a_single_word_of_four_letters_stands_for_longer_ones(term: tuple[str, ...], expected: bool) -> None:
    assert is_prefix(term) is expected
