"""Is a pasted passage in an article? Word for word, nearly, shortened, or said by somebody else.

Texts are compared word by word. Words are equal when they have the same letters and digits, whatever their case;
between words only spaces, quotation marks and the kind of a dash are ignored. No word is "nearly" equal.

The closest passage is found as text-reuse tools find it: words and pairs of words that both texts have are seeds,
seeds on about the same diagonal make a window (the diagonals of FASTA: Pearson and Lipman, "Improved tools for
biological sequence comparison", PNAS 1988), the window is aligned with ``difflib`` (Ratcliff and Metzener, "Pattern
Matching: The Gestalt Approach", 1988), and of the aligned runs the best chain is kept.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from briefings.entry import Quote, Reported
from briefings.saying import ADVERBS, AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, SAY_VERBS, TITLES
from briefings.spans import Span
from briefings.stopwords import STOPWORDS

LONGEST = 4_000  # characters of a passage
SHORTEST = 3  # words from which a passage can be near another

# Written but not read: joiners, direction marks, soft hyphens. They are no difference, inside words or between them.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f"
_LETTER = rf"(?:[^\W_][\u0300-\u036f{_UNSEEN}]*)"
_APOSTROPHES = "'’‘‛ʼ`´′"
_NUMBER = r"(?:(?<![^\s(\[\"“„'‘«])[-−–+](?=\d))?(?:[$€£¥]\s?)?\d+(?:[.,:]\d+)*"
_WORD = re.compile(rf"{_NUMBER}(?:\s?[%‰]|{_LETTER}*)|{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*")
_DASHES = "-‐‑‒–—―−﹘﹣－"
_DROPPED = re.compile(rf"[\s\x00-\x1f\x7f{_UNSEEN}{_APOSTROPHES}\"“”„‟«»‹›‚″*_#•]+")
_DASH_RUN = re.compile(f"[{_DASHES}]+")
_DOTS = re.compile(r"\.{3,}|…+")
_SENTENCE_END = re.compile(r"[.!?:;…\n]")
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt "
    "werent wont wouldnt couldnt shouldnt hasnt havent hadnt".split()
)
_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens half first second third fourth fifth sixth "
    "seventh eighth ninth tenth once twice".split()
)
_LIKE = 0.7  # share of the words that must agree
_LONG_RUN = 10  # words in a row that make a passage near although much else of it is not there
_MOST_LEFT_OUT = 3  # words: leaving out more in one place counts no more
_FEW = 7  # words up to which one difference is the most
_BESIDE = 300  # characters before and after a quote in which the words stand that say who spoke
_WINDOWS = 4  # diagonals that are aligned


class Change(StrEnum):
    """What differs between what is printed and what was pasted."""

    NEGATION_MISSING = "negation missing"
    NEGATION_ADDED = "negation added"
    NUMBER = "number changed"
    NAME = "name changed"
    WORD = "wording changed"
    LEFT_OUT = "left out"
    ADDED = "not printed"
    MARKS = "punctuation differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the texts differ: the printed words (empty for none) and the pasted ones ("" for none)."""

    changes: tuple[Change, ...]
    printed: Span
    pasted: str


@dataclass(frozen=True, slots=True)
class Near:
    """The closest passage: its span, the share of words that agree (0 to 1), and every difference in order."""

    span: Span
    likeness: float
    differences: tuple[Difference, ...]


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


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> str:
    """Return the form in which equal words are equal strings."""
    folded = unicodedata.normalize("NFC", re.sub(f"[{_APOSTROPHES}]", "'", _seen(word)).casefold())
    return re.sub(rf"^[{_DASHES}]", "-", "".join(folded.split()))


def _seen(text: str) -> str:
    return re.sub(f"[{_UNSEEN}]", "", text)


@lru_cache(maxsize=1 << 12)
def _marks(gap: str) -> str:
    """Return what of a gap between two words is compared."""
    return _DOTS.sub("…", _DASH_RUN.sub("-", _DROPPED.sub("", gap)))


def find_exact(printed: Wording, pasted: Wording) -> list[tuple[Span, ...]]:
    """Return where *pasted* stands in *printed* word for word: the spans of each place (one, or one for each part)."""
    return [printed.pieces(at, at + len(pasted)) for at in _same_words(printed, pasted) if _same(printed, at, pasted)]


