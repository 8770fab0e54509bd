"""Warming up asks what the help says, before anybody does."""

import logging

import pytest

from bot.answers import Answers
from bot.warming import warm_up
from briefings.library.prepared import _prepared


def test_warming_up_makes_statements_and_changes_nothing(answers: Answers, caplog: pytest.LogCaptureFixture) -> None:
    before = answers.library.state()
    _prepared.cache_clear()
    with caplog.at_level(logging.INFO):
        warm_up(answers)
    assert _prepared.cache_info().currsize > 10
    assert answers.library.state() == before
    assert not caplog.records
