"""Pairing quotation marks: which stretches of a text stand between marks.

Marks are paired within one paragraph, so that a stray mark costs at most its own paragraph. A passage that opens
and does not close goes on where the next paragraph opens again (the convention for quotes of several paragraphs).
Everything is one pass over the marks; the work is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefings.spans import Span

DOUBLE, SINGLE, GUILLEMET, INNER_GUILLEMET = "double", "single", "guillemet", "inner guillemet"

# A lone line break inside a hard-wrapped paragraph does not end it: the line before is long and ends mid-sentence.
_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
SINGLE_SIGNS = frozenset("'‘’`‚")
_PARAGRAPH = re.compile(r"[^\n]+")
_WRAPPED = range(56, 101)
_TERMINAL = frozenset(".!?:;…\"”’'»)]")

# Any mark but the apostrophe inside a word; two apostrophes are one, and a long row of a mark is an ornament. It begins
# with a character class, so that the search skips to it.
_MARK = re.compile(r"[\"“”„‟«»‹›`'‘’‚](?!(?<=\w['’])\w)(?:(?<=(.))\1{4,}|(?<=')'|(?<=`)`)?")
_WHITE = re.compile(r"\s*")
_TURN = re.compile(r"[\"“]?([A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3})(?: \([^)\n]{1,30}\))?:[ \u00a0]{1,3}(?=[^\s\"“'‘])")
_OPENERS_BEFORE = frozenset(" \t\u00a0\u202f\u200b\n\r([{-–—―/\"“”„«‹‘'`*_|>…:;,")
_APOSTROPHE_WORDS = re.compile(r"['’](?:\d\ds?|em|til|twas|tis|cause|bout|n|round|ere)\b", re.IGNORECASE)
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")


class Passage(NamedTuple):
    """Words between marks: ``inner`` without, ``outer`` with the marks, in characters of the text.

    ``continues`` tells that the passage carries on the one before it, from the paragraph above;
    ``closed`` that its closing mark stands in the text.
    """

    inner: Span
    outer: Span
    paragraph: int
    continues: bool
    closed: bool


def single(text: str, passage: Passage) -> bool:
    """Tell whether *passage* stands between single marks; two apostrophes are a double mark."""
    start = passage.outer.start
    return text[start] in SINGLE_SIGNS and text[start + 1] != "'"


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of *text*: its lines, where hard-wrapped lines are joined."""
    found: list[Span] = []
    for line in _PARAGRAPH.finditer(text):
        span = _new(Span, line.span())
        if found and found[-1].end == span.start - 1 and _wraps(text, found[-1], span.start):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _wraps(text: str, before: Span, start: int) -> bool:
    """Tell whether the line at *start* goes on the sentence of the paragraph *before* it."""
    last_line = text.rfind("\n", before.start, before.end) + 1
    width = before.end - max(last_line, before.start)
    return (
        width in _WRAPPED
        and text[before.end - 1] not in _TERMINAL
        and (text[start].islower() or (text[start].isalnum() and text[before.end - 1].isalpha()))
    )


def passages(text: str, blocks: list[Span]) -> list[Passage]:
    """Return the outermost passages between quotation marks, in order; *blocks* are the paragraphs."""
    found: list[Passage] = []
    left_open: tuple[int, str] | None = None  # in which paragraph, by a mark of which family
    spoken = _transcript(text, blocks)
    marked = _marked(text, blocks)
    for number in sorted(spoken.keys() | marked.keys()) if spoken else marked:
        block = blocks[number]
        if number in spoken:
            found.append(Passage(spoken[number], spoken[number], number, False, True))
            left_open = None
            continue
        marks = list(_marks(text, block, marked[number]))
        above = left_open[1] if left_open is not None and left_open[0] == number - 1 else None
        continues = above is not None and _reopens(text, block, marks, above)
        left_open = None
        for opening, closing in _pairs(text, block, marks):
            if closing is None and _may_go_on(text, block, opening):
                left_open = number, opening.family
            passage = _passage(text, block, number, opening, closing, continues)
            continues = False
            if passage is not None:
                found.append(passage)
    return _without_strays(text, blocks, found)


