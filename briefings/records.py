"""Articles written down so that they can be read again as they are: Markdown with front matter, and JSON Lines."""

import json
from dataclasses import replace
from typing import Any

import yaml

from briefings.article import DEFAULT_SHARE, Article, Withdrawal, make_article, read_facts
from briefings.errors import BadFile, Fault
from briefings.plain_yaml import Document

_NO_LIMIT = 1 << 20  # characters of a line of YAML, so that none is folded


def facts(article: Article) -> dict[str, Any]:
    """Return the front matter that gives *article* again, apart from its text; what is unknown is left out."""
    known = {
        "id": article.id,
        "title": article.title,
        "title_by": article.title_by if article.title_by != "source" else None,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "topics": list(article.topics) or None,
        "licence": repr(article.share) if article.share != DEFAULT_SHARE else None,
        "priority": str(article.priority) if article.priority else None,
        "audience": list(article.audience) or None,
        "embargo_until": article.embargo.isoformat() if article.embargo else None,
        "max_quote_words": article.most_words,
        "withdrawn": _withdrawn(article.withdrawn) if article.withdrawn else None,
    }
    return {key: value for key, value in known.items() if value is not None}


def _withdrawn(withdrawal: Withdrawal) -> str:
    day = withdrawal.on.isoformat() if withdrawal.on else "true"
    return f"{day}, {withdrawal.why}" if withdrawal.why else day


def write_markdown(article: Article) -> str:
    """Return *article* as a file with front matter; its text stands there unchanged."""
    front = yaml.safe_dump(facts(article), sort_keys=False, allow_unicode=True, width=_NO_LIMIT)
    return f"---\n{front}---\n{article.text}"


def write_record(article: Article) -> str:
    """Return *article* as one line of JSON: the front matter's keys, and ``text``."""
    return json.dumps({**facts(article), "text": article.text}, ensure_ascii=False)


def read_record(line: bytes, path: str, number: int) -> Article:
    """Return the article in line *number* (from 1) of the JSON Lines file at *path*; raise BadFile with its faults."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _bad(path, number, "this line is not JSON", "write one object on each line") from None
    if not isinstance(record, dict):
        raise _bad(path, number, "this line is no object", 'write it as {"title": "...", "text": "..."}')
    if not _is_unicode(record):
        raise _bad(path, number, "the line holds characters that are none", "take them out")
    text = record.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        raise _bad(path, number, "this article has no text", 'put it under the key "text"')
    if "\0" in text:
        raise _bad(path, number, "the line holds characters that are none", "take them out")
    try:
        found = read_facts(Document({key: _plain(value) for key, value in record.items()}, {}), path)
    except BadFile as error:
        raise BadFile(*(replace(fault, line=number) for fault in error.faults)) from None
    name = path.rsplit(".", 1)[0]
    return make_article(found, text, f"{name}-{number}")


def _is_unicode(record: dict[str, Any]) -> bool:
    """Tell whether all of *record* can be written in UTF-8: JSON can hold halves of surrogate pairs."""
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: object) -> object:
    """Return *value* as front matter has it: every scalar is a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else value


def _bad(path: str, line: int, problem: str, fix: str) -> BadFile:
    return BadFile(Fault(path, line, problem, fix))
