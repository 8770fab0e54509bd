"""Posts come no faster than a platform takes them."""

from bot.pace import Pace


def test_a_platform_that_takes_so_many_posts_a_second_gets_no_more_in_any_second() -> None:
    pace = Pace()
    turns = [pace._turn("discord", 3, now=0.0) for _ in range(10)]
    assert turns[:3] == [0, 0, 0] and turns == sorted(turns)
    assert all(later - earlier > 1 for earlier, later in zip(turns, turns[3:], strict=False))
    assert turns[-1] < 3.5


def test_who_comes_after_a_quiet_second_need_not_wait() -> None:
    pace = Pace()
    for _ in range(3):
        pace._turn("discord", 3, now=0.0)
    assert pace._turn("discord", 3, now=5.0) == 0
    assert pace._turn("slack", None, now=0.0) == 0
