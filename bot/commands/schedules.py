"""Schedules as people ask for them and read them: those that may be managed here, their settings and slots."""

from datetime import datetime

from bot.commands.asked import NothingFound
from bot.commands.digest_reply import both_times
from bot.desk import Asker, Desk
from bot.replies import Line, Piece, Reply, ours, quiet, strong, typed
from briefings.library.ledger import Delivery, Planned, State
from briefings.place import Place
from briefings.schedule import Schedule, days_text, next_slots

_STATES = {
    State.DUE: "due",
    State.CLAIMED: "being composed",
    State.SENDING: "being posted, or posted without an answer: it is looked for before it is sent again",
    State.POSTED: "posted",
    State.LATE: "posted late",
    State.SKIPPED: "skipped",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
}
_MOST_SKIPPED = 30  # slots that can be skipped ahead
_FILTERS = (
    ("topics", "topics"),
    ("speakers", "quoting"),
    ("sources", "from"),
    ("words", "with the words"),
    ("not_words", "without the words"),
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
    near = "Digests here: " + ", ".join(names) if names else "There are none here yet; digest add sets one up."
    raise NothingFound(Reply((ours(f"No digest is called “{name}”."),), notes=((ours(near),),), private=True))


def no_schedules() -> Reply:
    """Return that nothing is set up here, and how to do it."""
    example: Line = (ours("Set one up: "), typed("digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin"))
    return Reply((strong("Digests"),), "None set up here", notes=(example,), private=True)


def place_text(place: Place) -> str:
    """Return a place as people read it."""
    if place.platform == "terminal":
        return "this terminal"
    if place.person is not None:
        return f"direct messages on {place.platform.capitalize()}"
    return f"{place.platform.capitalize()} channel {place.channel}"


def when_text(schedule: Schedule) -> str:
    """Return the days, times and zone of a schedule: "mon-fri at 08:00, 17:30 Europe/Berlin"."""
    times = ", ".join(f"{at:%H:%M}" for at in schedule.at)
    return f"{days_text(schedule.days)} at {times} {schedule.zone}"


def settings_text(schedule: Schedule) -> str:
    """Return what a schedule takes, how much of it, and what it does when nothing is new."""
    filters = schedule.filters
    kept = [f"{words} {', '.join(found)}" for name, words in _FILTERS if (found := getattr(filters, name))]
    empty = "silent when nothing is new" if schedule.when_empty == "silent" else "says so when nothing is new"
    return " · ".join((*(kept or ["all entries"]), f"at most {schedule.at_most} entries", empty))


def coming_slots(desk: Desk, planned: Planned, count: int) -> list[datetime]:
    """Return the next *count* slots that nobody has skipped."""
    skipped = {each.slot for each in desk.deliveries.last(planned.number, _MOST_SKIPPED)}
    found = next_slots(planned.schedule, desk.now, _MOST_SKIPPED + count)
    return [slot for slot in found if slot not in skipped][:count]


def coming_lines(schedule: Schedule, now: datetime, count: int = 3) -> list[Line]:
    """Return the next slots, each in local time and in UTC."""
    slots = next_slots(schedule, now, count)
    return [(quiet(f"next: {both_times(slot, schedule.zone)}"),) for slot in slots] or [(quiet("no day or time"),)]


def slot_line(delivery: Delivery, zone: str) -> Line:
    """Return what became of a slot, for people to read, with a link to its first message where there is one."""
    reason = f": {delivery.reason}" if delivery.reason else ""
    messages = f" (message {', '.join(delivery.messages.values())})" if delivery.messages else ""
    told = quiet(f"{both_times(delivery.slot, zone)}: {_STATES[delivery.state]}{reason}{messages}")
    link = _link(delivery)
    return (told, ours(" "), Piece("open", url=link)) if link else (told,)


def _link(delivery: Delivery) -> str | None:
    """Return the address of a delivery's first message; only Discord's can be made of ids alone."""
    place, first = delivery.place, next(iter(delivery.messages.values()), None)
    if place.platform != "discord" or place.person is not None or first is None:
        return None
    return f"https://discord.com/channels/{place.workspace}/{place.channel}/{first}"
