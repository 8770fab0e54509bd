"""Articles written down so that they can be read again as they are: Markdown with front matter, and JSON Lines."""

import json
import re
from dataclasses import replace
from typing import Any

import yaml

from briefings.article import DEFAULT_SHARE, Article, Withdrawal, make_article, read_facts
from briefings.errors import BadFile, Fault, Said
from briefings.plain_yaml import Document

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it
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
        record = json.loads(line, object_pairs_hook=_object)
    except _Twice as error:
        raise _bad(path, number, Said("the key {key!r} is given twice", key=str(error)), "keep one of them") from None
    except (ValueError, RecursionError):
        raise _bad(path, number, "this line is not JSON", "write one object on each line") from None
    if not isinstance(record, dict):
        raise _bad(path, number, "this line is no object", 'write it as {"title": "...", "text": "..."}')
    if not _is_storable(record):
        raise _bad(path, number, "the line holds characters that are none", "take them out")
    text = record.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        raise _bad(path, number, "this article has no text", 'put it under the key "text"')
    try:
        found = read_facts(Document({key: _plain(value) for key, value in record.items()}, {}), path)
    except BadFile as error:
        raise BadFile(*(replace(fault, line=number) for fault in error.faults)) from None
    name = path.rsplit(".", 1)[0]
    return make_article(found, text, f"{name}-{number}")


class _Twice(Exception):
    """A key of an object is given twice; readers of JSON differ in which of the values they take."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _is_storable(record: dict[str, Any]) -> bool:
    """Tell whether every database takes all of *record*: JSON can hold NULs and halves of surrogate pairs."""
    written = json.dumps(record, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return not _NUL.search(written)


def _plain(value: object) -> object:
    """Return *value* as front matter has it: every scalar is a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else value


def _bad(path: str, line: int, problem: str, fix: str) -> BadFile:
    return BadFile(Fault(path, line, problem, fix))
