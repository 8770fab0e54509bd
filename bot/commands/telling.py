"""Telling: the entries of one event together, and what is the same thing again."""

from collections.abc import Sequence

from bot.commands.asked import NothingFound
from bot.commands.shown import ask, date_text, headline_card, joined, one_or_many, origin, pages_of, searched
from bot.desk import Desk
from bot.replies import Button, Card, Line, Piece, Reply, card, cite, ours, quiet, strong
from briefings.errors import NotHere
from briefings.library.rows import Held
from briefings.library.stories import STORY_CITE, Story

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
        title=(cite(story.cite), ours(" "), strong("One event, as it was told")),
        lead=_lead(story),
        cards=tuple(_entry(held, copies.get(held.number, ())) for held in entries),
        buttons=(*_comparing(story), *(ask(held.cite, "briefing", article=held.cite) for held in entries[:10])),
        page=page,
        pages=pages_of(len(story.entries), desk.page_size),
    )


def _lead(story: Story) -> str:
    dates = sorted(held.article.published for held in story.entries if held.article.published)
    when = f", published {date_text(dates[0])} to {date_text(dates[-1])}" if dates else ""
    count = one_or_many(len(story.entries), "entry", "entries")
    return f"{count}, the first first{when}; found by what they have in common"


def _entry(held: Held, copies: Sequence[int]) -> Card:
    return card(*headline_card(held).lines, origin(held), also_in(copies))


def _comparing(story: Story) -> list[Button]:
    if len(story.entries) < 2:
        return []
    first, last = story.entries[0].cite, story.entries[-1].cite
    return [ask(f"Compare {first} {last}", "compare", a=first, b=last)]


def _no_story(desk: Desk, wanted: str) -> NothingFound:
    known = desk.shelf.stories(limit=5)
    near = " · ".join(f"S{number} {title}" for number, _, title in known)
    notes: list[Line] = [searched(desk.shelf.holdings())]
    notes += [(ours(f"Stories of several entries: {near}" if near else "No two entries here tell the same event."),)]
    buttons = tuple(ask(f"S{number}", "briefing", article=f"S{number}") for number, _, _ in known)
    return NothingFound(Reply((ours(f"No story has the cite “{wanted}”."),), notes=tuple(notes), buttons=buttons))


def also_in(copies: Sequence[int]) -> list[Piece]:
    """Return that the entries with these numbers hold the same words; nothing for none."""
    return [quiet("also in "), *_cites(copies)] if copies else []


def _cites(numbers: Sequence[int]) -> list[Piece]:
    named = joined([cite(f"A{number}") for number in numbers[:_MOST_NAMED]], ", ")
    more = len(numbers) - _MOST_NAMED
    return [*named, *([quiet(f" and {more:,} more")] if more > 0 else [])]


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


def grouped_cards(desk: Desk, found: Sequence[tuple[Held, int]]) -> tuple[Card, ...]:
    """Return a card for each story: the headline of its newest entry, and the others by their cites."""
    numbers = [held.number for held, _ in found]
    told, copies = desk.shelf.stories_of(numbers), desk.shelf.copies_of(numbers)
    cards = []
    for held, count in found:
        more: list[Piece] = []
        if held.number in told:
            same = len(copies.get(held.number, ()))
            counted = one_or_many(count - 1, "other entry", "other entries")
            more = [cite(f"S{told[held.number][0]}"), quiet(f" · {counted} on this event")]
            more += [quiet(", the same words in "), *_cites(copies[held.number])] if same else []
        cards.append(card(*headline_card(held).lines, more))
    return tuple(cards)


def together(desk: Desk, held: Held) -> tuple[list[Line], list[Button]]:
    """Return what else holds the words of an entry or tells its event, as notes and buttons."""
    copies = desk.shelf.copies_of([held.number]).get(held.number, ())
    notes: list[Line] = [tuple(_capital(also_in(copies)))] if copies else []
    buttons: list[Button] = []
    told = desk.shelf.stories_of([held.number]).get(held.number)
    if told is not None:
        number, count = told
        story = desk.shelf.story(f"S{number}")
        others = [each.cite for each in story.entries if each.number != held.number]
        counted = one_or_many(count - 1, "other entry", "other entries")
        notes.append((quiet("Story "), cite(story.cite), quiet(f": {counted} on this event")))
        buttons = [ask("Story", "briefing", article=story.cite), ask("Compare", "compare", a=held.cite, b=others[-1])]
    return notes, buttons


def _capital(pieces: Sequence[Piece]) -> list[Piece]:
    return [quiet("Also in "), *pieces[1:]]
