"""The roles that an article gives a person: the words around the name that say what he or she is."""

import re
from collections.abc import Iterator

from briefings.quoting.forms import OPENERS
from briefings.quoting.saying import DATES, PERSON_NOUNS, TITLES
from briefings.quoting.tagging import NO_NAME
from briefings.spans import Span

_AFTER = re.compile(
    r",\s+((?:the|a|an|then|former|chief|deputy|acting|[A-Z][\w’']+(?:'s|’s))\s[^,.;:()\"“”\n]{3,88})"
    r"(,|(?<=\w{4})\.(?=\s|\Z))"
)
_WORD = re.compile(r"\S+")
_WINDOW = 60  # characters before a name in which its title stands
_MOST_WORDS = 5
_NO_TITLE = frozenset(
    "mr mrs ms miss mx sir dame lord lady house senate state press campaign republican democrat".split()
)
_HEADS = (TITLES | OPENERS) - _NO_TITLE
_SMALL_HEADS = frozenset("spokesman spokeswoman spokesperson adviser manager director analyst lawyer".split())
_SMALL_FIRST = frozenset("former acting deputy vice chief".split())
_OF_HEAD = re.compile(r"\s(?:of|for|at|in|from|to|with|who|on|and)\s.*", re.DOTALL)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "eer", "ee", "man", "woman")


def roles(text: str, name: str) -> list[Span]:
    """Return the spans of *text* that say what *name* is, in order: a title before it, an apposition after it."""
    found: dict[str, Span] = {}
    for start in _places(text, name):
        title = _title(text, start)
        if title:
            found.setdefault(title.of(text).lower(), title)
        after = _AFTER.match(text, start + len(name))
        if after and (after[2] == "," or _is_person(after[1])):
            found.setdefault(after[1].lower(), Span(*after.span(1)))
    return sorted(found.values())


def _title(text: str, end: int) -> Span | None:
    """Return the title that ends before the name at *end*: "former Health Secretary"; none where there is none."""
    if not text[end - 1 : end].isspace():
        return None
    words = list(_WORD.finditer(text, max(0, end - _WINDOW), end))[-_MOST_WORDS:]
    last = len(words) - 1
    if last >= 2 and words[last - 1][0] == "of" and words[last][0] == "State":
        last -= 2  # Secretary of State
    if last < 0 or not _is_head(words[last][0]):
        return None
    first = last
    while first > 0 and _goes_before(words[first - 1][0]):
        first -= 1
    if first > 0 and words[first - 1][0] in _SMALL_FIRST:
        first -= 1
    return Span(words[first].start(), words[-1].end())


def _is_head(word: str) -> bool:
    return word in _SMALL_HEADS or (word[0].isupper() and word.rstrip(".").lower() in _HEADS)


def _goes_before(word: str) -> bool:
    plain = word.lower()
    return word[0].isupper() and (word[-1].isalnum() or word == "U.S.") and plain not in NO_NAME - {"former"} | DATES


def _is_person(phrase: str) -> bool:
    """Tell whether the head of *phrase* says what somebody is, where no comma closes the apposition."""
    head = _OF_HEAD.sub("", phrase).split()[-1].lower()
    return head in PERSON_NOUNS or head in _HEADS or head.endswith(_PERSON_ENDINGS)


def _places(text: str, name: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))
