"""New and rising topics: windows of seven days, the last one ending with the day that is given."""

from datetime import UTC, datetime, timedelta

import pytest

from briefings.article import Article
from briefings.library.library import Library
from briefings.trends import Trend, Weeks, trend, windows

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_the_windows_are_whole_days_and_touch() -> None:
    starts, end = windows(NOW)
    assert end == datetime(2026, 11, 24, tzinfo=UTC)
    assert [(after - start).days for start, after in zip(starts, [*starts[1:], end], strict=True)] == [7] * 5


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        (Weeks(False, (0, 0, 0, 0, 2)), Trend.NEW), (Weeks(False, (0, 0, 0, 0, 1)), None),
        (Weeks(True, (0, 0, 0, 0, 2)), Trend.RISING),
        (Weeks(True, (2, 2, 2, 2, 4)), Trend.RISING), (Weeks(True, (2, 2, 2, 2, 3)), None),
        (Weeks(False, (4, 0, 0, 0, 2)), Trend.RISING),
        (Weeks(False, (5, 5, 5, 5, 0)), None),
    ],
)  # fmt: skip
def test_a_topic_is_new_or_rises_against_the_windows_before(weeks: Weeks, found: Trend | None) -> None:
    assert trend(weeks) is found


def test_topics_are_counted_in_the_windows_of_their_publication(library: Library) -> None:
    published = {"ferry": (1, 2), "bridge": (3, 2, 9), "tram": (2, 1, 60), "dam": (1,)}
    for topic, ages in published.items():
        for days in ages:
            article = Article(f"{topic}-{days}", "It was so.", "", published=NOW - timedelta(days), topics=(topic,))
            library.put(article, NOW)
    starts, end = windows(NOW)
    found = {topic.label: (topic.count, weeks) for topic, weeks in library.shelf().weeks(starts, end, 10)}
    assert found == {
        "ferry": (2, Weeks(False, (0, 0, 0, 0, 2))),
        "bridge": (3, Weeks(False, (0, 0, 0, 1, 2))),
        "tram": (2, Weeks(True, (0, 0, 0, 0, 2))),
    }
