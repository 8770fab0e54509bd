"""The settings of a digest as people type them: parameters, and how a schedule takes them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import time

from bot.calls import Misunderstood
from bot.catalogue import languages, told
from bot.commands.command import Kind, Parameter
from bot.zone_names import zone_named
from briefings.place import Place
from briefings.schedule import BadSchedule, Schedule, days_text, read_days, read_time

_MOST_TIMES = 24
_NOTHING = "-"  # takes a list out again
_ROLE = re.compile(r"(?:<@&)?([0-9]{15,20})>?")
_GROUP = re.compile(r"(?:<!subteam\^)?(S[A-Z0-9]{2,20})(?:\|[^<>]*)?>?")
_CHANNELS = {
    "discord": re.compile(r"(?:<#)?([0-9]{1,20})>?"),
    "slack": re.compile(r"(?:<#)?([CDG][A-Z0-9]{1,20})(?:\|[^<>]*)?>?"),
}
_LISTS = ("topics", "speakers", "sources", "words", "not_words")


def read_settings(schedule: Schedule, arguments: Mapping[str, str]) -> Schedule:
    """Return *schedule* with the settings that *arguments* give; raise Misunderstood for what cannot be read."""
    lists = {name: _listed(arguments[name]) for name in _LISTS if name in arguments}
    with _reading("channel"):
        place = place_asked(schedule.place, arguments)
    with _reading("at"):
        at = _times(arguments["at"]) if "at" in arguments else schedule.at
    with _reading("days"):
        days = read_days(arguments.get("days", days_text(schedule.days)))
    with _reading("zone"):
        zone = zone_named(arguments["zone"]) if "zone" in arguments else schedule.zone
    with _reading("mention"):
        mention = _mention(arguments["mention"], schedule.place) if "mention" in arguments else schedule.mention
    return replace(
        schedule,
        place=place,
        at=at,
        days=days,
        zone=zone,
        filters=replace(schedule.filters, **lists),
        at_most=int(arguments.get("at_most", schedule.at_most)),
        when_empty=arguments.get("when_empty", schedule.when_empty),
        language=arguments.get("language", schedule.language),
        mention=mention,
        post=arguments.get("post", schedule.post),
    )


def taken_away(arguments: Mapping[str, str]) -> list[str]:
    """Return the names of the lists that *arguments* take away."""
    return [name for name in _LISTS if arguments.get(name, "").strip() == _NOTHING]


@contextmanager
def _reading(option: str) -> Iterator[None]:
    """Say of what cannot be read within the block which *option* it stands in."""
    try:
        yield
    except BadSchedule as error:
        raise Misunderstood(told(error), option=option) from None


def place_asked(place: Place, arguments: Mapping[str, str]) -> Place:
    """Return *place* with the channel that *arguments* name, if they do; raise BadSchedule where that is none."""
    text = arguments.get("channel", "").strip()
    if not text or place.platform not in _CHANNELS:
        return replace(place, channel=text or place.channel)
    found = _CHANNELS[place.platform].fullmatch(text)
    if found is None:
        raise BadSchedule("{text!r} is no channel; choose one from the list, or give its id", text=text)
    return replace(place, channel=found[1])


def _mention(text: str, place: Place) -> str:
    """Return the id of the role or group in *text*, "" for a lone hyphen.

    A server's role of everybody has the server's own id, and is none to be called.
    """
    found = _ROLE.fullmatch(text.strip()) if place.platform == "discord" else _GROUP.fullmatch(text.strip())
    if text.strip() == _NOTHING:
        return ""
    if found is None or found[1] == place.workspace:
        raise BadSchedule("Name a role of this server or a user group of this workspace; nobody else can be called")
    return found[1]


def _times(text: str) -> tuple[time, ...]:
    at = tuple(sorted({read_time(each) for each in text.replace(" ", ",").split(",") if each}))
    if not 0 < len(at) <= _MOST_TIMES:
        raise BadSchedule("Give one to {most} times of day, as in at:08:00,17:30", most=_MOST_TIMES)
    return at


def _listed(text: str) -> tuple[str, ...]:
    """Return what commas part in *text*; a lone hyphen is nothing."""
    return () if text.strip() == _NOTHING else tuple(each.strip() for each in text.split(",") if each.strip())


POST = Parameter(
    "post",
    "thread: only a digest's first message in the channel",
    choices=("message", "thread"),
    in_menu="Where the messages of a long digest stand",
)
MENTION = Parameter("mention", "A role or user group that each post calls; left out: nobody", Kind.ROLE)
SETTINGS = (
    Parameter("channel", "Where it is posted; left out: here", Kind.CHANNEL),
    Parameter(
        "days", "mon-fri, or mon,wed; left out: every day", Kind.DAYS, several=True, in_menu="Left out: every day"
    ),
    Parameter("zone", "A time zone: Europe/Berlin, or its city; left out: yours, or UTC", Kind.ZONE, proposed=True),
    Parameter(
        "topics", "Only these topics, with commas between them", Kind.TOPIC, several=True, in_menu="Only these topics"
    ),
    Parameter(
        "speakers",
        "Only entries that quote one of these, with commas between them",
        Kind.SPEAKER,
        several=True,
        in_menu="Only entries that quote one of these",
    ),
    Parameter(
        "sources",
        "Only from these sources, with commas between them",
        Kind.SOURCE,
        several=True,
        in_menu="Only from these sources",
    ),
    Parameter("words", "Only entries with one of these words or phrases, with commas between them"),
    Parameter("not_words", "No entries with one of these words or phrases, with commas between them"),
    Parameter("at_most", "How many entries at most; left out: 10", Kind.NUMBER, most=50),
    Parameter("when_empty", "What to do when nothing is new", choices=("silent", "say_so")),
    Parameter("language", "The language of its frame; left out: yours", choices=languages()),
)
AT = Parameter("at", "Times of day: 08:00 or 08:00,17:30", required=True)
