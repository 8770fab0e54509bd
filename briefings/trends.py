"""Topics that are new or rise: counts in windows of seven days, of which the last one is the present."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

DAYS = 7  # of a window
WINDOWS = 5  # the present one and those that it is compared with
_FEWEST = 2  # entries in the present window; one alone is no trend
_TIMES = 2  # times the mean of the windows before


class Trend(StrEnum):
    """What a topic does in the present window."""

    NEW = "new"  # no entry before the present window has it
    RISING = "rising"  # at least twice as often as in the mean of the windows before


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whether a topic was there before all windows, and in how many entries in each, the present one last."""

    earlier: bool
    counts: tuple[int, ...]


def windows(now: datetime) -> tuple[list[datetime], datetime]:
    """Return the starts of the windows in order, and the end of the last one: the end of the UTC day of *now*."""
    end = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return [end - timedelta(days=DAYS * back) for back in range(WINDOWS, 0, -1)], end


def trend(weeks: Weeks) -> Trend | None:
    """Return what the topic does, None for nothing in particular."""
    *before, present = weeks.counts
    if present < _FEWEST:
        return None
    if not weeks.earlier and not any(before):
        return Trend.NEW
    return Trend.RISING if present >= _TIMES * _mean(before) else None


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)
