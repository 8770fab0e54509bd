"""Which sentences a sentence needs beside it so that nothing in it hangs on what was left out."""

import re
from collections.abc import Sequence

from briefings.spans import Span
from briefings.words import Kept, first_words

MOST = 4  # sentences that hang together; longer chains are never cut out

_POINTERS = frozenset(
    """he she it they his her its their him them hers theirs this these that those but and so however also then such or
    nor yet thus therefore hence moreover furthermore additionally nevertheless nonetheless otherwise instead
    likewise similarly consequently accordingly meanwhile besides still too both neither others another here
    afterward afterwards thereafter subsequently finally lastly secondly thirdly second third further rather indeed
    though either i we you my our your me us who which whose yes no well ok okay oh now therein again""".split()
)
"""A sentence that begins with one of these hangs on what stands before it."""
_POINTING = re.compile(
    r"""(?xi)
    (?: the\s+(?:latter|former|same|two|three|pair|duo|trio|other|others|second|third|latest|couple|men|women)
      | in\s+(?:addition|contrast|turn|response|other\s+words|fact|that|this|these|those|both|all\s+this)
      | as\s+(?:a\s+result|such|well)|on\s+the\s+(?:other\s+hand|contrary)
      | at\s+(?:that|this|the\s+same)|after\s+(?:that|this|which)
      | because\s+of\s+(?:that|this)|for\s+(?:that|this|example|instance)|by\s+(?:then|contrast|comparison)
      | until\s+then|despite\s+(?:that|this|these|those)|even\s+so|only\s+then
      | (?:one|some|most|all)\s+of\s+(?:them|those|these)|there['’]s|what['’]?s?\s+more
    )\b
    """
)
_MAY_POINT = frozenset(
    "the in as on at after because for by until despite even only one some most all there what whats".split()
)
"""The words that _POINTING begins with."""
_FIRST = re.compile(r"[\s\"'“”‘’«»„(\[*_—–-]*([A-Za-z]+)")
_GOES_ON = re.compile(r"\w")
_LOOK = 800  # characters of a sentence that are looked at
_PRONOUN_SAID = re.compile(
    r"""(?xi) [,.?!]['’"”»]+\s+
    (?:he|she|they|it|the\s+(?:statement|report|spokesman|spokeswoman|source|official|lawyer))
    \s+(?:also\s+|later\s+)?
    (?:said|says|added|adds|told|wrote|writes|explained|continued|tweeted|insisted|claimed|argued|asked|replied|recalled|concluded|stated|noted)\b"""
)
_MARK = re.compile(r"[\"“”«»„'‘’]")


def hangs(text: str, span: Span) -> bool:
    """Tell whether the sentence points to what stands before it: by its first word, or by "he said" after its quote."""
    start, end = span
    return _points(text, span) or _PRONOUN_SAID.search(text, start, min(end, start + _LOOK)) is not None


def _hanging(text: str, sentences: Sequence[Span]) -> set[int]:
    """Return the indexes of the sentences that hang on what stands before them, as ``hangs`` tells it of each."""
    firsts = enumerate(first_words(text, sentences))
    found = {index for index, form in firsts if _may_point(form) and _points(text, sentences[index])}
    index = 0
    for said in _PRONOUN_SAID.finditer(text):
        while index + 1 < len(sentences) and sentences[index].end <= said.start():
            index += 1
        start, end = sentences[index]
        if start <= said.start() and said.end() <= min(end, start + _LOOK):
            found.add(index)
    return found


def _points(text: str, span: Span) -> bool:
    """Tell whether the sentence's first words point to what stands before it, or there is nothing but a quote."""
    start, end = span
    first = _FIRST.match(text, start, min(end, start + 40))
    if first:
        word = first[1].lower()
        if word in _POINTERS and _GOES_ON.match(text, first.end()) is None:
            return True
        if word in _MAY_POINT and _POINTING.match(text, first.start(1), min(end, start + 60)):
            return True
    return _is_all_quote(text, start, end)


