"""Days in a question: "since 2026-11-01", "last week", "between 1 November and 3 November". Pure; today is given."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|today|yesterday|{'|'.join(_WEEKDAYS)}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
)
Range = tuple[date | None, date | None]  # both ends are meant, None is open


def take_days(text: str, today: date) -> tuple[str, dict[str, str]]:
    """Return *text* without the days that it names, and those as ``since`` and ``until``; {} where it names none."""
    for pattern, reading in _FORMS:
        match = pattern.search(text)
        if match is None:
            continue
        try:
            since, until = reading([each for each in match.groups() if each is not None], today)
        except ValueError:  # the 31st of November: words like any others
            continue
        rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
        days = {"since": since, "until": until}
        return rest, {name: day.isoformat() for name, day in days.items() if day is not None}
    return text, {}


def read_day(text: str, today: date) -> date:
    """Return the day that *text* names, the latest that is not to come where the year is left out; else ValueError."""
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b| of\b|,", "", text.lower()).split()
    if words[0] in ("today", "yesterday"):
        return today - timedelta(days=words[0] == "yesterday")
    if words[0] in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(words[0])) % 7)
    if "-" in words[0]:
        year, month, day = map(int, words[0].split("-"))
        return date(year, month, day)
    if words[0] in _MONTHS:
        words[:2] = [words[1], words[0]]
    month, day = _MONTHS.index(words[1]) + 1, int(words[0])
    if len(words) > 2:
        return date(int(words[2]), month, day)
    return date(today.year - ((month, day) > (today.month, today.day)), month, day)


def _between(found: list[str], today: date) -> Range:
    return read_day(found[0], today), read_day(found[1], today)


def _after(found: list[str], today: date) -> Range:
    return read_day(found[0], today) + timedelta(days=1), None


def _before(found: list[str], today: date) -> Range:
    return None, read_day(found[0], today) - timedelta(days=1)


def _last_days(found: list[str], today: date) -> Range:
    return today - timedelta(days=int(found[0])), None


def _week(found: list[str], today: date) -> Range:
    monday = today - timedelta(days=today.weekday())
    last = found[0].lower() != "this"
    return (monday - timedelta(days=7), monday - timedelta(days=1)) if last else (monday, None)


def _month_beside(found: list[str], today: date) -> Range:
    first = today.replace(day=1)
    if found[0].lower() == "this":
        return first, None
    end = first - timedelta(days=1)
    return end.replace(day=1), end


def _month_named(found: list[str], today: date) -> Range:
    month = _MONTHS.index(found[0].lower()) + 1
    year = int(found[1]) if len(found) > 1 else today.year - (month > today.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _form(pattern: str, reading: Callable[[list[str], date], Range]) -> tuple[re.Pattern[str], Callable[..., Range]]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), reading


_FORMS = (
    _form(rf"(?:since|from|between)[ :] ?({_DAY}),? (?:until|till|to|and|through)[ :] ?({_DAY})", _between),
    _form(rf"(?:since|from|starting)[ :] ?({_DAY})", lambda found, today: (read_day(found[0], today), None)),
    _form(rf"(?:until|till|up to)[ :] ?({_DAY})", lambda found, today: (None, read_day(found[0], today))),
    _form(rf"after ({_DAY})", _after),
    _form(rf"before ({_DAY})", _before),
    _form(rf"on ({_DAY})", lambda found, today: (read_day(found[0], today),) * 2),
    _form(r"(?:in |within |over )?(?:the )?(?:last|past) (\d{1,3}) days", _last_days),
    _form(r"(?:in |during )?(?:the )?(this|last|past) week", _week),
    _form(r"(?:in |during )?(this|last) month", _month_beside),
    _form(rf"(?:in|during) ({_MONTH})(?: (\d{{4}}))?", _month_named),
    _form(r"(today|yesterday)", lambda found, today: (read_day(found[0], today),) * 2),
)
