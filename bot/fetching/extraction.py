"""The article in a page of HTML. Runs as a process of its own: a page may cost any time and memory, so both end.

Reads HTML in UTF-8 from standard input and writes one JSON object with the page's text and what it says of itself.
"""

import json
import logging
import resource
import sys
from typing import Any

_SECONDS = 15
_MEMORY = 2_000_000_000  # bytes of address space


def extract(html: str, url: str) -> dict[str, Any]:
    """Return text, title, author, date, source, url and language of the page, None for what it does not say."""
    import trafilatura

    found = trafilatura.bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return {}
    return {
        "text": found.text,
        "title": found.title,
        "author": found.author,
        "published": found.date,
        "source": found.sitename or found.hostname,
        "url": found.url,
        "language": found.language,
    }


def main() -> None:
    """Extract the page on standard input, whose address is the first argument."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    logging.disable()
    html = sys.stdin.buffer.read().decode("utf-8", "replace")
    json.dump(extract(html, sys.argv[1]), sys.stdout)


if __name__ == "__main__":
    main()
