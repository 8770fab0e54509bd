"""Patience: whoever writes while others write for long waits, and tries again."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

T = TypeVar("T")
_TRIES = 10  # each of some seconds, for which the database itself waits
_BUSY_STATES = {"55P03", "40001", "40P01"}  # lock_not_available, serialization_failure, deadlock_detected


def is_busy(error: Exception) -> bool:
    """Tell whether *error* says that another process was writing for too long."""
    found = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(found, sqlite3.OperationalError):
        return "database is locked" in str(found)
    return getattr(found, "sqlstate", None) in _BUSY_STATES


def patiently(act: Callable[[], T]) -> T:
    """Return what *act* gives, which writes in one transaction; while others write for long it is tried again."""
    for _ in range(_TRIES - 1):
        try:
            return act()
        except (DBAPIError, sqlite3.OperationalError) as error:
            if not is_busy(error):
                raise
    return act()
