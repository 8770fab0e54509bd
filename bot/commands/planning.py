"""Planning digests: set one up, change, move, pause, skip and remove it. Nothing is saved before its plan was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue import N_, _
from bot.commands.command import Command, Parameter
from bot.commands.digest_reply import both_times, upcoming
from bot.commands.digesting import NAMED
from bot.commands.schedules import (
    coming_lines,
    coming_slots,
    fitting_nothing,
    lacking,
    mention_pieces,
    posts_pieces,
    saved_line,
    schedule_asked,
    schedules_here,
    settings_text,
)
from bot.commands.settings import AT, MENTION, POST, SETTINGS, place_asked, read_settings, taken_away
from bot.commands.shown import ask
from bot.desk import Desk
from bot.replies import Button, Line, Reply, card, ours, phrase, quiet, strong, typed
from briefings.library.ledger import Planned
from briefings.place import Place
from briefings.schedule import BadSchedule, Schedule


def add(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Show the plan of a digest for this workspace, or set it up when the plan is confirmed."""
    name = arguments["name"]
    if any(each.schedule.name.lower() == name.lower() for each in schedules_here(desk)):
        raise BadSchedule("There is a digest called {name!r} already; choose another name", name=name)
    place = Place(desk.asker.platform, desk.asker.workspace, desk.asker.channel)
    zone = desk.asker.zone or "UTC"
    schedule = read_settings(Schedule(name, place, (), zone=zone, language=desk.asker.language), arguments)
    if not schedule.place.channel and place.platform != "terminal":
        raise BadSchedule("There is no channel here; say in which one it shall be posted")
    if "save" not in arguments:
        return _plan(desk, schedule, None, "digest add", arguments)
    desk.deliveries.add(schedule, desk.now, desk.asker.user)
    return _saved(desk, schedule, _("{name}: set up, to {place}, {when}."))


