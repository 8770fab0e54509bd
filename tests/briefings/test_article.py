"""An article is what its file says: the body byte for byte, and the facts of its front matter."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.article import MAX_BYTES, Article, id_from_name, parse_article, shorten, text_hash
from briefings.errors import BadFile

BODY = "The mayor opened the bridge. It is new.\n"
FULL = """\
---
id: bridge-1
title: "  The bridge\\n is open "
title_by: us
source: The Paper
url: https://paper.example/bridge?a=b
author: Ann Writer
published: 2026-11-21T08:30:00+01:00
language: en-GB
topics: [bridges, "main  street"]
licence: 30%
---
"""


def article(front: str, body: str = BODY) -> Article:
    return parse_article(f"---\n{front}\n---\n{body}".encode(), "news/bridge.md")


def faults(data: bytes | str) -> list[str]:
    """The faults of a file, as they are printed."""
    with pytest.raises(BadFile) as caught:
        parse_article(data.encode() if isinstance(data, str) else data, "x.md")
    return [str(fault) for fault in caught.value.faults]


def test_every_fact_of_the_front_matter_is_read() -> None:
    assert parse_article((FULL + BODY).encode(), "x.md") == Article(
        id="bridge-1",
        text=BODY,
        title="The bridge is open",
        title_by="us",
        source="The Paper",
        url="https://paper.example/bridge?a=b",
        author="Ann Writer",
        published=datetime(2026, 11, 21, 7, 30, tzinfo=UTC),
        language="en-GB",
        topics=("bridges", "main street"),
        share=0.3,
    )


def test_without_front_matter_only_title_and_language_are_found() -> None:
    found = parse_article(BODY.encode(), "news/My bridge!.TXT")
    assert found == Article("My-bridge", BODY, "The mayor opened the bridge.", title_by="us", language="en")


bodies = st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(str.strip)


@settings(max_examples=150, deadline=None)
@given(bodies.filter(lambda text: not text.startswith(("---", "\ufeff"))), st.sampled_from(["", "---\nid: x\n---\n"]))
def test_the_body_is_unchanged_whatever_it_holds(body: str, front: str) -> None:
    found = parse_article((front + body).encode(), "x.md")
    assert found.text == body
    assert found.sha256 == text_hash(body)
    assert 0 < len(found.title) <= 80


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfx\n", "x\n"),
        (b"one\r\ntwo\r\n", "one\r\ntwo\r\n"),
        (b"---\r\nid: a\r\n---\r\nx\r\n", "x\r\n"),
        (b"---\n---\nx", "x"),
        (b"--- \nid: a\n---\t\n\n x", "\n x"),
        (b"---\nid: a\n---\nx\n---\ny\n", "x\n---\ny\n"),
        (b"----\nx\n", "----\nx\n"),
        (b"x\n---\nid: a\n---\n", "x\n---\nid: a\n---\n"),
        (b"\n---\nNote: a\n---\n", "\n---\nNote: a\n---\n"),
    ],
)
def test_front_matter_ends_at_the_first_line_of_three_hyphens(data: bytes, text: str) -> None:
    assert parse_article(data, "x.md").text == text


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-21", datetime(2026, 11, 21, tzinfo=UTC)),
        ("2026-11-21 08:30", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("2026-11-21T08:30:00Z", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("'2026-11-21T00:30+02:00'", datetime(2026, 11, 20, 22, 30, tzinfo=UTC)),
        ("", None),
        ("null", None),
    ],
)
def test_a_date_is_a_moment_in_utc_or_unknown(written: str, moment: datetime | None) -> None:
    assert article(f"published: {written}").published == moment


@pytest.mark.parametrize(
    ("written", "share"), [("all", 1), ("ALL", 1), ("50%", 0.5), ("0.3", 0.3), ("0", 0), ("1", 1), ("", 0.5)]
)
def test_a_licence_is_the_share_that_may_be_shown(written: str, share: float) -> None:
    assert article(f"licence: {written}").share == share


@pytest.mark.parametrize(
    ("body", "title", "by"),
    [
        ("# The bridge #\nText.", "The bridge", "source"),
        ("# The bridge\r\nText.\r\n", "The bridge", "source"),
        ("Text.\n\n## Second\n", "Second", "source"),
        ("# #\n## The bridge ##\n", "The bridge", "source"),
        ("#hashtag only.", "#hashtag only.", "us"),
        ("The mayor opened it. More.", "The mayor opened it.", "us"),
        ("word " * 40, ("word " * 15).strip() + "…", "us"),
    ],
)
def test_a_title_is_the_first_heading_else_the_first_sentence(body: str, title: str, by: str) -> None:
    found = parse_article(body.encode(), "x.md")
    assert (found.title, found.title_by) == (title, by)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("news/2026/bridge.md", "bridge"),
        ("C:\\news\\bridge.txt", "bridge"),
        ("The bridge, again!.md", "The-bridge-again"),
        ("001_7.md", "001_7"),
        ("brücke.MD", "brücke"),
        ("....md", "article"),
        ("x" * 200 + ".md", "x" * 200),
    ],
)
def test_an_id_comes_from_the_file_name(path: str, expected: str) -> None:
    assert id_from_name(path) == expected


@given(st.text())
def test_any_file_name_gives_an_id(path: str) -> None:
    assert 1 <= len(id_from_name(path)) <= 100


@pytest.mark.parametrize(
    ("data", "line", "problem", "fix"),
    [
        (b"", 1, "the file has no text", "write the article"),
        (b" \n\t\n", 1, "the file has no text", "write the article"),
        ("---\nid: x\n---\n \n", 1, "the file has no text", "below the front matter"),
        (b"x" * (MAX_BYTES + 1), 1, "more than 5 MB", "split it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "binary", "plain text"),
        (b"one\ntwo \xff", 2, "not UTF-8", "save the file in UTF-8"),
        ("---\nid: x\n", 1, "the front matter has no end", "three hyphens"),
        ("\n---\naudience: slack:T1\n---\nx", 1, "has no beginning", "three hyphens alone"),
        (" ---\nid: x\nembargo_until: x\n---\nx", 1, "has no beginning", "three hyphens alone"),
        ("\ufeff\ufeff---\nwithdrawn: true\n---\nx", 1, "has no beginning", "three hyphens alone"),
        ("---\raudience: slack:T1\r---\rx", 1, "has no beginning", "three hyphens alone"),
        ("----\naudience: slack:T1\n----\nx", 1, "has no beginning", "three hyphens alone"),
        ('---\nid: x\ntopics: [law, "\\0"]\n---\nx', 3, "control characters", "remove the control character"),
        ("---\nid: x\ntitle: a: b\n---\nx", 3, "this is not YAML", "quotation marks"),
        ("---\nid: x\nid: y\n---\nx", 3, "given twice", "keep one"),
        ("---\n- id\n---\nx", 2, "no list of keys", "key: value"),
        ("---\nid: x\ntitel: y\n---\nx", 3, "the key 'titel' is unknown", "title"),
        ("---\nid: a/b\n---\nx", 2, "'id'", "letters, digits"),
        ("---\ntopics: law\n---\nx", 2, "'topics'", "write a list"),
        ("---\ntopics:\n- law\n- [x]\n---\nx", 4, "'topics.1'", "write one text"),
        ("---\nurl: paper.example\n---\nx", 2, "'url'", "begins with https:// or"),
        ('---\nurl: "https://a.b/\\e]8;;"\n---\nx', 2, "'url'", "begins with https:// or"),
        ("---\nurl: https://a.b/c d\n---\nx", 2, "'url'", "begins with https:// or"),
        ('---\nurl: "https://a.b/\\u202e"\n---\nx', 2, "'url'", "begins with https:// or"),
        ("---\nurl: javascript:alert(1)\n---\nx", 2, "'url'", "begins with https:// or"),
        ("---\npublished: Sunday\n---\nx", 2, "'published'", "write it as 2026-11-21"),
        ("---\npublished: 2026-02-30\n---\nx", 2, "'published'", "write it as 2026-11-21"),
        ("---\npublished: 0001-01-01T00:00:00+05:00\n---\nx", 2, "'published'", "write it as 2026-11-21"),
        ("---\npublished: 9999-12-31T23:00:00-05:00\n---\nx", 2, "'published'", "write it as 2026-11-21"),
        ("---\npublished: [x]\n---\nx", 2, "'published'", "write it as 2026-11-21"),
        ("---\nlicence: half\n---\nx", 2, "'licence'", "all, 50% or 0.5"),
        ("---\nlicence: 200%\n---\nx", 2, "'licence'", "all, 50% or 0.5"),
        ("---\nlicence: nan\n---\nx", 2, "'licence'", "all, 50% or 0.5"),
        ("---\nlanguage: english!\n---\nx", 2, "'language'", "as in en"),
        ("---\ntitle_by: me\n---\nx", 2, "'title_by'", "write source, or us"),
        (f"---\ntitle: {'x' * 301}\n---\nx", 2, "'title'", "300 characters at most"),
    ],
)
def test_a_bad_file_is_a_fault_with_its_line_and_how_to_mend_it(
    data: bytes | str, line: int, problem: str, fix: str
) -> None:
    (fault,) = faults(data)
    assert fault.startswith(f"x.md:{line}: ")
    assert problem in fault and fix in fault
    assert "\n" not in fault


def test_a_url_may_hold_the_letters_of_any_script() -> None:
    assert article("url: https://zeitung.example/brücke/橋?a=b").url == "https://zeitung.example/brücke/橋?a=b"


@pytest.mark.parametrize("sign", ["#", " ", "\t", "# ", "\r"])
def test_a_heading_costs_by_its_length(sign: str) -> None:
    start = time.process_time()
    assert article("", f"# a{sign * 1_000_000}x\n").title.startswith("a")
    assert time.process_time() - start < 2


def test_every_fault_of_a_file_is_told_at_once() -> None:
    found = faults("---\ntitel: x\nurl: y\npublished: Sunday\n---\nx")
    assert sorted(fault[:7] for fault in found) == ["x.md:2:", "x.md:3:", "x.md:4:"]


@given(st.text(max_size=200), st.integers(2, 100))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else text.startswith(short.removesuffix("…"))


def test_the_hash_of_a_text_is_that_of_its_utf_8() -> None:
    assert text_hash("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert text_hash("\ud800") != text_hash("\udc00")
