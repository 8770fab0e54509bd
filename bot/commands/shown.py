"""How things of the library are shown: an entry, a sentence, a quote, what was searched. Pieces, no form."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.calls import write_line
from bot.catalogue import N_, _, counted, language_called, number
from bot.commands.allowance import too_long
from bot.desk import Desk
from bot.replies import Button, Card, Ink, Line, Piece, card, cite, marked, ours, person, phrase, quiet, strong, words
from briefings.analysis import language_of
from briefings.article import Article
from briefings.entry import Grade, Kind
from briefings.languages.names import language_name
from briefings.library.additions import Act, Did
from briefings.library.rows import Correction, Held, HeldQuote, Verdict
from briefings.library.shelf import Holdings
from briefings.spans import Span
from briefings.summary import take

_OPENERS = "\"“”'‘’«»( "
_PRONOUN = re.compile(rf"[{_OPENERS}]*(?:he|she|they)\b", re.IGNORECASE)
_GRADES = {
    Grade.NAMED: N_("named"),
    Grade.RESOLVED: N_("resolved"),
    Grade.ROLE: N_("role"),
    Grade.UNATTRIBUTED: N_("unattributed"),
}
_DEEDS = {
    Did.ADDED: N_("added on {day} by {who}"),
    Did.EDITED: N_("edited on {day} by {who}"),
    Did.WITHDRAWN: N_("withdrawn on {day} by {who}"),
    Did.PUT_BACK: N_("put back on {day} by {who}"),
}
PARTLY = N_("not shown: the licence allows a part of this article only")


def one_or_many(count: int, one: str, many: str | None = None) -> str:
    """Return the count with its noun: "1 entry", "2 entries"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def date_text(moment: datetime) -> str:
    """Return the UTC date of *moment* as 2026-11-21."""
    return moment.date().isoformat()


def dates_covered(holdings: Holdings) -> str:
    """Return what is known of the entries' dates."""
    if not holdings.dated or holdings.first is None or holdings.last is None:
        return _("publication dates unknown")
    first, last = date_text(holdings.first), date_text(holdings.last)
    span = _("published {day}") if first == last else _("published {first} to {last}")
    span = span.format(day=first, first=first, last=last)
    undated = holdings.entries - holdings.dated
    return _("{published}, {n} of them undated").format(published=span, n=number(undated)) if undated else span


def searched(holdings: Holdings) -> Line:
    """Return what was searched, for an answer that found nothing."""
    dates = dates_covered(holdings)
    said = counted("Searched: {n} entry, {dates}.", "Searched: {n} entries, {dates}.", holdings.entries, dates=dates)
    return (quiet(said),)


def title_pieces(held: Held) -> list[Piece]:
    """Return the entry's title; one that is ours is marked, and a language other than English."""
    return [strong(held.article.title), *title_marks(held)]


def title_marks(held: Held) -> list[Piece]:
    """Return what is to be said after the entry's title: that it is ours, and a language other than English."""
    marks = [*([_("our title")] if held.article.title_by == "us" else []), *_languages(held)]
    return [quiet(f" ({', '.join(marks)})")] if marks else []


def _languages(held: Held) -> list[str]:
    language = language_of(held.article)
    if language == "en":
        return []
    return [_("in {language}").format(language=language_called(language, language_name(language)))]


def origin(held: Held) -> Line:
    """Return where the entry comes from and from when; what is unknown is said to be."""
    article = held.article
    source = article.source or _("source unknown")
    first = Piece(source, url=article.url) if article.url else quiet(source)
    facts = [
        *([article.author] if article.author else []),
        published_text(article),
        _("added {day}").format(day=date_text(held.added)),
        *([_("corrected {day}").format(day=date_text(held.corrected))] if held.corrected else []),
    ]
    return (first, quiet("".join(f" · {fact}" for fact in facts)))


def published_text(article: Article) -> str:
    """Return when the article was published, or that it is not known."""
    if article.published is None:
        return _("publication date unknown")
    return _("published {day}").format(day=date_text(article.published))


def sentence_cite(held: Held, index: int) -> str:
    """Return the cite of the sentence at *index* (its place, from 0): "A1-s3"."""
    return f"{held.cite}-s{held.sentence_numbers[index]}"


