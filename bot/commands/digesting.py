"""Digests: what would be posted, what is set up, what was posted, for people who may manage."""

from collections.abc import Mapping
from dataclasses import replace

from bot.commands.asked import NothingFound
from bot.commands.command import Command, Kind, Parameter
from bot.commands.digest_reply import both_times, upcoming
from bot.commands.shown import ask, one_or_many
from bot.desk import Desk
from bot.replies import Card, Line, Reply, card, ours, quiet, strong, typed
from briefings.library.ledger import Delivery, Planned, State
from briefings.schedule import (
    BadSchedule,
    Place,
    Schedule,
    days_text,
    next_slot,
    read_days,
    read_time,
    read_zone,
)

_MOST_TIMES = 24


def preview(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with exactly what would be posted now; without a schedule with the newest entries."""
    planned = _asked(desk, arguments["name"]) if "name" in arguments else None
    return replace(upcoming(desk.shelf, desk.deliveries, planned, desk.now), private=True)


def send(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Enter a slot for now; the deliveries take it up at once, or when the bot runs."""
    planned = _asked(desk, arguments["name"])
    desk.deliveries.enter_now(planned.number, desk.now)
    desk.wake()
    where = place_text(planned.schedule.place)
    return _done(f"{planned.schedule.name}: posting to {where} now; digest status says how it went.", "digest status")


def add(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Set up a schedule for this workspace."""
    name = arguments["name"]
    if any(each.schedule.name.lower() == name.lower() for each in _ours(desk)):
        raise BadSchedule(f"There is a digest called {name!r} already; choose another name")
    at = tuple(sorted({read_time(each) for each in arguments["at"].replace(" ", ",").split(",") if each}))
    if not 0 < len(at) <= _MOST_TIMES:
        raise BadSchedule(f"Give one to {_MOST_TIMES} times of day, as in at:08:00,17:30")
    schedule = Schedule(
        name=name,
        place=Place(desk.asker.platform, desk.asker.workspace, arguments.get("channel", desk.asker.channel)),
        at=at,
        days=read_days(arguments.get("days", "daily")),
        zone=read_zone(arguments.get("zone", "UTC")),
        topics=tuple(topic.strip() for topic in arguments.get("topics", "").split(",") if topic.strip()),
        at_most=int(arguments.get("at_most", "10")),
        when_empty=arguments.get("when_empty", "silent"),
    )
    desk.deliveries.add(schedule, desk.now, desk.asker.user)
    desk.wake()
    following = next_slot(schedule, desk.now)
    coming = f" First: {both_times(following, schedule.zone)}." if following else ""
    return _done(f"{name}: set up for {place_text(schedule.place)}, {_when(schedule)}.{coming}", "digest list")


def remove(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take a schedule out, unless the configuration holds it."""
    planned = _asked(desk, arguments["name"])
    if planned.from_config:
        raise BadSchedule(f"{planned.schedule.name!r} stands in the configuration; take it out there")
    desk.deliveries.remove(planned.number, desk.now)
    return _done(f"{planned.schedule.name}: removed; nothing more is posted.", "digest list")


def list_all(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the schedules and their settings."""
    planned = _ours(desk)
    if not planned:
        return _no_digests()
    cards = [
        card(
            [strong(each.schedule.name), quiet(" (from the configuration)" if each.from_config else "")],
            [ours(f"{_when(each.schedule)} to {place_text(each.schedule.place)}")],
            [quiet(_settings(each.schedule))],
        )
        for each in planned
    ]
    return Reply((strong("Digests"),), one_or_many(len(planned), "digest"), tuple(cards), private=True)


def status(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with each schedule's next slot and what became of the last ones."""
    planned = [_asked(desk, arguments["name"])] if "name" in arguments else _ours(desk)
    if not planned:
        return _no_digests()
    return Reply(
        title=(strong("Digests"),),
        lead=one_or_many(len(planned), "digest"),
        cards=tuple(_status(desk, each) for each in planned),
        private=True,
    )


def _status(desk: Desk, planned: Planned) -> Card:
    schedule = planned.schedule
    following = next_slot(schedule, desk.now)
    if planned.stopped:
        coming = f"stopped: {planned.stopped}; mend it, then: digest send {schedule.name}"
    else:
        coming = f"next: {both_times(following, schedule.zone)}" if following else "no day or time"
    last = desk.deliveries.last(planned.number)
    lines: list[Line] = [(quiet(slot_text(each, schedule.zone)),) for each in last]
    if not last:
        lines = [(quiet("no slot has come due yet"),)]
    return card([strong(schedule.name), ours(f" · {place_text(schedule.place)}")], [ours(coming)], *lines)


def slot_text(delivery: Delivery, zone: str) -> str:
    """Return what became of a slot, for people to read."""
    states = {
        State.DUE: "due",
        State.CLAIMED: "being composed",
        State.SENDING: "being posted, or posted without an answer: it is looked for before it is sent again",
        State.POSTED: "posted",
        State.LATE: "posted late",
        State.SKIPPED: "skipped",
        State.FAILED: "failed",
        State.UNKNOWN: "unknown",
    }
    reason = f": {delivery.reason}" if delivery.reason else ""
    messages = f" (message {', '.join(delivery.messages.values())})" if delivery.messages else ""
    return f"{both_times(delivery.slot, zone)}: {states[delivery.state]}{reason}{messages}"


def place_text(place: Place) -> str:
    """Return a place as people read it."""
    if place.platform == "terminal":
        return "this terminal"
    return f"{place.platform.capitalize()} channel {place.channel}"


def _when(schedule: Schedule) -> str:
    times = ", ".join(f"{at:%H:%M}" for at in schedule.at)
    return f"{days_text(schedule.days)} at {times} {schedule.zone}"


def _settings(schedule: Schedule) -> str:
    topics = f"topics {', '.join(schedule.topics)}" if schedule.topics else "all topics"
    empty = "silent when nothing is new" if schedule.when_empty == "silent" else "says so when nothing is new"
    return f"{topics} · at most {schedule.at_most} entries · {empty}"


def _ours(desk: Desk) -> list[Planned]:
    """Return the schedules that this person may manage: those of the workspace, at the terminal all of them."""
    if desk.asker.platform == "terminal":
        return desk.deliveries.schedules()
    return desk.deliveries.schedules(desk.asker.platform, desk.asker.workspace)


def _asked(desk: Desk, name: str) -> Planned:
    planned = _ours(desk)
    for each in planned:
        if each.schedule.name.lower() == name.strip().lower():
            return each
    names = [each.schedule.name for each in planned]
    near = "Digests here: " + ", ".join(names) if names else "There are none here yet; digest add sets one up."
    raise NothingFound(Reply((ours(f"No digest is called “{name}”."),), notes=((ours(near),),), private=True))


def _no_digests() -> Reply:
    example: Line = (ours("Set one up: "), typed("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin"))
    return Reply((strong("Digests"),), "None set up here", notes=(example,), private=True)


def _done(sentence: str, then: str) -> Reply:
    return Reply((ours(sentence),), buttons=(ask(then.capitalize(), then),), private=True)


NAME = Parameter("name", "The digest's name", Kind.SCHEDULE, longest=60)
NAMED = Parameter("name", NAME.help, Kind.SCHEDULE, required=True, longest=60)
COMMANDS = (
    Command("digest preview", "What would be posted now", preview, (NAME,), ("digest preview",), True, False),
    Command("digest send", "Post a digest now", send, (NAMED,), ("digest send morning",), True, False),
    Command(
        "digest add",
        "Set up a digest for a channel",
        add,
        (
            Parameter("name", "A name for it: morning", required=True, longest=60),
            Parameter("at", "Times of day: 08:00 or 08:00,17:30", required=True),
            Parameter("channel", "Where it is posted; left out: here", Kind.CHANNEL),
            Parameter("days", "mon-fri, or mon,wed; left out: every day"),
            Parameter("zone", "An IANA time zone: Europe/Berlin; left out: UTC", Kind.ZONE),
            Parameter("topics", "Only these topics, with commas between them", Kind.TOPIC),
            Parameter("at_most", "How many entries at most; left out: 10", Kind.NUMBER, most=50),
            Parameter("when_empty", "What to do when nothing is new", choices=("silent", "say_so")),
        ),
        ("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin",),
        True,
        False,
    ),
    Command("digest list", "The digests that are set up", list_all, (), ("digest list",), True, False),
    Command("digest remove", "Take a digest out", remove, (NAMED,), ("digest remove morning",), True, False),
    Command(
        "digest status",
        "Next slots, and what became of the last ones",
        status,
        (NAME,),
        ("digest status",),
        True,
        False,
    ),
)
