"""Claim: a pasted text taken apart into the words that are said to be somebody's, and who is said to have said them.

Quotation marks and the verbs of saying around them are read as news prints them: ``"...", X said``, ``X: "..."``.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from briefings.checking.wording import Wording, seen
from briefings.quoting.saying import ADVERBS, AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, SAY_VERBS, TITLES
from briefings.spans import Span

LONGEST = 4_000  # characters of a pasted text

_OPEN, _CLOSE, _NO_MARK, _DASH = '["“”„«»]', '["“”„«»]', '[^"“”„«»]', "[-–—―]"
_HEAD = re.compile(rf"({_NO_MARK}{{1,160}}?){_OPEN}(.+){_CLOSE}[\s.,]*", re.DOTALL)
_TAIL = re.compile(rf"{_OPEN}(.+){_CLOSE}([\s,.]*(?:{_DASH}\s*)?)({_NO_MARK}{{1,160}})", re.DOTALL)
_MIDDLE = re.compile(
    rf"{_OPEN}({_NO_MARK}+){_CLOSE}({_NO_MARK}{{1,160}}){_OPEN}({_NO_MARK}+){_CLOSE}[\s.,]*", re.DOTALL
)
_LONGEST_SIGNATURE = 12  # words after a dash that can be a name
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…+|\.(?:\s?\.){2,})\s*[\])]?")
_IDLE = frozenset("according to reporters by also has had have later then and the a an".split())
_ACCORDING = re.compile(r"\s*according to\s+(.+)", re.IGNORECASE | re.DOTALL)
_NAME_END = re.compile(
    r"[,;:(]|\s(?:who|on|to|at|in|during|after|before|when|while|last|this|yesterday|today|earlier|later|as|told)\s"
)
_NEXT_SENTENCE = re.compile(r"([^\W_]{3,})[.!?]\s")
_REPLY_MARKS = re.compile(r"(?m)^[ \t]*>+[ \t]?")


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
        return [seen(span.of(part.text)) for part in parts for span in part.pieces(0, len(part))]


class _Attribution(NamedTuple):
    """The spans of the words that a text gives to somebody, to whom, and what else it says of the saying."""

    spans: list[Span]
    speaker: str | None
    rest: tuple[Wording, ...]


def read_claim(text: str, speaker: str | None = None) -> Claim:
    """Return what *text* claims; any text does. A *speaker* that is given goes before one that the text names.

    The forms that name one: ``"...", X said``, ``"..." said X``, ``"..." - X``, ``"...", according to X``,
    ``X: "..."``, ``X said "..."``, and ``"...", X said, "..."``.
    """
    text = _REPLY_MARKS.sub("", text[:LONGEST]).strip()
    read = _attribution(text)
    words = Wording(text, read.spans)
    if not len(words):
        read, words = _unattributed(text), Wording(text)
    given = " ".join(speaker.split()) if speaker else ""
    return Claim(
        whole=Wording(text),
        words=words,
        speaker=given or read.speaker or None,
        marked=read.speaker is not None or _in_marks(text),
        shortened=_shortened(text, read.spans),
        rest=read.rest,
    )


def _in_marks(text: str) -> bool:
    return bool(re.match(_OPEN, text) and re.search(rf"{_CLOSE}[\s.,]*$", text))


def _shortened(text: str, spans: list[Span]) -> tuple[Wording, ...]:
    """Return the parts of the spans between ellipses, nothing where there is only one."""
    parts = []
    for span in spans:
        cuts = [span.start, *(at for match in _ELLIPSIS.finditer(text, *span) for at in match.span()), span.end]
        pieces = [Wording(text, [Span(*pair)]) for pair in zip(cuts[::2], cuts[1::2], strict=True)]
        parts += [piece for piece in pieces if len(piece)]
    return tuple(parts) if len(parts) > 1 else ()


def _attribution(text: str) -> _Attribution:
    """Return whose words *text* says which of its words are; all of the text is nobody's when it does not say."""
    if (match := _MIDDLE.fullmatch(text)) and (name := _namer(match[2])):
        return _Attribution([Span(*match.span(1)), Span(*match.span(3))], name, _rest(match[2]))
    if (match := _HEAD.fullmatch(text)) and (name := _before(match[1])):
        return _Attribution([Span(*match.span(2))], name, _rest(match[1], last=True))
    if (match := _TAIL.fullmatch(text)) and (name := _after(match[2], match[3])):
        return _Attribution([Span(*match.span(1))], name, _rest(match[3]))
    return _unattributed(text)


def _unattributed(text: str) -> _Attribution:
    return _Attribution([Span(0, len(text))], None, ())


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
    if head.endswith(":") and not _says(head.split()):
        return _person(head[:-1])
    return None if re.search(r"\bthat$", head, re.IGNORECASE) else _namer(head, last=True)


def _after(marks: str, tail: str) -> str | None:
    """Return who is named in the words after a quote: "- X", "said X", "X said" or "according to X"."""
    if re.search(_DASH, marks) and len(tail.split()) <= _LONGEST_SIGNATURE:
        return _person(_NAME_END.split(tail)[0])
    return _namer(tail)


def _says(words: list[str]) -> list[int]:
    """Return the indexes of the verbs of saying."""
    return [index for index, word in enumerate(words) if word.strip(".,:;") in SAY_VERBS]


def _namer(words: str, last: bool = False) -> str | None:
    """Return the speaker in "X said", "said X" or "according to X"; the *last* verb of saying counts, or the first."""
    words = words.strip(" \t\n,.;:")
    if last and _sentence_end(words) < len(words):
        return None
    if match := _ACCORDING.fullmatch(words):
        return _person(_NAME_END.split(match[1])[0])
    listed = words.split()
    said = _says(listed)
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
