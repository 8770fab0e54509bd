"""The roles that an article gives a person: the words around the name that say what he or she is."""

import re
from collections.abc import Iterator

from briefings.spans import Span

_AFTER = re.compile(r",\s+((?:the|a|an|then|former|chief|deputy|acting|[A-Z][\w’']+(?:'s|’s))\s[^,.;:()\"“”\n]{3,88}),")
_TITLE = re.compile(
    r"\b((?:[Ff]ormer |[Aa]cting |[Dd]eputy |[Vv]ice |[Cc]hief |U\.S\. )?"
    r"(?:President|Prime Minister|Minister|Chancellor|Secretary(?: of State)?|Senator|Sen\.|Representative|Rep\.|"
    r"Governor|Gov\.|Mayor|Chairman|Chairwoman|Director|Ambassador|General|Gen\.|Professor|Prof\.|Dr\.|Judge|Justice|"
    r"King|Queen|Pope|Chief Executive|CEO|spokesman|spokeswoman|spokesperson|adviser|(?:IT )?manager|director|"
    r"analyst|lawyer))\s+$"
)


def roles(text: str, name: str) -> list[Span]:
    """Return the spans of *text* that say what *name* is, in order: a title before it, an apposition after it."""
    found: dict[str, Span] = {}
    for start in _places(text, name):
        title = _TITLE.search(text, max(0, start - 60), start) if text[start - 1 : start].isspace() else None
        if title:
            found.setdefault(title[1].lower(), Span(*title.span(1)))
        after = _AFTER.match(text, start + len(name))
        if after:
            found.setdefault(after[1].lower(), Span(*after.span(1)))
    return sorted(found.values())


def _places(text: str, name: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))