def _same_words(printed: Wording, pasted: Wording) -> Iterator[int]:
    """Yield the indexes of words from which all forms of *pasted* follow one another."""
    forms, wanted, length = printed.forms, pasted.forms, len(pasted)
    if not wanted:
        return
    anchor = max(range(length), key=lambda index: len(wanted[index]))
    at = anchor
    while True:
        try:
            at = forms.index(wanted[anchor], at)
        except ValueError:
            return
        if forms[at - anchor : at - anchor + length] == wanted:
            yield at - anchor
        at += 1


def _same(printed: Wording, at: int, pasted: Wording) -> bool:
    """Tell whether the marks between the words agree too, and a question or exclamation mark at the end."""
    between = range(len(pasted) - 1)
    return all(_gaps_agree(printed, at + index, pasted, index) for index in between) and _ends_agree(
        printed, at + len(pasted) - 1, pasted
    )


def _gaps_agree(printed: Wording, at: int, pasted: Wording, index: int) -> bool:
    if at in printed.joints or index in pasted.joints:
        return True
    ours, theirs = printed.gap(at), pasted.gap(index)
    if ours == theirs:
        return True
    if _marks(ours) != _marks(theirs):
        return False
    if ours[:1] in _APOSTROPHES and ours and theirs[:1] not in tuple(_APOSTROPHES):
        return not _owns(printed, at)
    if theirs[:1] in _APOSTROPHES and theirs and ours[:1] not in tuple(_APOSTROPHES):
        return not _owns(pasted, index)
    return True


def _owns(wording: Wording, index: int) -> bool:
    """Tell whether the apostrophe after a word is that of an owner ("the firms' plans"), not a closing mark."""
    start, end = wording.starts[index], wording.ends[index]
    if not wording.forms[index].endswith("s") or not re.match(r"\s+\w", wording.text[end + 1 : end + 9]):
        return False
    line = wording.text[max(0, start - 500) : start].rpartition("\n")[2]
    return re.search(rf"(?<!\w)[{_APOSTROPHES}](?=\w)", line + "x") is None


def _ends_agree(printed: Wording, last: int, pasted: Wording) -> bool:
    """Tell whether the passage does not end in a question or exclamation mark that is not printed."""
    tail = pasted.text[pasted.ends[-1] :]
    stop = printed.starts[last + 1] if last + 1 < len(printed) else len(printed.text)
    after = printed.text[printed.ends[last] : stop]
    return all(mark in after for mark in "?!" if mark in tail[:8])


def find_shortened(printed: Wording, parts: Sequence[Wording]) -> Near | None:
    """Return the shortest passage that holds all *parts* word for word and in order, with what was left out."""
    best: list[int] | None = None
    found = [[at for at in _same_words(printed, part) if _same(printed, at, part)] for part in parts]
    for start in found[0] if parts else ():
        chain = [start]
        for places, before in zip(found[1:], parts, strict=False):
            later = [at for at in places if at >= chain[-1] + len(before)]
            if not later:
                break
            chain.append(later[0])
        else:
            if best is None or chain[-1] - chain[0] <= best[-1] - best[0]:
                best = chain
    if best is None:
        return None
    ends = [at + len(part) for at, part in zip(best, parts, strict=True)]
    gaps = [printed.span(end, start) for end, start in zip(ends, best[1:], strict=False) if start > end]
    differences = tuple(Difference(_left_out(gap.of(printed.text)), gap, "") for gap in gaps)
    return Near(printed.span(best[0], ends[-1]), 1.0, differences) if gaps else None


def _left_out(words: str) -> tuple[Change, ...]:
    negated = any(map(_is_negation, Wording(words).forms))
    return (Change.LEFT_OUT, Change.NEGATION_MISSING) if negated else (Change.LEFT_OUT,)


def find_near(printed: Wording, pasted: Wording, quoted: Sequence[Span] = ()) -> Near | None:
    """Return the passage of *printed* that is closest to *pasted*, None when nothing is close.

    *quoted* are the spans of its quotes: a few words are close to a whole quote sooner than to any other words.
    """
    best: Near | None = None
    for low, high in _windows(printed, pasted):
        near = _aligned(printed, low, high, pasted, quoted)
        if near and (best is None or near.likeness > best.likeness):
            best = near
    return best


