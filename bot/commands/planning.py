"""Planning digests: set one up, change, move, pause, skip and remove it. Nothing is saved before its plan was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.commands.command import Command, Parameter
from bot.commands.digest_reply import both_times, upcoming
from bot.commands.digesting import NAMED
from bot.commands.schedules import (
    coming_lines,
    coming_slots,
    place_text,
    schedule_asked,
    schedules_here,
    settings_text,
    when_text,
)
from bot.commands.settings import AT, SETTINGS, read_settings
from bot.commands.shown import ask
from bot.desk import Desk
from bot.replies import Button, Reply, card, ours, quiet, strong
from briefings.library.ledger import Planned
from briefings.place import Place
from briefings.schedule import BadSchedule, Schedule, next_slot


def add(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Show the plan of a digest for this workspace, or set it up when the plan is confirmed."""
    name = arguments["name"]
    if any(each.schedule.name.lower() == name.lower() for each in schedules_here(desk)):
        raise BadSchedule(f"There is a digest called {name!r} already; choose another name")
    place = Place(desk.asker.platform, desk.asker.workspace, desk.asker.channel)
    schedule = read_settings(Schedule(name, place, ()), arguments)
    if "save" not in arguments:
        return _plan(desk, schedule, None, "digest add", arguments)
    desk.deliveries.add(schedule, desk.now, desk.asker.user)
    return _saved(desk, schedule, "set up")


def edit(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Show what a digest becomes with other settings, or change it when that is confirmed."""
    planned = _own(desk, arguments["name"])
    schedule = read_settings(planned.schedule, arguments)
    if schedule == planned.schedule:
        raise BadSchedule(f"Say what to change, as in digest edit {planned.schedule.name} at:09:00")
    if "save" not in arguments:
        return _plan(desk, schedule, planned, "digest edit", arguments)
    desk.deliveries.change(planned.number, schedule, desk.now)
    return _saved(desk, schedule, "changed")


def move(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Post a digest to another channel from now on."""
    planned = _own(desk, arguments["name"])
    place = replace(planned.schedule.place, channel=arguments.get("channel", desk.asker.channel))
    schedule = replace(planned.schedule, place=place)
    desk.deliveries.change(planned.number, schedule, desk.now)
    return _saved(desk, schedule, "moved")


def pause(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Skip a digest's slots until it is resumed."""
    planned = schedule_asked(desk, arguments["name"])
    desk.deliveries.pause(planned.number, desk.asker.user, desk.now)
    name = planned.schedule.name
    return _done(f"{name}: paused; nothing is posted until it is resumed.", "Resume", "digest resume", name)


def resume(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Post a digest's slots again."""
    planned = schedule_asked(desk, arguments["name"])
    desk.deliveries.resume(planned.number, desk.now)
    return _saved(desk, planned.schedule, "goes on")


def skip(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Leave the next slot out; its entries are in the one after it."""
    planned = schedule_asked(desk, arguments["name"])
    schedule, coming = planned.schedule, coming_slots(desk, planned, 2)
    if not coming:
        raise BadSchedule(f"{schedule.name} has no slot to skip")
    desk.deliveries.skip(planned.number, coming[0], desk.now)
    then = f" Then: {both_times(coming[1], schedule.zone)}." if coming[1:] else ""
    sentence = f"{schedule.name}: {both_times(coming[0], schedule.zone)} is skipped.{then}"
    return _done(sentence, "Status", "digest status", schedule.name)


def remove(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take a schedule out, unless the configuration holds it."""
    planned = _own(desk, arguments["name"])
    desk.deliveries.remove(planned.number, desk.now)
    sentence = f"{planned.schedule.name}: removed; nothing more is posted."
    return Reply((ours(sentence),), buttons=(ask("Digest list", "digest list"),), private=True)


def _own(desk: Desk, name: str) -> Planned:
    """Return the schedule called *name*; raise BadSchedule where the configuration holds it."""
    planned = schedule_asked(desk, name)
    if planned.from_config:
        raise BadSchedule(f"{planned.schedule.name!r} stands in the configuration; change it or take it out there")
    return planned


def _plan(desk: Desk, schedule: Schedule, planned: Planned | None, command: str, arguments: Mapping[str, str]) -> Reply:
    """Return what would be saved: the settings, the next slots, and what would be posted now."""
    asked = {name: value for name, value in arguments.items() if name in _PLAN}
    now = upcoming(desk.shelf, desk.deliveries, schedule, planned.number if planned else None, desk.now)
    settings = card(
        [strong(schedule.name), ours(f" · {when_text(schedule)} to {place_text(schedule.place)}")],
        [quiet(settings_text(schedule))],
        *coming_lines(schedule, desk.now),
    )
    return Reply(
        title=(strong(f"{'Changes of' if planned else 'Plan of'} {schedule.name}"), ours(": not saved yet")),
        lead="Save does it",
        cards=(settings, card([quiet("What would be posted now:")], now.title), *now.cards),
        notes=now.notes,
        buttons=(ask("Save", command, **asked, save="yes"),),
        private=True,
    )


def _saved(desk: Desk, schedule: Schedule, what: str) -> Reply:
    """Say what was saved and when it posts next; the deliveries look again at once."""
    desk.wake()
    following = next_slot(schedule, desk.now)
    coming = f" Next: {both_times(following, schedule.zone)}." if following else ""
    where = f"{place_text(schedule.place)}, {when_text(schedule)}"
    sentence = f"{schedule.name}: {what}, to {where}.{coming}"
    return Reply((ours(sentence),), buttons=_next(schedule.name), private=True)


def _next(name: str) -> tuple[Button, ...]:
    one = [ask(word.capitalize(), f"digest {word}", name=name) for word in ("preview", "pause")]
    return (*one, ask("Digest list", "digest list"))


def _done(sentence: str, label: str, command: str, name: str) -> Reply:
    return Reply((ours(sentence),), buttons=(ask(label, command, name=name),), private=True)


_SAVE = Parameter("save", "yes saves what was shown", choices=("yes",), hidden=True)
_PLAN = frozenset({"name", "at", *(each.name for each in SETTINGS)})


def _unchanged(parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Return the parameters as those of a change: what is left out stays as it is."""
    return tuple(replace(each, help=f"{each.help.partition(';')[0]}; left out: as it is") for each in parameters)


COMMANDS = (
    Command(
        "digest add",
        "Set up a digest for a channel; its plan is shown before it is saved",
        add,
        (Parameter("name", "A name for it: morning", required=True, longest=60), AT, *SETTINGS, _SAVE),
        ("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin",),
        True,
        False,
    ),
    Command(
        "digest edit",
        "Change a digest; a hyphen takes a list out",
        edit,
        (NAMED, *_unchanged((replace(AT, required=False), *SETTINGS[1:])), _SAVE),
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
