"""Telling: the entries of one event together, and what is the same thing again."""

from collections.abc import Sequence

from bot.catalogue import _, counted, number
from bot.commands.asked import NothingFound
from bot.commands.shown import ask, date_text, headline_card, joined, origin, pages_of, searched
from bot.desk import Desk
from bot.replies import Button, Card, Ink, Line, Piece, Reply, card, cite, ours, phrase, quiet, strong
from briefings.errors import NotHere
from briefings.library.rows import Held
from briefings.library.stories import STORY_CITE, Story

_NEWEST = 1_000  # entries that are looked through for stories to name
_MOST_NAMED = 8  # cites in one line


def is_story(wanted: str) -> bool:
    """Tell whether *wanted* is written like a story's cite."""
    return STORY_CITE.fullmatch(wanted.strip(" `[]")) is not None


def story_reply(desk: Desk, wanted: str, page: int) -> Reply:
    """Answer with the entries of the story *wanted* in the order of their time; raise NothingFound without one."""
    try:
        story = desk.shelf.story(wanted)
    except NotHere:
        raise _no_story(desk, wanted) from None
    entries = story.entries[(page - 1) * desk.page_size : page * desk.page_size]
    copies = desk.shelf.copies_of([held.number for held in entries])
    return Reply(
        title=(cite(story.cite), ours(" "), strong(_("One event, as it was told"))),
        lead=_lead(story),
        cards=tuple(_entry(held, copies.get(held.number, ())) for held in entries),
        buttons=(*_comparing(story), *(ask(held.cite, "briefing", article=held.cite) for held in entries[:10])),
        page=page,
        pages=pages_of(len(story.entries), desk.page_size),
    )


def _lead(story: Story) -> str:
    dates = sorted(held.article.published for held in story.entries if held.article.published)
    count = counted("{n} entry", "{n} entries", len(story.entries))
    if len(story.entries) == 1:
        return _("{entries}; no other tells this event").format(entries=count)
    if not dates:
        return _("{entries}, the earliest first; found by what they have in common").format(entries=count)
    said = _("{entries}, the earliest first, published {first} to {last}; found by what they have in common")
    if dates[0].date() == dates[-1].date():
        said = _("{entries}, the earliest first, published {first}; found by what they have in common")
    return said.format(entries=count, first=date_text(dates[0]), last=date_text(dates[-1]))


def _entry(held: Held, copies: Sequence[int]) -> Card:
    return card(*headline_card(held).lines, origin(held), also_in(copies))


def _comparing(story: Story) -> list[Button]:
    if len(story.entries) < 2:
        return []
    first, last = story.entries[0].cite, story.entries[-1].cite
    return [ask(_("Compare {a} {b}").format(a=first, b=last), "compare", a=first, b=last)]


def _no_story(desk: Desk, wanted: str) -> NothingFound:
    known = desk.shelf.stories([each.number for each in desk.shelf.titles(limit=_NEWEST)], 5)
    near = " · ".join(f"S{story} {title}" for story, entries, title in known)
    holdings = desk.shelf.holdings()
    none = _("No two entries here tell the same event.")
    none = none if holdings.entries <= _NEWEST else _("No two of the newest {n} entries tell the same event.")
    said = _("Stories of several entries: {stories}") if near else none
    notes = [searched(holdings), (ours(said.format(stories=near, n=number(_NEWEST))),)]
    buttons = tuple(ask(f"S{story}", "briefing", article=f"S{story}") for story, entries, title in known)
    sentence = _("No story has the cite “{wanted}”.").format(wanted=wanted)
    return NothingFound(Reply((ours(sentence),), notes=tuple(notes), buttons=buttons))


def also_in(copies: Sequence[int]) -> list[Piece]:
    """Return that the entries with these numbers hold the same words; nothing for none."""
    return phrase(_("also in {cites}"), Ink.QUIET, cites=_cites(copies)) if copies else []


def _cites(numbers: Sequence[int]) -> list[Piece]:
    named = joined([cite(f"A{number}") for number in numbers[:_MOST_NAMED]], ", ")
    more = len(numbers) - _MOST_NAMED
    return phrase(_("{cites} and {n} more"), Ink.QUIET, cites=named, n=quiet(number(more))) if more > 0 else named


def once(desk: Desk, entries: Sequence[Held]) -> list[tuple[Held, list[Piece]]]:
    """Return the entries without those that are copies of an earlier one here, each with where it stands too."""
    copies = desk.shelf.copies_of([held.number for held in entries])
    shown: list[tuple[Held, list[Piece]]] = []
    told = set[int]()
    for held in entries:
        if held.number not in told:
            same = copies.get(held.number, ())
            told.update(same)
            shown.append((held, also_in(same)))
    return shown


def grouped_cards(desk: Desk, found: Sequence[Held]) -> tuple[Card, ...]:
    """Return a card for each story by its newest entry: the headline of that, and the others by their cites."""
    numbers = [held.number for held in found]
    told, copies = desk.shelf.stories_of(numbers), desk.shelf.copies_of(numbers)
    cards = []
    for held in found:
        more: list[Piece] = []
        if held.number in told:
            story, count = told[held.number]
            same = len(copies.get(held.number, ()))
            others = counted("{n} other entry on this event", "{n} other entries on this event", count - 1)
            more = [cite(f"S{story}"), quiet(f" · {others}")]
            if same:
                words = _("the same words in {cites}")
                more += [quiet(", "), *phrase(words, Ink.QUIET, cites=_cites(copies[held.number]))]
        cards.append(card(*headline_card(held).lines, more))
    return tuple(cards)


def together(desk: Desk, held: Held) -> tuple[list[Line], list[Button]]:
    """Return what else holds the words of an entry or tells its event, as notes and buttons."""
    copies = desk.shelf.copies_of([held.number]).get(held.number, ())
    notes: list[Line] = [tuple(phrase(_("Also in {cites}"), Ink.QUIET, cites=_cites(copies)))] if copies else []
    buttons: list[Button] = []
    told = desk.shelf.stories_of([held.number]).get(held.number)
    if told is not None:
        name, count = told
        story = desk.shelf.story(f"S{name}")
        others = [each.cite for each in story.entries if each.number != held.number]
        told_by = counted("{n} other entry on this event", "{n} other entries on this event", count - 1)
        line = phrase(_("Story {cite}: {others}"), Ink.QUIET, cite=cite(story.cite), others=quiet(told_by))
        notes.append(tuple(line))
        buttons = [
            ask(_("Story"), "briefing", article=story.cite),
            ask(_("Compare"), "compare", a=held.cite, b=others[-1]),
        ]
    return notes, buttons
