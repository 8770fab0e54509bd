"""Quotes in languages other than English: passages between marks, and a speaker only where a sure pattern tells one.

Everything else is unattributed: never a guess.
"""

from bisect import bisect_right
from collections.abc import Sequence

from briefings.entry import Grade, Kind, Quote
from briefings.languages.cues import Cues, Said, Speech
from briefings.languages.persons import People
from briefings.quoting.marks import Passage, paragraphs, passages
from briefings.spans import Span

_MIN_WORDS = 5  # of a passage that is a quote though nobody is named
_LONGEST_PAUSE = 240  # characters between two passages of one speaker
_ENDS = (".", "!", "?", "…")
_MARKS = frozenset('„“”«»‹›"\n')


def find_quotes(text: str, sentences: Sequence[Span], speech: Speech) -> tuple[Quote, ...]:
    """Return the quotes of *text* in order; *sentences* are its sentences."""
    blocks = paragraphs(text)
    found = passages(text, blocks)
    if not found:
        return ()
    people = People(text, sentences, [passage.outer for passage in found], speech.naming)
    cues = Cues(text, blocks, speech, people)
    quotes: list[Quote] = []
    before: tuple[Passage, Said | None] | None = None
    utterance = -1
    for passage in found:
        if not passage.closed:
            before = None
            continue
        sentence = _sentence(sentences, passage.outer.start)
        if cues.denied(passage, sentence):
            before = None
            continue
        said = cues.after(passage, sentence) or cues.ahead(passage, sentence)
        halves = before is not None and said is None and _is_second_half(text, before, passage)
        if before is not None and (halves or (said is None and _goes_on(text, before, passage, cues, sentence))):
            said = before[1]
        if said is not None and not said.role:
            people.spoke(said.speaker)
        if _is_quote(text, sentence, passage, said, cues):
            utterance += not halves
            quotes.append(_quote(text, sentences, passage, said, utterance))
            before = passage, said
    return tuple(quotes)


def _is_second_half(text: str, before: tuple[Passage, Said | None], passage: Passage) -> bool:
    """Tell whether the passage is the second half of a sentence: „…“, sagte X, „…“."""
    pause = _pause(text, before, passage)
    return pause.endswith(",") and not any(sign in ".:;?!" for sign in pause)


def _goes_on(text: str, before: tuple[Passage, Said | None], passage: Passage, cues: Cues, sentence: Span) -> bool:
    """Tell whether the speaker of the passage before goes on with a new sentence: „…“, sagte X. „…“."""
    pause = _pause(text, before, passage)
    if not pause.endswith(".") or any(sign in ".:;?!" for sign in pause[:-1]):
        return False
    if before[0].inner.of(text).endswith("?") or before[0].paragraph != passage.paragraph:
        return False  # the answer is another's
    whole = passage.inner.of(text).endswith(_ENDS) or text.startswith(".", passage.outer.end)
    return whole and cues.keeps_speaking(pause) and not cues.told(passage, sentence)


def _pause(text: str, before: tuple[Passage, Said | None], passage: Passage) -> str:
    """Return what stands between the mention after the passage before and this one; nothing where there is none."""
    earlier, said = before
    if said is None or not earlier.outer.end <= said.mention.start < passage.outer.start:
        return ""
    start, end = said.mention.end, passage.outer.start
    return text[start:end].strip() if end - start <= _LONGEST_PAUSE else ""


def _is_quote(text: str, sentence: Span, passage: Passage, said: Said | None, cues: Cues) -> bool:
    """Tell spoken words from titles, nicknames and words held at arm's length."""
    inner = passage.inner.of(text)
    opens = text[sentence.start : passage.outer.start].rstrip()[-1:] in ("", ":", ",", "–", "—", "-")
    if said is not None:
        ahead = said.cue.end <= passage.outer.start
        return opens or ahead or inner[0].islower() or len(inner.split()) > _MIN_WORDS
    if (opens or inner[0].islower()) and cues.told(passage, sentence):
        return True
    whole = inner[0].isupper() and (opens or inner.endswith(_ENDS))
    return whole and len(inner.split()) >= _MIN_WORDS


def _quote(text: str, sentences: Sequence[Span], passage: Passage, said: Said | None, utterance: int) -> Quote:
    kind = _kind(text, passage)
    if said is None:
        return Quote(passage.inner, None, None, None, None, Grade.UNATTRIBUTED, kind, utterance)
    around = _sentence(sentences, said.mention.start)
    evidence = around if around.holds(said.mention) else said.mention
    grade = Grade.ROLE if said.role else Grade.NAMED if said.speaker == said.mention else Grade.RESOLVED
    return Quote(passage.inner, said.speaker, said.mention, said.cue, evidence, grade, kind, utterance)


def _sentence(sentences: Sequence[Span], at: int) -> Span:
    """Return the sentence that holds the character *at*, or the empty span there."""
    place = bisect_right(sentences, (at, 1 << 62)) - 1
    return sentences[place] if place >= 0 and at < sentences[place].end else Span(at, at)


def _kind(text: str, passage: Passage) -> Kind:
    before = text[max(0, passage.outer.start - 3) : passage.outer.start].rstrip(" \u00a0\u202f")[-1:]
    if before in {"", "\n", ",", ":", "-", "–", "—", ".", "?", "!", "“", "«", "»", '"', "”"}:
        return Kind.FULL
    inner = passage.inner.of(text)
    return Kind.FULL if inner[0].isupper() and inner.endswith(_ENDS) and len(inner) > 30 else Kind.FRAGMENT
