"""A digest as a reply: each story with its headline sentence and the quote that matters, and the digest's account."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.catalogue import ENGLISH, N_, _, counted, number, speaking, weekday
from bot.commands.digest_choices import Memory, consider, memory_of
from bot.commands.digest_entries import Digest, Gone, Told, gather
from bot.commands.digest_looks import Look
from bot.commands.reasons import reason_text
from bot.commands.shown import ask, date_text, quote_card, said, slice_pieces, source_link, title_pieces
from bot.replies import Card, Line, Piece, Reply, card, cite, ours, plain, quiet, strong
from briefings.digest import key_of
from briefings.entry import Kind
from briefings.library.corrections import Change, What
from briefings.library.deliveries import Deliveries
from briefings.library.rows import Held, HeldQuote
from briefings.library.shelf import Shelf
from briefings.place import Place
from briefings.schedule import Schedule, next_slot

NEWEST = Schedule(name="preview", place=Place("", "", ""), at=())


def digest_reply(
    digest: Digest, schedule: Schedule, slot: datetime, changes: Sequence[Change] = (), token: str = ""
) -> Reply:
    """Return the message of *digest* for its *slot* (UTC): new stories, those that go on, or that nothing is new.

    *changes* are told where they were made since it was posted. By its *token* what it had no room for is asked for.
    It is in the schedule's language, whoever asks for it.
    """
    with speaking(schedule.language):
        reply = _digest_reply(digest, schedule, slot, changes)
        if not token or not digest.more:
            return reply
        more = ask(_("More ({n})").format(n=number(digest.more)), "rest", digest=token)
        return replace(reply, buttons=(more, *reply.buttons))


def _digest_reply(digest: Digest, schedule: Schedule, slot: datetime, changes: Sequence[Change]) -> Reply:
    stories = [list(told) for story, told in groupby(digest.entries, key=_story)]
    new = sum(not told[0].continues for told in stories)
    name = f"{schedule.name[:1].upper()}{schedule.name[1:]}"
    title: Line = (strong(_("{name} briefing").format(name=name)),)
    return Reply(
        title=title,
        lead=_lead(new, len(stories) - new),
        cards=tuple(_cards(stories, changes)),
        notes=(*deleted_lines(changes), _account(digest, schedule, slot)),
        mention=schedule.mention,
        buttons=(
            *(ask(told.held.cite, "briefing", article=told.held.cite) for told in digest.told[:10]),
            *((ask(_("Quotes"), "quotes"), ask(_("Topics"), "topics")) if stories else ()),
            *((ask(_("Stop these"), "unsubscribe", name=schedule.name),) if schedule.place.person else ()),
        ),
    )


def upcoming(shelf: Shelf, deliveries: Deliveries, schedule: Schedule, planned: int | None, now: datetime) -> Reply:
    """Return what would be posted at *now* (UTC), or would have been, with the settings of *schedule*.

    *planned* is the number of the stored schedule whose posts it goes on from; None for one that is new.
    """
    memory = memory_of(deliveries, planned, now) if planned is not None else Memory()
    look = Look(shelf)
    choices = consider(look, schedule, memory, deliveries.highest_number(now))
    return digest_reply(gather(look, choices), schedule, now)


def _story(told: Told | Gone) -> tuple[bool, int]:
    return (True, told.story) if told.story is not None else (False, told.number)


def _lead(new: int, continuing: int) -> str:
    counts = [counted("{n} new", "{n} new", new)] if new else []
    counts += [counted("{n} continuing", "{n} continuing", continuing)] if continuing else []
    return ", ".join(counts) or _("Nothing new")


def _account(digest: Digest, schedule: Schedule, slot: datetime) -> Line:
    """Say how many entries were considered and left out, and why, and when the next digest comes."""
    left_out = sum(count for _, count in digest.left_out)
    reasons = "; ".join(f"{number(count)}: {reason_text(why)}" for why, count in digest.left_out)
    account = _("{considered} considered, {left_out} left out")
    account = account.format(considered=number(digest.considered), left_out=number(left_out))
    account += f" ({reasons})" if reasons else ""
    following = next_slot(schedule, slot)
    coming = _("next {time}").format(time=short_time(following, schedule.zone)) if following else ""
    return (quiet(" · ".join(filter(None, (account, coming)))),)


def _cards(stories: Sequence[Sequence[Told | Gone]], changes: Sequence[Change]) -> Iterator[Card]:
    """Yield a card for each story; the first that goes on with what was told before says so."""
    said_so = False
    for place, entries in enumerate(stories, 1):
        heading: list[Line] = []
        if entries[0].continues and not said_so:
            said_so, heading = True, [(strong(_("Continuing")),)]
        lines = [line for told in entries for line in (*entry_lines(told), *change_lines(told, changes))]
        first = (strong(f"{place}."), ours(" "), *lines[0])
        yield card(*heading, first, *lines[1:])


def entry_lines(told: Told | Gone) -> Iterator[Line]:
    """Yield the lines of an entry: its sentences, its cite and source, and its quote; or that it is gone."""
    if isinstance(told, Gone):
        yield _gone_line(told)
        return
    held = told.held
    pieces: list[Piece] = []
    for span in told.sentences:
        pieces += [*([ours(" ")] if pieces else []), *slice_pieces(held, span)]
    yield (*(pieces or title_pieces(held)), ours(" "), cite(held.cite), *_source_pieces(held))
    if told.quote is not None:
        yield from _quote_lines(told.quote)


def _source_pieces(held: Held) -> list[Piece]:
    if held.article.url:
        return [ours(" · "), source_link(held)]
    return [quiet(f" · {held.article.source}")] if held.article.source else []


def _gone_line(gone: Gone) -> Line:
    if gone.withdrawal is None:
        return (quiet(_("This article is no longer shown here.")),)
    day = gone.withdrawal.on.isoformat() if gone.withdrawal.on else None
    told = _("This article was withdrawn on {day}").format(day=day) if day else _("This article was withdrawn")
    why = f": {gone.withdrawal.why}" if gone.withdrawal.why else "."
    return (quiet(f"{told}{why} "), cite(f"A{gone.number}"))


def change_lines(told: Told | Gone, changes: Sequence[Change]) -> list[Line]:
    """Return that an entry was changed, when (UTC) and what of it, a line for each day and kind."""
    mine = [change for change in changes if change.article == told.number and isinstance(told, Told)]
    days = {(date_text(change.at), _CHANGED[change.what]): None for change in mine if change.what in _CHANGED}
    return [(quiet(_("Corrected on {day}: {what}.").format(day=day, what=_(what))),) for day, what in days]


def deleted_lines(changes: Sequence[Change]) -> list[Line]:
    """Return how many articles were deleted, and when."""
    days = Counter(date_text(change.at) for change in changes if change.what is What.DELETED)
    lines: list[Line] = []
    for day, count in days.items():
        told = counted("{n} article was deleted on {day}.", "{n} articles were deleted on {day}.", count, day=day)
        lines.append((quiet(told),))
    return lines


def correction_reply(
    digest: Digest, schedule: Schedule, slot: datetime, changed: Collection[int], changes: Sequence[Change]
) -> Reply:
    """Return what answers a posted digest that cannot be edited: its entries that read otherwise now."""
    entries = [told for told in digest.entries if told.number in changed]
    said_of = _("{name} briefing of {time}").format(name=schedule.name, time=short_time(slot, schedule.zone))
    return Reply(
        title=(strong(_("Correction")), ours(f" · {said_of}")),
        lead=counted("{n} article", "{n} articles", len(changed)),
        cards=tuple(card(*entry_lines(told), *change_lines(told, changes)) for told in entries),
        notes=tuple(deleted_lines(changes)),
    )


_CHANGED = {
    What.WORDS: N_("the article has other words"),
    What.SPEAKER: N_("a speaker"),
    What.DETAILS: N_("what is known of the article"),
}


def entry_hash(told: Told | Gone) -> str:
    """Return a short hash of what is said of an entry, the same as long as nothing of it changes."""
    with speaking(ENGLISH):
        return key_of("\n".join(plain(line) for line in entry_lines(told)))


def _quote_lines(quote: HeldQuote) -> Iterator[Line]:
    """Yield a quote after its speaker, or a fragment in its sentence; doubts and corrections are said.

    The licence allows it: a digest chooses no other.
    """
    if quote.flagged or quote.correction is not None or quote.speaker is None:
        yield from quote_card(quote, allowed=True).lines
    elif quote.quote.kind is Kind.FRAGMENT:
        yield quote_card(quote, allowed=True).lines[0]
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
