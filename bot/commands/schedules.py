"""Schedules as people ask for them and read them: those that may be managed here, their settings and slots."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.catalogue import ENGLISH, N_, _, counted, language_called
from bot.commands.asked import NothingFound
from bot.commands.digest_reply import both_times
from bot.commands.reasons import reason_text
from bot.commands.shown import date_text
from bot.desk import Asker, Desk
from bot.replies import Button, Ink, Line, Piece, Reply, channel, command_line, ours, phrase, quiet, strong
from briefings.filters import Candidate, Filters
from briefings.languages.names import language_name
from briefings.library.corrections import Change, Outcome
from briefings.library.ledger import BY_A_PERSON, Delivery, Planned, State
from briefings.library.shelf import Shelf
from briefings.place import Place
from briefings.schedule import Schedule, days_text, named_slots, next_slot, next_slots

_STATES = {
    State.DUE: N_("due"),
    State.CLAIMED: N_("being composed"),
    State.SENDING: N_("being posted, or posted without an answer: it is looked for before it is sent again"),
    State.POSTED: N_("posted"),
    State.LATE: N_("posted late"),
    State.SKIPPED: N_("skipped"),
    State.FAILED: N_("failed"),
    State.UNKNOWN: N_("unknown"),
}
_MOST_SKIPPED = 30  # slots that can be skipped ahead
_FILTERS = (
    ("topics", N_("topics {list}")),
    ("speakers", N_("quoting {list}")),
    ("sources", N_("from {list}")),
    ("words", N_("with the words {list}")),
    ("not_words", N_("without the words {list}")),
)


def schedules_here(desk: Desk) -> list[Planned]:
    """Return the schedules that this person may manage: those of the workspace, at the terminal all of them."""
    if desk.asker.platform == "terminal":
        return desk.deliveries.schedules()
    found = desk.deliveries.schedules(desk.asker.platform, desk.asker.workspace)
    return [each for each in found if each.schedule.place.person is None]


def subscriptions(desk: Desk) -> list[Planned]:
    """Return the digests that this person gets by direct message."""
    found = desk.deliveries.schedules(desk.asker.platform, direct(desk.asker).workspace)
    return [each for each in found if each.schedule.place == direct(desk.asker)]


def direct(asker: Asker) -> Place:
    """Return where *asker* is written to directly: on Discord in no server, on Slack in the workspace."""
    workspace = asker.workspace if asker.platform == "slack" else ""
    return Place(asker.platform, workspace, f"@{asker.user}")


def schedule_asked(desk: Desk, name: str) -> Planned:
    """Return the schedule called *name*; raise NothingFound with the names that there are."""
    planned = schedules_here(desk)
    for each in planned:
        if each.schedule.name.lower() == name.strip().lower():
            return each
    names = [each.schedule.name for each in planned]
    near = _("Digests here: {names}") if names else _("There are none here yet; digest add sets one up.")
    near = near.format(names=", ".join(names))
    raise NothingFound(
        Reply((ours(_("No digest is called “{name}”.").format(name=name)),), notes=((ours(near),),), private=True)
    )


def no_schedules() -> Reply:
    """Return that nothing is set up here, and how to do it."""
    line = command_line("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin")
    example = tuple(phrase(_("Set one up: {line}"), line=line))
    return Reply((strong(_("Digests")),), _("None set up here"), notes=(example,), buttons=(set_up(),), private=True)


def set_up() -> Button:
    """Return the button that sets a digest up."""
    return Button(_("Set up a digest"), "digest add")


def place_pieces(place: Place, asker: Asker) -> list[Piece]:
    """Return a place as people read it; the platform whose channel it is shows that by its name."""
    if place.platform == "terminal":
        return [ours(_("this terminal"))]
    platform = place.platform.capitalize()
    if place.person is not None:
        return [ours(_("direct messages on {platform}").format(platform=platform))]
    if place.platform == asker.platform:
        return [channel(place.channel)]
    return phrase(_("{platform} channel {channel}"), platform=ours(platform), channel=ours(place.channel))


def when_text(schedule: Schedule) -> str:
    """Return the days, times and zone of a schedule: "mon-fri at 08:00, 17:30 Europe/Berlin"."""
    times = ", ".join(f"{at:%H:%M}" for at in schedule.at)
    days = _("daily") if len(schedule.days) == 7 else days_text(schedule.days)
    return _("{days} at {times} {zone}").format(days=days, times=times, zone=schedule.zone)


def posts_pieces(schedule: Schedule, asker: Asker) -> list[Piece]:
    """Return when and where a schedule posts."""
    return phrase(_("{when} to {place}"), when=ours(when_text(schedule)), place=place_pieces(schedule.place, asker))


def saved_line(desk: Desk, schedule: Schedule, sentence: str) -> Line:
    """Return *sentence*, with the schedule's name, place and times in it, and when it posts next."""
    where = place_pieces(schedule.place, desk.asker)
    said = phrase(sentence, name=ours(schedule.name), place=where, when=ours(when_text(schedule)))
    if following := next_slot(schedule, desk.now):
        said.append(ours(" " + _("Next: {time}.").format(time=both_times(following, schedule.zone))))
    return tuple(said)


