"""Articles from pages: fetched, their text taken out, and named by their address."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from yarl import URL

from bot.fetching.addresses import is_public
from bot.fetching.charsets import decode
from bot.fetching.fetch import NotFetched, Page, fetch
from briefings.article import Article, FrontMatter, id_from_name, make_article, parse_article
from briefings.errors import BadFile, Said

_SECONDS = 20  # for taking the text out, the start of a process included
_LONGEST_ID = 150  # characters
_NO_TEXT = (Said("No article was found in this page"), Said("add its text as a file"))


def fetch_article(url: str, may_connect: Callable[[str], bool] = is_public) -> Article:
    """Return the article at *url*. Blocks, also for as long as its server takes. Raises NotFetched."""
    return asyncio.run(_article(url, may_connect))


async def _article(url: str, may_connect: Callable[[str], bool]) -> Article:
    page = await fetch(url, may_connect)
    text = decode(page.data, page.charset)
    if page.kind in {"text/plain", "text/markdown"}:
        return _from_text(text, page)
    found = await _extracted(text, page.url)
    body = _without_title(str(found.get("text") or ""), found.get("title"))
    if not body.strip():
        raise NotFetched(*_NO_TEXT)
    return make_article(_facts({**found, "url": page.url, "id": id_from_url(page.url)}), body, page.url)


def _facts(found: dict[str, Any]) -> FrontMatter:
    """Return what a page says of itself; a value that cannot be right is unknown."""
    facts: dict[str, Any] = {}
    for key in FrontMatter.model_fields:
        try:
            FrontMatter.model_validate({key: found.get(key)})
        except ValidationError:
            continue
        if found.get(key):
            facts[key] = found[key]
    return FrontMatter.model_validate(facts)


def _from_text(text: str, page: Page) -> Article:
    """Return the article of a plain text; a stranger's front matter says what it is, not how it is to be treated."""
    try:
        article = parse_article(text.encode(), page.url)
    except BadFile as error:
        fault = error.faults[0]
        problem = Said("This page cannot be an article: {problem}", problem=Said.of(fault.problem))
        raise NotFetched(problem, fault.fix) from None
    return Article(
        id=id_from_url(page.url),
        text=article.text,
        title=article.title,
        title_by=article.title_by,
        url=page.url,
        author=article.author,
        published=article.published,
        language=article.language,
    )


async def _extracted(html: str, url: str) -> dict[str, Any]:
    """Return what the page holds, found by a process that can be stopped."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.fetching.extraction",
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await process.communicate(html.encode("utf-8", "replace"))
    except TimeoutError:
        process.kill()
        await process.wait()
        raise NotFetched("Finding the article in this page took too long", "add its text as a file") from None
    if process.returncode:
        raise NotFetched(*_NO_TEXT)
    found = json.loads(output)
    return found if isinstance(found, dict) else {}


def _without_title(text: str, title: object) -> str:
    """Return the text without the title that it begins with: it is kept beside it."""
    first, _, rest = text.partition("\n")
    return rest if title and first.strip() == str(title).strip() and rest.strip() else text


def id_from_url(url: str) -> str:
    """Return the id of the article at *url*: its host and path as words, and a hash where more tells it apart."""
    parsed = URL(url)
    name = id_from_name(f"{parsed.host}{parsed.path}".replace("/", " ").replace("\\", " "))
    if not parsed.query_string and len(name) <= _LONGEST_ID:
        return name
    return f"{name[:_LONGEST_ID]}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
