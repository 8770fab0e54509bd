"""Topics: labels that a person would give, and the key under which articles share them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import sentences
from briefings.topics import AT_MOST, find_topics, topic_key

ARTICLE = """Westbury votes on harbour tunnel

The town council of Westbury voted on Monday for the harbour tunnel, which Mayor Ann Lee has promised for years.
Lee said that the tunnel would cost nine million pounds. The Westbury Port Authority had asked for a bridge last year.
Environmental groups oppose the harbour tunnel. The Port Authority's engineers called it a safe and affordable
flood protection system, and the mayor's critics called it a waste. Lee will open the tunnel in 2031.
"""


def labels(text: str, title: str = "") -> list[str]:
    return [topic.label for topic in find_topics(text, sentences(text), title)]


def test_names_and_noun_phrases_come_out_in_the_articles_form() -> None:
    found = labels(ARTICLE)
    assert "harbour tunnel" in found[:4]
    assert "Ann Lee" in found
    assert "Westbury" in found
    assert "Westbury Port Authority" in found or "Port Authority" in found


def test_verbs_times_and_fragments_are_no_topics() -> None:
    for label in labels(ARTICLE):
        assert topic_key(label) not in {"last year", "year", "monday", "voted", "2031", "lee will", "critics called"}
        assert not label.lower().startswith(("the ", "a ", "and ", "of "))


def test_every_mention_is_counted_short_names_too() -> None:
    topic = next(topic for topic in find_topics(ARTICLE, sentences(ARTICLE)) if topic.label == "Ann Lee")
    assert [span.of(ARTICLE) for span in topic.spans] == ["Ann Lee", "Lee", "Lee"]


def test_coordinated_adjectives_stay_with_their_noun() -> None:
    text = 'The mayor called for "open and controllable procurement rules" in the town. The rules are new.'
    assert "open and controllable procurement rules" in labels(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cybersecurity law", "cybersecurity laws"), ("Xi Jinping", "President Xi Jinping"), ("China", "China's"),
        ("the Internet", "Internet"), ("U.S.", "United States"), ("US", "U.S."),
        ("Communist Party", "the Communist Party's"),
        ("studies", "Study"), ("Prime Minister Theresa May", "Theresa May"), ("port authorities", "Port Authority"),
    ],
)  # fmt: skip
def test_these_labels_are_one_topic(one: str, other: str) -> None:
    assert topic_key(one) == topic_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("China", "Chinese"), ("cybersecurity", "cybersecurity law"), ("president", "prime minister"), ("Paris", "Pari")],
)
def test_these_labels_are_two_topics(one: str, other: str) -> None:
    assert topic_key(one) != topic_key(other)


def test_an_empty_article_has_no_topics() -> None:
    assert find_topics("", []) == ()
    assert topic_key("") == ""
    assert topic_key("...") == "..."


@given(st.text(max_size=200) | st.text(alphabet=" .,AaBbsS'’&0ofand\n\x00\ud800-", max_size=150))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_labels_that_are_slices(text: str) -> None:
    found = find_topics(text, sentences(text), text[:20])
    assert len(found) <= AT_MOST
    for topic in found:
        assert topic.spans[0].of(text)
        assert topic.label in text
        assert 0 <= topic.score <= 1
        assert list(topic.spans) == sorted(set(topic.spans))
        assert topic_key(topic.label)


@pytest.mark.parametrize("piece", ["Law ", "big law ", "a", "A.", "The Law of the Land and ", "'s ", "x\n", "\n> "])
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert isinstance(find_topics(text, sentences(text)), tuple)
