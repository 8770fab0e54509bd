"""`briefing-bot digest preview`: exactly what would be posted, for any platform, without a token or a network."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, open_app
from bot.clock import SystemClock
from bot.commands.digest_reply import NEWEST, upcoming
from bot.config import load_config
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.replies import Reply
from briefings.errors import NotHere
from briefings.library.ledger import delivery_token
from briefings.place import Place
from briefings.schedule import BadSchedule, read_time


def preview_digest(config_file: Path | None, platform: str, name: str | None, at: str | None = None) -> int:
    """Print the digest called *name* (without one: the newest entries) as *platform* would show it; return 0.

    *at* is a time of a day as people of the digest's zone write it; left out: now. Raises BadSchedule for another text.
    """
    config = load_config(config_file)
    with open_app(config, SystemClock()) as app:
        reply, token = _composed(app, name, at)
        if platform == "terminal":
            print(plain_text.render(reply), end="")
            return 0
        render = discord_cards.render if platform == "discord" else slack_blocks.render
        parts = render(reply, 0, token).parts
        for part in range(parts):
            print(json.dumps(render(reply, part, token).payload, ensure_ascii=False, indent=2))
    return 0


def _composed(app: App, name: str | None, at: str | None) -> tuple[Reply, str]:
    schedules = app.deliveries.schedules()
    found = next((each for each in schedules if name and each.schedule.name.lower() == name.lower()), None)
    if name and found is None:
        raise NotHere(name)
    place = found.schedule.place if found else Place("terminal", "", "")
    schedule, number = (found.schedule, found.number) if found else (NEWEST, None)
    now = _moment(at, schedule.zone, app.clock.now())
    token = delivery_token(number or 0, now, place)
    shelf = app.library.shelf(place, now)
    return upcoming(shelf, app.deliveries, schedule, number, now), token


def _moment(at: str | None, zone: str, now: datetime) -> datetime:
    """Return the moment (UTC) that *at* names in *zone*: a time of today, or of the day that stands before the time."""
    if at is None:
        return now
    day, _, clock = at.strip().replace("T", " ").rpartition(" ")
    try:
        date = datetime.fromisoformat(day).date() if day else now.astimezone(ZoneInfo(zone)).date()
    except ValueError:
        raise BadSchedule(f"{day!r} is no day; write --at '2026-11-27 08:00', or --at 08:00 for today") from None
    return datetime.combine(date, read_time(clock), ZoneInfo(zone)).astimezone(UTC)