def slice_pieces(held: Held, span: Span, marks: Iterable[Span] = ()) -> list[Piece]:
    """Return the article's words at *span*, with those at *marks* standing out; of too many only how many they are."""
    if count := too_long(held, span):
        return withheld(held, not_at_length(count))
    pieces: list[Piece] = []
    at = span.start
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start < end:
            pieces += [words(held.article.text[at:start]), marked(held.article.text[start:end])]
            at = end
    pieces.append(words(held.article.text[at : span.end]))
    return [piece for piece in pieces if piece.text]


def not_at_length(count: int) -> str:
    """Return what is said in place of *count* words that are too many to be quoted."""
    return counted("{n} word, not quoted at length here", "{n} words, not quoted at length here", count)


def withheld(held: Held, what: str) -> list[Piece]:
    """Return what is said in place of words that are not shown, with the link to where they are."""
    return [quiet(what), *([quiet(" · "), source_link(held)] if held.article.url else [])]


def source_link(held: Held) -> Piece:
    """Return the entry's source as a link to the article."""
    return Piece(held.article.source or _("source"), url=held.article.url)


def sentence_line(held: Held, index: int, marks: Iterable[Span] = ()) -> list[Piece]:
    """Return the sentence at *index* with its cite."""
    return [*slice_pieces(held, held.sentences[index], marks), ours(" "), cite(sentence_cite(held, index))]


def who_is_meant(desk: Desk, held: Held, indexes: Sequence[int]) -> list[Line]:
    """Return for each sentence whom the pronoun means that it begins with; nothing where that is not known."""
    text = held.article.text
    starts = {index: found.end() for index in indexes if (found := _pronoun(text, held.sentences[index]))}
    named: dict[int, str] = {}
    for mention, speaker in desk.shelf.mentions_of_speakers(held) if starts else ():
        for index, end in starts.items():
            if mention.end == end and held.sentences[index].holds(mention) and speaker.of(text) != mention.of(text):
                named[index] = speaker.of(text)
    said = {index: text[held.sentences[index].start : end].strip(_OPENERS) for index, end in starts.items()}
    is_who = _("“{pronoun}” is {name}")
    return [
        tuple(phrase(is_who, Ink.QUIET, pronoun=quiet(said[index]), name=words(_one_line(named[index]))))
        if index in named
        else ()
        for index in indexes
    ]


def _pronoun(text: str, sentence: Span) -> re.Match[str] | None:
    return _PRONOUN.match(text, sentence.start, min(sentence.end, sentence.start + 20))


def headline(held: Held) -> Span | None:
    """Return the one sentence that stands for the entry, None for a text without sentences."""
    chosen = take(held.order, 1) or (0,)
    return held.sentences[chosen[0]] if held.sentences else None


def headline_card(held: Held) -> Card:
    """Return the entry's cite with its headline sentence, and its language where that is not English."""
    span = headline(held)
    said = [*slice_pieces(held, span), *(quiet(f" ({each})") for each in _languages(held))] if span else None
    return card([cite(held.cite), ours(" "), *(said or title_pieces(held))])


def quote_card(quote: HeldQuote, allowed: bool) -> Card:
    """Return the quote as printed, a fragment inside its sentence, with who said it and how that is known.

    Where the licence does not allow its words too, it is its cite and its speaker alone.
    """
    held, found = quote.held, quote.quote
    if not allowed:
        spoken = withheld(held, _(PARTLY))
    elif found.kind is Kind.FRAGMENT:
        spoken = slice_pieces(held, quote_slice(quote), [found.span])
    else:
        spoken = said(held, found.span)
    return card([*spoken, ours(" "), cite(quote.cite)], speaker_line(quote))


def quote_slice(quote: HeldQuote) -> Span:
    """Return what is shown of the quote: its words, or the sentence around a fragment."""
    held, found = quote.held, quote.quote
    if found.kind is not Kind.FRAGMENT:
        return found.span
    sentence = held.sentences[held.sentence_at(found.span)]
    places = (found.evidence or sentence, sentence)
    return next((place for place in places if place.holds(found.span)), found.span)


def said(held: Held, span: Span) -> list[Piece]:
    """Return the words at *span* between quotation marks, or how many they are."""
    pieces = slice_pieces(held, span)
    return pieces if too_long(held, span) else [ours('"'), *pieces, ours('"')]


def quote_buttons(desk: Desk, quote: HeldQuote) -> tuple[Button, ...]:
    """Return what can be asked of one quote."""
    copied = ask(_("Copy"), "copy", cite=quote.cite)
    return (*same_buttons(desk, quote), copied, ask(_("Wrong speaker?"), "flag", cite=quote.cite))


