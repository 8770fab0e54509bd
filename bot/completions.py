"""Completions: what could be meant by what has been typed so far, for every kind of parameter."""

from dataclasses import dataclass
from itertools import islice
from zoneinfo import available_timezones

from bot.calls import clean
from bot.commands.command import Command, Kind, Parameter
from bot.commands.table import COMMANDS
from bot.desk import Asker
from briefings.article import shorten
from briefings.folding import fold
from briefings.library.deliveries import Deliveries
from briefings.library.shelf import Shelf

_STORIES = 8  # offered beside articles
MOST = 25  # choices that Discord takes, and people read


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown, and what is meant by it."""

    label: str
    value: str


def complete(
    parameter: Parameter, typed: str, shelf: Shelf, deliveries: Deliveries, asker: Asker, most: int = MOST
) -> list[Choice]:
    """Return at most *most* choices for *parameter* that go on from *typed*, the likeliest first."""
    if parameter.choices:
        return [Choice(each, each) for each in parameter.choices if each.startswith(fold(typed))]
    typed = clean(typed)
    match parameter.kind:
        case Kind.SEARCH:
            return _searched(typed, shelf, most)
        case Kind.ARTICLE:
            return _articles(typed, shelf, most)
        case Kind.STORY:
            return _stories(typed, shelf, most)
        case Kind.SPEAKER:
            return [_counted(each.label, each.count) for each in shelf.speakers(typed, most)]
        case Kind.TOPIC:
            return [_counted(each.label, each.count) for each in shelf.topics(typed, most).items]
        case Kind.SOURCE:
            return [Choice(each, each) for each in shelf.sources(typed, most)]
        case Kind.COMMAND:
            named = (name for name, each in COMMANDS.items() if _may(each, asker) and fold(typed) in name)
            return [Choice(name, name) for name in islice(named, most)]
        case Kind.SCHEDULE:
            return _schedules(typed, deliveries, asker)[:most]
        case Kind.ZONE:
            start = fold(typed).replace(" ", "_")
            zones = sorted(zone for zone in available_timezones() if start in zone.casefold())
            return [Choice(zone, zone) for zone in zones[:most]]
        case _:
            return []


def _articles(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    return [Choice(f"{each.cite} · {shorten(each.title)}", each.cite) for each in shelf.titles(typed, most)]


def _stories(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    """Offer articles and, first, some of the stories of several."""
    told = shelf.stories(typed, _STORIES)
    found = [
        Choice(f"S{number} · {shorten(title, 70)} ({count} entries)", f"S{number}") for number, count, title in told
    ]
    return [*found, *_articles(typed, shelf, most)][:most]


def _searched(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    """Go on from all that was typed to names, topics and titles, else from its last word."""
    names = [*shelf.speakers(typed, most), *shelf.topics(typed, most).items]
    labels = [" ".join(each.label.split()) for each in sorted(names, key=lambda each: -each.count)]
    if typed.strip():
        labels += [" ".join(held.title.split()) for held in shelf.titles(typed, most)]
    before, _, last = typed.rpartition(" ")
    if not labels and before.strip() and last:
        labels = [f"{before} {choice.value}" for choice in _searched(last, shelf, most)]
    return [Choice(shorten(each), each) for each in dict.fromkeys(labels)][:most]


def _counted(label: str, count: int) -> Choice:
    value = " ".join(label.split())
    return Choice(f"{shorten(value, 90)} ({count})", value)


def _may(command: Command, asker: Asker) -> bool:
    return asker.may_manage or not command.manage


def _schedules(typed: str, deliveries: Deliveries, asker: Asker) -> list[Choice]:
    if not asker.may_manage:
        return []
    mine = (
        deliveries.schedules()
        if asker.platform == "terminal"
        else deliveries.schedules(asker.platform, asker.workspace)
    )
    names = [planned.schedule.name for planned in mine]
    return [Choice(name, name) for name in names if name.casefold().startswith(fold(typed))]
