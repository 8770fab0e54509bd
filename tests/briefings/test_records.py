"""Articles written down are read again as they were."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.article import Article, FrontMatter, make_article, parse_article
from briefings.errors import BadFile
from briefings.records import read_record, write_markdown, write_record

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
lines = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)
moments = st.datetimes(datetime(1000, 1, 2), timezones=st.just(UTC))
facts = st.fixed_dictionaries(
    {},
    optional={
        "id": st.from_regex(r"\A\w[\w.-]{0,199}\Z"),
        "title": lines,
        "title_by": st.sampled_from(["source", "us"]),
        "source": lines,
        "url": st.just("https://example.com/a?b=ü&c='\"#d"),
        "author": lines,
        "published": moments,
        "language": st.sampled_from(["en", "de-AT"]),
        "topics": st.lists(lines, max_size=3),
        "licence": st.floats(0, 1),
    },
)
FULL = Article(
    "a",
    "x\r\n---\ny",
    "The title: a 'quoted' one",
    "us",
    "10:30",
    "https://example.com",
    "null",
    datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    "en",
    ("yes", "two words"),
    0.3,
)


@settings(max_examples=300, deadline=None)
@given(facts, texts)
def test_an_article_is_the_same_after_markdown_and_after_json(given_facts: dict[str, object], text: str) -> None:
    article = make_article(FrontMatter.model_validate(given_facts), text, "name.md")
    assert parse_article(write_markdown(article).encode(), "other.md") == article
    assert read_record(write_record(article).encode(), "other.jsonl", 1) == article
    assert "\n" not in write_record(article)


def test_front_matter_is_written_for_people() -> None:
    assert write_markdown(FULL) == (
        "---\nid: a\ntitle: 'The title: a ''quoted'' one'\ntitle_by: us\nsource: '10:30'\nurl: https://example.com\n"
        "author: 'null'\npublished: '2026-11-20T08:30:00+00:00'\nlanguage: en\ntopics:\n- 'yes'\n- two words\n"
        "licence: '0.3'\n---\nx\r\n---\ny"
    )
    assert parse_article(write_markdown(FULL).encode(), "x.md") == FULL


@pytest.mark.parametrize(
    ("line", "problem", "fix"),
    [
        (b"{", "this line is not JSON", "one object"),
        (b"[" * 100_000, "this line is not JSON", "one object"),
        (b"\xff", "this line is not JSON", "one object"),
        (b"[1]", "this line is no object", '"text"'),
        (b'{"title": "x"}', "no text", '"text"'),
        (b'{"text": " "}', "no text", '"text"'),
        (b'{"text": 5}', "no text", '"text"'),
        (b'{"text": "a\\u0000"}', "characters that are none", "take them out"),
        (b'{"text": "a\\ud800"}', "characters that are none", "take them out"),
        (b'{"text": "a", "source": "\\ud800"}', "characters that are none", "take them out"),
        (b'{"text": "a", "source": "\\\\\\u0000"}', "characters that are none", "take them out"),
        (b'{"text": "a", "licence": "0", "licence": "all"}', "the key 'licence' is given twice", "keep one"),
        (b'{"text": "a", "titel": "x"}', "the key 'titel' is unknown", "title"),
        (b'{"text": "a", "licence": 5}', "'licence'", "all, 50% or 0.5"),
        (b'{"text": "a", "published": 5}', "'published'", "2026-11-21"),
        (b'{"text": "a", "title": ["x"]}', "'title'", "write one text"),
    ],
)
def test_a_line_that_is_no_article_is_a_fault_with_its_number(line: bytes, problem: str, fix: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_record(line, "news.jsonl", 7)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line) == ("news.jsonl", 7)
    assert problem in fault.problem and fix in fault.fix


def test_numbers_and_truth_in_json_are_read_as_front_matter_has_them() -> None:
    record = {"text": "The mayor opened the bridge.", "licence": 0.25, "title": r"A \u0000 note", "topics": ["bridges"]}
    found = read_record(json.dumps(record).encode(), "news.jsonl", 3)
    assert (found.share, found.title, found.topics, found.id) == (0.25, r"A \u0000 note", ("bridges",), "news-3")
