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
        (Weeks(0, (0, 0, 0, 0, 2)), Trend.NEW), (Weeks(0, (0, 0, 0, 0, 1)), None),
        (Weeks(1, (0, 0, 0, 0, 2)), Trend.RISING),
        (Weeks(9, (2, 2, 2, 2, 4)), Trend.RISING), (Weeks(9, (2, 2, 2, 2, 3)), None),
        (Weeks(0, (4, 0, 0, 0, 2)), Trend.RISING),
        (Weeks(0, (5, 5, 5, 5, 0)), None),
    ],
)  # fmt: skip
def test_a_topic_is_new_or_rises_against_the_windows_before(weeks: Weeks, found: Trend | None) -> None:
    assert trend(weeks) is found


def test_topics_are_counted_in_the_windows_of_their_publication(library: Library) -> None:
    for number, (days, topic) in enumerate([(1, "ferry"), (2, "ferry"), (3, "bridge"), (9, "bridge"), (60, "bridge")]):
        text = f"Nothing of note {number}."
        article = Article(f"made-{number}", text, "", published=NOW - timedelta(days=days), topics=(topic,))
        library.put(article, NOW)
    starts, end = windows(NOW)
    found = {topic.label: (topic.count, weeks) for topic, weeks in library.shelf().weeks(starts, end, 10)}
    assert found["ferry"] == (2, Weeks(0, (0, 0, 0, 0, 2)))
    assert found["bridge"] == (3, Weeks(1, (0, 0, 0, 1, 1)))
