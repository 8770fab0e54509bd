"""Subscribing: a digest of one's own by direct message, for everybody, that one press ends."""

from collections.abc import Mapping
from dataclasses import replace

from bot.calls import Misunderstood
from bot.catalogue import _, counted
from bot.commands.asked import topic_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.schedules import direct, saved_line, subscriptions, when_text
from bot.commands.settings import AT, SETTINGS, read_settings
from bot.commands.shown import ask
from bot.desk import Desk
from bot.replies import Reply, card, ours, quiet, strong
from briefings.filters import Filters
from briefings.schedule import Schedule, read_time

_EVERYTHING = "news"
_MOST = 10  # of one person


def subscribe(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Set up a digest for the person who asks, or change the one on this topic."""
    topic = topic_asked(desk, arguments["topic"], "subscribe").label if "topic" in arguments else None
    mine = {each.schedule.name: each for each in subscriptions(desk)}
    name = topic or _EVERYTHING
    known = mine.get(name)
    if known is None and len(mine) >= _MOST:
        most = _("{n} personal digests are the most; end one with unsubscribe")
        raise Misunderstood(most.format(n=_MOST))
    first = Schedule(name, direct(desk.asker), (read_time("08:00"),), filters=Filters(topics=(topic,) if topic else ()))
    first = replace(first, language=desk.asker.language, zone=desk.asker.zone or first.zone)
    settings = {each: value for each, value in arguments.items() if each != "topic"}
    schedule = read_settings(known.schedule if known else first, settings)
    if known:
        desk.deliveries.change(known.number, schedule, desk.now)
    else:
        desk.deliveries.add(schedule, desk.now, desk.asker.user)
    desk.wake()
    said = saved_line(desk, schedule, _("{name}: set up for {place}, {when}."))
    stop = ask(_("Stop it"), "unsubscribe", name=schedule.name)
    return Reply(said, buttons=(stop, ask(_("My digests"), "subscriptions")), private=True)


def unsubscribe(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """End a digest of the person who asks; without a name the only one, or all when there are several."""
    mine = subscriptions(desk)
    wanted = arguments.get("name", "").strip().lower()
    ended = [each for each in mine if not wanted or each.schedule.name.lower() == wanted]
    for each in ended:
        desk.deliveries.remove(each.number, desk.now)
    names = ", ".join(each.schedule.name for each in ended)
    left = len(mine) - len(ended)
    sentence = _("Ended: {names}.").format(names=names) if ended else _("You have no such personal digest.")
    still = counted("{n} personal digest left.", "{n} personal digests left.", left)
    notes = ((quiet(still),),) if left else ()
    again = tuple(
        ask(_("Again: {name}").format(name=each.schedule.name), "subscribe", **_again(each.schedule))
        for each in ended[:5]
    )
    return Reply((ours(sentence),), notes=notes, buttons=again, private=True)


def mine(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the personal digests of the person who asks."""
    found = subscriptions(desk)
    return Reply(
        title=(strong(_("Your digests")),),
        lead=counted("{n} digest", "{n} digests", len(found)) if found else _("None; subscribe sets one up"),
        cards=tuple(card([strong(each.schedule.name)], [ours(when_text(each.schedule))]) for each in found),
        buttons=tuple(
            ask(_("Stop {name}").format(name=each.schedule.name), "unsubscribe", name=each.schedule.name)
            for each in found
        ),
        private=True,
    )


def _again(schedule: Schedule) -> dict[str, str]:
    """Return the arguments that set up *schedule* anew."""
    topic = {"topic": schedule.filters.topics[0]} if schedule.filters.topics else {}
    return {**topic, "at": ",".join(f"{at:%H:%M}" for at in schedule.at), "zone": schedule.zone}


COMMANDS = (
    Command(
        "subscribe",
        "A digest of your own by direct message",
        subscribe,
        (
            Parameter("topic", "Only this topic; left out: everything", Kind.TOPIC),
            replace(AT, required=False, help="Times of day: 08:00 or 08:00,17:30; left out: 08:00"),
            *(each for each in SETTINGS if each.name in {"days", "zone", "language"}),
        ),
        ("subscribe topic:{topic} at:08:00 zone:Europe/Berlin",),
        steady=False,
    ),
    Command(
        "unsubscribe",
        "End a digest of your own",
        unsubscribe,
        (Parameter("name", "Its name: its topic, or news; left out: all", longest=60),),
        ("unsubscribe",),
        steady=False,
    ),
    Command("subscriptions", "The digests of your own", mine, (), ("subscriptions",), steady=False),
)
