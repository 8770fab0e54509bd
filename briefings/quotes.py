"""Quotes: every passage between quotation marks that somebody said, with who said it."""

from bisect import bisect_right
from collections.abc import Sequence

from briefings.attribution import Attribution, attribute
from briefings.candidates import SUBJECT
from briefings.entry import Grade, Kind, Quote
from briefings.mentions import Mention
from briefings.names import Names
from briefings.resolution import Resolver, Speaker
from briefings.scenes import read_page
from briefings.screening import is_quote
from briefings.spans import Span


def find_quotes(text: str, sentences: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotes of *text* in order; *sentences* are its sentences, in characters of the text."""
    page = read_page(text)
    if not page.passages:
        return ()
    resolver = Resolver(page, Names(text, [p.outer for p in page.passages]))
    quotes: list[Quote] = []
    utterance = -1
    last: Attribution | None = None
    for found in attribute(page):
        if not is_quote(page, found):
            continue
        if last is None or not _same_utterance(text, last, found):
            utterance += 1
        last = found
        speaker = resolver.resolve(found.mention, found.paragraph) if found.mention else None
        quotes.append(_quote(text, sentences, found, speaker, utterance))
    return tuple(quotes)


def _same_utterance(text: str, a: Attribution, b: Attribution) -> bool:
    if b.spot.passage.continues:
        return True
    between = text[a.spot.passage.outer.end : b.spot.passage.outer.start].strip()
    return (
        a.spot.passage.paragraph == b.spot.passage.paragraph
        and text[a.spot.passage.inner.end : a.spot.passage.inner.end + 1] == ","
        and between.endswith(",")
        and not any(sign in between for sign in ".?!")
    )


def _quote(text: str, sentences: Sequence[Span], found: Attribution, speaker: Speaker | None, utterance: int) -> Quote:
    span = found.spot.passage.inner
    kind = _kind(text, found)
    mention = found.mention
    if mention is None:
        return Quote(span, None, None, None, None, Grade.UNATTRIBUTED, kind, utterance)
    shown = speaker.span if speaker is not None and speaker.grade is Grade.ROLE else mention.span()
    evidence = _sentence(sentences, shown) or shown
    if speaker is None:  # a pronoun whose person the article does not tell: the words stay, nobody is named
        return Quote(span, None, shown, _cue(mention), evidence, Grade.UNATTRIBUTED, kind, utterance)
    return Quote(span, speaker.span, shown, _cue(mention), evidence, speaker.grade, kind, utterance)


def _cue(mention: Mention) -> Span | None:
    kinds = mention.row.kinds
    subject = SUBJECT.match(kinds, mention.head + 1)
    if subject:
        return mention.row.span(subject.end() - 1, subject.end() - 1)
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
    if before in {"", ",", ":", "-", "–", "—", ".", "?", "!", "”", '"', "'"} or found.spot.index == 0:
        return Kind.FULL
    return Kind.FULL if inner[0].isupper() and inner[-1] in ".?!" and len(inner) > 30 else Kind.FRAGMENT
