"""Quotes: every passage between quotation marks that somebody said, with who said it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefings.entry import Grade, Kind, Quote
from briefings.quoting.attribution import Attribution, attribute
from briefings.quoting.mentions import Mention
from briefings.quoting.resolution import Resolver, Speaker
from briefings.quoting.rivals import Spot
from briefings.quoting.scenes import Page, read_page
from briefings.quoting.screening import is_quote
from briefings.spans import Span

# The verb of a subject, past "of the law", "for the embassy in Paris" or an apposition.
_VERB = re.compile(r"w?(?:p[DGwnovN]{1,6}){0,3}(?:,[^.;Q?!]{1,40},)?[bdtc]{0,6}[VvU]")
# Where the first verb does not speak: Xi opened the meeting and called for "fair" rules.
_SECOND_VERB = re.compile(r"U[^.;?!QVUPrK]{0,30}cd?([VU]p?)[DwnovNGPb]{0,5}Q")


def find_quotes(text: str, sentences: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotes of *text* in order; *sentences* are its sentences, in characters of the text."""
    page = read_page(text)
    if not page.passages:
        return ()
    resolver = Resolver(page)
    quotes: list[Quote] = []
    utterance = -1
    last: Attribution | None = None
    for found in _whole(page):
        if last is None or not _same_utterance(text, last, found):
            utterance += 1
        last = found
        speaker = resolver.resolve(found.mention, found.paragraph) if found.mention else None
        quotes.append(_quote(text, sentences, found, speaker, utterance))
    return tuple(quotes)


def _whole(page: Page) -> Iterator[Attribution]:
    """Yield the passages that are quotes; those that go on over paragraphs share the surest speaker."""
    parts: list[Attribution] = []
    for found in attribute(page):
        if parts and not found.spot.passage.continues:
            yield from _joined(page, parts)
            parts = []
        parts.append(found)
    if parts:
        yield from _joined(page, parts)


def _joined(page: Page, parts: list[Attribution]) -> Iterator[Attribution]:
    if len(parts) == 1:
        if is_quote(page, parts[0]):
            yield parts[0]
        return
    if any(is_quote(page, part) for part in parts):
        surest = max(parts, key=lambda part: part.chance if part.mention is not None and part.side != "c" else -1.0)
        if surest.mention is not None:
            for part in parts:
                part.mention, part.paragraph, part.chance = surest.mention, surest.paragraph, surest.chance
        yield from parts


def _same_utterance(text: str, a: Attribution, b: Attribution) -> bool:
    """Tell whether two quotes are one utterance: "…," she said, "…", or one quote of several paragraphs."""
    before, after = a.spot.passage, b.spot.passage
    if after.continues:
        return True
    if before.paragraph != after.paragraph or not text.startswith(",", before.inner.end):
        return False
    between = text[before.outer.end : after.outer.start].strip()
    return between.endswith(",") and not any(sign in between for sign in ".?!")


def _quote(text: str, sentences: Sequence[Span], found: Attribution, speaker: Speaker | None, utterance: int) -> Quote:
    span = found.spot.passage.inner
    kind = _kind(text, found)
    mention = found.mention
    if mention is None:
        return Quote(span, None, None, None, None, Grade.UNATTRIBUTED, kind, utterance)
    shown = speaker.span if speaker is not None and speaker.grade is Grade.ROLE else mention.span()
    evidence = _sentence(sentences, shown) or shown
    cue = _cue(mention, found.spot)
    if speaker is None:  # a pronoun whose person the article does not tell: the words stay, nobody is named
        return Quote(span, None, shown, cue, evidence, Grade.UNATTRIBUTED, kind, utterance)
    return Quote(span, speaker.span, shown, cue, evidence, speaker.grade, kind, utterance)


def _cue(mention: Mention, spot: Spot) -> Span | None:
    """Return the words by which the mention speaks: its verb, or "according to"."""
    kinds = mention.row.kinds
    if kinds[max(0, mention.first - 2) : mention.first] == "Ap":
        return mention.row.span(mention.first - 2, mention.first - 1)
    subject = _VERB.match(kinds, mention.head + 1)
    if subject:
        place = subject.end() - 1
        second = _SECOND_VERB.match(kinds, place, spot.place + 1) if mention.row is spot.scene.row else None
        if second:
            return mention.row.span(second.start(1), second.end(1) - 1)
        return mention.row.span(place, place)
    if mention.first and kinds[mention.first - 1] in "VvU":
        return mention.row.span(mention.first - 1, mention.first - 1)
    return None


def _sentence(sentences: Sequence[Span], span: Span) -> Span | None:
    place = bisect_right(sentences, (span.start, 1 << 62)) - 1
    return sentences[place] if place >= 0 and sentences[place].holds(span) else None


def _kind(text: str, found: Attribution) -> Kind:
    start = found.spot.passage.outer.start
    before = text[max(0, start - 3) : start].rstrip()[-1:]
    inner = found.spot.passage.inner.of(text)
    if before in {"", ",", ":", "-", "–", "—", ".", "?", "!", "”", '"', "'"} or found.spot.place == 0:
        return Kind.FULL
    return Kind.FULL if inner[0].isupper() and inner[-1] in ".?!" and len(inner) > 30 else Kind.FRAGMENT
