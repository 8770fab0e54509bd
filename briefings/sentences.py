"""Paragraphs, sentences and words as spans of the unchanged text.

A mark that may end a sentence is looked at with the word before and the word after it; tables decide (the practice
of Palmer & Hearst 1997 and Mikheev 2002 without training: abbreviation before, capital and opener after).
"""

import re
from collections.abc import Iterator

from briefings import abbreviations as tables
from briefings.languages.stops import PLAIN, STOPS, Stops
from briefings.spans import Span

_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_FULL_WIDTH = "。！？｡"
_FULL_WIDTH_CLOSERS = "」』”’）】"
_TELLS_WHO = re.compile(r"と|[^。！？，、\s]{0,8}(?:说|說|道|表示|指出|称|稱|问|問|告诉|告訴)")
_MARK = re.compile(r"[.!?…‼⁇⁈⁉؟۔।。！？｡][^\s\w\[]*(?:\[\d{1,3}\])*(?:[ \u00a0\u202f][»”](?!\S))?")
_GLUED = re.compile(r"[A-Z][a-z']*[ ,]|[A-Z][a-z]+ ")
_OPENING = re.compile(r"[\s\"'“‘«‹„‚(\[*_¿¡\-–—•`]*")
_NEXT = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_OPENERS = "\"“”‘'«»„([{—–-*_¿¡"
_INSIDE = re.compile(r"[\"“”(\[—–/]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_SIGNED = re.compile(r"[-–—―] ?[A-Z][^.!?]{0,80}\Z")
_BULLET = re.compile(r"\s*(?:[-*•·‣◦▪–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s*\Z")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE_LINE = re.compile(rf"{_DAY}, {_MONTH} \d{{1,2}}, \d{{4}}")
_PLACE_LINE = re.compile(
    r"(?:[A-ZÀ-ÞŒ][A-ZÀ-ÞŒ/ -]{2,40}(?: \([^)\n]{2,30}\))?"
    r"|[^\W\d_][\w/ -]{2,40} \((?:dpa|AFP|Reuters|AP)[^)\n]{0,20}\)) ?[-–—](?= )"
)
_NO_DATE_LINE = re.compile(r"(?:,|\b(?:on|of|until|till|from|for|to|by|before|after|since|and|or|between|dated)) \Z")
_PAIR = 12  # characters that hold an abbreviation of several parts
_WINDOW = 40  # characters looked at on either side of a mark: keeps the cost linear
_WRAP = range(40, 101)  # widths that hard-wrapped lines have


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of *text* in order.

    A line is a paragraph; lines broken at a fixed width (wire copy, mail) are put together again.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _stripped(text, match.start(), match.end()))]
    found: list[Span] = []
    width = _wrap_width(text, lines)
    for index, line in enumerate(lines):
        if index and width and _goes_on(text, lines[index - 1], line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of *text* in order; each starts and ends with a character that is no space.

    *language* (ISO 639-1) says whose abbreviations and ordinals the text has.
    """
    stops = None if language == "en" else STOPS.get(language, PLAIN)
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for end in _ends(text, paragraph, stops):
            span = _stripped(text, start, end)
            if span:
                found.append(span)
            start = end
        span = _stripped(text, start, paragraph.end)
        if span:
            found.append(span)
    return found


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return _new(Span, (start, end)) if start < end else None


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width at which the text's lines were broken, 0 where they were not."""
    if len(lines) < 3:
        return 0
    widths = sorted(line.end - line.start for line in lines)
    widest = widths[-1]
    long = sum(width > widest * 0.75 for width in widths)
    return widest if widest in _WRAP and long * 2 >= len(lines) else 0


def _goes_on(text: str, above: Span, line: Span, width: int) -> bool:
    """Tell whether *line* goes on with the line *above*: its first word did not fit there any more."""
    if text.count("\n", above.end, line.start) > 1 or _BULLET.match(text[line.start : line.start + 4]):
        return False
    word = text[line.start : line.start + 60].split(None, 1)[0]
    return above.end - above.start + 1 + len(word) >= width


def _ends(text: str, paragraph: Span, stops: Stops | None) -> Iterator[int]:
    """Yield where the sentences of *paragraph* end, its own end left out."""
    start = paragraph.start
    dated = _date_line(text, paragraph) if stops is None else _place_line(text, paragraph)
    if dated:
        yield dated
        start = dated
    for match in _MARK.finditer(text, start, paragraph.end):
        mark, end = match.span()
        if end >= paragraph.end:
            return
        if text[end].isspace():
            if "," in match.group() or not _is_end(text, start, mark, end, paragraph.end, stops):
                continue
        elif text[mark] in _FULL_WIDTH:
            end = _full_width_end(text, mark, paragraph.end)
            if _TELLS_WHO.match(text, end, paragraph.end) and text[end - 1] in _FULL_WIDTH_CLOSERS:
                continue
        elif not _is_glued(text, start, mark, end):
            continue
        yield end
        start = end


def _full_width_end(text: str, mark: int, last: int) -> int:
    """Return where a sentence with a full-width mark ends: after all its marks and what they close."""
    end = mark + 1
    while end < last and text[end] in _FULL_WIDTH + _FULL_WIDTH_CLOSERS:
        end += 1
    return end


def _date_line(text: str, paragraph: Span) -> int:
    """Return where a date line parts from the rest: "Friday, May 1, 2015 On Monday", "Heading Friday, May 1, 2015"."""
    start, end = paragraph
    if text.startswith("day, ", text.find(",", start, end) - 3, end):
        dated = _DATE_LINE.match(text, start, end)
        if dated and dated.end() + 1 < end and text[dated.end()] == " " and text[dated.end() + 1] in '"“' + _CAPITALS:
            return dated.end()
    if text[end - 4 : end].isdigit():
        dated = _DATE_LINE.search(text, max(start, end - _WINDOW), end)
        if dated and dated.end() == end and dated.start() > start + 10:
            between = text[start : dated.start()]
            return 0 if _NO_DATE_LINE.search(between) or not between[-1].isspace() else dated.start()
    return 0


def _place_line(text: str, paragraph: Span) -> int:
    """Return where the place and the agency part from the rest: "BERLIN (dpa) - Der Bundestag"."""
    placed = _PLACE_LINE.match(text, *paragraph)
    return placed.end() if placed else 0


def _is_glued(text: str, start: int, mark: int, end: int) -> bool:
    """Tell whether a space was lost after the mark ("the end.The next"), which web pages often do."""
    if end - mark > 2 or not text[end].isupper() or mark - start < 4:
        return False
    before = text[mark - 2 : mark]
    return before.isalpha() and before.islower() and _GLUED.match(text, end, end + _WINDOW) is not None


def _is_end(text: str, start: int, mark: int, end: int, last: int, stops: Stops | None) -> bool:
    """Tell whether the mark ``text[mark:end]``, with a space after it, ends the sentence that begins at *start*."""
    after = end + 1
    following = text[after]
    if not following.isalnum():
        if text[end - 1] in '"”»' and _SIGNED.match(text, after, last):
            return False  # "A long game." - Ada Moss
        opening = _OPENING.match(text, after, min(last, after + _WINDOW))
        after = opening.end() if opening else after
        if after >= last:
            return False
        following = text[after]
    match = _NEXT.match(text, after, min(last, after + _WINDOW))
    word = match.group() if match else ""
    if following.islower() and word.islower():
        return False
    if not word:
        return following not in ",;:.!?…&%/"
    if mark - start < 3 and not any(map(str.isalnum, text[start:mark])):
        return False  # “… and so on
    if text[mark] != ".":
        return not _speech_follows(text, mark, end, after, last)
    return _stop_ends(text, start, mark, end, word, stops)


def _word_before(text: str, start: int, mark: int) -> str:
    """Return the word that touches the mark, without opening marks and what stands before a dash or bracket."""
    start = max(start, mark - _WINDOW)
    run = text[max(start, text.rfind(" ", start, mark) + 1) : mark]
    if run.isalpha():
        return run
    pieces = _INSIDE.split(run)
    return pieces[-1].split()[-1].lstrip(_OPENERS) if pieces[-1].strip() else ""


def _speech_follows(text: str, mark: int, end: int, after: int, last: int) -> bool:
    """Tell whether the words after ``?"`` are "Smith asked", or the mark is a name's own ("Yahoo!")."""
    if end - mark > 1 and text[end - 1] in "\"'”’»":
        for word in text[after : min(last, after + 2 * _WINDOW)].split()[:5]:
            if word.rstrip(".,:;") in tables.SPEECH_VERBS:
                return True
            if word[-1] in "!?:;" or (word[-1] == "." and len(word) > 3):
                return False
        return False
    return f"{_word_before(text, 0, mark)}{text[mark:end]}".lower() in tables.MARKED_NAMES


def _stop_ends(text: str, start: int, mark: int, end: int, word: str, stops: Stops | None) -> bool:
    """Decide for a full stop (or several) before *word*, which begins with no small letter."""
    before = _word_before(text, start, mark)
    if not before:
        return bool(text[start:mark].strip())
    closed = end - mark > 1
    if closed and text[mark + 1] in ".…":
        return True
    if mark - start < 5 and _BULLET.fullmatch(text, start, mark + 1):
        return False
    if stops is not None:
        return closed or not stops.go_on(before, word, text[max(start, mark - _PAIR) : mark], text[end + 1])
    if before.isdigit():
        return not (len(before) < 3 and word.lower() in tables.GERMAN_MONTHS)
    if closed:
        return True
    if before == "I":
        return not _is_initial(text, mark - 1, word)
    return not _abbreviates(before, word, text[end + 1])


def _is_initial(text: str, at: int, word: str) -> bool:
    """Tell whether the "I" at *at* is an initial ("Judge I. Leo Glasser", "an I. Q. of 69") or speaks or counts."""
    if len(word) == 1:
        return word not in "AI"
    before = text[max(0, at - _WINDOW) : at].split()
    return (
        bool(before) and before[-1].rstrip(".").lower() in tables.BEFORE_INITIAL and word.lower() not in tables.OPENERS
    )


def _abbreviates(printed: str, word: str, opened: str) -> bool:
    """Tell whether the stop after *printed* is an abbreviation's only and the sentence goes on with *word*.

    *opened* is the character after the space: a quotation mark opens a sentence, a dash goes on from a date line.
    """
    before = printed.lower()
    lower = word.lower()
    if before in tables.TITLES and printed[0].isupper():
        return True
    if before in tables.INNER and printed[-1].islower():
        return True
    if before in tables.BEFORE_NUMBER and word[0].isdigit():
        return True
    if before in tables.MONTHS and printed[0].isupper():
        return word[0].isdigit() or lower not in tables.OPENERS
    if before in tables.DAY_HALVES:
        return lower in tables.AFTER_DAY_HALF
    if len(before) == 1 and before.isalpha():
        return len(word) == 1 or (printed.isupper() and lower not in tables.OPENERS)
    if before in tables.LOOSE or ("." in before and _INITIALS.match(before)):
        return opened in "-–—" or (lower not in tables.OPENERS and opened not in '"“‘')
    return False
