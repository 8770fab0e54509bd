"""Wording: a text as its words and the marks between them, in the forms in which two texts are compared.

Words are equal when they have the same letters and digits, whatever their case; between words only spaces, quotation
marks and the kind of a dash are ignored. No word is "nearly" equal. Case is folded and letters are composed as in the
Unicode Standard (section 3.13; Annex 15, form C); what it calls default ignorable is no difference.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from briefings.spans import Span

# Written but not read: joiners, direction marks, soft hyphens; inside words or between them.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f"
_LETTER = rf"(?:[^\W_][\u0300-\u036f{_UNSEEN}]*)"
_APOSTROPHES = "'’‘‛ʼ`´′"
_NUMBER = r"(?:(?<![^\s(\[\"“„'‘«])[-−–+](?=\d))?(?:[$€£¥]\s?)?\d+(?:[.,:]\d+)*"
_WORD = re.compile(rf"{_NUMBER}(?:\s?[%‰]|{_LETTER}*)|{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*")
_DASHES = "-‐‑‒–—―−﹘﹣－"
_DROPPED = re.compile(rf"[\s\x00-\x1f\x7f{_UNSEEN}{_APOSTROPHES}\"“”„‟«»‹›‚″*_#•]+")
_DASH_RUN = re.compile(f"[{_DASHES}]+")
_DOTS = re.compile(r"\.{3,}|…+")
_LINE = 500  # characters before an apostrophe in which its opening mark is looked for


class Wording:
    """A text, or some of its spans, as words with their offsets; nothing is compared where two spans meet."""

    def __init__(self, text: str, spans: Iterable[Span] | None = None) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[str] = []
        self.joints: set[int] = set()  # indexes of words after which another span begins
        for span in [Span(0, len(text))] if spans is None else spans:
            self.joints.add(len(self.forms) - 1)
            for match in _WORD.finditer(text, span.start, span.end):
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.forms.append(_form(match[0]))

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, end: int) -> Span:
        """Return the characters from the word at index *first* to the one before *end*."""
        return Span(self.starts[first], self.ends[end - 1])

    def word(self, index: int) -> str:
        """Return the word at *index* as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def pieces(self, first: int, end: int) -> tuple[Span, ...]:
        """Return the characters of these words, parted where spans meet."""
        cuts = [first, *(index + 1 for index in range(first, end - 1) if index in self.joints), end]
        return tuple(self.span(start, stop) for start, stop in pairwise(cuts))

    def gap(self, index: int) -> str:
        """Return the characters between the word at *index* and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]]


def seen(text: str) -> str:
    """Return *text* without the characters that are written but not read."""
    return re.sub(f"[{_UNSEEN}]", "", text)


def marks_agree(printed: Wording, at: int, pasted: Wording, index: int) -> bool:
    """Tell whether the marks after the printed word at *at* are those after the pasted word at *index*."""
    if at in printed.joints or index in pasted.joints:
        return True
    ours, theirs = printed.gap(at), pasted.gap(index)
    if ours == theirs:
        return True
    if _marks(ours) != _marks(theirs):
        return False
    if _begins_with_apostrophe(ours) == _begins_with_apostrophe(theirs):
        return True
    return not (_owns(printed, at) if _begins_with_apostrophe(ours) else _owns(pasted, index))


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> str:
    """Return the form in which equal words are equal strings."""
    folded = unicodedata.normalize("NFC", re.sub(f"[{_APOSTROPHES}]", "'", seen(word)).casefold())
    return re.sub(rf"^[{_DASHES}]", "-", "".join(folded.split()))


@lru_cache(maxsize=1 << 12)
def _marks(gap: str) -> str:
    """Return what of a gap between two words is compared."""
    return _DOTS.sub("…", _DASH_RUN.sub("-", _DROPPED.sub("", gap)))


def _begins_with_apostrophe(gap: str) -> bool:
    return gap.startswith(tuple(_APOSTROPHES))


def _owns(wording: Wording, index: int) -> bool:
    """Tell whether the apostrophe after a word is that of an owner ("the firms' plans"), not a closing mark."""
    start, end = wording.starts[index], wording.ends[index]
    if not wording.forms[index].endswith("s") or not re.match(r"\s+\w", wording.text[end + 1 : end + 9]):
        return False
    line = wording.text[max(0, start - _LINE) : start].rpartition("\n")[2]
    return re.search(rf"(?<!\w)[{_APOSTROPHES}](?=\w)", line + "x") is None
