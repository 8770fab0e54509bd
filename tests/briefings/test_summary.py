"""Summaries: sentences that are safe when they are cut out, in an order that is worth reading."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import sentences
from briefings.spans import Span
from briefings.summarising.companions import hangs
from briefings.summarising.furniture import is_furniture
from briefings.summarising.salience import Facts
from briefings.summary import LONG, MEDIUM, SHORT, ordered, summary_order, take
from briefings.words import content, tokens
from tests import summary_lint as lint
from tests.bench.made_articles import made_article

ARTICLE = """Council votes to close the swimming hall
By Jane Doe
Photo: The hall in 1970. Image: City Archive.

The town council of Westbury voted on Monday to close the old swimming hall after forty years.
Mayor Ann Lee said the repairs would cost the town more than nine million pounds over ten years.
"We have looked at every other way," she said. "There is none that we can pay for."
She added that a new hall would be built beside the station by 2031.
However, swimmers gathered outside the town hall to protest against the vote on Monday evening.
The swimming club of Westbury has four hundred members, and many of them are children at local schools.
Read more: Ten things to do in Westbury this summer.
- swimming
- running
The town council of Westbury voted to close the old swimming hall on Monday after forty years.
We use cookies to improve this site, and you can change the settings of your browser at any time.
A report by engineers warned in May that the roof of the hall was no longer safe for the public.
Jane Doe contributed to this report from Westbury on Monday and Tuesday of this week.
"The roof will not last another winter, the engineers told us in their report this spring.
"""


def cut(text: str, count: int) -> list[str]:
    spans = sentences(text)
    return [spans[index].of(text) for index in take(summary_order(text, spans), count)]


@pytest.mark.parametrize("count", range(1, 12))
def test_no_sentence_hangs_on_one_that_is_left_out(count: int) -> None:
    spans = sentences(ARTICLE)
    chosen = take(summary_order(ARTICLE, spans), count)
    assert 0 < len(chosen) <= count
    assert list(chosen) == sorted(set(chosen))
    for index in chosen:
        assert not lint.hangs(spans[index].of(ARTICLE)) or index - 1 in chosen


def faults(text: str, count: int) -> list[tuple[str, str]]:
    spans = sentences(text)
    return lint.faults(text, spans, [spans[index] for index in take(summary_order(text, spans), count)])


@pytest.mark.parametrize("path", sorted(Path("corpus").glob("*.md")), ids=lambda path: path.stem)
def test_the_summaries_of_what_is_shipped_are_safe_to_cut_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[-1]
    for count in range(1, 13):
        assert not faults(text, count)


def test_the_summaries_of_made_articles_are_safe_to_cut_out() -> None:
    taken = 0
    for number in range(60):
        text = made_article(number, 20261126, 2_000)
        spans = sentences(text)
        for count in (1, 3, 8):
            assert not faults(text, count)
        taken += len(take(summary_order(text, spans), 3))
    assert 2.5 <= taken / 60 <= 3.05


@pytest.mark.parametrize(
    ("text", "chosen", "kind"),
    [
        ("The mayor left. He came back.", [(16, 29)], "hanging"),
        ("The mayor left. “So what.” The end.", [(16, 26)], "hanging"),
        ("Monday, May 1, 2017\nThe mayor left.", [(0, 19)], "date line"),
        ("By Jane Doe\nThe mayor left.", [(0, 11)], "byline"),
        ("Read more: Ten things to do.", [(0, 28)], "read more"),
        ("- swimming and running", [(0, 22)], "list fragment"),
        ("“We won, he said. They left.”", [(0, 17)], "half quote"),
        ("The mayor opened the new bridge. The mayor then opened the new bridge.", [(0, 32), (33, 70)], "said twice"),
        ("We use cookies to improve this site.", [(0, 36)], "cookies"),
        ("The mayor, who said that", [(0, 24)], "no whole sentence"),
    ],
)
def test_the_lint_finds_what_must_not_be_cut_out(text: str, chosen: list[tuple[int, int]], kind: str) -> None:
    spans = [*chosen, *([] if chosen[0][0] == 0 else [(0, chosen[0][0] - 1)])]
    assert kind in [found for found, _ in lint.faults(text, sorted(spans), chosen)]


def test_the_news_comes_first() -> None:
    assert cut(ARTICLE, 1) == [
        "The town council of Westbury voted on Monday to close the old swimming hall after forty years."
    ]


def test_furniture_is_never_chosen() -> None:
    shown = "\n".join(cut(ARTICLE, 50))
    for words in ("Read more", "By Jane", "Image", "cookies", "contributed", "- swimming", "Council votes"):
        assert words not in shown


def test_the_same_is_not_said_twice() -> None:
    assert sum("voted" in sentence and "forty years" in sentence for sentence in cut(ARTICLE, 50)) == 1


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The siege of Tarn is over.", "{deal}", True),
        ("The long siege of Tarn ended on Friday.", "{deal}", True),
        ("The siege is over.", "The town of Tarn paid the rebels for an end of the siege.", True),
        ("The siege of Tarn is over today.", "The siege of Tarn is over today, the mayor said at noon.", False),
        ("The mayor of Tarn and the rebel army signed a truce on Friday.", "They signed the truce.", False),
        ("The siege of Tarn is over.", "The siege of Tarn is over.", False),
    ],
)
def test_a_sentence_repeats_another_only_if_it_says_little_more(first: str, second: str, told: bool) -> None:
    deal = (
        "The mayor of Tarn and the rebel army signed a truce on Friday that opens both bridges to food lorries and "
        "frees ninety prisoners before winter, ending the siege."
    )
    words = [frozenset(filter(None, map(content, tokens(each)[0]))) for each in (first, second.format(deal=deal))]
    known = [Facts(own, worth) for own, worth in zip(words, (0.5, 0.4), strict=True)]
    assert list(ordered(known, [(0,), (1,)])) == ([(0,), (1,)] if told else [(0,)])


def test_half_a_quote_is_not_cut_out() -> None:
    shown = cut(ARTICLE, 50)
    assert not any("another winter" in sentence for sentence in shown)
    first = '"We have looked at every other way," she said.'
    assert (first in shown) or not any("none that we can pay" in sentence for sentence in shown)


def test_a_quote_over_two_sentences_comes_whole() -> None:
    text = (
        "The mayor of the town of Westbury opened the new bridge over the river on Sunday. "
        "Ann Lee said: “This bridge has been the dream of the whole town for many years. "
        "We have all waited for it.” Traffic began to flow over the bridge an hour later."
    )
    spans = sentences(text)
    for count in range(1, 5):
        chosen = take(summary_order(text, spans), count)
        assert (1 in chosen) == (2 in chosen)


@pytest.mark.parametrize(
    "text",
    [
        "He left the town.", "“It was late,” said the mayor.", "However, the vote was lost.", "That's why it failed.",
        "So-called experts agreed.", "In turn, the mayor resigned.", "The latter was found later.", "I was there.",
        '"We won the vote by a mile," he said.', '"Nobody had expected that."', "One of them was found.",
    ],
)  # fmt: skip
def test_these_hang_on_what_was_said_before(text: str) -> None:
    assert hangs(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Hermann left the town.", "Italy won the cup.", "The mayor said that he had won.", "Thatcher resigned.",
        '"Nobody expected that," Mayor Ann Lee said.', "Android phones sold well.", "In May the vote was held.",
    ],
)  # fmt: skip
def test_these_stand_alone(text: str) -> None:
    assert not hangs(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe", "LONDON", "Friday, May 1, 2015", "Read more about the vote and the swimming hall here.",
        "Photo by John Smith for the Westbury Times newspaper.", "Scroll down for video and more pictures of this.",
        "We use cookies to give you the best experience on our site.",
        "Sign up for our newsletter to get it all in your inbox.",
        "The mayor (pictured left) opened the new bridge on Sunday.",
        "- the first thing that the council decided today.",
        "This article was first published on Monday in the Westbury Times.",
        "Ann Lee is pictured with her husband at the bridge.",
        "© 2015 Westbury Times. All rights reserved by the owners.", "No comment.",
        "Image: City Archive of the town of Westbury.",
    ],
)  # fmt: skip
def test_these_are_furniture(text: str) -> None:
    assert is_furniture(text, Span(0, len(text)))


def test_take_passes_over_what_does_not_fit() -> None:
    steps = ((4,), (1, 2), (2,), (7, 8, 9), (0,))
    assert take(steps, 0) == ()
    assert take(steps, 1) == (4,)
    assert take(steps, 2) == (2, 4)
    assert take(steps, 3) == (1, 2, 4)
    assert take(steps, 4) == (0, 1, 2, 4)
    assert take(steps, 9, total=2) == (2, 4)


def test_sizes_grow() -> None:
    assert 1 <= SHORT < MEDIUM < LONG


def test_an_empty_article_has_no_summary() -> None:
    assert summary_order("", []) == ()


PIECES = [
    "The mayor spoke to the council of the town. ",
    "He left. ",
    "But ",
    '"',
    "'",
    "”",
    "“",
    "\n",
    "\x00",
    "\ud800",
    "x",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_ordered(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = sentences(text)
    steps = summary_order(text, spans)
    for step in steps:
        assert list(step) == sorted(set(step))
        assert all(0 <= index < len(spans) for index in step)
        assert not hangs(text, spans[step[0]])


@pytest.mark.parametrize("piece", ["The man said 'no. ", '" a. B', "a ", "The law of the land was made here. ", "' "])
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    spans = sentences(text)
    assert isinstance(summary_order(text, spans), tuple)