def _windows(printed: Wording, pasted: Wording) -> list[tuple[int, int]]:
    """Return the stretches of words, as indexes, on whose diagonals most words and pairs of words agree."""
    places: dict[str, list[int]] = {}
    for index, form in enumerate(pasted.forms):
        places.setdefault(form, []).append(index)
    width = max(8, len(pasted) // 2)
    votes: Counter[int] = Counter()
    for at, form in enumerate(printed.forms):
        for index in places.get(form, ()):
            pair = at and index and printed.forms[at - 1] == pasted.forms[index - 1]
            votes[(at - index) // width] += (2 if pair else 0) + (form not in STOPWORDS)
    joined = {bucket: votes[bucket] + max(votes[bucket - 1], votes[bucket + 1]) for bucket in list(votes)}
    best = sorted(joined, key=lambda bucket: (-joined[bucket], bucket))[:_WINDOWS]
    return [
        (max(0, (bucket - 1) * width), min(len(printed), (bucket + 2) * width + len(pasted)))
        for bucket in best
        if joined[bucket]
    ]


_Block = tuple[int, int, int]  # index in the printed words, index in the pasted ones, how many agree


def _aligned(printed: Wording, low: int, high: int, pasted: Wording, quoted: Sequence[Span]) -> Near | None:
    matcher = SequenceMatcher(None, printed.forms[low:high], pasted.forms, autojunk=False)
    agreeing = [(a + low, b, size) for a, b, size in matcher.get_matching_blocks() if size]
    blocks = _chain(_pulled(printed, pasted, agreeing))
    if not blocks:
        return None
    regions = _regions(printed, pasted, blocks)
    agree = sum(size for _, _, size in blocks)
    differ = sum(_cost(a_end - a, b_end - b) for a, a_end, b, b_end in regions)
    first, last = min(blocks[0][0], regions[0][0]), max(blocks[-1][0] + blocks[-1][2], regions[-1][1])
    near = Near(printed.span(first, last), agree / (agree + differ), ())
    if not _close(near, printed, pasted, blocks, len([r for r in regions if r[1] > r[0] or r[3] > r[2]]), quoted):
        return None
    differences = [found for region in regions if (found := _difference(printed, pasted, region)) is not None]
    return Near(near.span, near.likeness, tuple(differences or [_end_differs(printed, last - 1, pasted)]))


def _cost(printed: int, pasted: int) -> int:
    """Return how much a region counts in which so many words stand on each side."""
    return max(pasted, min(printed, _MOST_LEFT_OUT))


def _pulled(printed: Wording, pasted: Wording, blocks: list[_Block]) -> list[_Block]:
    """Return the blocks, those before the longest one drawn near to it: ``difflib`` takes the first of equal places."""
    longest = max(range(len(blocks)), key=lambda index: blocks[index][2], default=0)
    pulled = blocks[longest:]
    for a, b, size in reversed(blocks[:longest]):
        words, end = pasted.forms[b : b + size], pulled[0][0] - size
        nearest = next((at for at in range(end, a, -1) if printed.forms[at : at + size] == words), a)
        pulled.insert(0, (nearest, b, size))
    return pulled


def _chain(blocks: list[_Block]) -> list[_Block]:
    """Return the run of blocks that agrees most: a few common words far off are no part of the passage."""
    best: tuple[float, int, int] = (0, 0, 0)
    gain, start = 0.0, 0
    for index, (a, b, size) in enumerate(blocks):
        if index:
            before = blocks[index - 1]
            printed, missing = a - before[0] - before[2], b - before[1] - before[2]
            gain -= max(0, _cost(printed, missing) - missing) + max(0, printed - missing - 12) / 4
        if gain <= 0:
            gain, start = 0.0, index
        gain += 2 * size
        best = max(best, (gain, -start, index))
    return blocks[-best[1] : best[2] + 1] if blocks else []


_Region = tuple[int, int, int, int]  # printed words from, to; pasted words from, to


def _regions(printed: Wording, pasted: Wording, blocks: list[_Block]) -> list[_Region]:
    """Return what lies before, between and after the blocks; at the edges, as many printed words of the sentence."""
    a, b, _ = blocks[0]
    start = a
    while start > 0 and a - start < b and not _SENTENCE_END.search(printed.gap(start - 1)):
        start -= 1
    found = [(start, a, 0, b)]
    for (a, b, size), (next_a, next_b, _) in pairwise(blocks):
        found += _inside(printed, a, pasted, b, size)
        found.append((a + size, next_a, b + size, next_b))
    a, b, size = blocks[-1]
    found += _inside(printed, a, pasted, b, size)
    a, b = a + size, b + size
    end = a
    while end < len(printed) and end - a < len(pasted) - b and not _SENTENCE_END.search(printed.gap(end - 1)):
        end += 1
    return [*found, (a, end, b, len(pasted))]


def _inside(printed: Wording, a: int, pasted: Wording, b: int, size: int) -> list[_Region]:
    """Return the empty regions inside a block where the marks between two words differ."""
    steps = range(1, size)
    return [
        (a + step, a + step, b + step, b + step)
        for step in steps
        if not _gaps_agree(printed, a + step - 1, pasted, b + step - 1)
    ]


def _close(
    near: Near, printed: Wording, pasted: Wording, blocks: list[_Block], changed: int, quoted: Sequence[Span]
) -> bool:
    """Tell whether so much agrees that the passage can be meant."""
    telling = sum(form not in STOPWORDS for _, b, size in blocks for form in pasted.forms[b : b + size])
    agree = sum(size for _, _, size in blocks)
    longest = max(size for _, _, size in blocks)
    if agree == len(pasted) and not changed:
        return True
    if len(pasted) < SHORTEST:
        return False
    if len(pasted) <= _FEW:
        whole = telling > 0 and any(_covers(near.span, span) for span in quoted)
        return changed == 1 and agree >= len(pasted) - 1 and (telling >= 3 or (agree > 4 and telling > 1) or whole)
    if longest >= 4 * _LONG_RUN or (longest >= _LONG_RUN and 2 * agree >= len(pasted)):
        return True
    return near.likeness >= _LIKE and (telling >= 3 or changed == 1)


def _covers(span: Span, quote: Span) -> bool:
    return abs(span.start - quote.start) <= 2 and abs(span.end - quote.end) <= 2


def _difference(printed: Wording, pasted: Wording, region: _Region) -> Difference | None:
    a, a_end, b, b_end = region
    at = printed.ends[a - 1] if a else 0
    span = printed.span(a, a_end) if a_end > a else Span(at, at)
    words = pasted.span(b, b_end).of(pasted.text) if b_end > b else ""
    if a_end == a and b_end == b:
        return _marks_differ(printed, pasted, a, b)
    changes = []
    negated = [sum(map(_is_negation, forms)) for forms in (printed.forms[a:a_end], pasted.forms[b:b_end])]
    if negated[0] != negated[1]:
        changes.append(Change.NEGATION_MISSING if negated[0] > negated[1] else Change.NEGATION_ADDED)
    if _numbers_differ(printed.forms[a:a_end], pasted.forms[b:b_end]):
        changes.append(Change.NUMBER)
    if a_end > a and b_end > b and (_names(printed, a, a_end) or _names(pasted, b, b_end)):
        changes.append(Change.NAME)
    if a_end == a or b_end == b:
        changes.append(Change.ADDED if a_end == a else Change.LEFT_OUT)
    return Difference(tuple(changes) or (Change.WORD,), span, words)


def _marks_differ(printed: Wording, pasted: Wording, a: int, b: int) -> Difference | None:
    """Return the difference between the marks before these words; nothing at the edges of the passage."""
    if not a or not b or a >= len(printed) or b >= len(pasted) or _gaps_agree(printed, a - 1, pasted, b - 1):
        return None
    return Difference((Change.MARKS,), printed.span(a - 1, a + 1), pasted.span(b - 1, b + 1).of(pasted.text))


def _end_differs(printed: Wording, last: int, pasted: Wording) -> Difference:
    """Return the difference of a passage that ends in a question or exclamation mark that is not printed."""
    end = pasted.text[pasted.starts[-1] :]
    return Difference((Change.MARKS,), printed.span(last, last + 1), end.strip()[:80])


def _is_negation(form: str) -> bool:
    return form in _NEGATIONS or form.endswith("n't")


def _numbers_differ(printed: Sequence[str], pasted: Sequence[str]) -> bool:
    """Tell whether a figure differs, or a number in words stands for another one."""
    figures = [{form for form in forms if any(map(str.isdigit, form))} for forms in (printed, pasted)]
    worded = [{form for form in forms if form in _NUMBER_WORDS} for forms in (printed, pasted)]
    return figures[0] != figures[1] or bool(worded[0] and worded[1] and worded[0] != worded[1])


def _names(wording: Wording, first: int, end: int) -> bool:
    """Tell whether one of these words is a name: it has a capital, here inside a sentence or elsewhere in the text."""
    for index in range(first, end):
        form = wording.forms[index]
        if form in STOPWORDS or not wording.word(index)[0].isupper():
            continue
        same = (each for each, other in enumerate(wording.forms) if other == form)
        if any(_inside_sentence(wording, each) for each in same):
            return True
    return False


def _inside_sentence(wording: Wording, index: int) -> bool:
    """Tell whether the word has a capital although no sentence or quote begins with it."""
    if not index or not wording.word(index)[0].isupper():
        return False
    return not re.search(r"[.!?:…\n\"“„«‘]", wording.gap(index - 1))


# --- what a pasted text claims -------------------------------------------------------------------------------------

_OPEN, _CLOSE_MARK, _NO_MARK = '["“”„«»]', '["“”„«»]', '[^"“”„«»]'
_HEAD = re.compile(rf"({_NO_MARK}{{1,160}}?)({_OPEN})(.+){_CLOSE_MARK}[\s.,]*", re.DOTALL)
_TAIL = re.compile(rf"{_OPEN}(.+){_CLOSE_MARK}([\s,.]*(?:[-–—―]\s*)?)({_NO_MARK}{{1,160}})", re.DOTALL)
_MIDDLE = re.compile(
    rf"{_OPEN}({_NO_MARK}+){_CLOSE_MARK}({_NO_MARK}{{1,160}}){_OPEN}({_NO_MARK}+){_CLOSE_MARK}[\s.,]*", re.DOTALL
)
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…+|\.(?:\s?\.){2,})\s*[\])]?")
_IDLE = frozenset("according to reporters by also has had have later then and the a an".split())
_ACCORDING = re.compile(r"\s*according to\s+(.+)", re.IGNORECASE | re.DOTALL)
_NAME_END = re.compile(
    r"[,;:(]|\s(?:who|on|to|at|in|during|after|before|when|while|last|this|yesterday|today|earlier|later|as|told)\s"
)
_NEXT_SENTENCE = re.compile(r"([^\W_]{3,})[.!?]\s")
_OF_FRONT = re.compile(r"(?m)^[ \t]*>+[ \t]?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A pasted text taken apart: all of it, the parts that are said to be somebody's words, and whose (or None).

    ``marked`` tells that those words stood in quotation marks; ``shortened`` holds the parts between ellipses; ``rest``
    is what else the text has: the speaker's name, and what it says of the saying ("on Sunday").
    """

    whole: Wording
    words: Wording
    speaker: str | None
    marked: bool
    shortened: tuple[Wording, ...]
    rest: tuple[Wording, ...]

    @property
    def phrases(self) -> list[str]:
        """Return the stretches of text that must stand somewhere if the claim is right."""
        parts = self.shortened or ((self.words,) if len(self.words) else ())
        return [_seen(span.of(part.text)) for part in parts for span in part.pieces(0, len(part))]


def read_claim(text: str, speaker: str | None = None) -> Claim:
    """Return what *text* claims; any text does. A *speaker* that is given goes before one that the text names.

    The forms that name one: ``"...", X said``, ``"..." said X``, ``"..." - X``, ``"...", according to X``,
    ``X: "..."``, ``X said "..."``, and ``"...", X said, "..."``.
    """
    text = _OF_FRONT.sub("", text[:LONGEST]).strip()
    spans, named, rest = _attributed(text)
    words = Wording(text, spans)
    if not len(words):
        spans, named, rest, words = [Span(0, len(text))], None, (), Wording(text)
    shortened = []
    for span in spans:
        cuts = [span.start, *(at for match in _ELLIPSIS.finditer(text, *span) for at in match.span()), span.end]
        pieces = [Wording(text, [Span(*pair)]) for pair in zip(cuts[::2], cuts[1::2], strict=True)]
        shortened += [piece for piece in pieces if len(piece)]
    marked = len(spans) > 1 or bool(named) or bool(re.match(_OPEN, text) and re.search(rf"{_CLOSE_MARK}[\s.,]*$", text))
    given = " ".join(speaker.split()) if speaker else ""
    return Claim(
        Wording(text), words, given or named or None, marked, tuple(shortened) if len(shortened) > 1 else (), rest
    )


def _attributed(text: str) -> tuple[list[Span], str | None, tuple[Wording, ...]]:
    """Return the spans of the words that *text* gives to somebody, to whom, and what else it says of the saying.

    All of the text, None and nothing when it gives them to nobody.
    """
    if (match := _MIDDLE.fullmatch(text)) and (name := _namer(match[2])):
        return [Span(*match.span(1)), Span(*match.span(3))], name, _rest(match[2])
    if (match := _HEAD.fullmatch(text)) and (name := _before(match[1])):
        return [Span(*match.span(3))], name, _rest(match[1], last=True)
    if match := _TAIL.fullmatch(text):
        by_dash = re.search(rf"[{_DASHES}]", match[2]) and len(match[3].split()) <= 12
        name = _person(_NAME_END.split(match[3])[0]) if by_dash else _namer(match[3])
        if name:
            return [Span(*match.span(1))], name, _rest(match[3])
    return [Span(0, len(text))], None, ()


def _rest(attribution: str, last: bool = False) -> tuple[Wording, ...]:
    """Return the runs of words in an attribution, without its verb of saying and what may always stand there."""
    wording = Wording(attribution)
    cues = [index for index in range(len(wording)) if wording.word(index) in SAY_VERBS]
    cue = cues[-1 if last else 0] if cues else -1
    runs: list[list[int]] = [[]]
    for index, form in enumerate(wording.forms):
        if index == cue or form in TITLES or form in _IDLE:
            runs.append([])
        else:
            runs[-1].append(index)
    return tuple(Wording(attribution, [wording.span(run[0], run[-1] + 1)]) for run in runs if run)


def _before(head: str) -> str | None:
    """Return who is named in the words before a quote: "X:", "X said," or "According to X,"."""
    head = head.strip()
    if head.endswith(":") and not _says(head):
        return _person(head[:-1])
    return None if re.search(r"\bthat$", head, re.IGNORECASE) else _namer(head, last=True)


def _says(words: str) -> list[int]:
    return [index for index, word in enumerate(words.split()) if word.strip(".,:;") in SAY_VERBS]


def _namer(words: str, last: bool = False) -> str | None:
    """Return the speaker in "X said", "said X" or "according to X"; the *last* verb of saying counts, or the first."""
    words = words.strip(" \t\n,.;:")
    if last and _sentence_end(words) < len(words):
        return None
    if match := _ACCORDING.fullmatch(words):
        return _person(_NAME_END.split(match[1])[0])
    said, listed = _says(words), words.split()
    at = said[-1 if last else 0] if said else -1
    if at < 0 or "that" in listed[at:]:
        return None
    if at == 0:
        return _person(_NAME_END.split(" ".join(listed[1:]))[0])
    name = listed[:at]
    while name and name[-1].lower() in AUXILIARIES | ADVERBS:
        name.pop()
    leads_in = len(name) > 1 and name[0].lower() in PREPOSITIONS | CONJUNCTIONS
    return None if leads_in else _person(" ".join(name))


def _sentence_end(words: str) -> int:
    """Return where the first sentence of *words* ends, its full stop left out; that of a title ends none."""
    ends = (match.end(1) for match in _NEXT_SENTENCE.finditer(words) if match[1].lower() not in TITLES)
    return next(ends, len(words))


def _person(name: str) -> str | None:
    """Return the name without marks around it; a pronoun names nobody."""
    name = " ".join(name[: _sentence_end(name)].split()).strip(" ,.;:-–—―'’")
    return name if re.search(r"[^\W\d_]", name) and name.lower() not in PRONOUNS else None


def same_person(claimed: str, name: str, mentions: Iterable[str] = ()) -> bool:
    """Tell whether *claimed* can mean the person whose *name* an article prints in full, and *mentions* otherwise.

    A shorter form means the same person ("Xi", "President Xi", "Xi Jinping"); a different first name does not.
    """
    wanted, full = _name_words(claimed), _name_words(name)
    if not wanted or not full:
        return False
    return wanted <= full or full <= wanted or any(wanted <= _name_words(mention) for mention in mentions)


def _name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others: without titles and what stands before them."""
    parts = [part for part in name.split(",") if part.strip()] or [""]
    if re.match(r"\s*(?:the|an?)\s", parts[0], re.IGNORECASE):  # "the chief executive, Jeff Weiner"
        parts.sort(key=lambda part: not part.istitle())
    forms = [form.removesuffix("'s") for form in Wording(parts[0]).forms]
    after = next((index + 1 for index in range(len(forms) - 1, -1, -1) if forms[index] in TITLES), 0)
    core = forms[after:]
    if not core or core[0] in STOPWORDS:  # "the president", "the president of the club": an office, no name
        core = forms
    return frozenset(form for form in core if form not in STOPWORDS) or frozenset(core)


# --- the verdict ---------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What became of a claim. Unconfirmed: the words are printed, but not who said them."""

    EXACT = "exact"
    NEAR = "near"
    OTHER_SPEAKER = "other speaker"
    UNCONFIRMED = "speaker unconfirmed"
    NOT_HERE = "not in the library"


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of one article: its words, its quotes and what it reports somebody to have said."""

    wording: Wording
    quotes: tuple[Quote, ...]
    reported: tuple[Reported, ...] = ()

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.wording.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: which article, which of its quotes hold (or else meet) them, who reports them (indexes).

    ``told`` says whether the article gives them to the speaker that is claimed; None where nobody is.
    """

    article: int
    spans: tuple[Span, ...]
    quotes: tuple[int, ...]
    reported: tuple[int, ...]
    near: Near | None = None
    told: bool | None = None
    quoted: bool = False  # all of it stands in quotes


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict with the places that bear it out, and those where others are said to have said the same words."""

    verdict: Verdict
    places: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()


def judge(claim: Claim, articles: Sequence[Printed]) -> Finding:
    """Return what these *articles* say to the *claim*."""
    given = claim.speaker
    apart = len(claim.words) != len(claim.whole)
    places = _exact_places(claim.whole, articles) if len(claim.whole) else []
    if places and apart:
        given = None  # printed together with the words that say who said it
    elif apart:
        places = _exact_places(claim.words, articles)
    if not places:
        return _near(claim.words, claim, articles)
    places = [_asked_of(given, place, articles[place.article], claim.marked) for place in places]
    told = [place for place in places if place.told is not False]
    others = tuple(place for place in places if place.told is False)
    if told and given is not None and claim.rest:
        full = [place for place in told if all(_stands_by(run, place, articles[place.article]) for run in claim.rest)]
        if not full:
            return _with_rest(claim, told, articles)
        told = full
    if told:
        return Finding(Verdict.EXACT, tuple(told), tuple(place for place in others if place.quotes))
    unknown = [place for place in places if place.quotes and not _speakers(place, articles[place.article])]
    if unknown:
        return Finding(Verdict.UNCONFIRMED, tuple(unknown), tuple(place for place in places if place not in unknown))
    return Finding(Verdict.OTHER_SPEAKER, tuple(places))


def _stands_by(run: Wording, place: Place, article: Printed) -> bool:
    """Tell whether words of an attribution are the speaker's name or are printed beside the quote."""
    if any(map(_is_negation, run.forms)):
        return False
    names = {
        form for number in place.quotes for name in _called(article, article.quotes[number]) for form in name.forms
    }
    start, end = place.spans[0].start, place.spans[-1].end
    beside = [Span(max(0, start - _BESIDE), start), Span(end, min(len(article.text), end + _BESIDE))]
    return set(run.forms) <= names or bool(find_exact(Wording(article.text, beside), run))


def _with_rest(claim: Claim, told: list[Place], articles: Sequence[Printed]) -> Finding:
    """Return the finding on a quote that is exact in a sentence that is not: no word of the sentence goes unchecked."""
    finding = _near(claim.whole, claim, articles)
    if finding.verdict is Verdict.NEAR:
        return finding
    added = Difference(
        (Change.ADDED,),
        Span(told[0].spans[-1].end, told[0].spans[-1].end),
        " … ".join(run.span(0, len(run)).of(run.text) for run in claim.rest),
    )
    near = Near(Span(told[0].spans[0].start, told[0].spans[-1].end), len(claim.words) / len(claim.whole), (added,))
    return Finding(Verdict.NEAR, tuple(replace(place, near=near) for place in told[:1]))


def _exact_places(pasted: Wording, articles: Sequence[Printed]) -> list[Place]:
    places = []
    for index, article in enumerate(articles):
        found = find_exact(article.wording, pasted) or [
            spans for joined in _utterances(article) for spans in find_exact(joined, pasted) if len(spans) > 1
        ]
        places += [_place(index, article, spans) for spans in found]
    return places


def _utterances(article: Printed) -> list[Wording]:
    """Return the words of each utterance of several spans, joined."""
    spans: dict[int, list[Span]] = {}
    for quote in article.quotes:
        spans.setdefault(quote.utterance, []).append(quote.span)
    return [Wording(article.text, sorted(each)) for each in spans.values() if len(each) > 1]


def _place(index: int, article: Printed, spans: tuple[Span, ...], near: Near | None = None) -> Place:
    meets = [number for number, quote in enumerate(article.quotes) if any(quote.span.meets(span) for span in spans)]
    holds = [number for number in meets if any(article.quotes[number].span.holds(span) for span in spans)]
    told = [number for number, each in enumerate(article.reported) if any(each.sentence.meets(span) for span in spans)]
    all_held = all(any(article.quotes[number].span.holds(span) for number in holds) for span in spans)
    return Place(index, spans, tuple(holds or meets), tuple(told), near, quoted=all_held)


def _asked_of(claimed: str | None, place: Place, article: Printed, marked: bool) -> Place:
    return place if claimed is None else replace(place, told=_told_by(claimed, place, article, marked))


def _told_by(claimed: str, place: Place, article: Printed, marked: bool) -> bool:
    """Tell whether the article gives the words to the *claimed* speaker; what is in marks must be quoted there."""
    if marked and not place.quoted and place.near is None:
        return False
    if any(_said_by(claimed, article, article.quotes[number]) for number in place.quotes):
        return True
    reported = [] if marked or place.quotes else [article.reported[number] for number in place.reported]
    return any(
        same_person(claimed, each.speaker.of(article.text), [each.mention.of(article.text)]) for each in reported
    )


def _said_by(claimed: str, article: Printed, quote: Quote) -> bool:
    """Tell whether the article names the speaker of *quote*, here or at another quote, so that *claimed* is meant."""
    name, *mentions = [each.text for each in _called(article, quote)] or [""]
    return same_person(claimed, name, mentions)


def _called(article: Printed, quote: Quote) -> list[Wording]:
    """Return the name of a quote's speaker as the article has it, and the forms by which it names that speaker else."""
    if quote.speaker is None:
        return []
    name = quote.speaker.of(article.text)
    same = [each for each in article.quotes if each.speaker and each.speaker.of(article.text) == name]
    return [Wording(form) for form in (name, *(each.mention.of(article.text) for each in same if each.mention))]


def _speakers(place: Place, article: Printed) -> list[Span]:
    return [speaker for number in place.quotes if (speaker := article.quotes[number].speaker) is not None]


def _near(pasted: Wording, claim: Claim, articles: Sequence[Printed]) -> Finding:
    places = []
    for index, article in enumerate(articles):
        near = find_shortened(article.wording, claim.shortened) if claim.shortened else None
        near = near or find_near(article.wording, pasted, [quote.span for quote in article.quotes])
        if near:
            place = _place(index, article, (near.span,), near)
            places.append(_asked_of(claim.speaker, place, article, claim.marked))
    best = max((place.near.likeness for place in places if place.near), default=0.0)
    tied = tuple(place for place in places if place.near and place.near.likeness == best)
    return Finding(Verdict.NEAR if tied else Verdict.NOT_HERE, tied)
