"""Replies are kept while they hold, the last few hundred of those that can be asked for again."""

from datetime import datetime, timedelta

import pytest

from bot.kept import Kept, KeptReplies
from bot.replies import Reply, row, words
from tests.fakes import NOON

SECOND = timedelta(seconds=1)


def reply(text: str) -> Reply:
    return Reply((words("Answer"),), cards=(row(words(text)),))


@pytest.mark.parametrize(
    ("until", "now", "held"),
    [
        (None, NOON + timedelta(days=999), True),
        (NOON, NOON - SECOND, True),
        (NOON, NOON, False),
        (NOON, NOON + SECOND, False),
    ],
)
def test_a_reply_is_kept_until_its_moment(until: datetime | None, now: datetime, held: bool) -> None:
    replies, kept = KeptReplies(), Kept(reply("The bridge is open."), until)
    replies.keep(("bridge", "en"), kept)
    assert replies.get(("bridge", "en"), now) == (kept if held else None)
    assert replies.get(("bridge", "de"), now) is None


def test_a_reply_that_holds_no_longer_is_replaced() -> None:
    replies, new = KeptReplies(), Kept(reply("The bridge is closed."), None)
    replies.keep(("bridge",), Kept(reply("The bridge is open."), NOON))
    replies.keep(("bridge",), new)
    assert replies.get(("bridge",), NOON) == new


@pytest.mark.parametrize("each", [Reply((words("What?"),), understood=False), reply("Long. " * 10_000)])
def test_what_was_not_understood_and_very_long_replies_are_not_kept(each: Reply) -> None:
    replies = KeptReplies()
    replies.keep(("x",), Kept(each, None))
    assert replies.get(("x",), NOON) is None


def test_the_replies_that_were_kept_first_make_room() -> None:
    replies = KeptReplies()
    for number in range(600):
        replies.keep((number,), Kept(reply(f"Reply {number}"), None))
    assert [number for number in range(600) if replies.get((number,), NOON)] == list(range(100, 600))
