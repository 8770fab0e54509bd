"""`briefing-bot digest preview`: exactly what would be posted, for any platform, without a token or a network."""

import json
from pathlib import Path

from bot.app import App, open_app
from bot.clock import SystemClock
from bot.commands.digest_reply import NEWEST, upcoming
from bot.config import load_config
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.replies import Reply
from briefings.errors import NotHere
from briefings.library.ledger import delivery_token
from briefings.schedule import Place


def preview_digest(config_file: Path | None, platform: str, name: str | None) -> int:
    """Print the digest called *name* (without one: the newest entries) as *platform* would show it; return 0."""
    with open_app(load_config(config_file), SystemClock()) as app:
        reply, token = _composed(app, name)
        if platform == "terminal":
            print(plain_text.render(reply), end="")
            return 0
        render = discord_cards.render if platform == "discord" else slack_blocks.render
        parts = render(reply, 0, token).parts
        for part in range(parts):
            print(json.dumps(render(reply, part, token).payload, ensure_ascii=False, indent=2))
    return 0


def _composed(app: App, name: str | None) -> tuple[Reply, str]:
    now, schedules = app.clock.now(), app.deliveries.schedules()
    found = next((each for each in schedules if name and each.schedule.name.lower() == name.lower()), None)
    if name and found is None:
        raise NotHere(name)
    place = found.schedule.place if found else Place("terminal", "", "")
    token = delivery_token(found.number if found else 0, now, place)
    schedule, number = (found.schedule, found.number) if found else (NEWEST, None)
    return upcoming(app.library.shelf(place.workspace), app.deliveries, schedule, number, now), token
