"""Zones: which time zone is proposed to whoever sets up a digest. It is theirs to choose another."""

from tzlocal import get_localzone_name, reload_localzone

from briefings.schedule import BadSchedule, read_zone

# Where most people live whose Discord speaks a language, if one zone holds them (CLDR: likely subtags, primary zones).
# English of America, Spanish of Latin America, Portuguese of Brazil and Russian are spoken in too many.
_OF_LOCALES = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}


def zone_of_locale(locale: str) -> str:
    """Return the zone that most people with Discord's *locale* live in, "" where that is nowhere in particular."""
    return _OF_LOCALES.get(locale, "")


def zone_here() -> str:
    """Return the zone that this machine is set to, "" where it has no name."""
    try:
        reload_localzone()  # tzlocal remembers what it found
        return known_zone(get_localzone_name())
    except (LookupError, ValueError, OSError):  # settings that contradict one another
        return ""


def known_zone(name: object) -> str:
    """Return *name*, which a platform or the system gave, if it is a zone's; else ""."""
    try:
        return read_zone(name) if isinstance(name, str) else ""
    except BadSchedule:
        return ""
