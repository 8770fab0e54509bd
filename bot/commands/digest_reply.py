"""A digest as a reply: each story with its headline sentence and the quote that matters, and the digest's account."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.catalogue import _, counted, number, weekday
from bot.commands.digest_entries import Digest, Memory, Told, consider, gather, memory_of
from bot.commands.reasons import reason_text
from bot.commands.shown import ask, quote_card, said, slice_pieces, source_link, title_pieces
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
    stories = [list(told) for story, told in groupby(digest.entries, key=_story)]
    new = sum(not told[0].continues for told in stories)
    name = f"{schedule.name[:1].upper()}{schedule.name[1:]}"
    title: Line = (strong(_("{name} briefing").format(name=name)),)
    return Reply(
        title=title,
        lead=_lead(new, len(stories) - new),
        cards=tuple(_cards(stories)),
        notes=(_account(digest, schedule, slot),),
        buttons=(
            *(ask(told.held.cite, "briefing", article=told.held.cite) for told in digest.entries[:10]),
            *((ask(_("Quotes"), "quotes"), ask(_("Topics"), "topics")) if stories else ()),
            *((ask(_("Stop these"), "unsubscribe", name=schedule.name),) if schedule.place.person else ()),
        ),
    )


def upcoming(shelf: Shelf, deliveries: Deliveries, schedule: Schedule, planned: int | None, now: datetime) -> Reply:
    """Return what would be posted at *now* (UTC), or would have been, with the settings of *schedule*.

    *planned* is the number of the stored schedule whose posts it goes on from; None for one that is new.
    """
    memory = memory_of(deliveries, planned, now) if planned is not None else Memory()
    choices = consider(shelf, schedule, memory, deliveries.highest_number(now))
    return digest_reply(gather(shelf, choices), schedule, now)


def _story(told: Told) -> tuple[bool, int]:
    return (True, told.story) if told.story is not None else (False, told.held.number)


def _lead(new: int, continuing: int) -> str:
    counts = [counted("{n} new", "{n} new", new)] if new else []
    counts += [counted("{n} continuing", "{n} continuing", continuing)] if continuing else []
    return ", ".join(counts) or _("Nothing new")


def _account(digest: Digest, schedule: Schedule, slot: datetime) -> Line:
    """Say how many entries were considered and left out, and why, and when the next digest comes."""
    left_out = sum(count for _, count in digest.left_out)
    reasons = "; ".join(f"{number(count)}: {reason_text(why)}" for why, count in digest.left_out[:_MOST_REASONS])
    account = _("{considered} considered, {left_out} left out")
    account = account.format(considered=number(digest.considered), left_out=number(left_out))
    account += f" ({reasons})" if reasons else ""
    following = next_slot(schedule, slot)
    coming = _("next {time}").format(time=short_time(following, schedule.zone)) if following else ""
    return (quiet(" · ".join(filter(None, (account, coming)))),)


def _cards(stories: Sequence[Sequence[Told]]) -> Iterator[Card]:
    """Yield a card for each story; the first that goes on with what was told before says so."""
    said_so = False
    for place, entries in enumerate(stories, 1):
        heading: list[Line] = []
        if entries[0].continues and not said_so:
            said_so, heading = True, [(strong(_("Continuing")),)]
        lines = [line for rank, told in enumerate(entries) for line in _entry_lines(told, place if not rank else None)]
        yield card(*heading, *lines)


def _entry_lines(told: Told, place: int | None) -> Iterator[Line]:
    """Yield the lines of an entry: its sentences, its cite and source, and its quote; the first entry is numbered."""
    held = told.held
    mark = [strong(f"{place}."), ours(" ")] if place is not None else []
    pieces: list[Piece] = []
    for span in told.sentences:
        pieces += [*([ours(" ")] if pieces else []), *slice_pieces(held, span)]
    link = [ours(" · "), source_link(held)] if held.article.url else []
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
    local = moment.astimezone(ZoneInfo(zone))
    return f"{weekday(local)} {local:%Y-%m-%d %H:%M} {zone}"


def short_time(moment: datetime, zone: str) -> str:
    """Return *moment* in few words: "Mon 08:00 Berlin"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{weekday(local)} {local:%H:%M} {zone.rpartition('/')[2].replace('_', ' ')}"


def both_times(moment: datetime, zone: str) -> str:
    """Return *moment* in local time and in UTC."""
    local = local_time(moment, zone)
    return local if zone == "UTC" else f"{local} ({weekday(moment)} {moment:%H:%M} UTC)"


def is_late(slot: datetime, now: datetime) -> bool:
    """Tell whether a slot posted at *now* is later than the minute or two that a punctual one takes."""
    return now - slot > timedelta(minutes=2)
