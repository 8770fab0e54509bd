"""Articles from pages on loopback."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.fetching.charsets import decode
from bot.fetching.fetch import NotFetched
from bot.fetching.pages import fetch_article, id_from_url
from briefings.article import Article
from tests.bot.fetching.site import Site


async def article(url: str) -> Article:
    """The article at *url*; fetching blocks, so it has a thread of its own."""
    return await asyncio.to_thread(fetch_article, url, lambda address: address == "127.0.0.1")


async def test_an_article_has_the_text_without_the_frame_and_what_the_page_says_of_itself(site: Site) -> None:
    found = await article(site.url("ferry"))
    assert found.text.startswith("The ferry returned to the harbour on Friday")
    assert "Terms" not in found.text and "Home" not in found.text
    assert (found.title, found.source, found.author) == ("Ferry returns", "The Example Gazette", "Ada Wörter")
    assert found.published == datetime(2026, 11, 20, tzinfo=UTC)
    assert found.url == site.url("ferry")
    assert found.id == "127.0.0.1-ferry"


async def test_a_plain_text_is_kept_as_it_is_under_the_id_of_its_address(site: Site) -> None:
    found = await article(site.url("text"))
    assert (found.id, found.title, found.text) == ("127.0.0.1-text", "A note", "The mayor opened the bridge.")


async def test_the_front_matter_of_a_strangers_text_says_what_it_is_and_not_how_it_is_treated(site: Site) -> None:
    assert await article(site.url("front")) == Article(
        "127.0.0.1-front",
        "The mayor opened the bridge.",
        "A note",
        "us",
        url=site.url("front"),
        author="Ada Moss",
        published=datetime(2026, 11, 20, tzinfo=UTC),
        language="en",
    )


async def test_a_page_without_an_article_says_so(site: Site) -> None:
    with pytest.raises(NotFetched, match="No article was found"):
        await article(site.url("empty"))


@pytest.mark.parametrize("path", ["in/iso-8859-1", "in/iso-8859-1?page", "in/utf-16", "in/windows-1252?page"])
async def test_the_charset_is_the_one_that_server_or_page_names(site: Site, path: str) -> None:
    found = await article(site.url(path))
    assert "at the café." in found.text and "“We are glad to be back,”" in found.text


@pytest.mark.parametrize(
    ("data", "named", "text"),
    [
        (b"\xef\xbb\xbfa\xc3\xa9", "iso-8859-1", "aé"),
        (b"a\xe9", "ISO-8859-1", "aé"),
        (b"\x80", "latin1", "€"),
        (b"a\xe9", None, "aé"),
        (b"a\xc3\xa9", None, "aé"),
        (b"a\xc3\xa9", "no-such-thing", "aé"),
        (b"a\xc3\xa9", "idna", "aé"),
        (b"a\xc3\xa9", "unicode_escape", "aé"),
        (b"a\xff", "utf-8", "a\ufffd"),
        (b'<meta charset="koi8-r">\xc1', None, '<meta charset="koi8-r">а'),
        (b'<meta charset="utf-16">\xc3\xa9', None, '<meta charset="utf-16">é'),
        ("漢字".encode("shift_jis"), "Shift_JIS", "漢字"),
    ],
)
def test_bytes_are_read_by_mark_server_page_and_guess_in_this_order(data: bytes, named: str | None, text: str) -> None:
    assert decode(data, named) == text


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.com/news/ferry.html", "example.com-news-ferry.html"),
        ("https://example.com/", "example.com"),
        ("https://example.com/a?b=1", "example.com-a-6cb547ac"),
    ],
)
def test_the_id_comes_from_the_address(url: str, name: str) -> None:
    assert id_from_url(url) == name


def test_a_long_address_and_another_one_have_different_ids() -> None:
    one, other = (id_from_url(f"https://example.com/{'x' * 300}{end}") for end in "ab")
    assert one != other and len(one) < 200
