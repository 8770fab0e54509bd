"""A digest as a reply: each chosen entry with its headline sentence and the quote that matters, and its account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.commands.shown import ask, headline, quote_card, slice_pieces, title_pieces
from bot.replies import Card, Line, Reply, card, cite, ours, quiet, strong
from briefings.digest import Choice, choose
from briefings.filters import Candidate
from briefings.library.deliveries import Deliveries
from briefings.library.rows import Held, HeldQuote
from briefings.library.shelf import Shelf
from briefings.library.speech import QuoteFilter
from briefings.schedule import Place, Schedule, next_slot

_MOST_CONSIDERED = 1000
NEWEST = Schedule(name="preview", place=Place("", "", ""), at=())


@dataclass(frozen=True, slots=True)
class Digest:
    """The chosen entries, each with the quote that matters if it has one, and how many were considered."""

    entries: tuple[tuple[Held, HeldQuote | None], ...]
    considered: int


def consider(shelf: Shelf, schedule: Schedule, last_through: int | None, through: int) -> tuple[Choice, ...]:
    """Choose from the entries that arrived after number *last_through*, up to *through*.

    Before the first digest that is everything there is: the newest are chosen, and the backlog is not considered.
    """
    new = shelf.arrived(last_through or 0, through, _MOST_CONSIDERED)
    choices = choose(candidates(shelf, new), schedule.filters, schedule.at_most, last_through or 0)
    if last_through is not None:
        return choices
    last = max((place for place, choice in enumerate(choices) if choice.chosen), default=schedule.at_most - 1)
    return choices[: last + 1]


def candidates(shelf: Shelf, entries: Sequence[Held]) -> list[Candidate]:
    """Return the entries as what a digest's filters look at."""
    numbers = [held.number for held in entries]
    topics, speakers = shelf.topics_of(numbers), shelf.speakers_in(numbers)
    copies = shelf.copies_of(numbers)
    return [
        Candidate(
            held.number,
            topics=frozenset(topic.key for topic in topics[held.number]),
            speakers=speakers[held.number],
            source=held.article.source,
            text=f"{held.article.title}\n{held.article.text}",
            copies=tuple(copies.get(held.number, ())),
        )
        for held in entries
    ]


def gather(shelf: Shelf, choices: Sequence[Choice]) -> Digest:
    """Return the digest that *choices* describe, as far as its entries can still be seen."""
    chosen = shelf.numbered([choice.number for choice in choices if choice.chosen])
    return Digest(tuple((held, _quote_that_matters(shelf, held)) for held in chosen), len(choices))


def _quote_that_matters(shelf: Shelf, held: Held) -> HeldQuote | None:
    """Return the entry's first whole quote with a speaker that its headline does not hold, else its first fragment."""
    top = headline(held)
    quotes = shelf.quotes(QuoteFilter(article=held.number), 20).items
    found = [quote for quote in quotes if quote.speaker and not (top and top.meets(quote.quote.span))]
    return min(found, key=lambda quote: (quote.quote.kind.value != "full", quote.quote.span), default=None)


def digest_reply(digest: Digest, schedule: Schedule, slot: datetime) -> Reply:
    """Return the message of *digest* for its *slot* (UTC): new entries, or that there is nothing new."""
    count = len(digest.entries)
    title: Line = (strong(f"{schedule.name[:1].upper()}{schedule.name[1:]} briefing"),)
    following = next_slot(schedule, slot)
    coming = f" · next {local_time(following, schedule.zone)}" if following else ""
    left_out = digest.considered - count
    account = (quiet(f"{digest.considered:,} considered, {left_out:,} left out{coming}"),)
    return Reply(
        title=title,
        lead=f"{count} new" if count else "Nothing new",
        cards=tuple(_story(number, *entry) for number, entry in enumerate(digest.entries, 1)),
        notes=(account,),
        buttons=(
            *(ask(held.cite, "briefing", article=held.cite) for held, _ in digest.entries[:10]),
            *((ask("Quotes", "quotes"), ask("Topics", "topics")) if count else ()),
            *((ask("Stop these", "unsubscribe", name=schedule.name),) if schedule.place.person else ()),
        ),
    )


def upcoming(shelf: Shelf, deliveries: Deliveries, schedule: Schedule, number: int | None, now: datetime) -> Reply:
    """Return what would be posted at *now* (UTC) with the settings of *schedule*.

    *number* is that of the stored schedule whose posts it goes on from; None for one that is new.
    """
    last = deliveries.last_through(number) if number is not None else None
    return digest_reply(gather(shelf, consider(shelf, schedule, last, deliveries.highest_number())), schedule, now)


def _story(number: int, held: Held, quote: HeldQuote | None) -> Card:
    span = headline(held)
    head = slice_pieces(held, span) if span else title_pieces(held)
    lines: list[Line] = [(strong(f"{number}."), ours(" "), *head, ours(" "), cite(held.cite))]
    if quote is not None:
        lines += quote_card(quote).lines
    return card(*lines)


def local_time(moment: datetime, zone: str) -> str:
    """Return *moment* as people of *zone* read it: "Mon 2026-11-23 08:00 Europe/Berlin"."""
    return f"{moment.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M} {zone}"


def both_times(moment: datetime, zone: str) -> str:
    """Return *moment* in local time and in UTC."""
    local = local_time(moment, zone)
    return local if zone == "UTC" else f"{local} ({moment:%a %H:%M} UTC)"


def is_late(slot: datetime, now: datetime) -> bool:
    """Tell whether a slot posted at *now* is later than the minute or two that a punctual one takes."""
    return now - slot > timedelta(minutes=2)
