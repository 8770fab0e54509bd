"""Searching: entries and their sentences that hold the words, and where each word was found."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.catalogue import _, counted, number
from bot.commands.allowance import most_shown
from bot.commands.asked import SINCE, UNTIL, days_asked, days_text, page_asked, undated_left_out
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import ask, headline, pages_of, searched, sentence_line, title_marks
from bot.commands.telling import once
from bot.desk import Desk
from bot.replies import Button, Card, Ink, Line, Piece, Reply, card, cite, marked, ours, phrase, quiet, strong, words
from briefings.library.rows import Held, HeldQuote
from briefings.library.search import Fit, Found
from briefings.spans import Span
from briefings.terms import Terms, parse_terms

Standing = Mapping[int, frozenset[tuple[str, ...]]]
"""Which of the terms stand in which sentences."""

_SENTENCES = 2  # shown of each entry
_QUOTES = 3  # named of each entry
_DAYS = re.compile(r"(?<!\S)(since|until):(\S+)", re.IGNORECASE)


def search(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the entries that hold the words, best first, their best sentences, and where the words stand.

    On a page those come first in which most of the words stand together.
    """
    given = _with_days(arguments)
    terms = parse_terms(given["text"])
    page = page_asked(given)
    days = f" {', '.join(days_text(given))}" if days_text(given) else ""
    title: Line = (*phrase(_("Search: {words}"), words=strong(given["text"])), *([ours(days)] if days else []))
    since, until = days_asked(given)
    if not terms:
        hint = _('Type a word or a "phrase".')
        return Reply(title, _("There is no word to search for"), notes=((ours(hint),),))
    entries, found = desk.shelf.search(terms, desk.page_size, (page - 1) * desk.page_size, since, until)
    if not found.total:
        return _nothing(desk, given)
    terms = found.terms
    standing = {held.number: terms.standing_in_each(held.article.text, held.sentences) for held in entries}
    entries = sorted(entries, key=lambda held: -_together(held, terms, standing[held.number]))
    quotes = desk.shelf.quotes_with(found.numbers, [term[0] for term in terms.wanted])
    return Reply(
        title=title,
        lead=_lead(found),
        cards=tuple(_hit(held, terms, standing[held.number], quotes, also) for held, also in once(desk, entries)),
        notes=(*_notes(found), *undated_left_out(desk, given)),
        buttons=(
            *(ask(held.cite, "briefing", article=held.cite) for held in entries[:10]),
            *_beside(desk, given["text"]),
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _with_days(arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments with days that were typed among the words as options of their own."""
    days = {match[1].lower(): match[2] for match in _DAYS.finditer(arguments["text"])}
    return {**days, **arguments, "text": " ".join(_DAYS.sub(" ", arguments["text"]).split())}


def _lead(found: Found) -> str:
    if found.capped:
        return counted(
            "more than {n} entry, the newest of them best first",
            "more than {n} entries, the newest of them best first",
            found.total,
        )
    if found.fit is Fit.SOME:
        return counted(
            "no entry holds every word; {n} holds some of them",
            "no entry holds every word; {n} hold some of them, best first",
            found.total,
        )
    return counted("{n} entry, best first", "{n} entries, best first", found.total)


def _notes(found: Found) -> list[Line]:
    notes: list[str] = []
    if found.fit is Fit.BEGUN:
        begun = _("No entry holds “{word}” as a word; these hold words that begin with it.")
        notes.append(begun.format(word=found.terms.wanted[-1][0]))
    if found.capped:
        capped = _("Only the newest {n} matches were ranked; another word or since: finds older ones.")
        notes.append(capped.format(n=number(found.total)))
    return [(quiet(note),) for note in notes]


def _beside(desk: Desk, typed: str) -> list[Button]:
    """Offer the speakers who are called so, and the words inside quotes."""
    speakers = desk.shelf.speakers(typed, 2)
    return [
        *(ask(" ".join(each.label.split()), "quotes", speaker=each.label) for each in speakers),
        ask(_("In quotes"), "quotes", text=typed),
    ]


def _nothing(desk: Desk, given: Mapping[str, str]) -> Reply:
    typed = given["text"]
    days = "".join(f" {each}" for each in days_text(given))
    names, topics, alike = _near(desk, typed)
    near, said = " · ".join((*names, *topics)), _("Perhaps: {names}") if alike else _("Names and topics here: {names}")
    return Reply(
        title=(ours(_("Nothing here holds “{words}”{days}.").format(words=typed, days=days)),),
        notes=(
            searched(desk.shelf.holdings()),
            *undated_left_out(desk, given),
            *(((ours(said.format(names=near)),),) if near else ()),
        ),
        buttons=(
            *((ask(_("At any time"), "search", text=typed),) if days else ()),
            *(ask(name, "quotes", speaker=name) for name in names),
            *(ask(label, "topics", topic=label) for label in topics),
        ),
    )


def _near(desk: Desk, typed: str) -> tuple[Sequence[str], Sequence[str], bool]:
    """Return speakers and topics called like what was typed, and that they are; else those that there are most of."""
    names, topics = desk.shelf.nearest_speakers(typed, 2), desk.shelf.nearest_topics(typed, 3)
    alike = names.alike or topics.alike
    speakers = names.names if names.alike == alike else ()
    others = topics.names if topics.alike == alike else ()
    return speakers, [each for each in others if each not in speakers], alike


def _hit(held: Held, terms: Terms, holding: Standing, quotes: Sequence[HeldQuote], also: Sequence[Piece]) -> Card:
    """Return the entry: its title, its best sentences, where else the words stand, and its copies."""
    shown = sorted(_best_first(holding)[: min(_SENTENCES, most_shown(held))])
    lines = [_found_line(held, index, terms) for index in shown]
    if not lines and (span := headline(held)):
        lines = [sentence_line(held, held.sentence_at(span))]  # the words stand in its title, source or author alone
    here = [each for each in quotes if each.held.number == held.number]
    where = _where(held, terms, len(shown), len(holding), here)
    return card([cite(held.cite), ours(" "), *_title(held, terms)], *lines, where, also)


def _best_first(holding: Standing) -> list[int]:
    """Return the sentences with most of the terms first, of those with as many the ones with the rarer terms."""
    known = Counter(term for found in holding.values() for term in found)
    rarity = {index: sum(1 / known[term] for term in found) for index, found in holding.items()}
    return sorted(holding, key=lambda index: (-len(holding[index]), -rarity[index], index))


def _found_line(held: Held, index: int, terms: Terms) -> list[Piece]:
    sentence = held.sentences[index]
    found = terms.found_in(sentence.of(held.article.text))
    return sentence_line(held, index, [Span(s.start + sentence.start, s.end + sentence.start) for s in found])


def _title(held: Held, terms: Terms) -> list[Piece]:
    """Return the entry's title with the words that were searched for standing out."""
    title, at = held.article.title, 0
    pieces: list[Piece] = []
    for found in terms.found_in(title):
        pieces += [strong(title[at : found.start]), marked(found.of(title))]
        at = found.end
    pieces = [piece for piece in (*pieces, strong(title[at:])) if piece.text]
    return [*pieces, *title_marks(held)]


def _name(quote: HeldQuote) -> str:
    return " ".join((quote.speaker or "").split())


def _together(held: Held, terms: Terms, holding: Standing) -> int:
    """Return how many of the terms stand together: in the title or in one sentence."""
    return max(len(terms.standing_in(held.article.title)), *map(len, holding.values()), 0)


def _where(held: Held, terms: Terms, shown: int, sentences: int, quotes: Sequence[HeldQuote]) -> list[Piece]:
    """Say where the words stand: title, source, author, speakers' names, how many sentences, whose quotes."""
    article = held.article
    places: list[list[Piece]] = [[quiet(_("the title"))]] if terms.count_in(article.title) else []
    for what, value in ((_("the source, {name}"), article.source), (_("the author, {name}"), article.author)):
        if value and terms.count_in(value):
            places.append([quiet(what.format(name=value))])
    names = dict.fromkeys(_name(each) for each in quotes)
    speaker = _("the speaker {name}")
    places += [phrase(speaker, Ink.QUIET, name=words(name)) for name in names if terms.count_in(name)]
    if sentences:
        of = f", {_('{shown} of them shown').format(shown=shown)}" if sentences > shown else ""
        places.append([quiet(counted("{n} sentence", "{n} sentences", sentences) + of)])
    said = [each for each in quotes if terms.count_in(each.quote.span.of(article.text))]
    for quote in said[:_QUOTES]:
        name = words(_name(quote)) if quote.speaker else quiet(_("somebody not attributed"))
        places.append([*phrase(_("a quote of {name}"), Ink.QUIET, name=name), ours(" "), cite(quote.cite)])
    if len(said) > _QUOTES:
        places.append([quiet(counted("{n} more quote", "{n} more quotes", len(said) - _QUOTES))])
    found: list[Piece] = []
    for place in places:
        found += [*([quiet(" · ")] if found else []), *place]
    return phrase(_("found in {places}"), Ink.QUIET, places=found) if found else []


TEXT = Parameter("text", 'Words, a "phrase", -without', Kind.SEARCH, required=True)
COMMANDS = (
    Command(
        "search",
        "Entries, sentences, quotes, titles and names that hold your words",
        search,
        (TEXT, SINCE, UNTIL),
        ("search {word}",),
    ),
)
