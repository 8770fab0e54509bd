"""A digest as a reply: each story with its headline sentence and the quote that matters, and the digest's account."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.commands.digest_entries import Digest, Memory, Told, consider, gather, memory_of
from bot.commands.shown import ask, quote_card, said, slice_pieces, title_pieces
from bot.replies import Card, Line, Piece, Reply, card, cite, ours, quiet, strong
from briefings.entry import Kind
from briefings.library.deliveries import Deliveries
from briefings.library.rows import HeldQuote
from briefings.library.shelf import Shelf
from briefings.place import Place
from briefings.schedule import Schedule, next_slot

_MOST_REASONS = 4
NEWEST = Schedule(name="preview", place=Place("", "", ""), at=())


def digest_reply(digest: Digest, schedule: Schedule, slot: datetime) -> Reply:
    """Return the message of *digest* for its *slot* (UTC): new stories, those that go on, or that nothing is new."""
    stories = [list(told) for _, told in groupby(digest.entries, key=_story)]
    new = sum(not told[0].continues for told in stories)
    title: Line = (strong(f"{schedule.name[:1].upper()}{schedule.name[1:]} briefing"),)
    return Reply(
        title=title,
        lead=_lead(new, len(stories) - new),
        cards=tuple(_cards(stories)),
        notes=(_account(digest, schedule, slot),),
        buttons=(
            *(ask(told.held.cite, "briefing", article=told.held.cite) for told in digest.entries[:10]),
            *((ask("Quotes", "quotes"), ask("Topics", "topics")) if stories else ()),
            *((ask("Stop these", "unsubscribe", name=schedule.name),) if schedule.place.person else ()),
        ),
    )


def upcoming(shelf: Shelf, deliveries: Deliveries, schedule: Schedule, number: int | None, now: datetime) -> Reply:
    """Return what would be posted at *now* (UTC), or would have been, with the settings of *schedule*.

    *number* is that of the stored schedule whose posts it goes on from; None for one that is new.
    """
    memory = memory_of(deliveries, number, now) if number is not None else Memory()
    choices = consider(shelf, schedule, memory, deliveries.highest_number(now))
    return digest_reply(gather(shelf, choices), schedule, now)


def _story(told: Told) -> tuple[bool, int]:
    return (True, told.story) if told.story is not None else (False, told.held.number)


def _lead(new: int, continuing: int) -> str:
    counts = [f"{new} new"] * bool(new) + [f"{continuing} continuing"] * bool(continuing)
    return ", ".join(counts) or "Nothing new"


def _account(digest: Digest, schedule: Schedule, slot: datetime) -> Line:
    """Say how many entries were considered and left out, and why, and when the next digest comes."""
    left_out = sum(count for _, count in digest.left_out)
    reasons = "; ".join(f"{count:,}: {reason}" for reason, count in digest.left_out[:_MOST_REASONS])
    following = next_slot(schedule, slot)
    coming = f" · next {short_time(following, schedule.zone)}" if following else ""
    why = f" ({reasons})" if reasons else ""
    return (quiet(f"{digest.considered:,} considered, {left_out:,} left out{why}{coming}"),)


def _cards(stories: Sequence[Sequence[Told]]) -> Iterator[Card]:
    """Yield a card for each story; the first that goes on with what was told before says so."""
    said_so = False
    for number, entries in enumerate(stories, 1):
        heading: list[Line] = []
        if entries[0].continues and not said_so:
            said_so, heading = True, [(strong("Continuing"),)]
        lines = [
            line for place, told in enumerate(entries) for line in _entry_lines(told, number if not place else None)
        ]
        yield card(*heading, *lines)


def _entry_lines(told: Told, number: int | None) -> Iterator[Line]:
    """Yield the lines of an entry: its sentences, its cite and source, and its quote; the first entry is numbered."""
    held = told.held
    mark = [strong(f"{number}."), ours(" ")] if number is not None else []
    pieces: list[Piece] = []
    for span in told.sentences:
        pieces += [*([ours(" ")] if pieces else []), *slice_pieces(held, span)]
    source = Piece(held.article.source or "source", url=held.article.url) if held.article.url else None
    link = [ours(" · "), source] if source else []
    yield (*mark, *(pieces or title_pieces(held)), ours(" "), cite(held.cite), *link)
    if told.quote is not None:
        yield from _quote_lines(told.quote)


def _quote_lines(quote: HeldQuote) -> Iterator[Line]:
    """Yield a quote after its speaker, or a fragment in its sentence; doubts and corrections are said."""
    if quote.flagged or quote.correction is not None or quote.speaker is None:
        yield from quote_card(quote).lines
    elif quote.quote.kind is Kind.FRAGMENT:
        yield quote_card(quote).lines[0]
    else:
        spoken = said(quote.held, quote.quote.span)
        yield (ours(f"{' '.join(quote.speaker.split())}: "), *spoken, ours(" "), cite(quote.cite))


def local_time(moment: datetime, zone: str) -> str:
    """Return *moment* as people of *zone* read it: "Mon 2026-11-23 08:00 Europe/Berlin"."""
    return f"{moment.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M} {zone}"


def short_time(moment: datetime, zone: str) -> str:
    """Return *moment* in few words: "Mon 08:00 Berlin"."""
    return f"{moment.astimezone(ZoneInfo(zone)):%a %H:%M} {zone.rpartition('/')[2].replace('_', ' ')}"


def both_times(moment: datetime, zone: str) -> str:
    """Return *moment* in local time and in UTC."""
    local = local_time(moment, zone)
    return local if zone == "UTC" else f"{local} ({moment:%a %H:%M} UTC)"


def is_late(slot: datetime, now: datetime) -> bool:
    """Tell whether a slot posted at *now* is later than the minute or two that a punctual one takes."""
    return now - slot > timedelta(minutes=2)
