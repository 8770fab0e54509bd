"""Days in a question: "since 2026-11-01", "last week", "vom 1. bis 3. November". Pure; today is given."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Range = tuple[date | None, date | None]  # both ends are meant, None is open
DayForm = tuple[re.Pattern[str], Callable[[list[str], date], Range]]


def day_form(pattern: str, reading: Callable[[list[str], date], Range]) -> DayForm:
    """Return a form of words for days; *reading* is given what its groups found, and today."""
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), reading


def take_days(text: str, forms: Sequence[DayForm], today: date) -> tuple[str, dict[str, str], str]:
    """Return *text* without the days that it names, those as ``since`` and ``until``, and the words for them.

    Where it names none, {} and "".
    """
    for pattern, reading in forms:
        match = pattern.search(text)
        if match is None:
            continue
        try:
            since, until = reading([each for each in match.groups() if each is not None], today)
        except ValueError:  # the 31st of November: words like any others
            continue
        rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
        days = {"since": since, "until": until}
        return rest, {name: day.isoformat() for name, day in days.items() if day is not None}, match[0]
    return text, {}, ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language names months, weekdays from Monday on, and days that are just past, from today on."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    ago: tuple[str, ...]

    def day(self, text: str, today: date) -> date:
        """Return the day that *text* names, the latest that is not to come where the year is left out.

        It is one of our names, an ISO date, a day and a month by name, or numbers from day to year; else ValueError.
        """
        words = re.findall(r"\d+|[^\W\d_]+", text.lower())
        if words[0] in self.ago:
            return today - timedelta(days=self.ago.index(words[0]))
        if words[0] in self.weekdays:
            return today - timedelta(days=(today.weekday() - self.weekdays.index(words[0])) % 7)
        numbers = [int(word) for word in words if word.isdigit()]
        if re.match(r"\d{4}-", text):
            return date(*numbers)
        day, *later = numbers
        named = next((number for number, name in enumerate(self.months, 1) if name in words), None)
        month, *years = later if named is None else [named, *later]
        return date(years[0] if years else today.year - ((month, day) > (today.month, today.day)), month, day)

    def since(self, found: list[str], today: date) -> Range:
        """Return all days from the one found."""
        return self.day(found[0], today), None

    def until(self, found: list[str], today: date) -> Range:
        """Return all days to the one found."""
        return None, self.day(found[0], today)

    def on(self, found: list[str], today: date) -> Range:
        """Return the day found."""
        return (self.day(found[0], today),) * 2

    def after(self, found: list[str], today: date) -> Range:
        """Return all days after the one found."""
        return self.day(found[0], today) + timedelta(days=1), None

    def before(self, found: list[str], today: date) -> Range:
        """Return all days before the one found."""
        return None, self.day(found[0], today) - timedelta(days=1)

    def between(self, found: list[str], today: date) -> Range:
        """Return the days from one to another; the first can be a number in the month of the last."""
        last = self.day(found[1], today)
        return last.replace(day=int(found[0])) if found[0].isdigit() else self.day(found[0], today), last

    def month(self, found: list[str], today: date) -> Range:
        """Return the days of a month, of a year or the latest that has begun."""
        month = self.months.index(found[0].lower()) + 1
        year = int(found[1]) if len(found) > 1 else today.year - (month > today.month)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def last_days(found: list[str], today: date) -> Range:
    """Return so many days before today, and today."""
    return today - timedelta(days=int(found[0])), None


def this_week(_: list[str], today: date) -> Range:
    """Return the days from Monday."""
    return today - timedelta(days=today.weekday()), None


def last_week(_: list[str], today: date) -> Range:
    """Return the Monday to Sunday before this week."""
    monday = today - timedelta(days=today.weekday() + 7)
    return monday, monday + timedelta(days=6)


def this_month(_: list[str], today: date) -> Range:
    """Return the days from the first."""
    return today.replace(day=1), None


def last_month(_: list[str], today: date) -> Range:
    """Return the days of the month before this one."""
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end