def edit(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Show what a digest becomes with other settings, or change it when that is confirmed."""
    planned = _own(desk, arguments["name"])
    schedule = read_settings(planned.schedule, arguments)
    if schedule == planned.schedule:
        if gone := taken_away(arguments):
            raise BadSchedule("{name} does not go by {options} as it is", name=schedule.name, options=", ".join(gone))
        raise BadSchedule("Say what to change, as in digest edit {name} at:09:00", name=planned.schedule.name)
    if "save" not in arguments:
        return _plan(desk, schedule, planned, "digest edit", arguments)
    desk.deliveries.change(planned.number, schedule, desk.now)
    return _saved(desk, schedule, _("{name}: changed, to {place}, {when}."))


def move(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Post a digest to another channel from now on."""
    planned = _own(desk, arguments["name"])
    place = place_asked(planned.schedule.place, {"channel": desk.asker.channel, **arguments})
    schedule = replace(planned.schedule, place=place)
    desk.deliveries.change(planned.number, schedule, desk.now)
    return _saved(desk, schedule, _("{name}: moved, to {place}, {when}."))


def pause(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Skip a digest's slots until it is resumed."""
    planned = schedule_asked(desk, arguments["name"])
    desk.deliveries.pause(planned.number, desk.asker.user, desk.now)
    name = planned.schedule.name
    sentence = _("{name}: paused; nothing is posted until it is resumed.").format(name=name)
    return _done(sentence, _("Resume"), "digest resume", name)


def resume(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Post a digest's slots again."""
    planned = schedule_asked(desk, arguments["name"])
    desk.deliveries.resume(planned.number, desk.now)
    return _saved(desk, planned.schedule, _("{name}: goes on, to {place}, {when}."))


def skip(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Leave the next slot out; its entries are in the one after it."""
    planned = schedule_asked(desk, arguments["name"])
    schedule, coming = planned.schedule, coming_slots(desk, planned, 2)
    if not coming:
        raise BadSchedule("{name} has no slot to skip", name=schedule.name)
    desk.deliveries.skip(planned.number, coming[0], desk.now)
    sentence = _("{name}: {time} is skipped.").format(name=schedule.name, time=both_times(coming[0], schedule.zone))
    if coming[1:]:
        sentence += " " + _("Then: {time}.").format(time=both_times(coming[1], schedule.zone))
    return _done(sentence, _("Status"), "digest status", schedule.name)


def remove(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take a schedule out, unless the configuration holds it."""
    planned = _own(desk, arguments["name"])
    desk.deliveries.remove(planned.number, desk.now)
    sentence = _("{name}: removed; nothing more is posted.").format(name=planned.schedule.name)
    return Reply((ours(sentence),), buttons=(ask(_("Digest list"), "digest list"),), private=True)


def _own(desk: Desk, name: str) -> Planned:
    """Return the schedule called *name*; raise BadSchedule where the configuration holds it."""
    planned = schedule_asked(desk, name)
    if planned.from_config:
        raise BadSchedule(
            "{name!r} stands in the configuration; change it or take it out there", name=planned.schedule.name
        )
    return planned


def _plan(desk: Desk, schedule: Schedule, planned: Planned | None, command: str, arguments: Mapping[str, str]) -> Reply:
    """Return what would be saved: the settings, the next slots, and what would be posted now."""
    asked = {name: value for name, value in {**arguments, "zone": schedule.zone}.items() if name in _PLAN}
    now = upcoming(desk.shelf, desk.deliveries, schedule, planned.number if planned else None, desk.now)
    settings = card(
        [strong(schedule.name), ours(" · "), *posts_pieces(schedule, desk.asker)],
        [quiet(settings_text(schedule)), *mention_pieces(schedule)],
        *coming_lines(schedule, desk.now),
        *([_proposed(schedule.zone)] if "zone" not in arguments and planned is None else []),
    )
    plan = _("Changes of {name}") if planned else _("Plan of {name}")
    return Reply(
        title=tuple(phrase(_("{plan}: not saved yet"), plan=strong(plan.format(name=schedule.name)))),
        lead=_("Save changes it") if planned else _("Save sets it up"),
        cards=(settings, card([quiet(_("What would be posted now:"))], now.title), *now.cards),
        notes=(*lacking(desk, schedule), *fitting_nothing(desk, schedule), *now.notes),
        buttons=(ask(_("Save"), command, **asked, save="yes"),),
        private=True,
    )


def _proposed(zone: str) -> Line:
    """Return that nobody named the *zone*."""
    told = _("The zone {zone} is a proposal; name another one like this: {line}")
    other = "Europe/Berlin" if zone != "Europe/Berlin" else "America/New_York"
    return tuple(phrase(told, zone=ours(zone), line=typed(f"zone:{other}")))


def _saved(desk: Desk, schedule: Schedule, sentence: str) -> Reply:
    """Say what was saved in *sentence*, and when it posts next; the deliveries look again at once."""
    desk.wake()
    title = saved_line(desk, schedule, sentence)
    return Reply(title, notes=lacking(desk, schedule), buttons=_next(schedule.name), private=True)


def _next(name: str) -> tuple[Button, ...]:
    one = ask(_("Preview"), "digest preview", name=name), ask(_("Pause"), "digest pause", name=name)
    return (*one, ask(_("Digest list"), "digest list"))


def _done(sentence: str, label: str, command: str, name: str) -> Reply:
    return Reply((ours(sentence),), buttons=(ask(label, command, name=name),), private=True)


_SAVE = Parameter("save", "yes saves what was shown", choices=("yes",), hidden=True)
_AS_IT_IS = {
    "at": N_("Times of day: 08:00 or 08:00,17:30; left out: as it is"),
    "days": N_("mon-fri, or mon,wed; left out: as it is"),
    "zone": N_("A time zone: Europe/Berlin, or its city; left out: as it is"),
    "at_most": N_("How many entries at most; left out: as it is"),
    "language": N_("The language of its frame; left out: as it is"),
}
_IN_MENU = {"days": N_("Left out: as it is")}
_PLAN = frozenset({"name", "at", *(each.name for each in (*SETTINGS, MENTION, POST))})


def _unchanged(parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Return the parameters as those of a change: what is left out stays as it is."""
    return tuple(
        replace(
            each,
            help=_AS_IT_IS.get(each.name, each.help),
            in_menu=_IN_MENU.get(each.name, each.in_menu),
            proposed=False,
        )
        for each in parameters
    )


COMMANDS = (
    Command(
        "digest add",
        "Set up a digest for a channel; its plan is shown before it is saved",
        add,
        (Parameter("name", "A name for it: morning", required=True, longest=60), AT, *SETTINGS, MENTION, POST, _SAVE),
        ("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin",),
        True,
        False,
    ),
    Command(
        "digest edit",
        "Change a digest; a hyphen takes a list out",
        edit,
        (NAMED, *_unchanged((replace(AT, required=False), *SETTINGS[1:], MENTION, POST)), _SAVE),
        ("digest edit name:morning at:09:00", "digest edit name:morning topics:-"),
        True,
        False,
    ),
    Command(
        "digest move",
        "Post a digest to another channel",
        move,
        (NAMED, SETTINGS[0]),
        ("digest move name:morning",),
        True,
        False,
    ),
    Command(
        "digest pause", "Skip a digest until it is resumed", pause, (NAMED,), ("digest pause morning",), True, False
    ),
    Command("digest resume", "Post a paused digest again", resume, (NAMED,), ("digest resume morning",), True, False),
    Command("digest skip", "Leave the next slot out", skip, (NAMED,), ("digest skip morning",), True, False),
    Command("digest remove", "Take a digest out", remove, (NAMED,), ("digest remove morning",), True, False),
)