def _transcript(text: str, blocks: list[Span]) -> dict[int, Span]:
    """Return what follows "WALLACE:" in the paragraphs of a transcript: two speakers, three turns or more."""
    turns: dict[int, Span] = {}
    labels: set[str] = set()
    for number, block in enumerate(blocks):
        match = _TURN.match(text, block.start, block.end)
        if match is not None:
            end = block.end
            while text[end - 1].isspace():
                end -= 1
            turns[number] = Span(match.end(), end)
            labels.add(match.group(1))
    return turns if len(turns) >= 3 and 2 <= len(labels) <= len(turns) - 1 else {}


def _may_go_on(text: str, block: Span, opening: _Mark) -> bool:
    """Tell whether what *opening* opened can go on in the next paragraph: no few words inside a sentence can."""
    first = text[opening.end : opening.end + 1]
    return not first.islower() or not text[max(block.start, opening.start - 200) : opening.start].strip()


def _marked(text: str, blocks: list[Span]) -> dict[int, list[re.Match[str]]]:
    """Return the marks of every paragraph that has any, in order."""
    found: dict[int, list[re.Match[str]]] = {}
    number = 0
    for match in _MARK.finditer(text):
        start, end = match.span()
        if end - start > 2:
            continue  # an ornament
        while blocks[number].end <= start:
            number += 1
        found.setdefault(number, []).append(match)
    return found


def _marks(text: str, block: Span, matches: Iterable[re.Match[str]]) -> Iterator[_Mark]:
    for match in matches:
        start, end = match.span()
        sign = match[0]
        before = text[start - 1] if start > block.start else "\n"
        after = text[end] if end < block.end else "\n"
        if sign in "'‘’`‚":
            mark = _single(text, start, sign, before, after)
            if mark is not None:
                yield mark
            continue
        if sign == '"' and before.isdigit() and _FEET.search(text, max(block.start, start - 8), start):
            continue  # 6'2": feet and inches
        yield _new(_Mark, (start, end, *_bearing(sign, before, after)))


@lru_cache(maxsize=4096)
def _bearing(sign: str, before: str, after: str) -> tuple[str, bool, bool]:
    """Return the family of a mark and whether it opens and closes, by the characters beside it."""
    space_before = before in _OPENERS_BEFORE
    space_after = after.isspace()
    if sign in "«»‹›":
        opens = space_before and (sign in "«‹" or after.isalnum())
        return GUILLEMET if sign in "«»" else INNER_GUILLEMET, opens, sign in "»›" or not before.isspace()
    if sign in "„‟``":
        return DOUBLE, True, False
    if sign == "“":  # German closes with it („so“); a slip of the key does too
        return DOUBLE, not space_after or space_before, not before.isspace() and not after.isalnum()
    if sign == "”":
        return DOUBLE, before.isspace() and not space_after, True
    return DOUBLE, space_before and not space_after, not before.isspace() or space_after


def _single(text: str, start: int, sign: str, before: str, after: str) -> _Mark | None:
    """Return a single mark that can open or close a quote, or none for an apostrophe."""
    if sign in "‘`‚":
        return _Mark(start, start + 1, SINGLE, not after.isspace() and not before.isalnum(), False)
    if sign == "'" and not before.isalnum() and after.isalnum() and before in _OPENERS_BEFORE:
        return None if _APOSTROPHE_WORDS.match(text, start) else _Mark(start, start + 1, SINGLE, True, False)
    if not before.isspace() and not after.isalnum():
        return _Mark(start, start + 1, SINGLE, False, True)
    return None


