"""Completions: what could be meant by what has been typed so far, for every kind of parameter."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.calls import clean
from bot.commands.command import Command, Kind, Parameter
from bot.commands.table import COMMANDS
from bot.desk import Asker
from bot.labels import choice_label
from bot.zone_names import all_zones, cities
from briefings.article import shorten
from briefings.errors import NotHere
from briefings.folding import fold, without_accents
from briefings.library.deliveries import Deliveries
from briefings.library.reader import Counted
from briefings.library.shelf import Shelf, Titled
from briefings.schedule import DAYS

T = TypeVar("T")
_OFTEN = ("mon-fri", "daily", "sat-sun")  # days
_POPULOUS = (
    *("UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Istanbul", "Europe/Moscow", "Africa/Lagos"),
    *("Africa/Cairo", "Africa/Johannesburg", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka"),
    *("Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo"),
)
_STORIES = 8  # offered beside articles
_CONSIDERED = 100  # of the most used, from which the nearest come first
MOST = 25  # choices that Discord takes, and people read


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown, and what is meant by it."""

    label: str
    value: str


def complete(
    parameter: Parameter, typed: str, shelf: Shelf, deliveries: Deliveries, asker: Asker, most: int = MOST
) -> list[Choice]:
    """Return at most *most* choices for *parameter* that go on from *typed*, the likeliest first.

    Of several values the last is gone on from.
    """
    if parameter.several and "," in typed:
        before, _, last = typed.rpartition(",")
        found = complete(replace(parameter, several=False), last.strip(), shelf, deliveries, asker, most)
        chosen = {fold(each.strip()) for each in before.split(",")}
        rest = [each for each in found if fold(each.value) not in chosen]
        return [Choice(f"{before.strip()}, {each.label}", f"{before.strip()}, {each.value}") for each in rest]
    if parameter.choices:
        return _own(parameter.choices, typed, asker)
    typed = clean(typed)
    match parameter.kind:
        case Kind.SEARCH:
            return _searched(typed, shelf, most)
        case Kind.ARTICLE:
            return _articles(typed, shelf, most)
        case Kind.STORY:
            return _stories(typed, shelf, most)
        case Kind.SPEAKER:
            return [_counted(each) for each in _nearest(typed, shelf.speakers(typed, _CONSIDERED), _label)[:most]]
        case Kind.TOPIC:
            return [_counted(each) for each in _nearest(typed, shelf.topics(typed, most).items, _label)]
        case Kind.SOURCE:
            return [Choice(each, each) for each in _nearest(typed, shelf.sources(typed, _CONSIDERED), str)[:most]]
        case Kind.COMMAND:
            named = [name for name, each in COMMANDS.items() if _may(each, asker) and fold(typed) in name]
            return [Choice(name, name) for name in _nearest(typed, named, str)[:most]]
        case Kind.SCHEDULE:
            return _schedules(typed, deliveries, asker)[:most]
        case Kind.DAYS:
            return [Choice(each, each) for each in (*_OFTEN, *DAYS) if each.startswith(fold(typed))]
        case Kind.ZONE:
            return _zones(typed, asker)[:most]
        case _:
            return []


def _own(choices: Sequence[str], typed: str, asker: Asker) -> list[Choice]:
    """Return those of a parameter's *choices* that go on from *typed*; at the terminal they are typed as they are."""
    found = [Choice(each if asker.platform == "terminal" else choice_label(each), each) for each in choices]
    return [each for each in found if any(fold(text).startswith(fold(typed)) for text in (each.value, each.label))]


def _zones(typed: str, asker: Asker) -> list[Choice]:
    """Return the zones whose name or city, as the asker calls it, holds what was *typed*, first that of *asker*.

    Before anything was typed, those that many people live in come next.
    """
    called = cities(asker.language)
    offered = [Choice(f"{called[zone]} · {zone}" if zone in called else zone, zone) for zone in all_zones()]
    start = fold(typed).replace(" ", "_")
    held = [each for each in offered if start in fold(each.label).replace(" ", "_")]
    found = _nearest(start, held, lambda each: each.label.replace(" ", "_"))
    before = dict.fromkeys((asker.zone, *(() if start else _POPULOUS)))
    first = {zone: place for place, zone in enumerate(before)}
    return sorted(found, key=lambda each: first.get(each.value, len(first)))


def _nearest(typed: str, found: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """Return *found*, which stand in the order of their use: names that begin as was typed before those of which a
    later word does, and those before the others. Accents make no difference."""
    begun = re.compile(r"(.*?[\W_])??" + re.escape(without_accents(fold(typed)).strip()), re.DOTALL)

    def distance(each: T) -> int:
        match = begun.match(without_accents(fold(name(each))).strip())
        return 2 if match is None else 0 if match[1] is None else 1

    return sorted(found, key=distance)


def _label(each: Counted) -> str:
    return each.label


def _articles(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    return _chosen(typed, shelf.titles(typed, _CONSIDERED))[:most]


def _chosen(typed: str, titled: Sequence[Titled]) -> list[Choice]:
    found = _nearest(typed, titled, lambda each: each.title)
    return [Choice(f"{each.cite} · {shorten(each.title)}", each.cite) for each in found]


def _stories(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    """Offer articles and, first, some of the stories of several."""
    titled = shelf.titles(typed, _CONSIDERED)
    numbers = [each.number for each in titled]
    with suppress(NotHere):
        numbers += [held.number for held in shelf.story(typed).entries]
    told = shelf.stories(numbers, _STORIES)
    found = [
        Choice(f"S{number} · {shorten(title, 70)} ({count} entries)", f"S{number}") for number, count, title in told
    ]
    return [*found, *_chosen(typed, titled)][:most]


def _searched(typed: str, shelf: Shelf, most: int) -> list[Choice]:
    """Go on from all that was typed to names, topics and titles, else from its last word."""
    names = [*shelf.speakers(typed, _CONSIDERED), *shelf.topics(typed, _CONSIDERED).items]
    used = sorted(names, key=lambda each: -each.count)
    labels = [" ".join(each.label.split()) for each in _nearest(typed, used, _label)]
    if typed.strip():
        labels += [" ".join(held.title.split()) for held in shelf.titles(typed, most)]
    before, _, last = typed.rpartition(" ")
    if not labels and before.strip() and last:
        labels = [f"{before} {choice.value}" for choice in _searched(last, shelf, most)]
    return [Choice(shorten(each), each) for each in dict.fromkeys(labels)][:most]


def _counted(each: Counted) -> Choice:
    value = " ".join(each.label.split())
    return Choice(f"{shorten(value, 90)} ({each.count})", value)


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