def settings_text(schedule: Schedule) -> str:
    """Return what a schedule takes, how much of it, and what it does when nothing is new."""
    kept = _filters_said(schedule.filters)
    empty = _("says so when nothing is new")
    if schedule.when_empty == "silent":
        empty = _("silent when nothing is new")
    if schedule.language != ENGLISH:
        names = language_called(schedule.language, language_name(schedule.language))
        empty += " · " + _("in {language}").format(language=names)
    if schedule.post == "thread":
        empty += " · " + _("long ones in a thread")
    most = counted("at most {n} entry", "at most {n} entries", schedule.at_most)
    return " · ".join((*(kept or [_("all entries")]), most, empty))


def _filters_said(filters: Filters) -> list[str]:
    return [_(said).format(list=", ".join(found)) for name, said in _FILTERS if (found := getattr(filters, name))]


def fitting_nothing(desk: Desk, schedule: Schedule) -> tuple[Line, ...]:
    """Return which of its topics, speakers and sources no entry has that is seen here; it takes them all the same."""
    shelf, wanted = desk.shelf, schedule.filters
    unknown = Filters(
        topics=tuple(each for each in wanted.topics if not shelf.has_topic(each)),
        speakers=tuple(each for each in wanted.speakers if not _quoted(shelf, each)),
        sources=tuple(each for each in wanted.sources if not shelf.sources(each, 1)),
    )
    parts = _filters_said(unknown)
    return ((quiet(_("So far nothing here fits: {parts}").format(parts=" · ".join(parts))),),) if parts else ()


def _quoted(shelf: Shelf, speaker: str) -> bool:
    names = frozenset(each.label for each in shelf.speakers(speaker))
    return Filters(speakers=(speaker,)).objection(Candidate(0, speakers=names)) is None


def mention_pieces(schedule: Schedule) -> list[Piece]:
    """Return whom each post calls; nothing where it calls nobody."""
    return [quiet(f" · {_('calls')} "), Piece(schedule.mention, Ink.GROUP)] if schedule.mention else []


def lacking(desk: Desk, schedule: Schedule) -> tuple[Line, ...]:
    """Return which rights the bot lacks to post the digest where it is asked about, and how to grant them."""
    asker, place = desk.asker, schedule.place
    if (place.platform, place.workspace, place.channel) != (asker.platform, asker.workspace, asker.channel):
        return ()  # the platform tells of this channel alone
    missing = (*asker.lacks, *(asker.lacks_for_threads if schedule.post == "thread" else ()))
    told = _("The bot lacks {rights} in this channel; grant it there: Edit Channel, Permissions")
    return ((ours(told.format(rights=", ".join(map(_, missing)))),),) if missing else ()


def coming_slots(desk: Desk, planned: Planned, count: int) -> list[datetime]:
    """Return the next *count* slots that nobody has skipped."""
    entered = desk.deliveries.last(planned.number, _MOST_SKIPPED)
    known = {each.slot for each in entered} | {each.stands_for for each in entered}
    found = next_slots(planned.schedule, desk.now, _MOST_SKIPPED + count)
    named = named_slots(planned.schedule, found[0], found[-1] + timedelta(minutes=1)) if found else {}
    return [slot for slot in found if slot not in known and named[slot] not in known][:count]


def coming_lines(schedule: Schedule, now: datetime, count: int = 3) -> list[Line]:
    """Return the next slots, each in local time and in UTC."""
    slots = next_slots(schedule, now, count)
    coming = _("next: {time}")
    lines: list[Line] = [(quiet(coming.format(time=both_times(slot, schedule.zone))),) for slot in slots]
    return lines or [(quiet(_("no day or time")),)]


def slot_line(delivery: Delivery, zone: str, changes: Sequence[Change] = ()) -> Line:
    """Return what became of a slot and of what it posted, with a link to its first message where there is one."""
    reason = f": {reason_text(delivery.reason)}" if delivery.reason else ""
    state = _("skipped by a person") if delivery.reason == BY_A_PERSON else f"{state_text(delivery.state)}{reason}"
    told = quiet(f"{both_times(delivery.slot, zone)}: {state}{_corrected(changes)}")
    if delivery.link:
        return (told, ours(" "), Piece(_("open"), url=delivery.link))
    ids = ", ".join(delivery.messages.values())
    return (told, quiet(f" ({_('message {ids}').format(ids=ids)})")) if ids else (told,)


def state_text(state: State) -> str:
    """Return the state of a delivery as people read it."""
    return _(_STATES[state])


def _corrected(changes: Sequence[Change]) -> str:
    """Return what became of the last correction of a post, "" where it had none."""
    last = next((each for each in reversed(changes) if each.outcome is not Outcome.UNCHANGED), None)
    if last is None:
        return ""
    if last.outcome is Outcome.OPEN:
        return f" · {_('a correction is under way')}"
    if last.outcome is Outcome.FAILED:
        return f" · {_('could not be corrected: {reason}').format(reason=reason_text(last.reason))}"
    answered = last.outcome is Outcome.ANSWERED
    told = _("corrected in an answer on {day}") if answered else _("corrected on {day}")
    return f" · {told.format(day=date_text(last.at))}"
