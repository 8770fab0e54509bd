"""`briefing-bot check-config`: everything that is wrong with the configuration and the corpus, at once."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.commands.shown import one_or_many
from bot.config import hidden, known_corpus, load_config, placeholders
from briefings.errors import BadFile, Fault
from briefings.folder import read_paths

_PLATFORMS = {"Discord": "discord_token", "Slack": "slack_bot_token"}


def check(path: Path | None, environment: Mapping[str, str] = os.environ) -> int:
    """Print every fault of the configuration at *path* and of its corpus; return 0 when there is none, else 2."""
    try:
        config = load_config(path, environment)
    except BadFile as error:
        known = known_corpus(path)
        return _told([*error.faults, *read_paths(known.corpus, known.limited).faults])
    reading = read_paths(config.corpus, config.limited)
    faults = [*placeholders(config, path), *reading.faults]
    if faults:
        return _told(faults)
    print(f"The configuration is in order; {one_or_many(len(reading.articles), 'article')} can be read.")
    for platform, name in _PLATFORMS.items():
        print(f"{platform}: {'there is a token' if getattr(config.secrets, name) else 'no token in the environment'}.")
    return 0


def _told(faults: Iterable[Fault]) -> int:
    print("\n".join(hidden(str(fault)) for fault in faults))
    return 2
