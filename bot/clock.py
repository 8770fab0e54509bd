"""The clock of the machine."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Tells the machine's time in UTC."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads it

    def steady(self) -> float:
        """Return seconds that only ever go on."""
        return time.monotonic()
