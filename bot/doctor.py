"""`briefing-bot doctor`: looks at all that the bot needs, changes nothing, and says how to mend what is not well."""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock import SystemClock
from bot.config import Config, hidden, load_config, placeholders
from bot.findings import Finding, ill, well
from briefings.errors import BadFile, StoreError
from briefings.library.address import read_address, shown
from briefings.library.database import found_version, open_database
from briefings.library.deliveries import Deliveries
from briefings.library.upgrade import HEAD
from briefings.schedule import Schedule

_NOWHERE = "no token is set; put DISCORD_TOKEN or SLACK_BOT_TOKEN into the environment"


def examine(path: Path | None, environment: Mapping[str, str] = os.environ, now: datetime | None = None) -> int:
    """Print what is found with the configuration at *path*; return 0 when all is well, else 2.

    *now* is the present moment (UTC), left out: the system's.
    """
    try:
        config = load_config(path, environment)
    except BadFile as error:
        print("\n".join(str(ill("configuration", hidden(str(fault)))) for fault in error.faults))
        return 2
    unfilled = [ill("configuration", str(fault)) for fault in placeholders(config, path)]
    found = [*(unfilled or [well("configuration", "in order")]), *_here(config)]
    found += asyncio.run(_platforms(config, _schedules(config), now or SystemClock().now()))
    for each in found:
        print(_discreet(str(each), config))
    return 0 if all(each.well for each in found) else 2


def _discreet(text: str, config: Config) -> str:
    for secret in config.hidden:
        text = text.replace(secret, "<SECRET>")
    return hidden(text)


def _here(config: Config) -> Iterator[Finding]:
    """Look at what is on this machine."""
    yield _database(config)
    for folder in config.corpus:
        if os.access(folder, os.R_OK):
            yield well("articles", f"{folder} can be read")
        else:
            yield ill("articles", f"{folder} cannot be read; mend the path or its rights")
    for zone in sorted({"Europe/Berlin", *(each.zone for each in config.settings.digests)}):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield ill("time zones", f"{zone} is not known on this machine; pip install tzdata")
            break
    else:
        yield well("time zones", "their data is there")


def _database(config: Config) -> Finding:
    address = config.settings.database
    where = shown(read_address(address))
    try:
        version = found_version(address, config.base)
    except StoreError as error:
        return ill("database", str(error))
    if version is None:
        return well("database", f"{where} will be made at the first start")
    if version == HEAD:
        return well("database", f"{where} has this program's version, {HEAD}, and can be written")
    if version < HEAD:
        return well("database", f"{where} has version {version} and is brought to {HEAD} at the next start")
    return ill("database", f"{where} was made by a newer version of this program; update the program")


def _schedules(config: Config) -> Sequence[Schedule]:
    """Return the digests of the file, and those that were set up in chat, which stand in the database."""
    known = {(each.place, each.name): each for each in config.schedules}
    try:
        if found_version(config.settings.database, config.base) == HEAD:
            engine = open_database(config.settings.database, config.base)
            planned = Deliveries(engine).schedules()
            engine.dispose()
            known |= {(each.schedule.place, each.schedule.name): each.schedule for each in planned}
    except StoreError:
        pass  # told by _database
    return list(known.values())


async def _platforms(config: Config, schedules: Sequence[Schedule], now: datetime) -> list[Finding]:
    found = []
    if config.secrets.discord_token:
        from bot.platforms.discord_doctor import examine_discord

        found += await examine_discord(config, [each for each in schedules if each.place.platform == "discord"], now)
    if config.secrets.slack_bot_token:
        from bot.platforms.slack_doctor import examine_slack

        found += await examine_slack(config, [each for each in schedules if each.place.platform == "slack"], now)
    return found or [ill("platforms", _NOWHERE)]