def same_buttons(desk: Desk, quote: HeldQuote) -> tuple[Button, ...]:
    """Return what leads from a quote to others: by the same speaker, on the same topic."""
    name, topic = quote.fuller or quote.speaker, desk.shelf.topic_of_quotes([quote])
    same = (ask(_("Same speaker"), "quotes", speaker=name),) if name else ()
    return (*same, *((on_topic(topic),) if topic else ()))


def on_topic(topic: str) -> Button:
    """Return the button that asks who said what on *topic*."""
    return ask(_("On {topic}").format(topic=topic), "quotes", topic=topic)


def summary_button(held: Held) -> Button:
    """Return the button that asks for the entry's summary, where several entries are shown."""
    return ask(_("Summary of {cite}").format(cite=held.cite), "summary", article=held.cite)


def speaker_line(quote: HeldQuote) -> list[Piece]:
    """Return who said the quote and how that is known, and whether people doubt or corrected it."""
    if quote.correction is not None:
        return _corrected_line(quote, quote.correction)
    if quote.flagged:
        return [*_found_line(quote), quiet(" · "), quiet(_("speaker doubted by a reader"))]
    return _found_line(quote)


def _corrected_line(quote: HeldQuote, correction: Correction) -> list[Piece]:
    """Say who a person said the speaker is, and when; never that the analysis found it."""
    day = date_text(correction.at)
    if correction.verdict is Verdict.NOT_A_QUOTE:
        found = _("not a quote, as an editor found on {day} · in {cite}")
        return phrase(found, Ink.QUIET, day=quiet(day), cite=cite(quote.held.cite))
    name = [strong(_one_line(quote.speaker))] if quote.speaker else [quiet(_("speaker not attributed"))]
    corrected = _("corrected by an editor on {day}").format(day=day)
    return [*name, quiet(f" · {corrected} · "), *as_printed_in(quote.held)]


def _found_line(quote: HeldQuote) -> list[Piece]:
    text, found = quote.held.article.text, quote.quote
    if found.speaker is None:
        return [quiet(_("speaker not attributed")), quiet(" · "), *as_printed_in(quote.held)]
    known: list[str] = []
    if quote.fuller:
        known.append(_('joined with "{name}" of other entries').format(name=quote.fuller))
    if found.cue:
        known.append(found.cue.of(text))
    if found.grade is Grade.RESOLVED and found.mention:
        known.append(_('from "{mention}"').format(mention=found.mention.of(text)))
    grade = grade_text(found.grade)
    known.append(grade if found.kind is Kind.FULL else _("{grade}, fragment").format(grade=grade))
    name = strong(_one_line(found.speaker.of(text)))
    return [name, quiet(f" · {' · '.join(map(_one_line, known))} · "), *as_printed_in(quote.held)]


def grade_text(grade: Grade) -> str:
    """Return how sure a speaker is, in a word."""
    return _(_GRADES[grade])


def as_printed_in(held: Held) -> list[Piece]:
    """Return the words that a quote's account ends with: where it is printed."""
    return phrase(_("as printed in {cite}"), Ink.QUIET, cite=cite(held.cite))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def ask(label: str, command: str, **arguments: object) -> Button:
    """Return a button that asks for *command* with *arguments*."""
    return Button(label, write_line(command, arguments))


def pages_of(total: int, page_size: int) -> int:
    """Return how many pages *total* things need, at least 1."""
    return max(1, -(-total // page_size))


def more_sentences(count: int) -> list[Piece]:
    """Return that *count* more sentences are not shown; nothing for none."""
    return [quiet(counted("and {n} more sentence", "and {n} more sentences", count))] if count > 0 else []


def joined(pieces: Sequence[Piece], between: str = " · ") -> list[Piece]:
    """Return the pieces with *between* between them."""
    found: list[Piece] = []
    for piece in pieces:
        found += [ours(between), piece] if found else [piece]
    return found


def acts_line(acts: Sequence[Act]) -> list[Piece]:
    """Return what people did to an article, who and when, in the order of time."""
    found: list[Piece] = []
    for act in acts:
        found += [ours(", ")] * bool(found)
        found += phrase(_(_DEEDS[act.did]), Ink.QUIET, day=quiet(date_text(act.at)), who=_who(act.by))
    return found


def _who(by: str) -> Piece:
    platform, _colon, user = by.partition(":")
    if platform == "terminal":
        return ours(_("the operator"))
    return person(user) if user else quiet(_("somebody who is forgotten"))
