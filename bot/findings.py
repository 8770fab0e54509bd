"""Findings: what `briefing-bot doctor` says of one thing that it looked at."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

_MOST_SKEW = 30  # seconds; Slack's signatures hold for 300, and digests go by this clock


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing; of what is not well it tells how to mend it."""

    well: bool
    about: str
    text: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{'ok ' if self.well else 'BAD'}  {self.about}: {self.text}"


def well(about: str, text: str) -> Finding:
    """Return that all is well."""
    return Finding(True, about, text)


def ill(about: str, text: str) -> Finding:
    """Return that something is to be mended."""
    return Finding(False, about, text)


def clock(platform: str, date: str | None, now: datetime) -> list[Finding]:
    """Compare this machine's clock, which says *now*, with the *date* of a platform's answer (RFC 9110, 6.6.1)."""
    try:
        skew = (now - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError):
        return []
    if abs(skew) <= _MOST_SKEW:
        return [well(platform, "this machine's clock goes right")]
    where = "fast" if skew > 0 else "slow"
    return [ill(platform, f"this machine's clock is {abs(skew):.0f} s {where}; switch on its time synchronisation")]
