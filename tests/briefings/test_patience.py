"""Who starts while others write for long waits for them, and does not end."""

import sqlite3
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from briefings.library import patience
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.keys import shared_key
from briefings.library.patience import is_busy, patiently
from briefings.place import Place
from briefings.schedule import Schedule
from tests.fakes import NOON

LOCKED = sqlite3.OperationalError("database is locked")
MORNING = Schedule("morning", Place("slack", "T1", "C1"), (time(8),))


def failing(errors: list[Exception]) -> Callable[..., str]:
    """Raises the *errors* one after the other, then works."""

    def act(*_: Any) -> str:
        if errors:
            raise errors.pop()
        return "done"

    return act


def test_a_lock_that_others_hold_for_long_is_waited_for() -> None:
    assert patiently(failing([LOCKED] * (patience._TRIES - 1))) == "done"


def test_a_lock_that_is_never_free_is_told() -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        patiently(failing([LOCKED] * patience._TRIES))


def test_another_fault_is_told_at_once() -> None:
    errors: list[Exception] = [ValueError("other"), sqlite3.OperationalError("no such table")]
    with pytest.raises(sqlite3.OperationalError, match="table"):
        patiently(failing(errors))
    assert len(errors) == 1 and not is_busy(errors[0])


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database in which others write for long, twice as long as a transaction waits."""
    engine = open_database("sqlite:///library.db", tmp_path)
    act = failing([LOCKED, LOCKED])
    event.listen(engine, "begin", lambda c: c.get_execution_options().get("writes") and act(), insert=True)
    return engine


def test_a_start_stores_its_schedules_once_others_have_written(engine: Engine) -> None:
    deliveries = Deliveries(engine)
    deliveries.configure(iter([MORNING]), NOON)
    assert [each.schedule for each in deliveries.schedules()] == [MORNING]


def test_a_start_finds_its_key_once_others_have_written(engine: Engine) -> None:
    assert shared_key(engine, "buttons", b"fresh") == b"fresh"
