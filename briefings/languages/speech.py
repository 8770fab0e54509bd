"""Quotes in languages other than English: passages between marks, and a speaker only where a sure pattern names one.

„…“, sagte X · X sagte: „…“ · « … », a déclaré X · selon X. Everything else is unattributed: never a guess.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefings.entry import Grade, Kind, Quote
from briefings.languages.naming import Naming
from briefings.quoting.marks import Passage, paragraphs, passages
from briefings.spans import Span

_LOOK = 240  # characters before and after a passage in which a speaker is looked for
_MIN_WORDS = 5  # of a passage that is a quote though nobody is named
_ENDS = (".", "!", "?", "…")


class Speech(NamedTuple):
    """How a language says who spoke; a pattern's group "cue" is the verb.

    ``inverted`` stands between a closing mark and the speaker; ``straight`` between a speaker who opens the sentence
    and an opening mark; ``late`` from the start of a sentence to a speaker who stands right before the colon;
    ``source`` before a speaker who opens the sentence as its source ("Selon X, « ... »"). ``aside`` may follow a name.
    ``told`` after a passage tells that it was said, whoever by.
    """

    naming: Naming
    inverted: re.Pattern[str]
    straight: re.Pattern[str]
    aside: re.Pattern[str]
    late: re.Pattern[str]
    source: re.Pattern[str] | None
    told: re.Pattern[str]


class Said(NamedTuple):
    """Who said a passage: the words that name the speaker, the verb, and whether it is the phrase of a spokesman."""

    speaker: Span
    cue: Span
    role: bool


def find_quotes(text: str, sentences: Sequence[Span], speech: Speech) -> tuple[Quote, ...]:
    """Return the quotes of *text* in order; *sentences* are its sentences."""
    quotes: list[Quote] = []
    before: tuple[Passage, Said | None] | None = None
    forms = speech.naming.fuller_forms(text)
    utterance = -1
    for passage in passages(text, paragraphs(text)):
        if not passage.closed:
            before = None
            continue
        sentence = _sentence(sentences, passage.outer.start)
        said = _after(text, passage, speech) or _ahead(text, sentence, passage, speech)
        goes_on = before is not None and before[1] is not None and said is None and _goes_on(text, before, passage)
        if goes_on and before is not None:
            said = before[1]
        if _is_quote(text, sentence, passage, said, speech):
            utterance += not goes_on
            quotes.append(_quote(text, sentences, passage, said, utterance, speech, forms))
        before = passage, said
    return tuple(quotes)


def _after(text: str, passage: Passage, speech: Speech) -> Said | None:
    """Return who is named right after the passage: „…“, sagte X."""
    end = min(len(text), passage.outer.end + _LOOK)
    line = text.find("\n", passage.outer.end, end)
    end = line if line >= 0 else end
    cue = speech.inverted.match(text, passage.outer.end, end)
    return _named(text, cue.end(), end, Span(*cue.span("cue")), speech.naming) if cue else None


def _ahead(text: str, sentence: Span, passage: Passage, speech: Speech) -> Said | None:
    """Return who is named right before the passage: X sagte: „…“; dazu sagte X: „…“; selon X, « … »."""
    start, end = sentence.start, passage.outer.start
    if not 0 < end - start <= _LOOK:
        return None
    late = speech.late.match(text, start, end)
    if late:
        said = _named(text, late.end(), end, Span(*late.span("cue")), speech.naming)
        return said if said and text[said.speaker.end : end].strip() == ":" else None
    source = speech.source.match(text, start, end) if speech.source else None
    if source:
        said = _named(text, source.end(), end, Span(*source.span("cue")), speech.naming)
        return said if said and text[said.speaker.end : end].strip() == "," else None
    said = _named(text, start, end, Span(start, start), speech.naming)
    if said is None:
        return None
    aside = speech.aside.match(text, said.speaker.end, end)
    cue = speech.straight.match(text, aside.end() if aside else said.speaker.end, end)
    return said._replace(cue=Span(*cue.span("cue"))) if cue else None


def _named(text: str, start: int, end: int, cue: Span, naming: Naming) -> Said | None:
    role = naming.spokesman_at(text, start, end)
    if role:
        return Said(role, cue, True)
    name = naming.name_at(text, start, end)
    return Said(name, cue, False) if name else None


def _goes_on(text: str, before: tuple[Passage, Said | None], passage: Passage) -> bool:
    """Tell whether the passage is the second half of a sentence: „…“, sagte X, „…“."""
    earlier, said = before
    if said is None or said.speaker.start < earlier.outer.end:
        return False
    return text[said.speaker.end : passage.outer.start].strip() == ","


def _is_quote(text: str, sentence: Span, passage: Passage, said: Said | None, speech: Speech) -> bool:
    """Tell spoken words from titles, nicknames and words held at arm's length."""
    inner = passage.inner.of(text)
    opens = text[sentence.start : passage.outer.start].rstrip()[-1:] in ("", ":", ",", "–", "—", "-")
    if said is not None:
        return opens or inner[0].islower() or len(inner.split()) > _MIN_WORDS
    start, end = passage.outer
    if opens and (
        speech.told.match(text, end, end + _LOOK)
        or speech.straight.search(text, max(sentence.start, start - _LOOK), start)
    ):
        return True
    whole = inner[0].isupper() and (opens or inner.endswith(_ENDS))
    return whole and len(inner.split()) >= _MIN_WORDS


def _quote(
    text: str,
    sentences: Sequence[Span],
    passage: Passage,
    said: Said | None,
    utterance: int,
    speech: Speech,
    forms: dict[str, Span],
) -> Quote:
    kind = _kind(text, passage)
    if said is None:
        return Quote(passage.inner, None, None, None, None, Grade.UNATTRIBUTED, kind, utterance)
    around = _sentence(sentences, said.speaker.start)
    evidence = around if around.holds(said.speaker) else said.speaker
    if said.role:
        return Quote(passage.inner, said.speaker, said.speaker, said.cue, evidence, Grade.ROLE, kind, utterance)
    titled = text[max(0, said.speaker.start - 10) : said.speaker.start].rstrip().endswith(speech.naming.gendered)
    fuller = None if titled else forms.get(said.speaker.of(text))
    grade = Grade.RESOLVED if fuller else Grade.NAMED
    return Quote(passage.inner, fuller or said.speaker, said.speaker, said.cue, evidence, grade, kind, utterance)


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
