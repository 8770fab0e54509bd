"""A time zone is named by its name or a city; what can mean several is asked back, and never guessed."""

from zoneinfo import available_timezones

import pytest

from bot.zone_names import zone_named
from briefings.schedule import BadSchedule


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("America/new york", "America/New_York"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Wien", "Europe/Vienna"),
        ("Zürich", "Europe/Zurich"),
        ("UTC", "UTC"),
        ("gmt", "UTC"),
        ("UTC+0", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_name_or_a_city(text: str, zone: str) -> None:
    assert zone_named(text) == zone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CET", "CET is used in several time zones; name one, as in Europe/Berlin, Europe/Paris"),
        ("MESZ", "MESZ is used in several time zones; name one, as in Europe/Berlin, Europe/Paris"),
        ("est", "est is used in several time zones; name one, as in America/New_York, America/Toronto"),
        ("PT", "PT is used in several time zones; name one, as in America/Los_Angeles"),
        ("IST", "IST is used in several time zones; name one, as in Asia/Kolkata, Europe/Dublin, Asia/Jerusalem"),
        ("UTC+2", "UTC+2 says nothing of summer time; name a zone, as in Europe/Berlin, Europe/Paris, Africa/Cairo, "),
        ("-03:30", "-03:30 says nothing of summer time; name a zone, as in America/St_Johns"),
        ("GMT +5:45", "GMT +5:45 says nothing of summer time; name a zone, as in Asia/Kathmandu"),
        ("+13:37", "+13:37 says nothing of summer time; name a zone, as in Europe/Berlin"),
        ("Eastern", "'Eastern' is no time zone"),
        ("Mars", "'Mars' is no time zone; write it like Europe/Berlin or UTC"),
        ("", "'' is no time zone"),
        ("\ud800", "is no time zone"),
        ("x" * 5000, "is no time zone"),
    ],
)
def test_what_can_mean_several_zones_is_asked_back(text: str, said: str) -> None:
    with pytest.raises(BadSchedule) as raised:
        zone_named(text)
    assert said in str(raised.value)


def test_every_zone_is_named_by_its_own_name_but_for_abbreviations() -> None:
    for zone in available_timezones():
        if "/" in zone:
            assert zone_named(zone) == zone