def _pairs(text: str, block: Span, marks: list[_Mark]) -> Iterator[tuple[_Mark, _Mark | None]]:
    """Pair the marks of one paragraph; a mark that can neither open nor close is left alone."""
    index = 0
    last = max((i for i, mark in enumerate(marks) if mark.closes), default=-1)
    while index < len(marks):
        opening = marks[index]
        if not opening.opens:
            index += 1
            continue
        close = _closing(text, marks, index) if index < last else None
        if close is None:
            if opening.family != SINGLE:
                index = next((i for i in range(index + 1, len(marks)) if _reopening(marks, i, opening)), len(marks))
                if index == len(marks):
                    yield opening, None
            else:
                index += 1
            continue
        yield opening, marks[close]
        index = close + 1


def _reopening(marks: list[_Mark], index: int, opening: _Mark) -> bool:
    return marks[index].family == opening.family and marks[index].opens


def _closing(text: str, marks: list[_Mark], index: int) -> int | None:
    """Return the index of the mark that closes the one at *index*, or none."""
    family = marks[index].family
    depth = 0
    best: int | None = None
    for i in range(index + 1, len(marks)):
        mark = marks[i]
        if mark.family != family:
            if family == SINGLE and mark.family == DOUBLE and best is not None:
                break
            continue
        if mark.closes and (depth or not _only_opens(text, mark)):
            if depth:
                depth -= 1
                continue
            if family == SINGLE and not _ends_single(text, mark):
                best = i  # a plural's apostrophe or the end; a better one may follow
                continue
            return i
        if mark.opens:
            if family == SINGLE:
                break
            if not _nests(marks, i):
                return None
            depth += 1
    return best


def _only_opens(text: str, mark: _Mark) -> bool:
    return mark.opens and text[mark.start - 1 : mark.start].isspace()


def _nests(marks: list[_Mark], index: int) -> bool:
    """Tell whether the opening mark at *index*, met inside a quote, is closed before the outer one is."""
    same = [m for m in marks[index + 1 : index + 7] if m.family == marks[index].family][:2]
    return len(same) == 2 and all(m.closes and not m.opens for m in same)


def _ends_single(text: str, mark: _Mark) -> bool:
    """Tell whether a single mark surely closes: punctuation stands beside it, or no plural's s before it."""
    before, after = text[mark.start - 1], text[mark.end : mark.end + 1]
    return before in ".,!?…" or after in {"", "\n", ",", ".", ")", ";", ":"} or before not in "sSzx"


def _reopens(text: str, block: Span, marks: list[_Mark], family: str) -> bool:
    """Tell whether the paragraph begins with an opening mark of *family*."""
    return bool(marks and marks[0].family == family and marks[0].opens and _blank(text, block.start, marks[0].start))


def _passage(
    text: str, block: Span, number: int, opening: _Mark, closing: _Mark | None, continues: bool
) -> Passage | None:
    start = opening.end
    end = closing.start if closing else block.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    if start >= end:
        return None
    outer = Span(opening.start, closing.end if closing else block.end)
    return Passage(Span(start, end), outer, number, continues, closing is not None)


def _without_strays(text: str, blocks: list[Span], found: list[Passage]) -> list[Passage]:
    """Drop what an unclosed mark opened, unless the next paragraph goes on or the mark began its paragraph."""
    kept: list[Passage] = []
    for i, passage in enumerate(found):
        follower = found[i + 1] if i + 1 < len(found) else None
        if not passage.closed:
            block = blocks[passage.paragraph]
            if follower is not None and follower.paragraph == passage.paragraph:
                continue
            goes_on = follower is not None and follower.continues
            if not goes_on and not _blank(text, block.start, passage.outer.start) and not _after_colon(text, passage):
                continue
        kept.append(passage)
    return kept


def _blank(text: str, start: int, end: int) -> bool:
    """Tell whether there is only white space from *start* to *end*, without copying what may be very long."""
    match = _WHITE.match(text, start, end)
    return match is not None and match.end() == end


def _after_colon(text: str, passage: Passage) -> bool:
    return text[max(0, passage.outer.start - 2) : passage.outer.start].strip() in {":", ","}