def _read_first(form: str) -> bool:
    """Tell whether a sentence that begins with the word or mark may point to what stands before it."""
    first = _FIRST.match(form)
    return not form[:1].isalnum() or (first is not None and first[1].lower() in _POINTERS | _MAY_POINT)


_may_point = Kept(_read_first).__getitem__


def _is_all_quote(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but quoted words stands in the sentence, so that nobody is named who says them."""
    if text[start] not in "\"'“‘«„" or text[end - 1] not in "\"'”’»":
        return False
    inner = text[start + 1 : end - 1]
    return not any(mark in inner for mark in ('"', "“", "”", "«", "»", "' ", "’ "))


def companions(text: str, sentences: Sequence[Span], furniture: frozenset[int]) -> list[tuple[int, ...]]:
    """Return for each sentence the group, itself included, that is safe when cut out; empty where none is."""
    if not sentences:
        return []
    halves, links = _quotes_over_ends(text, sentences)
    left_out = furniture | halves
    hanging = links | _hanging(text, sentences)
    groups: list[tuple[int, ...]] = []
    for index in range(len(sentences)):
        group: tuple[int, ...] = (index,)
        if index in left_out:
            group = ()
        elif index in hanging:
            before = groups[index - 1] if index else ()
            group = (*before, index) if 0 < len(before) < MOST else ()
        groups.append(group)
    for index in sorted(links, reverse=True):
        group = groups[index]
        if index - 1 in left_out or not group:
            groups[index - 1] = ()
        else:
            groups[index - 1] = group
    return groups


def _quotes_over_ends(text: str, sentences: Sequence[Span]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sentences with half a quote, and those whose first words are still inside a quote of the one before.

    A quote ends with its paragraph at the latest, and where another one opens: one stray mark spoils one sentence.
    """
    halves: set[int] = set()
    links: set[int] = set()
    opener: tuple[int, str] | None = None
    index = 0
    for match in _MARK.finditer(text):
        at = match.start()
        if match[0] in "'’‘" and not _is_quote_mark(text, at):
            continue
        before = index
        while index + 1 < len(sentences) and sentences[index].end <= at:
            index += 1
        if opener and index > before and _paragraph_ends(text, sentences, before, index):
            halves.add(opener[0])
            opener = None
        mark = match[0]
        opens = _opens(text, at, at + 1, *sentences[index])
        if opener and (opener[1] in "'‘") == (mark in "'‘’") and not (opens and mark in "“„«‘"):
            _link(opener[0], index, links, halves)
            opener = None
        elif opens and not (opener and mark in "'‘’"):
            if opener:
                halves.add(opener[0])
            opener = (index, mark)
        elif mark not in "'‘’":
            halves.add(index)
    if opener:
        halves.add(opener[0])
    return frozenset(halves), frozenset(links)


def _is_quote_mark(text: str, at: int) -> bool:
    """Tell a single quotation mark from an apostrophe, and from one half of a mark typed as two apostrophes."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    if (before.isalnum() and after.isalnum()) or before == text[at]:
        return False
    if after == text[at]:
        return False
    if after.isalnum() or (after and after in "[$£€"):
        return before in ' ([—–-\n\t\u00a0"“'
    return not before.isspace() and before not in "'‘"


def _paragraph_ends(text: str, sentences: Sequence[Span], first: int, last: int) -> bool:
    """Tell whether a line ends between the two sentences."""
    return text.find("\n", sentences[first].end, sentences[last].start) >= 0


def _opens(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Tell whether the quotation mark stands where one opens."""
    mark = text[start]
    if mark in "“„«‘":
        return True
    if mark in "”»’":
        return False
    return (start <= first or text[start - 1] in " ([—–-\u00a0") and end < last and not text[end].isspace()


def _link(opener: int, closer: int, links: set[int], halves: set[int]) -> None:
    if closer - opener < MOST:  # the same sentence: nothing to link
        links.update(range(opener + 1, closer + 1))
    else:
        halves.update((opener, closer))
