"""What stands in an article without being told by it: bylines, captions, credits, "Read more", lists, headings."""

import re
from collections.abc import Sequence

from briefings.spans import Span

_MIN_WORDS = 6
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
    "in this ": ("in this frame", "in this file", "in this undated", "in this still"),
    "terms ": ("terms of use", "terms of service", "terms and conditions"),
    "cookie": ("cookie",), "privacy policy": ("privacy policy",), "newsletter": ("newsletter",),
    "contributed to this": ("contributed to this",), "rights reserved": ("rights reserved",),
    "may not be": ("may not be",), "shutterstock": ("shutterstock",), "wikimedia": ("wikimedia commons",),
    "handout via": ("handout via",), "creative commons": ("creative commons",), "subscri": ("subscri",),
    "free trial": ("free trial",), "seen here": ("seen here",),
}  # fmt: skip
"""One of these stands in every text that _INSIDE finds, by what several have in common: most articles are spared the
search."""
_ALL_KEYS = tuple(key for keys in _KEYS.values() for key in keys)
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
    lower = text.lower()
    keys = [key for common, keys in _KEYS.items() if common in lower for key in keys if key in lower]
    odd = {index for index, span in enumerate(sentences) if _is_odd(text, span, keys)}
    return captions(text, sentences) | odd


def is_furniture(text: str, span: Span) -> bool:
    """Tell whether the sentence is no part of what the article tells, or no whole sentence."""
    return _is_odd(text, span, _ALL_KEYS)


def _is_odd(text: str, span: Span, keys: Sequence[str]) -> bool:
    start, end = span
    if text[end - 1] not in ".!?" and not _ENDS.search(text, max(start, end - 12), end):
        return True
    shown = text[start : min(end, start + _LOOK)]
    if len(shown) < 60 and len(_WORDS.findall(shown)) < _MIN_WORDS:
        return True
    first = _WORDS.match(shown)
    plain = first is not None and first.end() > 1 and first[0].lower() not in _FIRST_WORDS
    if not plain and (_BULLET.match(shown) or _OPENING.match(shown)):
        return True
    if not keys:
        return False
    lower = shown.lower()
    return any(key in lower for key in keys) and _INSIDE.search(shown) is not None


def captions(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return the sentences with a space before their stop, where most have none: picture lines run into the text."""
    spaced = [index for index, (start, end) in enumerate(sentences) if end - start > 1 and text[end - 2 : end] == " ."]
    return frozenset(spaced) if len(spaced) * 2 < len(sentences) else frozenset()
