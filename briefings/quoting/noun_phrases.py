"""Noun phrases: how far the words reach that say who somebody is, and who is named right after them."""

from briefings.quoting.mentions import Mention
from briefings.spans import Span

_AFTER_HEAD = frozenset(("of", "for", "at", "with", "from", "in", "to"))
# Words between a noun and what belongs to it: "a person close to the talks", "the chief known as Bob".
_TIES = frozenset("close familiar known briefed involved responsible opposed loyal based".split())


def full_phrase(mention: Mention) -> Span:
    """Return the noun phrase of *mention* with the phrases that belong to it ("for the Embassy in Australia")."""
    row = mention.row
    kinds = row.kinds
    head = mention.head
    if head + 1 < len(kinds) and row.forms[head + 1].isdigit():
        head += 1  # Article 10
    if kinds[head + 2 : head + 3] == "p" and row.forms[head + 1] in _TIES:
        stop = _phrase_end(kinds, head + 3)
        head = stop - 1 if stop > head + 3 else head
    for _ in range(3):
        if kinds[head + 1 : head + 2] != "p" or row.forms[head + 1] not in _AFTER_HEAD:
            break
        stop = _phrase_end(kinds, head + 2)
        if stop == head + 2:
            break
        head = stop - 1
    return row.span(mention.first, head)


def _phrase_end(kinds: str, start: int) -> int:
    """Return the place after the noun phrase that begins at tag *start*; *start* itself where there is none."""
    stop = start
    while stop < len(kinds) and kinds[stop] in "DGwnovN" and stop < start + 7:
        stop += 1
    while stop > start and kinds[stop - 1] in "vDG":
        stop -= 1
    return stop
