"""Fetching from a server on loopback; which addresses may be connected to is given by the test."""

import pytest

from bot.fetching.fetch import NotFetched, fetch
from tests.bot.fetching.site import Site


def loopback(address: str) -> bool:
    """Stands for "public" in these tests."""
    return address == "127.0.0.1"


@pytest.mark.parametrize("path", ["ferry", "packed", "hops/4", "away?to=../ferry"])
async def test_a_page_comes_unpacked_and_over_five_redirects(site: Site, path: str) -> None:
    page = await fetch(site.url(path), loopback)
    assert b"glad to be back" in page.data and b"Terms" in page.data
    assert page.url == site.url("packed" if path == "packed" else "ferry")
    assert page.kind == "text/html"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nothing", "answered 404"),
        ("hops/6", "more than 5 times"),
        ("bomb", "more than 5 MB"),
        ("long", "more than 5 MB"),
        ("broken", "does not answer as it should"),
        ("brotli", "packed in a way"),
        ("picture", "image/png"),
        ("away?to=file:///etc/passwd", "begins with https:// or http://"),
        ("away?to=ftp://example.com/", "begins with https:// or http://"),
        ("away?to=http://u:p@127.0.0.1/", "user name or a password"),
        ("away?to=http://127.0.0.2/", "private network"),
        ("away?to=http://[::1]/", "private network"),
        ("away?to=http://[::ffff:7f00:1]/", "private network"),
        ("away?to=http://169.254.169.254/latest/meta-data/", "private network"),
        ("away?to=http://2130706434/", "check the address"),
        ("away?to=http://0/", "check the address"),
        ("away?to=http://[", "does not answer as it should"),
    ],
)
async def test_what_is_refused_is_a_sentence(site: Site, path: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said):
        await fetch(site.url(path), loopback)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("example", "begins with https:// or http://"),
        ("javascript:alert(1)", "begins with https:// or http://"),
        ("https://", "begins with https:// or http://"),
        ("http://[x", "no web address"),
        ("http://example.com:99999/", "no web address"),
        (f"http://example.com/{'x' * 3000}", "longer than 2000"),
        ("http://127.0.0.1:1/", "private network"),
        ("http://localhost/", "private network"),
        ("http://0x7f.1/", "private network"),
        ("http://[::1]/", "private network"),
        ("http://[fe80::1%25lo]/", "private network"),
    ],
)
async def test_without_leave_nothing_on_this_machine_is_reached(url: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said):
        await fetch(url)


async def test_a_name_is_checked_by_the_address_that_is_connected_to(site: Site) -> None:
    asked: list[str] = []

    def first_only(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1 and loopback(address)

    with pytest.raises(NotFetched, match="private network"):
        await fetch(site.url("hops/0"), first_only)
    assert asked == ["127.0.0.1", "127.0.0.1"]  # once for each connection, the second after the redirect
