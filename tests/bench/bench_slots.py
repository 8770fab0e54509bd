"""One slot for each local date and time, counted over every zone: ``python -m tests.bench.bench_slots [--step 15]``.

The count shares nothing with the calendar it judges: it finds when each zone's clocks change, and reads from that at
which instant each local time is first shown, or by how much it is moved where the clocks jump over it.
"""

import argparse
import sys
import time
from bisect import bisect_right
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo, available_timezones

from briefings.place import Place
from briefings.schedule import Schedule, slots

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EDGE = 2 * _DAY  # seconds beyond the years that are looked at, for zones far from UTC


def main() -> int:
    """Judge every zone in two processes, print the counts; return 1 where a slot is doubled, skipped or elsewhere."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=int, default=15, help="minutes between the times of day that are tried")
    step = parser.parse_args().step
    zones = sorted(available_timezones() - {"localtime"})
    began, total = time.perf_counter(), Counter[str]()
    with ProcessPoolExecutor(2) as pool:
        for number, found in enumerate(pool.map(judged, zones, [step] * len(zones)), 1):
            total.update(found)
            if sys.stderr.isatty():
                print(f"\r{number} of {len(zones)} zones", end="", file=sys.stderr)
    print(f"\n{len(zones)} zones, every {step} minutes, {FIRST} to {LAST}, in {time.perf_counter() - began:.0f} s")
    for name in ("slots", "moved by a jump", "shown twice, the first taken", "doubled", "skipped", "elsewhere"):
        print(f"{name:30} {total[name]:>12,}")
    return int(bool(total["doubled"] or total["skipped"] or total["elsewhere"]))


def judged(name: str, step: int) -> Counter[str]:
    """Return how the slots of zone *name* compare with the count, for each time of day by itself."""
    starts, offsets = _offsets(ZoneInfo(name))
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    since = datetime.combine(FIRST, time_of_day(), UTC) - timedelta(days=2)
    until = datetime.combine(LAST, time_of_day(), UTC) + timedelta(days=3)
    result: Counter[str] = Counter()
    for minutes in range(0, 24 * 60, step):
        at = time_of_day(minutes // 60, minutes % 60)
        wanted = [_first_shown(day, minutes * 60, starts, offsets, result) for day in days]
        found = [_seconds(slot) for slot in slots(Schedule("x", Place("", "", ""), (at,), zone=name), since, until)]
        counted = Counter(found)
        result["slots"] += len(wanted)
        result["doubled"] += sum(count - 1 for count in counted.values())
        missing = [instant for instant in wanted if instant not in counted]
        result["skipped"] += len(missing)
        inside = [instant for instant in found if wanted[0] <= instant <= wanted[-1]]
        result["elsewhere"] += len(set(inside) - set(wanted))
    return result


def _seconds(moment: datetime) -> int:
    return int((moment - _EPOCH).total_seconds())


def _offsets(zone: ZoneInfo) -> tuple[list[int], list[int]]:
    """Return from which instants on (seconds since 1970) the zone has which offsets (seconds)."""

    def offset(instant: int) -> int:
        moment = (_EPOCH + timedelta(seconds=instant)).astimezone(zone).utcoffset()
        assert moment is not None
        return int(moment.total_seconds())

    first, last = (_seconds(datetime.combine(day, time_of_day(), UTC)) for day in (FIRST, LAST))
    starts, offsets = [first - _EDGE], [offset(first - _EDGE)]
    for low in range(first - _EDGE, last + _EDGE, _DAY // 4):
        high = low + _DAY // 4
        if offset(high) != offsets[-1]:
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offsets[-1] else (low, middle)
            starts.append(high)
            offsets.append(offset(high))
    return starts, offsets


def _first_shown(day: date, seconds: int, starts: list[int], offsets: list[int], result: Counter[str]) -> int:
    """Return the first instant at which the clocks show this local time; one they jump over is moved by the jump."""
    local = (day - _EPOCH.date()).days * _DAY + seconds
    place = bisect_right(starts, local - _DAY) - 1
    shown = []
    for number in range(max(0, place), min(len(starts), place + 4)):
        instant = local - offsets[number]
        ends = starts[number + 1] if number + 1 < len(starts) else instant + 1
        if starts[number] <= instant < ends:
            shown.append(instant)
    if shown:
        result["shown twice, the first taken"] += len(shown) > 1
        return min(shown)
    result["moved by a jump"] += 1
    before = next(
        number
        for number in range(max(0, place), len(starts) - 1)
        if local - offsets[number] >= starts[number + 1] > local - offsets[number + 1]
    )
    return local - offsets[before]


if __name__ == "__main__":
    sys.exit(main())
