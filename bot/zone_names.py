"""Zones as people name them: by a city, an abbreviation, an offset. What can mean several is asked back. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.catalogue import ENGLISH, languages
from briefings.folding import fold
from briefings.schedule import BadSchedule

# One or two for every offset that many people live with, the most lived in first; they stand as examples.
_EXAMPLES = (
    "Europe/Berlin Europe/Paris America/New_York America/Chicago America/Los_Angeles Asia/Kolkata Asia/Shanghai "
    "Asia/Tokyo Europe/London Africa/Lagos Africa/Cairo Africa/Johannesburg Africa/Nairobi Europe/Lisbon Europe/Dublin "
    "Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Moscow Europe/Istanbul Asia/Jerusalem Asia/Riyadh Asia/Dubai "
    "Asia/Karachi Asia/Dhaka Asia/Bangkok Asia/Jakarta Asia/Singapore Asia/Manila Asia/Seoul Australia/Sydney "
    "Australia/Brisbane Australia/Adelaide Australia/Perth Pacific/Auckland America/Denver America/Phoenix "
    "America/Toronto America/Mexico_City America/Bogota America/Caracas America/Halifax America/Sao_Paulo "
    "America/Argentina/Buenos_Aires America/St_Johns America/Anchorage Pacific/Honolulu Asia/Kathmandu Asia/Kabul "
    "Asia/Tehran"
).split()
# Abbreviations that the time zone database does not use: the short American ones, and the German ones.
_ALSO = {
    "et": "est",
    "ct": "cst",
    "mt": "mst",
    "pt": "pst",
    "mez": "cet",
    "mesz": "cest",
    "oez": "eet",
    "oesz": "eest",
    "wez": "wet",
    "wesz": "west",
}
# Where zones are called after cities; the others (US/Eastern) are links and offsets.
_CITIES = tuple(
    f"{each}/" for each in "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
)
_NO_OFFSET = {"utc": "UTC", "z": "UTC", "gmt": "UTC", "utc+0": "UTC", "gmt+0": "UTC", "utc-0": "UTC"}
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?")
_SHOWN = 4  # zones that a sentence names
_MONTHS = (1, 7)  # in which summer time holds in one half of the world or the other


def zone_named(text: str) -> str:
    """Return the IANA zone that *text* names: its name in any case, or a city's; raise BadSchedule else.

    An abbreviation (CET) and an offset (UTC+2) are none: they are used in several zones, with and without summer time.
    """
    name = fold(text).replace("−", "-")
    if name in _NO_OFFSET:
        return _NO_OFFSET[name]
    if offset := _OFFSET.fullmatch(name.replace(" ", "")):
        sign = 1 if offset[1] == "+" else -1
        near = _examples().get(_written(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))), [])
        raise BadSchedule(
            "{text} says nothing of summer time; name a zone, as in {zones}",
            text=text,
            zones=_row(near or ["Europe/Berlin"]),
        )
    if used := _examples().get(_ALSO.get(name, name)):
        raise BadSchedule("{text} is used in several time zones; name one, as in {zones}", text=text, zones=_row(used))
    found = _named().get(name.replace(" ", "_"), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise BadSchedule("{text} is in several time zones; name one: {zones}", text=text, zones=_row(found))
    raise BadSchedule("{text!r} is no time zone; write it like Europe/Berlin or UTC", text=text)


@cache
def all_zones() -> list[str]:
    """Return the IANA zones by their names; reading them takes 20 ms."""
    return sorted(available_timezones())


@cache
def cities(language: str) -> dict[str, str]:
    """Return what *language* calls the cities of zones, by zone, where it is not what the zone's name says: "Wien"."""
    if language == ENGLISH:
        return {}
    from babel import Locale

    told = Locale.parse(language).time_zones
    named = ((zone, str(told.get(zone, {}).get("city", ""))) for zone in all_zones())
    return {zone: city for zone, city in named if city and _key(city) != _key(zone.rpartition("/")[2])}


def _row(zones: Iterable[str]) -> str:
    return ", ".join(list(zones)[:_SHOWN])


@cache
def _examples() -> dict[str, list[str]]:
    """Return the example zones by the abbreviations and the offsets ("+02:00") that hold in them during a year."""
    found: dict[str, list[str]] = {}
    for zone in _EXAMPLES:
        moments = [datetime(2026, month, 15, tzinfo=ZoneInfo(zone)) for month in _MONTHS]
        offsets = {_written(moment.utcoffset() or timedelta()) for moment in moments}
        names = {str(moment.tzname()).casefold() for moment in moments}
        for each in sorted(offsets | {name for name in names if name.isalpha()} - set(_NO_OFFSET)):
            found.setdefault(each, []).append(zone)
    return found


def _written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@cache
def _named() -> dict[str, list[str]]:
    """Return the zones by what they are called: by their whole name alone, else by a city's in any of our languages."""
    from babel import Locale  # takes some 40 ms with its data, and few people need it

    zones = all_zones()
    found: dict[str, list[str]] = {}
    for zone in zones:
        if zone.startswith(_CITIES):
            found.setdefault(_key(zone.rpartition("/")[2]), []).append(zone)
    for language in languages():
        told = Locale.parse(language).time_zones if language != ENGLISH else {}
        for zone in set(told) & set(zones):
            found.setdefault(_key(str(told[zone].get("city", ""))), []).append(zone)
    found.pop("", None)  # zones that are no city's
    for key, named in found.items():
        found[key] = sorted(_without_links(dict.fromkeys(named)))
    return found | {zone.casefold(): [zone] for zone in zones}


def _key(name: str) -> str:
    return fold(name).replace(" ", "_")


def _without_links(zones: Iterable[str]) -> set[str]:
    """Return *zones* without those that another one repeats under an older, shorter name: America/Buenos_Aires."""
    named = sorted(zones, key=lambda zone: (-zone.count("/"), zone))
    kept: dict[tuple[object, ...], str] = {}
    for zone in named:
        hours = (
            datetime(year, month, 15, tzinfo=ZoneInfo(zone)).utcoffset()
            for year in (1975, 2000, 2026)
            for month in _MONTHS
        )
        kept.setdefault(tuple(hours), zone)
    return set(kept.values())
