"""What stands in an article without being told by it: bylines, captions, credits, "Read more", lists, headings."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from briefings.spans import Span
from briefings.words import Kept, first_words

_MIN_WORDS = 6
_SHORT = 60  # characters below which words are counted
_LOOK = 400  # characters of a sentence that are looked at

_OPENING = re.compile(
    r"""(?xi) \W*(?:
        read\s+(?:more|also|next|full|the\s+full|our) | scroll\s+down | click\s+(?:here|on|to|for)
      | see\s+also | watch\s*:
      | (?:also|related|recommended|most\s+read|trending|listen|more|location|dateline|contact)\s*:
      | (?:advertisement|sponsored|follow\s+us|sign\s+up|subscribe|log\s+in|sign\s+in|share\s+this)\b
      | (?:photo|photograph|image|picture|video|file|graphic|illustration|credit|source|caption|update|updated|published
          |posted|editor['’]?s?\s+note|correction|clarification|note)s?\s*(?:by\b|:|\(|courtesy)
      | (?:above|below|pictured|left|right|inset|centre|center|top|bottom)\s*[,(:]
      | by\s+(?:[\w.'’-]+\s*){1,4}(?:[,|(].{0,60})?\Z
      | (?:story|report|reporting|additional\s+reporting|edited|editing|writing|compiled|written)\s+(?:by|from)\b
      | this\s+(?:article|story|report|post)\s+(?:was|has\s+been|originally|first|appeared|will\s+be)\b
      | copyright\b | \(?c\)\s*\d{4} | © | https?:// | www\.
      | for\s+confidential\s+(?:support|help) | to\s+comment\s+on\s+this
      | do\s+you\s+have\s+(?:a|any)\s+(?:story|information)
    )"""
)
_FIRST_WORDS = frozenset(
    """read scroll click see watch also related recommended most trending listen more location dateline contact
    advertisement sponsored follow sign subscribe log share photo photos photograph photographs image images picture
    pictures video videos file files graphic graphics illustration illustrations credit credits source sources
    caption captions update updates updated published posted editor editors note notes correction corrections
    clarification above below pictured left right inset centre center top bottom by story report reporting
    additional edited editing writing compiled written this copyright c https http www for to do""".split()
)
_KEYS = {
    "(": ("(left", "(right", "(l)", "(r)", "(above)", "(below)", "(centre", "(center", "(file", "(top", "(bottom"),
    "photo": ("file photo", "photo by", "photo credit", "photo courtesy", "photo:", "in this photo"),
    "image": ("getty images", "image:", "in this image"),
    "pictur": ("pictured", "picture:", "in this picture"),
    "this": ("in this frame", "in this file", "in this undated", "in this still"),
    "terms": ("terms of use", "terms of service", "terms and conditions"),
    "cookie": ("cookie",), "privacy": ("privacy policy",), "newsletter": ("newsletter",),
    "contributed": ("contributed to this",), "reserved": ("rights reserved",),
    "may": ("may not be",), "shutterstock": ("shutterstock",), "wikimedia": ("wikimedia commons",),
    "handout": ("handout via",), "creative": ("creative commons",), "subscri": ("subscri",),
    "trial": ("free trial",), "seen": ("seen here",),
}  # fmt: skip
"""One of these stands in every text that _INSIDE finds, by a part of it: most articles are spared the search."""
_INSIDE = re.compile(
    r"""(?xi)
      \bcookies?\b.{0,80}\b(?:accept|consent|settings|policy|preferences|browser|site)\b
    | \b(?:accept|use\s+of|uses?)\s+(?:all\s+)?cookies\b
    | \b(?:privacy|cookie)\s+policy\b | \bterms\s+(?:of\s+(?:use|service)|and\s+conditions)\b
    | \bnewsletters?\b.{0,50}\b(?:sign|inbox|subscri) | \b(?:sign\s+up|subscribe)\b.{0,50}\bnewsletter
    | \bcontributed\s+to\s+this\s+(?:report|story|article)\b | \brights\s+reserved\b
    | \bmay\s+not\s+be\s+(?:published|reproduced|broadcast)
    | \bgetty\s+images | \bshutterstock | \bwikimedia\s+commons | \bfile\s+photo | \bphoto\s+(?:by|credit|courtesy)\b
    | \b(?:image|photo|picture)\s*: | \bhandout\s+via | \bcreative\s+commons
    | \b(?:subscribers?\s+only|subscribe\s+(?:now|today|to)|already\s+a\s+subscriber|free\s+trial)\b
    | \((?:pictured|left|right|above|below|centre|center|top|bottom|inset|file|l|r)\b[^)]{0,30}\)
    | \b(?:is|are|was|were)\s+(?:pictured|seen\s+here)\b
    | \bpictured\s+(?:here|above|below|left|right|with|in|on|at|outside|together)\b
    | \bin\s+this\s+(?:(?:file|undated|handout|still|screen)\s+)?(?:photo|image|picture|frame)"""
)
_BULLET = re.compile(r"\s*(?:[-*•·‣◦▪–—]|\(?\d{1,3}[.)]|[A-Za-z][.)])\s")
_ENDS = re.compile(r"[.!?…。！？।۔؟][\"'”’»)\]]*(?:\[\d+\])*\Z")
_WORDS = re.compile(r"[^\W_]+")


def furniture(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return the indexes of the sentences that are no part of what the article tells, or no whole sentences."""
    odd = {
        index
        for index, (span, form) in enumerate(zip(sentences, first_words(text, sentences), strict=True))
        if (_may_begin(form) or span[1] - span[0] < _SHORT or text[span[1] - 1] not in ".!?") and _is_odd(text, span)
    }
    lower = text.lower()
    keys = [key for part in _KEYS if part in lower for key in _KEYS[part] if key in lower]
    if keys:
        odd.update(index for index, span in enumerate(sentences) if _holds(text, span, keys))
    return captions(text, sentences) | odd


def is_furniture(text: str, span: Span) -> bool:
    """Tell whether the sentence is no part of what the article tells, or no whole sentence."""
    return _is_odd(text, span) or _holds(text, span, tuple(chain.from_iterable(_KEYS.values())))


def _read_beginning(form: str) -> bool:
    """Tell whether a sentence that begins with the word or mark may be furniture by its beginning."""
    first = _WORDS.match(form)
    return first is None or first.end() < 2 or first[0].lower() in _FIRST_WORDS


_may_begin = Kept(_read_beginning).__getitem__


def _is_odd(text: str, span: Span) -> bool:
    """Tell whether the sentence is none by its length, its beginning or its end."""
    start, end = span
    if text[end - 1] not in ".!?" and not _ENDS.search(text, max(start, end - 12), end):
        return True
    shown = text[start : min(end, start + _LOOK)]
    if len(shown) < _SHORT and len(_WORDS.findall(shown)) < _MIN_WORDS:
        return True
    first = _WORDS.match(shown)
    may_begin = first is None or _may_begin(first[0])
    return may_begin and (_BULLET.match(shown) or _OPENING.match(shown)) is not None


def _holds(text: str, span: Span, keys: Iterable[str]) -> bool:
    """Tell whether the sentence says what only furniture says; it has one of *keys* then."""
    shown = text[span[0] : min(span[1], span[0] + _LOOK)]
    lower = shown.lower()
    return any(map(lower.__contains__, keys)) and _INSIDE.search(shown) is not None


def captions(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return the sentences with a space before their stop, where most have none: picture lines run into the text."""
    spaced = [index for index, (start, end) in enumerate(sentences) if end - start > 1 and text[end - 2 : end] == " ."]
    return frozenset(spaced) if len(spaced) * 2 < len(sentences) else frozenset()
